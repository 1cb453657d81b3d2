import { number, text, type Column } from '../exports/table-file.js';
import { fieldMaker } from '../shared/fields.js';
import { inLanguage, printNumber } from '../shared/language.js';
import { printMonth, type Day, type Month } from '../shared/dates.js';
import { fileLinks } from '../web/list-files.js';
import type { Page, Visit } from '../web/visit.js';
import { factNames, monthsUntil, queriesOf, totalOf, type FactRow, type FactSet } from './facts.js';

export const HERE = '/evaluation';
/** So many months can be chosen from the form; older ones by their address. */
const MONTHS = 36;

export type FactsContext = {
  month: Month;
  today: Day;
  rows: FactRow[];
  unit: { id: string; name: string } | null;
};

const nameOf = ({ unit, unitEnglish }: FactRow, { language }: Visit): string =>
  inLanguage({ vi: unit, en: unitEnglish }, language);

function findingsAt(query: object): string {
  const pairs = Object.entries({ view: 'all', ...query }).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return `/findings?${new URLSearchParams(pairs).toString()}`;
}

/** The facts of a month for every unit within reach, or for the posts of one. */
export function presentFacts({ month, today, rows, unit }: FactsContext, visit: Visit): Page {
  const { t, language } = visit;
  const queries = queriesOf(month, today);
  const field = fieldMaker(t, { month }, []);
  const cells = (facts: FactSet, narrow: object) =>
    factNames.map((name) => ({
      label: t(`evaluation:fact.${name}`),
      text: printNumber(facts[name], language),
      href: facts[name] === 0 ? null : findingsAt({ ...queries[name], ...narrow }),
    }));
  const own = unit === null ? {} : { unit: unit.id };
  return {
    title: unit === null ? t('evaluation:title') : t('evaluation:ofUnit', { name: unit.name }),
    back:
      unit === null
        ? { href: '/reports', label: t('reports:title') }
        : { href: `${HERE}?month=${month}`, label: t('evaluation:title') },
    lead: t('evaluation:lead', { month: printMonth(month, language) }),
    action: HERE,
    month: field('month', {
      label: 'evaluation:month',
      options: monthsUntil(today, MONTHS).map((one) => ({ value: one, label: printMonth(one, language) })),
    }),
    hidden: Object.entries(own).map(([name, value]) => ({ name, value })),
    table: t('evaluation:title'),
    first: t(unit === null ? 'evaluation:unit' : 'evaluation:post'),
    columns: factNames.map((name) => t(`evaluation:fact.${name}`)),
    rows: rows.map((row) => ({
      label: unit === null ? nameOf(row, visit) : row.post,
      href: unit === null ? `${HERE}?${new URLSearchParams({ month, unit: row.unitId }).toString()}` : null,
      cells: cells(row.facts, unit === null ? { unit: row.unitId } : { ...own, post: row.post }),
    })),
    total: rows.length < 2 ? null : { label: t('evaluation:total'), cells: cells(totalOf(rows), own) },
    notes: ['counted', 'open', 'formerUnits', 'noRating'].map((key) => t(`evaluation:note.${key}`)),
    downloads: rows.length === 0 ? [] : fileLinks(HERE, { month, ...own }, t),
    empty:
      rows.length > 0 ? null : { title: t('evaluation:none'), text: t('evaluation:noneText'), action: null },
  };
}

/** The same as a file. */
export function factColumns(byPost: boolean, visit: Visit): Column<FactRow>[] {
  const { t } = visit;
  return [
    text(t('evaluation:unit'), 32, (row: FactRow) => nameOf(row, visit)),
    ...(byPost ? [text(t('evaluation:post'), 40, ({ post }: FactRow) => post)] : []),
    ...factNames.map((name) => number(t(`evaluation:fact.${name}`), ({ facts }: FactRow) => facts[name])),
  ];
}
