import type { Filing } from '../filings/filing.js';
import type { Journaled } from '../history/event.js';
import type { Author } from '../policies/actor.js';
import { readKey } from '../reports/figure-key.js';
import type { CompiledReport } from '../reports/report.js';
import type { Term } from '../reports/term.js';
import {
  textNames,
  type Correction,
  type SectionName,
  type TextName,
  type Writing,
} from '../reports/writing.js';
import type { Day } from '../shared/dates.js';
import type { UnitSnapshot } from '../units/unit.js';
import { withoutPersonalData } from './personal-data.js';

/** With what people have written, or its figures only. */
export const breadths = ['whole', 'figures'] as const;
export type Breadth = (typeof breadths)[number];

/** An issued report that everybody may read without signing in; one for each report on file. */
export type Disclosure = Journaled & {
  /** The report on file, by whose id everybody finds it: it is the code that its paper carries. */
  filingId: string;
  unit: UnitSnapshot;
  /** The cluster of units that it is about, if it is not about the unit itself. */
  cluster?: Filing['cluster'];
  term: Term;
  code: string;
  /** Number and day of the issued paper. */
  number: string;
  issuedOn: Day;
  breadth: Breadth;
  /** What people have written, as everybody reads it. */
  texts: Writing['texts'];
  by: Author;
  at: Date;
  /** False once it was taken down. */
  open: boolean;
  takenDown?: { by: Author; at: Date; reason: string };
};

/** What of a report is never public: its lists and annexes, and these parts of it. */
export const keptBack = ['lists', 'handlings', 'topics', 'posts', 'names'] as const;
const HIDDEN_SECTIONS: readonly SectionName[] = ['handlings'];
const HIDDEN_NARROWS = ['topic', 'post', 'party', 'measure'];

/** Of corrections the figures stay; cases are not named, and what is hidden in the report is hidden here. */
export const openCorrections = (corrections: readonly Correction[]): Correction[] =>
  corrections
    .filter(({ key }) => {
      const of = readKey(key);
      const narrow = of?.narrow ?? {};
      return of?.counts !== 'handlings' && !HIDDEN_NARROWS.some((name) => name in narrow);
    })
    .map((correction) => ({ ...correction, added: [], gone: [] }));

/**
 * The report as everybody may read it. Topics of inspections and posts that answer for a finding are typed by hand and
 * may name somebody; how few persons were handled in a small unit tells who they were.
 */
export function openReport(report: CompiledReport): CompiledReport {
  const { inspections, findings, template } = report;
  return {
    ...report,
    inspections: {
      ...inspections,
      byKind: inspections.byKind.map((line) => ({ ...line, topics: [] })),
    },
    findings: { ...findings, byPost: [] },
    handlings: [],
    template: {
      ...template,
      sections: template.sections.filter(({ name }) => !HIDDEN_SECTIONS.includes(name)),
    },
  };
}

export type OpenText = { name: TextName; text: string; taken: number };

/** What people have written, each part without personal data; parts that nobody has written are not there. */
export const openTexts = (
  { texts, left }: Pick<Writing, 'texts' | 'left'>,
  names: readonly string[],
): OpenText[] =>
  textNames.flatMap((name) => {
    const written = (texts[name] ?? '').trim();
    if (written === '' || left.includes(name)) return [];
    return [{ name, ...withoutPersonalData(written, names) }];
  });
