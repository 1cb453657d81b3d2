import { periodOf, type CutoffOn } from '../reports/period.js';
import { termBefore, termKinds, termWith, type Term, type TermKind } from '../reports/term.js';
import { addMonths, monthOf, type Day } from '../shared/dates.js';

export const dueStandings = ['sent', 'sent_late', 'open', 'overdue', 'running', 'not_owed'] as const;
export type DueStanding = (typeof dueStandings)[number];

/** Why nobody owes a report: its term ended before the record began, or the settings of its last day ask for none. */
export type Exemption = 'before_record' | 'by_settings';

/**
 * A report that is owed, and until when; with the years of that time whose working calendar nobody has confirmed. One
 * that nobody owes says why, and its day is nobody's deadline.
 */
export type Owed = {
  term: Term;
  to: Day;
  dueOn: Day;
  unconfirmedYears?: readonly number[];
  exempt?: Exemption | undefined;
};

/** What was over before the product kept the record (`since`) was reported elsewhere. */
export const exemptionOf = (to: Day, since: Day, asked: boolean): Exemption | undefined =>
  to < since ? 'before_record' : asked ? undefined : 'by_settings';

/** After so many months a term of the kind begins again. */
const MONTHS: Record<TermKind, number> = { month: 1, quarter: 3, half: 12, nine_months: 12, year: 12 };

/** Of each kind the period that runs, and the last one that ended: the one that ends latest first. */
export function presentTerms(today: Day, cutoffOn: CutoffOn): Pick<Owed, 'term' | 'to'>[] {
  return termKinds
    .flatMap((kind) => {
      const around = termWith(kind, monthOf(today));
      // After the cut-off of its last month a term is over, and the next one runs.
      const next = termWith(kind, addMonths(monthOf(today), MONTHS[kind]));
      const terms = [around, termBefore(around), termBefore(termBefore(around)), next];
      const known = terms.map((term) => ({ term, ...periodOf(term, cutoffOn) }));
      const running = known.find(({ from, to }) => from <= today && today <= to);
      const ended = known.filter(({ to }) => to < today).sort((a, b) => b.to.localeCompare(a.to))[0];
      return [running, ended].flatMap((one) => (one === undefined ? [] : [{ term: one.term, to: one.to }]));
    })
    .sort((a, b) => b.to.localeCompare(a.to));
}

/** How a unit stands to a report that it owes. */
export function dueStanding({ to, dueOn, exempt }: Owed, issuedOn: Day | undefined, today: Day): DueStanding {
  if (issuedOn !== undefined) return exempt !== undefined || issuedOn <= dueOn ? 'sent' : 'sent_late';
  if (exempt !== undefined) return 'not_owed';
  if (today <= to) return 'running';
  return today <= dueOn ? 'open' : 'overdue';
}
