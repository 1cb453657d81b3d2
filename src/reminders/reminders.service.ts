import type { InTransaction, Transaction } from '../database/connect.js';
import type { Finding } from '../findings/finding.js';
import type { CountDays } from '../findings/lamp.js';
import type { NewNotice } from '../notices/notice.js';
import type { PostName } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import { addDays, dayOf, type Day } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';
import { Stale } from '../shared/errors.js';
import { groupsOf } from '../shared/groups.js';
import {
  CLOCK,
  nextEscalation,
  postsFrom,
  remindersGroup,
  roundId,
  stepsDue,
  takenOf,
  type Chased,
  type PostOf,
  type ReminderDays,
  type ReminderLine,
} from './reminder.js';
import { noticesOfRound } from './reminder-notices.js';
import type { RoundsRepository } from './rounds.repository.js';

export type RemindersDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: RoundsRepository;
  chasedByUnit: (until: Day) => Promise<Map<string, Chased[]>>;
  countDays: () => Promise<CountDays>;
  limitsOn: (group: (typeof remindersGroup)[keyof typeof remindersGroup], day: Day) => Promise<ReminderDays>;
  /** Ids of the people who hold a post now. */
  holding: (post: PostName, unitId: string) => Promise<string[]>;
  nameOfUnit: (id: string) => Promise<Bilingual | undefined>;
  post: (notices: NewNotice[], tx: Transaction) => Promise<void>;
};

type Numbers = Record<keyof typeof remindersGroup, ReminderDays>;
/** What the round of a day goes by. */
type Terms = { today: Day; count: CountDays; numbers: Numbers };
/** Answers that hold for the whole round. */
type Posts = { isHeld: (post: PostOf) => boolean };

const DUPLICATE = 11000;
/** Whether another copy of the product was there first. */
export const isTakenByAnother = (error: unknown): boolean =>
  error instanceof Stale || (error as { code?: number }).code === DUPLICATE;

