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

/** What a finding's page shows and offers on the way to its remedy. */
export async function remedyOf(services: Services, visit: Visit, finding: Finding) {
  const { actor, t, language } = visit;
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
  const blocked: PageActions['blocked'] =
    verifying === undefined
      ? []
      : [
          {
            label: t('findings:act.verify'),
            whys: [
              {
                why: t(`remediation:errors.${verifying}`, { name: finding.verifier?.name ?? '' }),
                href: null,
              },
            ],
          },
        ];
  // What waits inside the unit is nobody else's to know.
  const lacks = lackingIn(finding).filter(({ key }) => inside || key !== 'draft');
  const { pairs, files = [] } = finding.draft ?? {};
  const drafted = presentPhotos(pairs, finding.evidence, files, language, t);
  return {
    actions,
    blocked,
    /** The draft takes the place of the plain report at the top of the page. */
    confirms,
    mayVerify: verifying === undefined,
    inside,
    view: {
      lacks: presentLacks(lacks, t),
      actions: presentActions(finding, dayOf(visit.now), planning, visit),
      failures: presentFailures(finding.failures ?? [], visit),
      failureOf:
        finding.failureOf === undefined
          ? null
          : {
              text: t('failures:of', { number: finding.failureOf.number }),
              href: `/findings/${finding.failureOf.id}`,
              heard: finding.failureOf.heard,
            },
      draft:
        inside && finding.draft !== undefined
          ? {
              done: finding.draft.done,
              who: whoWhen(finding.draft.by, finding.draft.at, visit),
              pairs: drafted.pairs,
              files: drafted.after,
              tag: {
                text: t(`remediation:draft.${waits ? 'waits' : 'givenBack'}`),
                tone: waits ? 'action' : 'amber',
              },
              reason: finding.draft.givenBack?.reason ?? '',
            }
          : null,
    },
  };
}
export type Remedy = Awaited<ReturnType<typeof remedyOf>>;
