import { addWorkingDays, type Calendars, type Receipt } from '../calendar/working-calendar.js';
import type { Inspection } from '../inspections/inspection.js';
import type { Day } from '../shared/dates.js';

/** What is counted in working days for a case itself, beside the remedies of its findings. */
export const caseTerms = ['reply', 'conclusion', 'publication'] as const;
export type CaseTerm = (typeof caseTerms)[number];

/** What is read of a case to count its terms anew. */
export type TermHolder = Pick<
  Inspection,
  'id' | 'number' | 'unit' | 'state' | 'reply' | 'conclusionDue' | 'publication'
>;

/** How a term of a case was counted; undefined while its event has not happened. */
export const receiptOf = (
  { reply, conclusionDue, publication }: Omit<TermHolder, 'state'>,
  term: CaseTerm,
): Receipt | undefined =>
  ({ reply: reply?.deadline, conclusion: conclusionDue, publication: publication?.deadline })[term];

/** Whether somebody still has to act within it. */
export function isWaitedFor({ state, publication }: TermHolder, term: CaseTerm): boolean {
  if (term === 'reply') return state === 'answering';
  if (term === 'conclusion') return state === 'minuted' || state === 'answering';
  return publication !== undefined && publication.done === undefined;
}

/** Where a term would end by these calendars, when that is another day. */
export function wouldEnd({ from, workingDays, dueOn }: Receipt, calendars: Calendars): Day | undefined {
  const would = addWorkingDays(from, workingDays, calendars).dueOn;
  return would === dueOn ? undefined : would;
}

export type DifferingTerm = { inspection: TermHolder; term: CaseTerm; dueOn: Day; would: Day };

/** Running terms of cases that would end on another day by the calendars in force. Nothing is moved by it. */
export const differingTerms = (held: readonly TermHolder[], calendars: Calendars): DifferingTerm[] =>
  held.flatMap((inspection) =>
    caseTerms.flatMap((term) => {
      const receipt = receiptOf(inspection, term);
      if (receipt === undefined || !isWaitedFor(inspection, term)) return [];
      const would = wouldEnd(receipt, calendars);
      return would === undefined ? [] : [{ inspection, term, dueOn: receipt.dueOn, would }];
    }),
  );
