import { z } from 'zod';
import { readNumber, type NumberInput } from '../documents/document.form.js';
import { Invalid, refuse, type FieldError } from '../shared/errors.js';
import { idList, optionalText, readForm, type Fields } from '../shared/form.js';
import { sha256Of } from '../shared/sha256.js';

const PARTED = ',';
/** The ids of as many cases as go through in one go, in one field: a form has no room for a field each. */
const LONGEST = 250_000;

const shape = z.object({
  batch: optionalText(64),
  cases: optionalText(LONGEST),
  request: optionalText(6000),
});

export const writeCases = (ids: readonly string[]): string => ids.join(PARTED);
export const readCases = (text: string): string[] =>
  text.split(PARTED).filter((id) => /^[\w-]{1,64}$/.test(id));

export type LettersInput = { batch: string; cases: string[]; request: string };

/** The cases that were marked on the list. */
export const readMarked = (fields: Fields): string[] =>
  readForm(z.object({ chosen: idList() }), fields).chosen;

/** Which cases to write letters for, and what to ask of the units; empty for the usual words. */
export function readLetters(fields: Fields): LettersInput {
  const input = readForm(shape, fields);
  const cases = [...new Set(readCases(input.cases))];
  if (cases.length === 0) refuse('cases', 'urging:errors.none');
  return { ...input, cases };
}

/** The id of a case's letter in one sending of the form: sent twice, it is the same letter. */
export const letterId = (batch: string, inspectionId: string): string =>
  sha256Of(`${batch} ${inspectionId}`).slice(0, 20);

const typed = (fields: Fields, name: string): string => [fields[name] ?? ''].flat()[0]?.trim() ?? '';

export type Numbering = { id: string; input: NumberInput };

/** The numbers that the clerk gave, all of one day; letters whose field is empty still wait. */
export function readNumbers(fields: Fields): Numbering[] {
  const ids = Object.keys(fields).flatMap((name) => /^number-([\w-]{10,64})$/.exec(name)?.[1] ?? []);
  const errors: FieldError[] = [];
  const numbers: Numbering[] = [];
  for (const id of ids) {
    if (typed(fields, `number-${id}`) === '') continue;
    try {
      const input = readNumber({
        version: typed(fields, `version-${id}`),
        number: typed(fields, `number-${id}`),
        datedOn: typed(fields, 'datedOn'),
        sure: '',
        reason: '',
      });
      if (numbers.some((other) => other.input.number.toUpperCase() === input.number.toUpperCase()))
        errors.push({ field: `number-${id}`, message: 'urging:errors.twice' });
      numbers.push({ id, input });
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      errors.push(
        ...error.errors.map((one) => ({
          ...one,
          field: one.field === 'datedOn' ? 'datedOn' : `number-${id}`,
        })),
      );
    }
  }
  if (errors.length > 0) throw new Invalid(onceEach(errors));
  if (numbers.length === 0) throw new Invalid([{ field: 'datedOn', message: 'urging:errors.noNumber' }]);
  return numbers;
}

const onceEach = (errors: FieldError[]): FieldError[] => [
  ...new Map(errors.map((error) => [error.field, error])).values(),
];
