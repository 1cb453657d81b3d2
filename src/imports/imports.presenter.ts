import { presentFileField } from '../evidence/file-field.presenter.js';
import { postOf } from '../policies/actor.js';
import { printMoment } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { newId } from '../shared/ids.js';
import { printNumber } from '../shared/language.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import type { ImportKind } from './import-kind.js';
import type { ImportRecord } from './import-record.js';
import type { Trial } from './imports.service.js';
import { LARGEST_TABLE, MOST_ROWS } from './table.js';

/** The file field of every import. */
export const TABLE = 'table';
/** So many of the rows are shown as they were read: the first ones, or those that are wrong and those that they repeat. */
const SHOWN = 5;
const MOST_WRONG_SHOWN = 100;

function rowsToShow({ rows, faults }: Pick<Trial, 'rows' | 'faults'>): Trial['rows'] {
  if (faults.length === 0) return rows.slice(0, SHOWN);
  const named = new Set(faults.flatMap(({ row, values }) => [row, Number(values?.['row'])]));
  return rows.filter(({ row }) => named.has(row)).slice(0, MOST_WRONG_SHOWN);
}

/** Each fault leads to its row, and to the row that it repeats, where those are shown below. */
function presentFaults(kind: ImportKind, { faults }: Trial, shown: Trial['rows'], { t, language }: Visit) {
  const there = new Set(shown.map(({ row }) => row));
  const place = (row: number) => (there.has(row) ? `#row-${row}` : '');
  return faults.map(({ row, column, message, values }) => {
    const other = Number(values?.['row']);
    return {
      row: printNumber(row, language),
      href: place(row),
      column: column === undefined ? '' : t(`${kind.words}.column.${column}`),
      text: t(message, values),
      other: there.has(other)
        ? { href: place(other), label: t('imports:toRow', { row: printNumber(other, language) }) }
        : null,
    };
  });
}

function columnsOf({ columns, words }: ImportKind, { t }: Visit) {
  return columns.map(({ name, needed, samples }) => ({
    label: t(`${words}.column.${name}`),
    name,
    needed: t(`imports:${needed ? 'needed' : 'notNeeded'}`),
    about: t(`${words}.about.${name}`),
    sample: samples[0] ?? '',
  }));
}

/** What the form says besides the file, to be sent on with the button that takes it. */
const hiddenOf = (kind: ImportKind, { values }: FormState) =>
  kind.fields.map(({ name }) => ({ name, value: String(values[name] ?? '') }));

function presentTrial(kind: ImportKind, trial: Trial, form: FormState, visit: Visit) {
  const { t, language } = visit;
  const number = (value: number) => printNumber(value, language);
  const { file, rows, taken, known, faults } = trial;
  const shown = rowsToShow(trial);
  const filled = kind.columns.filter(({ name }) => rows.some(({ cell }) => cell(name) !== ''));
  const bad = new Set(faults.map(({ row }) => row)).size;
  const possible = faults.length === 0 && taken > 0;
  const notice =
    faults.length > 0
      ? {
          tone: 'alarm',
          title: t('imports:refused', { count: bad, shown: number(bad) }),
          text: t('imports:refusedText'),
        }
      : taken === 0
        ? { tone: 'amber', title: t('imports:nothingNew'), text: '' }
        : {
            tone: 'good',
            title: t(`${kind.words}.ready`, { count: taken, shown: number(taken) }),
            text:
              known === 0
                ? t('imports:readyText')
                : t('imports:knownText', { count: known, shown: number(known) }),
          };
  return {
    notice,
    file: t('imports:fileLine', { name: file.name, rows: number(rows.length) }),
    faults: presentFaults(kind, trial, shown, visit),
    asRead: t(`imports:${faults.length > 0 ? 'wrongAsRead' : 'asRead'}`),
    columns: filled.map(({ name }) => t(`${kind.words}.column.${name}`)),
    rows: shown.map(({ row, cell }) => ({
      id: `row-${row}`,
      row: number(row),
      cells: filled.map(({ name }) => ({ label: t(`${kind.words}.column.${name}`), value: cell(name) })),
    })),
    more:
      faults.length === 0 && rows.length > SHOWN
        ? t('imports:moreRows', { count: rows.length - SHOWN, shown: number(rows.length - SHOWN) })
        : '',
    take: possible
      ? {
          id: String(form.values['id'] || newId()),
          fileId: file.id,
          hidden: hiddenOf(kind, form),
          buttons: {
            label: t(`${kind.words}.take`, { count: taken, shown: number(taken) }),
            cancel: null,
            saved: null,
          },
        }
      : null,
  };
}

