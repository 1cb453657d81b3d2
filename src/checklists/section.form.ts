import { z } from 'zod';
import { printDay, readDay, type Day } from '../shared/dates.js';
import { Invalid, type FieldError } from '../shared/errors.js';
import { day, optionalText, readForm, textOf, version, type Fields } from '../shared/form.js';
import {
  byPlace,
  itemStatuses,
  sectionCodeOf,
  weights,
  type ChecklistItem,
  type ChecklistSection,
} from './checklist.js';
import { readCounts, writeCounts } from './item-words.js';

/** Empty rows that wait below those that are filled. */
const SPARE_ROWS = 2;
/** So many items a section may have: its page on site is one form, and a form holds so much. */
export const MOST_ITEMS = 40;
export const SECTION_CODE = /^[A-Z]{1,3}$/;
const LONGEST = 1000;

/** The numbers of the rows that the form holds: `code-0`, `code-1`, … */
export const rowsIn = (fields: Fields): number[] =>
  Object.keys(fields)
    .flatMap((name) => /^code-(\d{1,2})$/.exec(name)?.[1] ?? [])
    .map(Number)
    .filter((row) => row < MOST_ITEMS + SPARE_ROWS)
    .sort((a, b) => a - b);

export type RowReader = { say: (field: string, message: string, values?: Record<string, unknown>) => void };

/** A day that may be left out. */
function dayIn(typed: string, field: string, { say }: RowReader): Day | undefined {
  const found = typed === '' ? undefined : readDay(typed);
  if (typed !== '' && found === undefined) say(field, 'errors:noSuchDay');
  return found;
}

type Typed = Record<'code' | 'vi' | 'en' | 'basis' | 'from' | 'to' | 'weight' | 'sign' | 'counts', string>;

/** Reads one item from its words, wherever they were typed; what is wrong is said under the name of its field. */
export function readItem(
  typed: Typed,
  section: string,
  signs: readonly string[],
  reader: RowReader,
): Omit<ChecklistItem, 'provisional' | 'status'> {
  const { say } = reader;
  const { code, vi, en, basis } = typed;
  if (!/^[A-Z]{1,3}\d{1,3}$/.test(code) || sectionCodeOf(code) !== section) {
    say('code', 'checklists:errors.code', { section });
  }
  if (vi === '') say('vi', 'errors:required');
  for (const [name, text] of Object.entries({ vi, en, basis })) {
    if (text.length > LONGEST) say(name, 'errors:tooLong', { max: LONGEST });
  }
  const from = dayIn(typed.from, 'from', reader);
  const to = dayIn(typed.to, 'to', reader);
  if (from !== undefined && to !== undefined && to < from) say('to', 'checklists:errors.endsFirst');
  const weight = weights.find((one) => String(one) === typed.weight);
  if (weight === undefined) say('weight', 'checklists:errors.weight');
  if (typed.sign !== '' && !signs.includes(typed.sign)) say('sign', 'checklists:errors.sign');
  const counts = readCounts(typed.counts.split(/[\n;]/));
  if (counts === undefined) say('counts', 'checklists:errors.counts');
  return {
    code,
    text: { vi, en },
    basis,
    ...(from === undefined ? {} : { basisFrom: from }),
    ...(to === undefined ? {} : { basisTo: to }),
    weight: weight ?? 1,
    sign: typed.sign,
    counts: counts ?? [],
  };
}

const columns = ['code', 'vi', 'en', 'basis', 'from', 'to', 'weight', 'sign', 'counts'] as const;

/** One row; undefined when it was left empty, which takes the item out. */
function readRow(
  fields: Fields,
  row: number,
  section: string,
  signs: readonly string[],
  errors: FieldError[],
) {
  const typed = Object.fromEntries(
    columns.map((column) => [column, textOf(fields, `${column}-${row}`)]),
  ) as Typed;
  if (typed.code === '' && typed.vi === '' && typed.en === '') return undefined;
  const say: RowReader['say'] = (field, message, values = {}) =>
    errors.push({ field: `${field}-${row}`, message, values });
  const ticked = [fields[`status-${row}`] ?? []].flat();
  return {
    ...readItem({ ...typed, code: typed.code.toUpperCase() }, section, signs, { say }),
    provisional: textOf(fields, `confirmed-${row}`) !== 'yes',
    status: itemStatuses.filter((status) => ticked.includes(status)),
  };
}

/** Reads a whole section as it was typed. */
export function readSection(fields: Fields, signs: readonly string[]) {
  const errors: FieldError[] = [];
  const code = textOf(fields, 'section').toUpperCase();
  const title = { vi: textOf(fields, 'title-vi'), en: textOf(fields, 'title-en') };
  if (!SECTION_CODE.test(code)) errors.push({ field: 'section', message: 'checklists:errors.section' });
  if (title.vi === '') errors.push({ field: 'title-vi', message: 'errors:required' });
  const rows = rowsIn(fields);
  const items = rows.flatMap((row) => readRow(fields, row, code, signs, errors) ?? []);
  const twice = rows.filter((row) => {
    const own = textOf(fields, `code-${row}`).toUpperCase();
    return own !== '' && rows.some((one) => one < row && textOf(fields, `code-${one}`).toUpperCase() === own);
  });
  for (const row of twice) {
    const own = textOf(fields, `code-${row}`);
    errors.push({ field: `code-${row}`, message: 'checklists:errors.twice', values: { code: own } });
  }
  if (errors.length > 0) throw new Invalid(errors);
  const { version: seen } = readForm(z.object({ version: version() }), fields);
  const section: ChecklistSection = { code, title, items: items.sort(byPlace) };
  return { version: seen, section };
}

/** The form as it stands for a section, with spare rows. */
export function fieldsOfSection({ code, title, items }: ChecklistSection): Fields {
  const fields: Fields = { section: code, 'title-vi': title.vi, 'title-en': title.en };
  const rows = Math.min(items.length + SPARE_ROWS, MOST_ITEMS + SPARE_ROWS);
  for (let row = 0; row < rows; row += 1) {
    const item = items[row];
    fields[`code-${row}`] = item?.code ?? '';
    fields[`vi-${row}`] = item?.text.vi ?? '';
    fields[`en-${row}`] = item?.text.en ?? '';
    fields[`basis-${row}`] = item?.basis ?? '';
    fields[`from-${row}`] = item?.basisFrom === undefined ? '' : printDay(item.basisFrom, 'vi');
    fields[`to-${row}`] = item?.basisTo === undefined ? '' : printDay(item.basisTo, 'vi');
    fields[`weight-${row}`] = String(item?.weight ?? 1);
    fields[`sign-${row}`] = item?.sign ?? '';
    fields[`counts-${row}`] = writeCounts(item?.counts ?? []).join('\n');
    fields[`status-${row}`] = item?.status ?? [];
    fields[`confirmed-${row}`] = item === undefined || item.provisional ? '' : 'yes';
  }
  return fields;
}

const issueShape = z.object({ version: version(), validFrom: day(), source: optionalText(500) });
export const readIssue = (fields: Fields) => readForm(issueShape, fields);
