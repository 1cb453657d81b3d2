import type { Address, NewNotice } from '../notices/notice.js';
import type { Day } from '../shared/dates.js';
import { groupsOf } from '../shared/groups.js';
import type { PostName } from '../policies/actor.js';
import type { ReminderLine, ReminderStep, Round, ToldPost } from './reminder.js';

/** Officers share the inbox of their unit; every other post is told as a post. */
const addressOf = ({ role, unit }: ToldPost): Address =>
  role === 'officer' ? `unit:${unit.id}` : `post:${role}:${unit.id}`;

const earliest = (lines: readonly ReminderLine[]): Day => lines.map(({ dueOn }) => dueOn).sort()[0] ?? '';

const POST_OF: Record<ReminderStep, PostName> = {
  first: 'officer',
  last: 'officer',
  officer: 'officer',
  head: 'head',
  above: 'head',
  supervisor: 'supervisor',
};

/** Whether a post is told in the place of the one that the step is for, because nobody holds that. */
const isInstead = ({ step, told }: ReminderLine, post: ToldPost): boolean =>
  told.indexOf(post) > 0 || post.role !== POST_OF[step];

/** Told of one finding, a post is told which. */
const keyOf = (step: ReminderStep, instead: boolean, alone: boolean): string =>
  `reminders:${alone ? 'one' : 'notice'}.${instead ? 'instead' : step}`;

/** One notice for each post and step, however many findings of the unit it speaks of. */
export function noticesOfRound(
  { unit }: Pick<Round, 'unit'>,
  lines: readonly ReminderLine[],
  at: Date,
): NewNotice[] {
  const told = lines.flatMap((line) =>
    line.told.map((post) => ({ line, to: addressOf(post), instead: isInstead(line, post) })),
  );
  const groups = groupsOf(told, ({ line, to, instead }) => `${line.step} ${to} ${instead}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { step, findingId, number } = first.line;
    const isBefore = step === 'first' || step === 'last';
    return {
      to: first.to,
      key: keyOf(step, first.instead, group.length === 1),
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
