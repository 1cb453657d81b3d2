import { z } from 'zod';
import { Invalid, type FieldError } from '../shared/errors.js';
import {
  day,
  idList,
  optionalText,
  readForm,
  text,
  version,
  wholeNumber,
  type Fields,
} from '../shared/form.js';
import { unitKinds, type UnitKind } from '../units/unit.js';

/** Units that may be left out by name, each with its reason. */
export const MOST_EXCLUSIONS = 20;

const kinds = unitKinds.filter((kind) => kind !== 'city');
export const drawnKinds: readonly UnitKind[] = kinds;

const criteria = z.object({
  kind: optionalText(40),
  below: optionalText(200),
  on: day(),
  restDays: wholeNumber(0, 3650),
  seriousWeight: wholeNumber(0, 20),
  absenceWeight: wholeNumber(0, 20),
  complaintWeight: wholeNumber(0, 20),
  complaints: optionalText(10_000),
  complaintSource: optionalText(300),
  count: wholeNumber(1, 100),
  team: idList(),
});

export type TypedExclusion = { row: number; unit: string; reason: string };
/** So many complaints of a unit were counted; `unit` as it was typed. */
export type TypedComplaints = { unit: string; count: number };
export type Criteria = Omit<z.output<typeof criteria>, 'kind' | 'complaints'> & {
  kind?: UnitKind;
  exclusions: TypedExclusion[];
  complaints: TypedComplaints[];
};

const typedIn = (fields: Fields, name: string): string => String(fields[name] ?? '').trim();

/** The rows in which something stands. A unit without a reason, or a reason without a unit, is said beside its field. */
function exclusionsIn(fields: Fields, errors: FieldError[]): TypedExclusion[] {
  const rows: TypedExclusion[] = [];
  for (let row = 1; row <= MOST_EXCLUSIONS; row += 1) {
    const [unitField, reasonField] = [`excludedUnit${row}`, `excludedReason${row}`];
    const [unit, reason] = [typedIn(fields, unitField), typedIn(fields, reasonField)];
    if (unit === '' && reason === '') continue;
    if (unit === '') errors.push({ field: unitField, message: 'errors:required' });
    if (reason === '') errors.push({ field: reasonField, message: 'errors:required' });
    if (reason.length > 300)
      errors.push({ field: reasonField, message: 'errors:tooLong', values: { max: 300 } });
    rows.push({ row, unit: unit.slice(0, 200), reason: reason.normalize('NFC') });
  }
  return rows;
}

/** One unit to a line, its name or code and then a number, as a table pastes it or as people write it. */
function complaintsIn(typed: string, errors: FieldError[]): TypedComplaints[] {
  const lines = typed.split('\n').map((line) => line.trim());
  return lines.flatMap((line) => {
    if (line === '') return [];
    const [, unit = '', count] = /^(.*?\S)\s*[\s|:;,]\s*(\d{1,4})$/u.exec(line) ?? [];
    if (count !== undefined) return [{ unit, count: Number(count) }];
    errors.push({ field: 'complaints', message: 'draws:errors.complaintLine', values: { line } });
    return [];
  });
}

/** Reads from what to draw, and how. */
export function readCriteria(fields: Fields): Criteria {
  const { kind, complaints: typed, ...input } = readForm(criteria, fields);
  const errors: FieldError[] = [];
  const known = kinds.find((word) => word === kind);
  if (kind !== '' && known === undefined) errors.push({ field: 'kind', message: 'errors:choose' });
  const exclusions = exclusionsIn(fields, errors);
  const complaints = complaintsIn(typed, errors);
  if (complaints.length > 0 && input.complaintSource === '')
    errors.push({ field: 'complaintSource', message: 'errors:required' });
  if (errors.length > 0) throw new Invalid(errors);
  return { ...input, ...(known === undefined ? {} : { kind: known }), exclusions, complaints };
}

const drawing = z.object({ id: optionalText(40), shown: optionalText(64), reason: optionalText(500) });

/** Criteria, with the list that was shown before the draw, and why it is drawn again. */
export type DrawInput = { criteria: Criteria } & z.output<typeof drawing>;

export const readDraw = (fields: Fields): DrawInput => ({
  criteria: readCriteria(fields),
  ...readForm(drawing, fields),
});

const release = z.object({ version: version(), unit: text(40), reason: text(500) });
export const readRelease = (fields: Fields) => readForm(release, fields);
