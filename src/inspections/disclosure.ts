import type { Actor } from '../policies/actor.js';
import { isWriting, namedOn, type Inspection, type Tally } from './inspection.js';

type Counted = Pick<Inspection, 'state' | 'authority' | 'heirs' | 'findings'>;

/** The authority that inspects and those above it; an officer answers for a unit and inspects nothing. */
export const inspects = (
  { post }: Actor,
  { authority, heirs }: Pick<Inspection, 'authority' | 'heirs'>,
): boolean =>
  post.role !== 'officer' &&
  [authority, heirs?.authority ?? authority].some(({ id, ancestorIds }) =>
    [id, ...ancestorIds].includes(post.unitId),
  );

/** Named on the case, or of the authority that inspects or one above it. */
export const isOfAuthority = (actor: Actor, inspection: Inspection): boolean =>
  namedOn(inspection).includes(actor.personId) || inspects(actor, inspection);

/** How many findings the actor may know of: the unit learns it with the conclusion, not while they are written. */
export const tallyFor = (actor: Actor, counted: Counted): Tally =>
  isWriting(counted.state) && !inspects(actor, counted) ? { total: 0, open: 0 } : counted.findings;

/**
 * Why the authority sends somebody in spite of objections, and which files of its own it does without, is between it
 * and those above it.
 */
function withoutInternals(inspection: Inspection): Inspection {
  const { conflicts: _conflicts, ...rest } = inspection;
  const history = inspection.history
    .filter(({ action }) => action !== 'files_given_up')
    .map((event) => ({ ...event, changes: event.changes.filter(({ field }) => field !== 'conflicts') }));
  return { ...rest, history };
}

/** Minutes that nobody has signed and a conclusion that was not delivered are the authority's own. */
function withoutDrafts(inspection: Inspection): Inspection {
  const { minutes, conclusion, ...rest } = inspection;
  return {
    ...rest,
    ...(minutes?.signing === undefined ? {} : { minutes }),
    ...(conclusion === undefined || inspection.deliveredOn === undefined ? {} : { conclusion }),
  };
}

/** The case as the actor may know it: until the conclusion neither counts nor events tell the unit of findings. */
export function knownTo(actor: Actor, inspection: Inspection): Inspection {
  if (isOfAuthority(actor, inspection)) return inspection;
  const known = withoutDrafts(withoutInternals(inspection));
  if (!isWriting(known.state)) return known;
  const history = known.history.filter((event) => !event.action.startsWith('finding_'));
  return { ...known, findings: tallyFor(actor, inspection), history };
}
