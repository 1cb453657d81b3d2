import { inLanguage, printNumber } from '../shared/language.js';
import type { ContentSection } from './report-content.js';
import type { Telling } from './tables/figure-table.js';
import { printTerm } from './term-words.js';
import { textNames, type CorrectedRow, type Correction } from './writing.js';

const plain = (id: ContentSection['id'], heading: string, sentences: string[]): ContentSection => ({
  id,
  heading,
  sentences,
  tables: [],
  notes: [],
  none: '',
});

/** What somebody has written, a paragraph a line. What nobody has written makes no section. */
export function textSections({ writing, t }: Telling): ContentSection[] {
  return textNames.flatMap((name) => {
    const text = writing?.texts[name] ?? '';
    const paragraphs = text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
    return paragraphs.length === 0 ? [] : [plain(name, t(`reports:section.${name}`), paragraphs)];
  });
}

const numbers = (rows: readonly CorrectedRow[]): string => rows.map(({ number }) => number).join(', ');

/** One corrected figure in a sentence: what was reported, what it is now, and which cases make the difference. */
export function printCorrection(correction: Correction, { t, language }: Pick<Telling, 't' | 'language'>) {
  const { of, label, reported, now, added, gone } = correction;
  const cases = [
    ...(added.length === 0 ? [] : [t('reports:correction.added', { numbers: numbers(added) })]),
    ...(gone.length === 0 ? [] : [t('reports:correction.gone', { numbers: numbers(gone) })]),
  ];
  const sentence = t('reports:correction.sentence', {
    term: printTerm(of.term, language),
    number: of.number,
    label: inLanguage(label, language),
    reported: printNumber(reported, language),
    now: printNumber(now, language),
  });
  return cases.length === 0 ? `${sentence}.` : `${sentence} (${cases.join('; ')}).`;
}

/** What has come to be known about periods whose reports are issued: numbered, because those stay as they are. */
export function correctionSection(telling: Telling): ContentSection[] {
  const { writing, t } = telling;
  const corrections = writing?.corrections ?? [];
  if (corrections.length === 0) return [];
  const sentences = corrections.map((one, index) => `${index + 1}. ${printCorrection(one, telling)}`);
  return [plain('corrections', t('reports:section.corrections'), sentences)];
}
