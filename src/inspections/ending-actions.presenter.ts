import { link, type ActionView, type PageActions } from '../web/parts.js';
import type { CaseContext } from './case-context.js';
import { missingErrors } from './ending.presenter.js';
import { transitionFor, type Inspection, type InspectionAct } from './inspection.js';

const goOf =
  ({ id, state }: Inspection, { t, allowed }: CaseContext) =>
  (act: InspectionAct, noun: string, possible = true): ActionView[] =>
    possible && allowed.has(`inspection.${act}`) && transitionFor(act, state) !== undefined
      ? [link(t(`ending:act.${noun}`), `/inspections/${id}/${noun}`)]
      : [];

/** The steps that end a visit and are possible now, the likeliest first. */
export function endingActions(inspection: Inspection, context: CaseContext): ActionView[] {
  const { minutes, findings, deliveredOn, publication } = inspection;
  const go = goOf(inspection, context);
  const { missing } = context;
  return [
    ...go('conclude', 'conclusion', missing.length === 0),
    ...go('deliver', 'delivery', deliveredOn === undefined),
    ...go('publish', 'publication', publication !== undefined && publication.done === undefined),
    ...go('send_draft', 'draft', findings.total > 0),
    ...go('sign_minutes', 'signing', minutes !== undefined),
    ...go('write_minutes', 'minutes'),
  ];
}

/** Steps that mend something: possible, but never the next thing to do. */
export const mendingActions = (inspection: Inspection, context: CaseContext): ActionView[] => {
  const go = goOf(inspection, context);
  return [
    ...go('redate_draft', 'draft-date'),
    ...go('redate_conclusion', 'delivery-date', inspection.deliveredOn !== undefined),
    ...go('resume', 'resumption'),
  ];
};

/** What is not possible yet, and why: to conclude, for want of something; to close, for what is still open. */
export function blockedSteps(inspection: Inspection, context: CaseContext): PageActions['blocked'] {
  const { t, missing, ofAuthority, allowed } = context;
  if (inspection.state === 'concluded' && inspection.findings.open > 0) {
    const why = t('inspections:openFindings', { count: inspection.findings.open });
    return [{ label: t('inspections:act.close'), whys: [{ why, href: '#findings' }] }];
  }
  if (!ofAuthority) return [];
  const whys = missingErrors(missing, allowed, context).map(({ text, href }) => ({ why: text, href }));
  return whys.length === 0 ? [] : [{ label: t('inspections:act.conclude'), whys }];
}
