import { NO_DUE_DATE, type Severity } from '../findings/finding.js';
import type { CountDays } from '../findings/lamp.js';
import type { Event } from '../history/event.js';
import type { Author, PostName } from '../policies/actor.js';
import type { LimitGroup, Limits } from '../settings/limits.js';
import { addDays, type Day } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';
import type { Heirs, UnitSnapshot } from '../units/unit.js';

/** What happens around a due date, in its order: two reminders before it, then one post after the other is told. */
export const reminderSteps = ['first', 'last', 'officer', 'head', 'above', 'supervisor'] as const;
export type ReminderStep = (typeof reminderSteps)[number];
const BEFORE: readonly ReminderStep[] = ['first', 'last'];
const AFTER: readonly ReminderStep[] = ['officer', 'head', 'above', 'supervisor'];

/** The dated numbers that a severity is reminded by. */
export const remindersGroup = {
  minor: 'remindersMinor',
  moderate: 'remindersModerate',
  serious: 'remindersSerious',
} as const satisfies Record<Severity, LimitGroup>;
export type ReminderDays = Limits<'remindersMinor'>;

/** A post that was told; `held` is false when nobody held it on that day. */
export type ToldPost = { role: PostName; unit: { id: string; name: Bilingual }; held: boolean };

/** That a finding was reminded of, or taken to the next post. `days`: working days left before, or late after. */
export type ReminderLine = {
  findingId: string;
  number: string;
  step: ReminderStep;
  dueOn: Day;
  days: number;
  told: ToldPost[];
};

/** What a unit was reminded of on a day: written once, however many copies of the product look. */
export type Round = {
  id: string;
  version: number;
  day: Day;
  unit: { id: string; name: Bilingual };
  lines: ReminderLine[];
  history: Event[];
};
export const roundId = (day: Day, unitId: string): string => `reminders-${day}-${unitId}`;

/** Who stands in the history of what no person did. */
export const CLOCK: Author = {
  personId: 'clock',
  name: 'Kỷ Cương',
  post: 'phần mềm, tự động theo lịch',
  postEnglish: 'the product, by the clock',
};

/** What reminding needs to know of a finding that is the unit's turn. */
export type Chased = {
  id: string;
  number: string;
  severity: Severity;
  dueOn: Day;
  unit: UnitSnapshot;
  authority: UnitSnapshot;
  /** The units whose posts are told since a rearrangement. */
  heirs?: Heirs;
  /** The unit above; none for a unit without. */
  above?: { id: string; name: Bilingual };
};
type Due = Pick<Chased, 'severity' | 'dueOn'>;

const isWorking = (day: Day, count: CountDays): boolean => count(addDays(day, -1), day) === 1;

/**
 * The steps that are due today and were not taken for this due date. Of reminders that were missed only the later one
 * is given; every post that should have been told is told, for each must know.
 */
export function stepsDue(
  { dueOn }: Pick<Due, 'dueOn'>,
  taken: readonly ReminderStep[],
  numbers: ReminderDays,
  today: Day,
  count: CountDays,
): ReminderStep[] {
  if (dueOn === NO_DUE_DATE || !isWorking(today, count)) return [];
  if (today > dueOn) {
    const late = count(dueOn, today);
    return AFTER.filter((step) => late >= numbers[step] && !taken.includes(step));
  }
  const left = count(today, dueOn);
  const latest = BEFORE.findLast((step) => numbers[step] > 0 && left <= numbers[step]);
  if (latest === undefined || taken.includes(latest)) return [];
  return latest === 'first' && taken.includes('last') ? [] : [latest];
}

/** The first working day on which so many working days have passed since a due date. */
function dayAfter(dueOn: Day, days: number, count: CountDays): Day {
  let day = addDays(dueOn, Math.max(days, 1));
  while (count(dueOn, day) < days || !isWorking(day, count)) day = addDays(day, 1);
  return day;
}

/** The post that is told next, and on which day unless the unit reports before; undefined when all have been told. */
export function nextEscalation(
  { dueOn }: Pick<Due, 'dueOn'>,
  taken: readonly ReminderStep[],
  numbers: ReminderDays,
  count: CountDays,
): { step: ReminderStep; on: Day } | undefined {
  if (dueOn === NO_DUE_DATE) return undefined;
  const [first] = AFTER.filter((step) => !taken.includes(step))
    .map((step) => ({ step, on: dayAfter(dueOn, numbers[step], count) }))
    .sort((a, b) => a.on.localeCompare(b.on));
  return first;
}

export type PostOf = Pick<ToldPost, 'role' | 'unit'>;

/** Which post a step tells: by post, so that whoever holds it then is told. None where the unit has none above it. */
export function postOfStep(
  step: ReminderStep,
  { unit, authority, above }: Pick<Chased, 'unit' | 'authority' | 'above'>,
): PostOf | undefined {
  const named = ({ id, name }: UnitSnapshot) => ({ id, name });
  if (step === 'head') return { role: 'head', unit: named(unit) };
  if (step === 'supervisor') return { role: 'supervisor', unit: named(authority) };
  if (step !== 'above') return { role: 'officer', unit: named(unit) };
  return above === undefined ? undefined : { role: 'head', unit: above };
}

/** The step itself and, while nobody holds its post, those after it. */
export function postsFrom(
  step: ReminderStep,
  finding: Chased,
  isHeld: (post: PostOf) => boolean,
): ToldPost[] {
  const later = AFTER.includes(step) ? AFTER.slice(AFTER.indexOf(step)) : [step];
  const posts: ToldPost[] = [];
  for (const one of later) {
    const post = postOfStep(one, finding);
    if (post === undefined) continue;
    const held = isHeld(post);
    posts.push({ ...post, held });
    if (held) break;
  }
  return posts;
}

/** Steps taken for the due date that a finding has now. */
export const takenOf = (lines: readonly ReminderLine[], finding: Pick<Chased, 'id' | 'dueOn'>) =>
  lines
    .filter(({ findingId, dueOn }) => findingId === finding.id && dueOn === finding.dueOn)
    .map(({ step }) => step);
