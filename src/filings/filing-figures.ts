import { fingerprint } from '../history/event.js';
import { everyFigure } from '../reports/report-content.js';
import type { CompiledReport } from '../reports/report.js';
import { walkable } from './comparison.js';
import type { Filing } from './filing.js';

/** Every figure of a report in the words of a language. */
export const figuresIn = (report: CompiledReport, language: 'vi' | 'en', t: (key: string) => string) =>
  everyFigure({ report, language, t });

/** The fingerprint of what a leader accepts: every figure with the rows that it counts, every word, the photos, and what is shown of it. */
export function digestOf({ texts, left, corrections, photos }: Filing, report: CompiledReport): string {
  // By their keys: the order in which a page tells them says nothing.
  const figures = figuresIn(report, 'vi', (key) => key)
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key, value }) => ({
      key,
      value,
      rows: walkable(report, key)
        .map(({ id }) => id)
        .sort(),
    }));
  // Reports that were accepted before photos could be chosen keep their fingerprint.
  const chosen = photos === undefined ? {} : { photos };
  return fingerprint({ figures, texts, left, corrections, template: report.template, ...chosen });
}
