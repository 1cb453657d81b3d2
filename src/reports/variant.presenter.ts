import { paragraph, passage, type Block, type Paper, type Table } from '../paper/paper.js';
import { printDay } from '../shared/dates.js';
import { inLanguage, printNumber } from '../shared/language.js';
import { overdueTable } from './report-annex.presenter.js';
import { presentContent } from './report-content.js';
import { presentPeriod } from './reports.presenter.js';
import { nameOf } from './subject.js';
import { readKey, type FigureOf } from './figure-key.js';
import type { FindingRow } from './finding-figures.js';
import type { FigureRowView, FigureTableView, Telling } from './tables/figure-table.js';
import { paperTable } from './tables/paper-table.js';
import type { Variant } from './variants.js';

type Short = Exclude<Variant, 'full'>;

/** So much of a report fits on two pages, and on one, whatever the record holds. */
const MOST = {
  summary: { overdue: 4, signs: 5, letters: 80, pictures: 1 },
  sheet: { overdue: 2, signs: 2, letters: 40, pictures: 0 },
} as const;

/** How many of a report's charts a paper has room for. */
export const picturesIn = (variant: Variant): number =>
  variant === 'full' ? Infinity : MOST[variant].pictures;

const REMEDIATION = ['opening', 'fresh', 'reopened', 'closed', 'closing', 'overdue'];

/** The figures that a leader asks for first. */
function isMain({ counts, name = '', narrow = {} }: FigureOf, variant: Short): boolean {
  if (counts === 'remediation') return REMEDIATION.includes(name);
  const narrowed = Object.keys(narrow);
  const by = { inspections: variant === 'summary' ? ['mode'] : [], findings: ['severity', 'repeat'] }[
    counts as string
  ];
  return by !== undefined && narrowed.every((word) => by.includes(word));
}

const mainRows = ({ rows }: FigureTableView, variant: Short): FigureRowView[] =>
  rows.filter(({ figures }) =>
    figures.some(({ key }) => {
      const of = readKey(key);
      return of !== undefined && isMain(of, variant);
    }),
  );

const dense = (telling: Telling, view: FigureTableView): Table => ({
  ...paperTable(telling, view),
  caption: null,
  dense: true,
  rowHeads: true,
});

/** At most so many letters, whole words without the mark behind the last; a single word that is longer is cut. */
export function cut(text: string, letters: number): string {
  if (text.length <= letters) return text;
  const words = text.slice(0, letters + 1).replace(/\s+\S*$/u, '');
  return `${words.slice(0, letters).replace(/[\s,;:.]+$/u, '')}…`;
}

/** The signs that were found most since the start of the year, in one sentence; none where nothing was found. */
function signsOf(
  { report, language, t }: Telling,
  { signs, letters }: { signs: number; letters: number },
): Block[] {
  const scope = report.scopes.find((one) => report.findings.total[one].year > 0);
  if (scope === undefined) return [];
  const most = report.findings.bySign
    .map(({ sign, counts }) => ({ sign, count: counts[scope].year }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, signs)
    .map(({ sign, count }) => {
      const text = cut(inLanguage(sign.text, language), letters);
      return `${sign.code}. ${text} (${printNumber(count, language)})`;
    });
  return [{ kind: 'note', text: t('reports:variant.signs', { signs: most.join('; ') }) }];
}

/** The longest overdue: a table where there is room, else a sentence. */
function overdueOf(telling: Telling, variant: Short): Block[] {
  const { report, language, t } = telling;
  const { overdue, letters } = MOST[variant];
  const all = report.lists.overdue.filter(({ scopes }) => report.scopes.some((one) => scopes.includes(one)));
  if (all.length === 0) return [];
  const shown = all.slice(0, overdue).map((row): FindingRow => ({
    ...row,
    unit: { vi: cut(row.unit.vi, letters), en: cut(row.unit.en, letters) },
    mustDo: cut(row.mustDo.replace(/\s+/g, ' '), letters),
    responsiblePost: cut(row.responsiblePost, letters / 2),
  }));
  const title = t('reports:variant.overdue', {
    shown: printNumber(shown.length, language),
    all: printNumber(all.length, language),
  });
  if (variant === 'summary') return [overdueTable(telling, title, shown)];
  const said = shown.map(
    (row) => `${row.number} (${inLanguage(row.unit, language)}, ${printDay(row.dueOn, language)})`,
  );
  return [{ kind: 'note', text: `${title}: ${said.join('; ')}.` }];
}

/** What a summary and a sheet print of a report. */
function presentShort(telling: Telling, variant: Short, charts: readonly Block[]): Block[] {
  const { t } = telling;
  const most = MOST[variant];
  // The first table of a section has its figures; those after it show the same beside other terms.
  const tables = presentContent(telling).flatMap(({ heading, tables: views }) =>
    views
      .map((view) => ({ ...view, first: heading, rows: mainRows(view, variant) }))
      .filter(({ rows }) => rows.length > 0)
      .slice(0, 1),
  );
  if (tables.length === 0) return [paragraph(t('reports:paper.nothing'))];
  const pictures = charts.filter(({ kind }) => kind === 'picture').slice(0, most.pictures);
  return [
    ...tables.map((table) => dense(telling, table)),
    ...signsOf(telling, most),
    ...overdueOf(telling, variant),
    ...pictures,
  ];
}

/** That it is an extract, of which days and, of a cluster, about whom: its head names the unit that makes the report. */
function extractNote(telling: Telling, variant: Short): Block {
  const { report, language, t } = telling;
  const about =
    report.cluster === undefined ? '' : `${cut(nameOf(report, language), MOST[variant].letters)}. `;
  return passage('note')(`${about}${t('reports:variant.note')} ${presentPeriod(report, telling)}`);
}

/** A shorter paper made of a report's own: unsigned and without number, for it goes with the report, not instead of it. */
export const shortPaper = (
  paper: Paper,
  telling: Telling,
  variant: Short,
  charts: readonly Block[],
): Paper => ({
  ...paper,
  title: `${telling.t(`reports:variant.${variant}`)}: ${paper.about}`,
  head: { ...paper.head, number: '', placeAndDate: '' },
  type: telling.t(`reports:variant.${variant}`).toLocaleUpperCase(telling.language),
  addressed: null,
  blocks: [extractNote(telling, variant), ...presentShort(telling, variant, charts)],
  closing: { recipientsLabel: '', recipients: [], authority: [], name: '', signings: [] },
  annexes: [],
});
