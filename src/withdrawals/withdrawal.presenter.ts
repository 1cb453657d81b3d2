import type { Found } from '../evidence/evidence-access.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import type { FormState, Page, Visit } from '../web/visit.js';

export type FileStep = 'withdraw' | 'restore';

/** The form that takes a file back, or puts it back. `stand`: how the file stands now. */
export function presentWithdrawal(
  form: FormState,
  { item }: Found,
  { step, stand }: { step: FileStep; stand: string },
  { t }: Visit,
): Page {
  const about = `/evidence/${item.id}/about`;
  // Beside another reason for the same step stands the one that was given first.
  const stored = step === 'withdraw' ? (item.withdrawn?.reason ?? '') : '';
  const field = fieldMaker(t, { reason: stored, ...form.values }, form.errors);
  return {
    title: t(`withdrawals:${step}.title`),
    back: { href: about, label: item.caption === '' ? item.name : item.caption },
    errors: errorSummary(t, form.errors),
    lead: t(`withdrawals:${step}.lead`),
    action: `/evidence/${item.id}/${step === 'withdraw' ? 'withdrawal' : 'restoration'}`,
    version: String(form.values['version'] ?? stand),
    keep: `${item.id}-withdrawal`,
    inputs: [],
    reason: field('reason', { label: `withdrawals:${step}.reason`, hint: true }),
    buttons: {
      label: t(`withdrawals:${step}.submit`),
      cancel: { href: about, label: t('findings:act.back') },
      saved: null,
    },
  };
}