/** Reminders before a due date, and one post after the other after it; see `reminder.ts` for what happens when. */
export function remindersService(deps: RemindersDeps) {
  const { clock, inTransaction, repository } = deps;

  async function terms(): Promise<Terms> {
    const today = dayOf(clock.now());
    const groups = Object.entries(remindersGroup) as [
      keyof Numbers,
      (typeof remindersGroup)[keyof Numbers],
    ][];
    const [count, ...numbers] = await Promise.all([
      deps.countDays(),
      ...groups.map(async ([severity, group]) => [severity, await deps.limitsOn(group, today)] as const),
    ]);
    return { today, count, numbers: Object.fromEntries(numbers) as Numbers };
  }

  /** Reminders look ahead over their longest term, counted generously in days: no run of days off is longer. */
  const horizon = ({ today, numbers }: Terms): Day =>
    addDays(today, 2 * Math.max(...Object.values(numbers).flatMap(({ first, last }) => [first, last])) + 14);

  /** With the units whose posts are told: those that took the case over, and the one above. */
  async function withAbove(chased: Chased[]): Promise<Chased[]> {
    const findings = chased.map((finding) => ({ ...finding, ...finding.heirs }));
    const [id] = findings[0]?.unit.ancestorIds ?? [];
    const name = id === undefined ? undefined : await deps.nameOfUnit(id);
    return id === undefined || name === undefined
      ? findings
      : findings.map((finding) => ({ ...finding, above: { id, name } }));
  }

  async function postsOf(findings: readonly Chased[]): Promise<Posts> {
    const wanted = new Map<string, PostOf>();
    for (const { unit, authority, above } of findings)
      for (const [role, of] of [
        ['officer', unit],
        ['head', unit],
        ['head', above],
        ['supervisor', authority],
      ] as const)
        if (of !== undefined) wanted.set(`${role} ${of.id}`, { role, unit: of });
    const held = new Set<string>();
    for (const [key, { role, unit }] of wanted)
      if ((await deps.holding(role, unit.id)).length > 0) held.add(key);
    return { isHeld: ({ role, unit }) => held.has(`${role} ${unit.id}`) };
  }

  const dueIn = (
    findings: readonly Chased[],
    lines: readonly ReminderLine[],
    { today, count, numbers }: Terms,
  ) => {
    const known = groupsOf(lines, ({ findingId }) => findingId);
    return findings.flatMap((finding) =>
      stepsDue(
        finding,
        takenOf(known.get(finding.id) ?? [], finding),
        numbers[finding.severity],
        today,
        count,
      ).map((step) => ({
        finding,
        step,
      })),
    );
  };

  /** Reminds one unit. What another copy of the product has written since is read again inside the transaction. */
  async function remindUnit(findings: Chased[], terms: Terms): Promise<number> {
    const [any] = findings;
    if (any === undefined) return 0;
    const ids = findings.map(({ id }) => id);
    const { today, count } = terms;
    if (dueIn(findings, await repository.linesOf(any.unit.id, ids), terms).length === 0) return 0;
    const named = await withAbove(findings);
    const posts = await postsOf(named);
    return inTransaction(async (tx) => {
      const before = await repository.find(roundId(today, any.unit.id), tx);
      const due = dueIn(named, await repository.linesOf(any.unit.id, ids, tx), terms);
      if (due.length === 0) return 0;
      const lines = due.map(({ finding, step }) => ({
        findingId: finding.id,
        number: finding.number,
        step,
        dueOn: finding.dueOn,
        days: Math.abs(count(finding.dueOn, today)),
        told: postsFrom(step, finding, posts.isHeld),
      }));
      const now = clock.now();
      const act = { at: now, by: CLOCK, action: 'reminded' };
      const unit = { id: any.unit.id, name: any.unit.name };
      if (before === undefined)
        await repository.create({ id: roundId(today, unit.id), day: today, unit, lines }, act, tx);
      else await repository.change(before, { ...before, lines: [...before.lines, ...lines] }, act, tx);
      await deps.post(noticesOfRound({ unit }, lines, now), tx);
      return lines.length;
    });
  }

  return {
    /** The daily round. Safe to repeat, and to be taken over in the middle: each unit is reminded whole or not at all. */
    async run(): Promise<{ units: number; reminders: number }> {
      const order = await terms();
      let [units, reminders] = [0, 0];
      for (const findings of (await deps.chasedByUnit(horizon(order))).values()) {
        const told = await remindUnit(findings, order).catch((error: unknown) => {
          if (isTakenByAnother(error)) return 0;
          throw error;
        });
        units += told > 0 ? 1 : 0;
        reminders += told;
      }
      return { units, reminders };
    },

    /** What a finding was reminded of so far, the oldest first, and what comes next unless the unit reports. */
    async ofFinding(finding: Pick<Finding, 'id' | 'unit' | 'dueOn' | 'severity'>, waits: boolean) {
      const lines = await repository.linesOf(finding.unit.id, [finding.id]);
      if (!waits) return { lines, next: undefined };
      const { count, numbers } = await terms();
      const next = nextEscalation(finding, takenOf(lines, finding), numbers[finding.severity], count);
      return { lines, next };
    },

    /** For lists: which step of escalation comes next for each of these findings, by their ids. */
    async nextOf(findings: readonly Pick<Finding, 'id' | 'unit' | 'dueOn' | 'severity'>[]) {
      const { count, numbers } = await terms();
      const told = new Map<string, ReminderLine[]>();
      for (const [unitId, some] of groupsOf(findings, ({ unit }) => unit.id))
        for (const line of await repository.linesOf(
          unitId,
          some.map(({ id }) => id),
        ))
          told.set(line.findingId, [...(told.get(line.findingId) ?? []), line]);
      return new Map(
        findings.map((finding) => [
          finding.id,
          nextEscalation(
            finding,
            takenOf(told.get(finding.id) ?? [], finding),
            numbers[finding.severity],
            count,
          ),
        ]),
      );
    },
  };
}
