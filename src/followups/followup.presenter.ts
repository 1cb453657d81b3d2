import type { Finding } from '../findings/finding.js';
import { presentSeverity, presentState, printDue } from '../findings/finding-row.presenter.js';
import type { Check } from '../inspections/checks.js';
import { numberOf, presentCaseFacts } from '../inspections/inspection-words.js';
import type { Inspection } from '../inspections/inspection.js';
import { postOf } from '../policies/actor.js';
import { printMoment } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { inLanguage } from '../shared/language.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { outcomesFor } from './followup.js';

export const outcomeTones = { remedied: 'good', reopened: 'alarm', persists: 'amber' } as const;

/** What was seen of a finding, or that nobody has looked yet. */
export const presentOutcome = (
  { outcome, seen = '', by, at }: Partial<Check>,
  { t, language }: Pick<Visit, 't' | 'language'>,
) =>
  outcome === undefined || by === undefined || at === undefined
    ? null
    : {
        tag: { text: t(`followups:outcome.${outcome}`), tone: outcomeTones[outcome] },
        seen,
        by: `${by.name}, ${postOf(by, language)} · ${printMoment(at, language)}`,
      };

export type CheckListContext = {
  findings: ReadonlyMap<string, Finding>;
  mayCheck: boolean;
  /** The finding whose form was sent. */
  sent: string | undefined;
};

function presentCheck(
  check: Check,
  inspection: Inspection,
  form: FormState,
  context: CheckListContext,
  visit: Visit,
) {
  const { t, language } = visit;
  const finding = context.findings.get(check.findingId);
  const here = `/inspections/${inspection.id}/checks/${check.findingId}`;
  const sent = context.sent === check.findingId;
  const make = fieldMaker(t, sent ? form.values : {}, sent ? form.errors : []);
  // Ids are of the page, names of the form: every finding has the same form.
  const field = (name: string, more: Parameters<typeof make>[1]) => {
    const view = make(name, more);
    const id = (old: string) => (sent ? old : `${check.findingId}-${old}`);
    return { ...view, id: id(name), options: view.options.map((one) => ({ ...one, id: id(one.id) })) };
  };
  const open = finding !== undefined && check.outcome === undefined && context.mayCheck;
  return {
    number: check.number,
    href: `/findings/${check.findingId}`,
    unit: finding === undefined ? '' : inLanguage(finding.unit.name, language),
    tags: finding === undefined ? [] : [presentState(finding.state, t), presentSeverity(finding.severity, t)],
    seen: finding?.seen ?? '',
    mustDo: finding?.mustDo ?? '',
    due: finding === undefined ? '' : t('followups:due', { day: printDue(finding.dueOn, language) }),
    outcome: presentOutcome(check, visit),
    form: open
      ? {
          action: here,
          keep: `check-${inspection.id}-${check.findingId}`,
          choice: field('outcome', {
            label: 'followups:field.outcome',
            options: outcomesFor(finding).map((value) => ({
              value,
              label: t(`followups:outcome.${value}`),
              hint: t(`followups:hint.${value}`),
            })),
          }),
          words: field('seen', { label: 'followups:field.seen', hint: true, rows: 3 }),
          buttons: { label: t('followups:save'), cancel: null, saved: null },
        }
      : null,
  };
}

/** The page on site: each finding that the visit goes to see, with its own small form. */
export function presentChecks(
  form: FormState,
  inspection: Inspection,
  context: CheckListContext,
  visit: Visit,
): Page {
  const { t, language } = visit;
  const checks = inspection.checks ?? [];
  const done = checks.filter(({ outcome }) => outcome !== undefined).length;
  return {
    title: t('followups:title'),
    back: { href: `/inspections/${inspection.id}`, label: numberOf(inspection, t) },
    errors: errorSummary(t, form.errors),
    facts: presentCaseFacts(inspection, null, language, t),
    progress: t('followups:progress', { done, count: checks.length }),
    version: String(form.values['version'] ?? inspection.version),
    rows: checks.map((check) => presentCheck(check, inspection, form, context, visit)),
  };
}
