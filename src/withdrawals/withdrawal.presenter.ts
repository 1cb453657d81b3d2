import type { Found } from '../evidence/evidence-access.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import type { FormState, Page, Visit } from '../web/visit.js';

/** The form that takes a file back, or puts it back. `stand`: how the file stands now. */
export function presentWithdrawal(form: FormState, { item }: Found, stand: string, { t }: Visit): Page {
  const step = item.withdrawn === undefined ? 'withdraw' : 'restore';
  const about = `/evidence/${item.id}/about`;
  const field = fieldMaker(t, form.values, form.errors);
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
