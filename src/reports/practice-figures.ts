import { byPlace, sectionCodeOf } from '../checklists/checklist.js';
import type { Day } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';
import type { Section, SectionLine } from './finding-places.js';
import type { Period } from './period.js';
import type { Span } from './report-links.js';
import { nothing, type Scope, type Spread } from './scope.js';

/** An item of a case's checklist that the team called good practice, worth showing to others. */
export type PracticeRow = {
  id: string;
  inspectionId: string;
  /** That of the inspection. */
  number: string;
  unit: Bilingual;
  /** Of the item: A10. */
  code: string;
  text: Bilingual;
  /** What the team wrote beside it; '' for nothing. */
  note: string;
  /** When the unit was given the conclusion: until then its checklist is the team's own. */
  on: Day;
  scopes: Scope[];
};
export type PracticeFigures = { total: Spread; bySection: SectionLine[] };

/** The items that a figure counts; of one section of the checklist, or of all. */
export const practised = (
  rows: readonly PracticeRow[],
  { from, since, to }: Period,
  span: Span,
  section?: string,
): PracticeRow[] =>
  rows.filter(
    ({ code, on }) =>
      on >= (span === 'month' ? from : since) &&
      on <= to &&
      (section === undefined || sectionCodeOf(code) === section),
  );

function spreadOf(rows: readonly PracticeRow[], period: Period, section?: string): Spread {
  const counts = nothing();
  for (const span of ['month', 'year'] as const)
    for (const { scopes } of practised(rows, period, span, section))
      for (const scope of scopes) counts[scope][span] += 1;
  return counts;
}

/** Good practice in all, and by section of the checklist in its order. */
export function practiceFigures(
  rows: readonly PracticeRow[],
  period: Period,
  sections: readonly Section[],
): PracticeFigures {
  const codes = new Set(practised(rows, period, 'year').map(({ code }) => sectionCodeOf(code)));
  const bySection = [...codes].map((code) => ({
    code,
    title: sections.find((section) => section.code === code)?.title,
    counts: spreadOf(rows, period, code),
  }));
  return { total: spreadOf(rows, period), bySection: bySection.sort(byPlace) };
}
