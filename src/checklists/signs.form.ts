import { z } from 'zod';
import { printDay, type Day } from '../shared/dates.js';
import { Invalid, type FieldError } from '../shared/errors.js';
import { day, optionalText, readForm, version, type Fields } from '../shared/form.js';
import {
  assertComplete,
  byCode,
  signsIn,
  type CatalogueRecord,
  type Sign,
  type SignGroup,
} from './sign-catalogue.js';

export type NewCatalogue = { version: number; validFrom: Day; source: string; groups: SignGroup[] };

/** Empty rows that wait below those that are filled. */
const SPARE_ROWS = 3;
const MOST_ROWS = 200;

const facts = { validFrom: day(), source: optionalText(500) };
const head = z.object({ version: version(), ...facts });

/** From when a catalogue holds, and where its wording comes from. */
export const readCatalogueHead = (fields: Fields) => readForm(z.object(facts), fields);

/** The number of the group, a dot, the number of the sign. */
export const SIGN_CODE = /^\d{1,2}\.\d{1,3}$/;

const textOf = (fields: Fields, name: string): string => {
  const value = fields[name];
  return (typeof value === 'string' ? value : '').normalize('NFC').trim();
};

/** The numbers of the rows that the form holds: `code-0`, `code-1`, … */
export const rowsIn = (fields: Fields): number[] =>
  Object.keys(fields)
    .flatMap((name) => /^code-(\d{1,3})$/.exec(name)?.[1] ?? [])
    .map(Number)
    .filter((row) => row < MOST_ROWS)
    .sort((a, b) => a - b);

/** The codes of the groups that the form holds titles of. */
export const groupsIn = (fields: Fields): string[] =>
  Object.keys(fields)
    .flatMap((name) => /^group-(\d{1,2})-vi$/.exec(name)?.[1] ?? [])
    .sort((a, b) => Number(a) - Number(b));

type Row = { row: number; sign: Sign };

/** One row; undefined when it was left empty, which takes the sign out of the new version. */
function readRow(fields: Fields, row: number, errors: FieldError[]): Row | undefined {
  const code = textOf(fields, `code-${row}`);
  const text = { vi: textOf(fields, `vi-${row}`), en: textOf(fields, `en-${row}`) };
  if (code === '' && text.vi === '' && text.en === '') return undefined;
  if (!SIGN_CODE.test(code)) errors.push({ field: `code-${row}`, message: 'signs:errors.code' });
  if (text.vi === '') errors.push({ field: `vi-${row}`, message: 'errors:required' });
  for (const language of ['vi', 'en'] as const) {
    if (text[language].length > 1000) {
      errors.push({ field: `${language}-${row}`, message: 'errors:tooLong', values: { max: 1000 } });
    }
  }
  return { row, sign: { code, text, provisional: textOf(fields, `official-${row}`) !== 'yes' } };
}

function groupsFrom(fields: Fields, rows: Row[], errors: FieldError[]): SignGroup[] {
  const codes = [...new Set(rows.map(({ sign }) => sign.code.split('.')[0] ?? ''))].sort(
    (a, b) => Number(a) - Number(b),
  );
  return codes.map((code) => {
    const title = { vi: textOf(fields, `group-${code}-vi`), en: textOf(fields, `group-${code}-en`) };
    if (title.vi === '') {
      const row = rows.find(({ sign }) => sign.code.startsWith(`${code}.`))?.row ?? 0;
      const known = groupsIn(fields).includes(code);
      const field = known ? `group-${code}-vi` : `code-${row}`;
      errors.push({ field, message: known ? 'errors:required' : 'signs:errors.group', values: { code } });
    }
    const signs = rows.map(({ sign }) => sign).filter((sign) => sign.code.startsWith(`${code}.`));
    return { code, title, signs: signs.sort(byCode) };
  });
}

/** Reads the whole catalogue as it was typed. */
export function readCatalogue(fields: Fields): NewCatalogue {
  const errors: FieldError[] = [];
  const rows = rowsIn(fields).flatMap((row) => readRow(fields, row, errors) ?? []);
  const groups = errors.length > 0 ? [] : groupsFrom(fields, rows, errors);
  if (errors.length > 0) throw new Invalid(errors);
  const input = readForm(head, fields);
  const rowOf = (code: string) => rows.findLast(({ sign }) => sign.code === code)?.row ?? 0;
  assertComplete(groups, (code) => `code-${rowOf(code)}`);
  return { ...input, groups };
}

/** The form as it stands for a version, with spare rows and a spare group. */
export function fieldsOfCatalogue(record: CatalogueRecord, today: Day): Fields {
  const fields: Fields = { validFrom: printDay(today, 'vi'), source: record.source };
  for (const { code, title } of record.groups) {
    fields[`group-${code}-vi`] = title.vi;
    fields[`group-${code}-en`] = title.en;
  }
  const spare = Math.max(0, ...record.groups.map((group) => Number(group.code))) + 1;
  fields[`group-${spare}-vi`] = '';
  fields[`group-${spare}-en`] = '';
  const signs = signsIn(record.groups);
  for (let row = 0; row < signs.length + SPARE_ROWS; row += 1) {
    const sign = signs[row];
    fields[`code-${row}`] = sign?.code ?? '';
    fields[`vi-${row}`] = sign?.text.vi ?? '';
    fields[`en-${row}`] = sign?.text.en ?? '';
    fields[`official-${row}`] = sign !== undefined && !sign.provisional ? 'yes' : '';
  }
  return fields;
}
