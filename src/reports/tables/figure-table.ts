import { printNumber, type Language, type Translate } from '../../shared/language.js';
import { keyOf, type FigureOf } from '../figure-key.js';
import type { Span } from '../report-links.js';
import type { CompiledReport } from '../report.js';
import type { Writing } from '../writing.js';

/** A figure and the list that it counts; a nought opens nothing. */
export type FigureView = {
  /** Which figure it is, the same in every report: see figure-key.ts. '' for what is no figure. */
  key: string;
  value: number;
  text: string;
  href: string | null;
};
export type FigureRowView = {
  label: string;
  /** Said beside the label, such as that a wording is provisional; '' for nothing. */
  note: string;
  level: number;
  bold: boolean;
  figures: FigureView[];
};
/** Figures by scope. `groups` head the columns of a scope together; empty when the report has one scope only. */
export type FigureTableView = {
  caption: string;
  first: string;
  groups: { text: string; columns: number }[];
  columns: string[];
  rows: FigureRowView[];
};

/** What every table of a report needs. */
export type Telling = {
  report: CompiledReport;
  language: Language;
  t: Translate;
  /** What people have written into a report that is on file. */
  writing?: Writing;
  /** Where the lists of its figures open for who reads it outside the product: on paper, in a workbook. */
  lists?: Lists;
};

/** The full address of the list behind a figure; with the key '', that of a page which no report keeps a list of. */
export type Lists = (figure: { key: string; href: string }) => string;

/** The lists as the record stands, narrowed to the days of the report. `home` is where people reach the product. */
export const liveLists =
  (home: string): Lists =>
  ({ href }) =>
    `${home}${href}`;

export const listOf = ({ lists }: Telling, { key, href }: FigureView): string | null =>
  lists === undefined || href === null ? null : lists({ key, href });

/** The page of a case, for who reads of it outside the product. */
export const pageOf = ({ lists }: Telling, href: string): string | null => lists?.({ key: '', href }) ?? null;

/** A term that is the year itself needs no column for the year. */
export const spansOf = ({ term, period }: Pick<CompiledReport, 'term' | 'period'>): readonly Span[] =>
  term.kind !== 'month' && period.from === period.since ? ['month'] : ['month', 'year'];

/** A number of the report as it is printed; a list opens where there is something to list. */
export const figure = (of: FigureOf, value: number, href: string, language: Language): FigureView => ({
  key: keyOf(of),
  value,
  text: printNumber(value, language),
  href: value === 0 ? null : href,
});

/** A place in a table where no figure stands. */
export const noFigure = (text = ''): FigureView => ({ key: '', value: 0, text, href: null });

/** `columns` are those of each scope. One column a scope is headed by the scope itself. */
export function tableOf(
  { report, t }: Telling,
  name: string,
  columns: string[],
  rows: FigureRowView[],
): FigureTableView {
  const scopeNames = report.scopes.map((scope) => t(`reports:scope.${scope}`));
  const several = report.scopes.length > 1;
  return {
    caption: t(`reports:table.${name}`),
    first: t('reports:content'),
    groups:
      several && columns.length > 1 ? scopeNames.map((text) => ({ text, columns: columns.length })) : [],
    columns: several && columns.length === 1 ? scopeNames : report.scopes.flatMap(() => columns),
    rows,
  };
}

export const spanColumns = ({ report, t }: Telling): string[] =>
  spansOf(report).map((span) => t(`reports:span.${span}`));
