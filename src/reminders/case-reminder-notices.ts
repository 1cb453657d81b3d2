import type { NewNotice } from '../notices/notice.js';
import type { Author } from '../policies/actor.js';
import { officersOf, type ReaderKey } from '../policies/visibility.js';
import { groupsOf } from '../shared/groups.js';
import type { CaseFacts, CaseReminderLine, CaseReminderStep } from './case-reminder.js';

const persons = (...people: readonly Pick<Author, 'personId'>[]): ReaderKey[] =>
  people.map(({ personId }): ReaderKey => `person:${personId}`);

/** Whose turn it is, and after a day has passed also who must act on that. */
function recipientsOf(lines: readonly CaseReminderLine[], facts: CaseFacts): ReaderKey[] {
  const { inspection, unacknowledged, unverified } = facts;
  const { team, preparer, approver } = inspection;
  const unit = officersOf(inspection);
  const drawers = unacknowledged
    .filter(({ id }) => lines.some(({ about }) => about === id))
    .map(({ drawnUpBy }): ReaderKey => `person:${drawnUpBy}`);
  const verifiers = unverified
    .filter(({ id }) => lines.some(({ about }) => about === id))
    .flatMap(({ verifierId }) => (verifierId === undefined ? team : [{ personId: verifierId }]));
  const recipients: Record<CaseReminderStep, ReaderKey[]> = {
    notice_soon: persons(...team, preparer),
    notice_late: persons(...team, preparer, approver),
    report_soon: unit,
    report_late: [...unit, ...persons(...team, preparer)],
    acknowledge: [...unit, ...drawers],
    reply_soon: unit,
    reply_over: persons(...team, approver),
    verify: persons(...verifiers, approver),
    publish_soon: unit,
    publish_late: [...unit, ...persons(approver)],
  };
  const [first] = lines;
  return first === undefined ? [] : [...new Set(recipients[first.step])];
}

const placeOf = (step: CaseReminderStep): string =>
  step.startsWith('notice') || step.startsWith('report') ? '#announcement' : '#reply';

function hrefOf([first, ...others]: readonly CaseReminderLine[], caseId: string): string {
  const here = `/inspections/${caseId}`;
  if (first === undefined) return here;
  const { step, about } = first;
  if (step === 'acknowledge') return others.length === 0 ? `/documents/${about}` : `${here}#documents`;
  if (step === 'verify') return others.length === 0 ? `/findings/${about}` : `${here}#findings`;
  return `${here}${placeOf(step)}`;
}

/** One notice for each step and recipient, however many documents or findings of the case it speaks of. */
export function noticesOfCaseReminders(
  lines: readonly CaseReminderLine[],
  facts: CaseFacts,
  at: Date,
): NewNotice[] {
  const { unit, id, number } = facts.inspection;
  return [...groupsOf(lines, ({ step }) => step)].flatMap(([step, group]) =>
    recipientsOf(group, facts).map((to) => ({
      to,
      key: `reminders:case.${step}`,
      values: {
        unit: unit.name.vi,
        unitEnglish: unit.name.en,
        number: number ?? '',
        count: String(group.length),
        dueOn: group.map(({ dueOn }) => dueOn).sort()[0] ?? '',
      },
      href: hrefOf(group, id),
      at,
    })),
  );
}
