import { findingSubject, findingTransitionFor, type Finding } from '../findings/finding.js';
import { presentPhotos } from '../findings/photo-pairs.presenter.js';
import { lineFor } from '../findings/at-once.js';
import { allowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { link, type ActionView, type PageActions } from '../web/parts.js';
import type { Visit } from '../web/visit.js';
import { presentActions } from './actions.presenter.js';
import { presentFailures } from './failure.presenter.js';
import { lackingIn } from './lacking.js';
import { presentLacks, whoWhen } from './remediation.presenter.js';

/** Why the reader, who may verify findings, may not verify this one. */
function blockedVerification(finding: Finding, fault: string, { t }: Visit): PageActions['blocked'] {
  const why = t(`remediation:errors.${fault}`, { name: finding.verifier?.name ?? '' });
  return [{ label: t('findings:act.verify'), whys: [{ why, href: null }] }];
}

/** The finding whose remedy failed, where this one was made for that. */
function presentFailureOf({ failureOf }: Finding, { t }: Visit) {
  if (failureOf === undefined) return null;
  const { id, number, heard } = failureOf;
  return { text: t('failures:of', { number }), href: `/findings/${id}`, heard };
}

/** What the officer has written and the head has not confirmed yet, or has given back. */
function presentDraft({ draft, evidence }: Finding, waits: boolean, visit: Visit) {
  if (draft === undefined) return null;
  const { t, language } = visit;
  const { pairs, after } = presentPhotos(draft.pairs, evidence, draft.files ?? [], language, t);
  return {
    done: draft.done,
    who: whoWhen(draft.by, draft.at, visit),
    pairs,
    files: after,
    tag: {
      text: t(`remediation:draft.${waits ? 'waits' : 'givenBack'}`),
      tone: waits ? ('action' as const) : ('amber' as const),
    },
    reason: draft.givenBack?.reason ?? '',
  };
}

/** What a finding's page shows and offers on the way to its remedy. */
export async function remedyOf(services: Services, visit: Visit, finding: Finding) {
  const { actor, t } = visit;
  const here = `/findings/${finding.id}`;
  const subject = findingSubject(finding);
  const [standing, fault] = await Promise.all([
    services.remediation.standing(actor, finding),
    services.remediation.verifierFault(actor, finding),
  ]);
  const inside = standing !== undefined;
  const waits = finding.draft !== undefined && finding.draft.givenBack === undefined;
  const planning = inside && findingTransitionFor('add_action', finding.state) !== undefined;
  const verifying =
    finding.state === 'reported' && allowed(actor, 'remediation.accept', subject) ? fault : undefined;
  const confirms =
    inside && lineFor('report', finding) !== undefined && waits && standing.ofDraft === undefined;
  const proposal = await services.failures.proposal(finding);
  const decides = proposal !== undefined && allowed(actor, 'failure.decide', subject);
  const actions: ActionView[] = [
    ...(confirms ? [link(t('remediation:act.confirm'), `${here}/confirmation`)] : []),
    ...(decides ? [link(t('failures:act'), `${here}/failure`)] : []),
    ...(planning ? [link(t('remediation:act.plan'), `${here}/actions`)] : []),
  ];
  // What waits inside the unit is nobody else's to know.
  const lacks = lackingIn(finding).filter(({ key }) => inside || key !== 'draft');
  return {
    actions,
    blocked: verifying === undefined ? [] : blockedVerification(finding, verifying, visit),
    /** The draft takes the place of the plain report at the top of the page. */
    confirms,
    mayVerify: verifying === undefined,
    inside,
    view: {
      lacks: presentLacks(lacks, t),
      actions: presentActions(finding, dayOf(visit.now), planning, visit),
      failures: presentFailures(finding.failures ?? [], visit),
      failureOf: presentFailureOf(finding, visit),
      draft: inside ? presentDraft(finding, waits, visit) : null,
    },
  };
}
export type Remedy = Awaited<ReturnType<typeof remedyOf>>;
