import type { Exported } from '../exports/answer.js';
import { day, text } from '../exports/table-file.js';
import { findingNumber } from '../findings/finding.js';
import { printDay, type Day } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { newId } from '../shared/ids.js';
import { inLanguage } from '../shared/language.js';
import type { UnitSnapshot } from '../units/unit.js';
import { fileLinks, rowsOf } from '../web/list-files.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import type { Differing } from './differing.js';
import { receiptPath } from './case-receipt.presenter.js';
import type { DifferingTerm } from './case-terms.js';
import { writeMove } from './moves.form.js';

type Row = Differing & { mayMove: boolean };
/** Due dates of findings, and terms of cases, that the calendars in force would change. */
type AllDiffering = { rows: Row[]; terms: DifferingTerm[] };

/** One of them, as the page and the file tell it; `why`: what keeps it from being moved here. */
type Line = {
  href: string;
  number: string;
  unit: UnitSnapshot;
  mustDo: string;
  before: Day;
  after: Day;
  why: string;
};

/** As many as one form takes; the rest stands there once these are moved. */
const SHOWN = 200;

const lineOf = ({ finding, would, mayMove }: Row, { t }: Visit): Line => ({
  href: `/findings/${finding.id}`,
  number: findingNumber(finding),
  unit: finding.unit,
  mustDo: finding.mustDo,
  before: finding.dueOn,
  after: would,
  why: mayMove ? '' : t('extensions:differing.notYours'),
});

const lineOfTerm = ({ inspection, term, dueOn, would }: DifferingTerm, { t }: Visit): Line => ({
  href: receiptPath(inspection.id, term),
  number: inspection.number ?? '',
  unit: inspection.unit,
  mustDo: t(`ending:due.${term}`),
  before: dueOn,
  after: would,
  why: t(`extensions:caseTerm.told.${term}`),
});

const directionOf = ({ before, after }: Line, { t }: Visit): string =>
  t(after > before ? 'extensions:differing.later' : 'extensions:differing.earlier');

const presentLine = (line: Line, visit: Visit) => ({
  ...line,
  unit: inLanguage(line.unit.name, visit.language),
  before: printDay(line.before, visit.language),
  after: printDay(line.after, visit.language),
  later: directionOf(line, visit),
});

/** All of them as a file: the page holds no more than one form takes. */
export function differingFile({ rows, terms }: AllDiffering, visit: Visit): Exported<Line> {
  const { t, language } = visit;
  const label = (name: string) => t(`extensions:file.${name}`);
  return {
    title: t('extensions:differing.title'),
    filter: t('exports:everything'),
    columns: [
      text(label('number'), 17, (line) => line.number),
      text(label('unitCode'), 9, (line) => line.unit.code),
      text(label('unit'), 28, (line) => inLanguage(line.unit.name, language)),
      text(label('mustDo'), 50, (line) => line.mustDo),
      day(t('extensions:differing.before'), (line) => line.before),
      day(t('extensions:differing.after'), (line) => line.after),
      text(label('direction'), 12, (line) => directionOf(line, visit)),
      text(label('note'), 50, (line) => line.why),
    ],
    rows: rowsOf([...rows.map((one) => lineOf(one, visit)), ...terms.map((one) => lineOfTerm(one, visit))]),
  };
}

/** Due dates that the calendars in force would change: old and new, to be marked and moved, or left. */
export function presentDiffering(
  { rows, terms, counted }: AllDiffering & { counted: number },
  form: FormState,
  visit: Visit,
): Page {
  const { t } = visit;
  const field = fieldMaker(t, form.values, form.errors);
  const marked = [form.values['move'] ?? []].flat();
  const row = (one: Row, index: number) => {
    const value = writeMove({ id: one.finding.id, dueOn: one.would });
    return {
      ...presentLine(lineOf(one, visit), visit),
      id: index === 0 ? 'move' : `move-${index}`,
      value: one.mayMove ? value : '',
      chosen: marked.includes(value),
    };
  };
  const termRow = (one: DifferingTerm) => ({
    ...presentLine(lineOfTerm(one, visit), visit),
    id: '',
    value: '',
    chosen: false,
  });
  return {
    title: t('extensions:differing.title'),
    back: { href: '/extensions', label: t('extensions:list') },
    errors: errorSummary(t, form.errors),
    lead: t('extensions:differing.lead', { count: counted, differ: rows.length + terms.length }),
    more: rows.length > SHOWN ? t('extensions:differing.more', { shown: SHOWN }) : '',
    downloads: fileLinks('/due-dates', {}, t),
    id: String(form.values['id'] || newId()),
    rows: [...rows.slice(0, SHOWN).map(row), ...terms.slice(0, SHOWN).map(termRow)],
    mayMove: rows.some(({ mayMove }) => mayMove),
    reason: field('reason', { label: 'extensions:differing.reason', hint: true, rows: 3 }),
    empty: { title: t('extensions:differing.none'), text: t('extensions:differing.noneText'), action: null },
    buttons: { label: t('extensions:differing.submit'), cancel: null, saved: null },
  };
}
