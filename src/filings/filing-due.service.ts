import type { InTransaction, Transaction } from '../database/connect.js';
import type { Address, NewNotice } from '../notices/notice.js';
import type { Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { periodOf, type CutoffOn } from '../reports/period.js';
import { codeOf, type Term, type TermKind } from '../reports/term.js';
import { printTerm } from '../reports/term-words.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import type { Unit } from '../units/unit.js';
import { dueStanding, exemptionOf, presentTerms, type DueStanding, type Owed } from './due.js';

export type FilingDueDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  cutoffs: () => Promise<CutoffOn>;
  /** Which kinds of report are owed on a day, and in how many working days. */
  rules: (day: Day) => Promise<Record<TermKind, number> & { dueDays: number }>;
  deadline: (from: Day, workingDays: number) => Promise<{ dueOn: Day; unconfirmedYears: number[] }>;
  unitsBelow: (id: string, on: Day) => Promise<Unit[]>;
  /** When the reports of a term were issued, by the ids of their units. */
  issuedOn: (code: string, unitIds: readonly string[]) => Promise<Map<string, Day>>;
  /** The day from which the product has kept the record; undefined while it is empty. */
  recordedSince: () => Promise<Day | undefined>;
  /** Units in which somebody holds a post: nobody else can be reminded. */
  staffedUnits: () => Promise<string[]>;
  /** Notes that a reminder was given; false when it was before. */
  noteOnce: (key: string, tx: Transaction) => Promise<boolean>;
  post: (notices: NewNotice[], tx: Transaction) => Promise<void>;
};

export type UnitDue = { unit: Unit; issuedOn: Day | undefined; standing: DueStanding };

/** Which report is due from whom, and who has sent theirs. */
export function filingDueService(deps: FilingDueDeps) {
  const today = (): Day => dayOf(deps.clock.now());

  /** What is owed of a term goes by the settings of its last day, and by when the record began. */
  async function owedOf(term: Term): Promise<Owed> {
    const { to } = periodOf(term, await deps.cutoffs());
    const [rules, since = today()] = await Promise.all([deps.rules(to), deps.recordedSince()]);
    const { dueOn, unconfirmedYears } = await deps.deadline(to, rules.dueDays);
    return { term, to, dueOn, unconfirmedYears, exempt: exemptionOf(to, since, rules[term.kind] === 1) };
  }

  /** Whatever somebody owes now, or has owed last. */
  async function owed(): Promise<Owed[]> {
    const terms = presentTerms(today(), await deps.cutoffs());
    const all = await Promise.all(terms.map(({ term }) => owedOf(term)));
    return all.filter(({ exempt }) => exempt === undefined);
  }

  /** Tells the posts of a unit once of each report that is owed, and once more when it is late. */
  async function remind(one: Owed, unitId: string): Promise<boolean> {
    const { term, to, dueOn } = one;
    if (today() <= to) return false;
    const stage = today() > dueOn ? 'late' : 'owed';
    return deps.inTransaction(async (tx) => {
      if (!(await deps.noteOnce(`${unitId} ${codeOf(term)} ${stage}`, tx))) return false;
      const posts: Address[] = [`post:officer:${unitId}`, `post:supervisor:${unitId}`];
      const values = { term: printTerm(term, 'vi'), termEnglish: printTerm(term, 'en'), dueOn };
      const notice = { key: `filings:notice.${stage}`, values, href: '/filings/due', at: deps.clock.now() };
      await deps.post(
        posts.map((post) => ({ to: post, ...notice })),
        tx,
      );
      return true;
    });
  }

  return {
    /** What the actor's own unit owes, the latest first. */
    async own(actor: Actor) {
      assertAllowed(actor, 'report.read');
      const { unitId } = actor.post;
      const all = await owed();
      return Promise.all(
        all.map(async (one) => {
          const issuedOn = (await deps.issuedOn(codeOf(one.term), [unitId])).get(unitId);
          return { ...one, issuedOn, standing: dueStanding(one, issuedOn, today()) };
        }),
      );
    },

    /** Who below the actor's unit has sent the report of a term. Nobody below: an empty list. */
    async below(actor: Actor, term: Term): Promise<{ owed: Owed; rows: UnitDue[] }> {
      assertAllowed(actor, 'report.read');
      const one = await owedOf(term);
      if (actor.post.role === 'officer') return { owed: one, rows: [] };
      const units = await deps.unitsBelow(actor.post.unitId, one.to);
      const sent = await deps.issuedOn(
        codeOf(term),
        units.map(({ id }) => id),
      );
      const rows = units.map((unit) => {
        const issuedOn = sent.get(unit.id);
        return { unit, issuedOn, standing: dueStanding(one, issuedOn, today()) };
      });
      return { owed: one, rows };
    },

    /** The morning's round over what has ended and is not issued. */
    async remindAll(): Promise<{ units: number }> {
      const units = await deps.staffedUnits();
      let reminded = 0;
      for (const one of await owed()) {
        const sent = await deps.issuedOn(codeOf(one.term), units);
        for (const id of units) if (!sent.has(id) && (await remind(one, id))) reminded += 1;
      }
      return { units: reminded };
    },
  };
}