/** A file that arrived while a field was wrong is kept; one that was looked at is neither sent a second time nor offered. */
const keptIn = (trial: Trial | undefined, { uploads }: Visit) =>
  trial === undefined ? uploads.filter(({ isLeft }) => isLeft !== true).slice(-1) : [];

export type ImportContext = {
  kind: ImportKind;
  of: string;
  back: { href: string; label: string };
  trial?: Trial;
};

/** The page of one import: what the file looks like, the file itself, and once it has been looked at what it would lead to. */
export function presentImport(form: FormState, { kind, of, back, trial }: ImportContext, visit: Visit): Page {
  const { t } = visit;
  const field = fieldMaker(t, form.values, form.errors);
  const here = `/imports/${kind.name}`;
  const query = of === '' ? '' : `?of=${of}`;
  return {
    title: t(`${kind.words}.title`),
    back,
    errors: errorSummary(t, form.errors),
    lead: t(`${kind.words}.lead`),
    trial: trial === undefined ? null : presentTrial(kind, trial, form, visit),
    action: here,
    taking: `${here}/taking`,
    of,
    file: {
      ...presentFileField(TABLE, 'imports:field.table', keptIn(trial, visit), form.errors, visit, true),
      multiple: false,
      // A table is looked at once and not kept: it needs no second way.
      resumable: false,
      rules: {
        accept: '.csv,.xlsx',
        allowed: t('imports:allowed', {
          megabytes: LARGEST_TABLE / 1024 / 1024,
          rows: printNumber(MOST_ROWS, visit.language),
        }),
      },
    },
    inputs: kind.fields.map(({ name, ...options }) => field(name, options)),
    // Beside the button that takes the file, looking at another one is no main action.
    look: {
      label: t(trial === undefined ? 'imports:look' : 'imports:lookAgain'),
      plain: trial !== undefined && trial.faults.length === 0 && trial.taken > 0,
    },
    columns: columnsOf(kind, visit),
    samples: [
      { href: `${here}/sample.xlsx${query}`, label: t('imports:sampleXlsx') },
      { href: `${here}/sample.csv${query}`, label: t('imports:sampleCsv') },
    ],
  };
}

/** What may be imported, and what has been. */
export function presentImports(
  kinds: readonly ImportKind[],
  last: readonly ImportRecord[],
  visit: Visit,
): Page {
  const { t, language } = visit;
  const words = new Map(kinds.map((kind) => [kind.name, kind.words]));
  const number = (value: number) => printNumber(value, language);
  return {
    title: t('imports:title'),
    lead: t('imports:lead'),
    kinds: kinds.map((kind) => ({
      href: `/imports/${kind.name}`,
      label: t(`${kind.words}.title`),
      text: t(`${kind.words}.lead`),
    })),
    rows: last.map(({ id, kind, file, taken, by, at }) => ({
      href: `/imports/records/${id}`,
      what: t(`${words.get(kind)}.title`),
      file: file.name,
      taken: number(taken),
      by: by.name,
      at: printMoment(at, language),
    })),
  };
}

/** That something was taken from a file. */
export function presentImportRecord(record: ImportRecord, kind: ImportKind, visit: Visit): Page {
  const { t, language } = visit;
  const number = (value: number) => printNumber(value, language);
  const { file, taken, known, by, at } = record;
  const fact = (name: string, text: string) => ({ label: t(`imports:fact.${name}`), text, href: null });
  return {
    title: t(`${kind.words}.title`),
    back: { href: kind.placeOf(record.of), label: t('imports:toPlace') },
    done: {
      title: t(`${kind.words}.taken`, { count: taken, shown: number(taken) }),
      text: known === 0 ? '' : t('imports:knownText', { count: known, shown: number(known) }),
    },
    facts: {
      rows: [
        fact('file', file.name),
        fact('rows', number(record.rows)),
        fact('by', `${by.name}, ${postOf(by, language)}`),
        fact('at', printMoment(at, language)),
        fact('sha256', file.sha256),
      ],
    },
  };
}
