import type { Finding } from '../findings/finding.js';
import type { Author } from '../policies/actor.js';

/** Who recorded the finding, by its own history; nobody is known of what was imported. */
const recorderOf = ({ history }: Pick<Finding, 'history'>): Author | undefined => history[0]?.by;

type Judged = Pick<Finding, 'history' | 'remediations' | 'teamIds' | 'verifier'>;

/** Why somebody may never judge it: it is his own report from another post, or his own finding where the rule forbids it. */
function partiality(
  finding: Judged,
  personId: string,
  otherVerifier: boolean,
): 'ownReport' | 'ownFinding' | undefined {
  const last = finding.remediations.at(-1);
  if (last?.by.personId === personId || last?.draftedBy?.personId === personId) return 'ownReport';
  return otherVerifier && recorderOf(finding)?.personId === personId ? 'ownFinding' : undefined;
}

/** Why somebody may not judge it now; what was given to one person the others leave alone. */
export const verifierFault = (finding: Judged, personId: string, otherVerifier: boolean) =>
  partiality(finding, personId, otherVerifier) ?? (isVerifier(finding, personId) ? undefined : 'othersTurn');

/** Whether it is somebody's to judge: it was given to him, or to nobody in particular and he is of the team. */
export const isVerifier = ({ teamIds, verifier }: Pick<Finding, 'teamIds' | 'verifier'>, personId: string) =>
  verifier === undefined ? teamIds.includes(personId) : verifier.personId === personId;

/** Why it is not given to somebody, as a wording. A team shares out among its own what no supervisor gave to another. */
export function refusedVerifier(
  finding: Judged,
  personId: string,
  { otherVerifier, sharing }: { otherVerifier: boolean; sharing: boolean },
): string | undefined {
  const given = finding.verifier;
  if (sharing && given !== undefined && !finding.teamIds.includes(given.personId))
    return 'verifiers:refused.given';
  if (personId === '') return given === undefined ? 'verifiers:refused.same' : undefined;
  if (given?.personId === personId) return 'verifiers:refused.same';
  if (sharing && !finding.teamIds.includes(personId)) return 'verifiers:refused.notOfTeam';
  const fault = partiality(finding, personId, otherVerifier);
  return fault === undefined ? undefined : `verifiers:refused.${fault}`;
}
