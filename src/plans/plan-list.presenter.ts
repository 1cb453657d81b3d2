import { number, text, type Column } from '../exports/table-file.js';
import { inLanguage, printNumber } from '../shared/language.js';
import { fileLinks } from '../web/list-files.js';
import { actionsFrom, link } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import type { PlanRow } from './plan.queries.js';
import { presentPlanState } from './plan-words.js';

/** The columns of the plans, as a file. */
export const planColumns = ({ t, language }: Visit): Column<PlanRow>[] => [
  text(t('plans:column.plan'), 30, ({ year }) => t('plans:ofYear', { year })),
  text(t('inspections:fact.authority'), 34, ({ authority }) => inLanguage(authority.name, language)),
  text(t('plans:column.state'), 20, (plan) => presentPlanState(plan, t).text),
  number(t('plans:column.amendments'), ({ amendments }) => amendments),
];

/** The plans within one's reach, by year. */
export function presentPlans(plans: readonly PlanRow[], mayDraft: boolean, { t, language }: Visit): Page {
  const text = mayDraft ? 'plans:emptyText' : 'plans:emptyReader';
  const draft = { href: '/plans/new', label: t('plans:draft') };
  return {
    title: t('plans:list'),
    actions: mayDraft ? actionsFrom([link(draft.label, draft.href)]) : null,
    downloads: plans.length === 0 ? [] : fileLinks('/plans', {}, t),
    rows: plans.map((plan) => ({
      href: `/plans/${plan.id}`,
      name: t('plans:ofYear', { year: plan.year }),
      authority: inLanguage(plan.authority.name, language),
      state: presentPlanState(plan, t),
      amendments: printNumber(plan.amendments, language),
      coverage: `/plans/${plan.id}/coverage`,
    })),
    empty:
      plans.length > 0 ? null : { title: t('plans:empty'), text: t(text), action: mayDraft ? draft : null },
  };
}
