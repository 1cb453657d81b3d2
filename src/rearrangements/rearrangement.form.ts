import { z } from 'zod';
import { day, optionalText, readForm, text, type Fields } from '../shared/form.js';
import { Invalid, refuse, type FieldError } from '../shared/errors.js';
import { unitKinds, type UnitKind } from '../units/unit.js';

/** Rows for successors: a unit that exists, or what a new one is called. */
export const successorRows = [1, 2, 3, 4] as const;
const MOST_PREDECESSORS = 60;

const shape = z.object({
  decisionNumber: text(60),
  decisionOn: day(),
  effectiveOn: day(),
  predecessors: text(6000),
});
const newUnit = z.object({ code: text(20), nameVi: text(150), nameEn: optionalText(150) });

export type SuccessorInput =
  | { row: number; existing: string }
  | { row: number; code: string; kind: UnitKind; nameVi: string; nameEn: string };
export type RearrangementInput = Omit<z.output<typeof shape>, 'predecessors'> & {
  predecessors: string[];
  successors: SuccessorInput[];
};

const plain = (fields: Fields, name: string): string => String(fields[name] ?? '').trim();

/** One row; undefined while nothing is typed in it. */
function readRow(fields: Fields, row: number): SuccessorInput | undefined {
  const existing = plain(fields, `existing${row}`);
  const typed = ['code', 'nameVi', 'nameEn'].some((name) => plain(fields, `${name}${row}`) !== '');
  if (existing !== '' && typed) refuse(`existing${row}`, 'rearrangements:errors.either');
  if (existing !== '') return { row, existing: existing.slice(0, 200) };
  if (!typed) return undefined;
  const kind = unitKinds.find((word) => word === plain(fields, `kind${row}`));
  if (kind === undefined) refuse(`kind${row}`, 'errors:choose');
  const own = Object.fromEntries(
    ['code', 'nameVi', 'nameEn'].map((name) => [name, plain(fields, name + row)]),
  );
  try {
    return { row, kind, ...readForm(newUnit, own) };
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    throw new Invalid(error.errors.map((one) => ({ ...one, field: `${one.field}${row}` })));
  }
}

/** Reads the form of a rearrangement; throws `Invalid` with everything that is wrong in it. */
export function readRearrangement(fields: Fields): RearrangementInput {
  const errors: FieldError[] = [];
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      errors.push(...error.errors);
      return undefined;
    }
  };
  const facts = attempt(() => readForm(shape, fields));
  const before = errors.length;
  const successors = successorRows.flatMap((row) => attempt(() => readRow(fields, row)) ?? []);
  if (successors.length === 0 && errors.length === before)
    errors.push({ field: 'existing1', message: 'rearrangements:errors.noSuccessor' });
  const lines = (facts?.predecessors ?? '').split('\n').map((line) => line.trim());
  const predecessors = lines.filter((line) => line !== '');
  if (predecessors.length > MOST_PREDECESSORS)
    errors.push({ field: 'predecessors', message: 'rearrangements:errors.tooMany' });
  if (facts === undefined || errors.length > 0) throw new Invalid(errors);
  return { ...facts, predecessors, successors };
}
