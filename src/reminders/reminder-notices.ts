import type { Address, NewNotice } from '../notices/notice.js';
import type { Day } from '../shared/dates.js';
import { groupsOf } from '../shared/groups.js';
import type { ReminderLine, Round, ToldPost } from './reminder.js';

/** Officers share the inbox of their unit; every other post is told as a post. */
const addressOf = ({ role, unit }: ToldPost): Address =>
  role === 'officer' ? `unit:${unit.id}` : `post:${role}:${unit.id}`;

const earliest = (lines: readonly ReminderLine[]): Day => lines.map(({ dueOn }) => dueOn).sort()[0] ?? '';

/** One notice for each post and step, however many findings of the unit it speaks of. */
export function noticesOfRound(
  { unit }: Pick<Round, 'unit'>,
  lines: readonly ReminderLine[],
  at: Date,
): NewNotice[] {
  const told = lines.flatMap((line) => line.told.map((post) => ({ line, to: addressOf(post) })));
  const groups = groupsOf(told, ({ line, to }) => `${line.step} ${to}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { step, findingId, number } = first.line;
    const isBefore = step === 'first' || step === 'last';
    return {
      to: first.to,
      key: `reminders:notice.${step}`,
      values: {
        unit: unit.name.vi,
        unitEnglish: unit.name.en,
        count: String(group.length),
        number,
        dueOn: earliest(group.map(({ line }) => line)),
      },
      href:
        group.length === 1
          ? `/findings/${findingId}`
          : `/findings?view=${isBefore ? 'open' : 'overdue'}&unit=${unit.id}`,
      at,
    };
  });
}
