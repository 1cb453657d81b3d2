import type { Bilingual } from '../shared/language.js';
import type { Term } from './term.js';

/** The parts of a report that only a person can write. */
export const textNames = ['direction', 'responsibility', 'good_practice', 'proposals'] as const;
export type TextName = (typeof textNames)[number];
/** Without these a report is not sent. */
export const neededTexts: readonly TextName[] = ['direction', 'proposals'];

/** The parts of a report, in their usual order. */
export const sectionNames = [
  'direction',
  'inspections',
  'plan',
  'coverage',
  'findings',
  'remediation',
  'rulings',
  'handlings',
  'responsibility',
  'good_practice',
  'proposals',
  'corrections',
] as const;
export type SectionName = (typeof sectionNames)[number];

export type CorrectedRow = { id: string; number: string };

/** That a figure of an issued report would be another one now: told in the next report, never changed in the old. */
export type Correction = {
  of: { filingId: string; term: Term; number: string };
  key: string;
  label: Bilingual;
  reported: number;
  now: number;
  added: CorrectedRow[];
  gone: CorrectedRow[];
};

/** What people have written into a report, which parts they have left out, and what it corrects in earlier ones. */
export type Writing = {
  texts: Partial<Record<TextName, string>>;
  left: readonly SectionName[];
  corrections: readonly Correction[];
};
