import { z } from 'zod';
import { readDay } from './dates.js';
import { Invalid, type FieldError } from './errors.js';

/** A request body: text fields only; anything else a client sends (objects, operators) is dropped by `fieldsOf`. */
export type Fields = Record<string, string | string[]>;

/** Keeps strings and lists of strings. So no operator object can reach a query through a form. */
export function fieldsOf(body: unknown): Fields {
  if (typeof body !== 'object' || body === null) return {};
  const fields: Fields = Object.create(null) as Fields;
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') fields[name] = value;
    else if (Array.isArray(value)) fields[name] = value.filter((item) => typeof item === 'string');
  }
  return fields;
}

const tidy = (value: unknown): string =>
  typeof value === 'string' ? value.replace(/\r\n/g, '\n').trim() : '';

/** What stands in a field whose name is worked out, such as that of a row; the last value where it came twice. */
export const textOf = (fields: Fields, name: string): string =>
  tidy([fields[name] ?? ''].flat().at(-1)).normalize('NFC');

/** A line or paragraph that must be there. Messages are wording keys; `max` counts characters. */
export const text = (max = 200) =>
  z.preprocess(tidy, z.string().normalize('NFC').min(1, 'errors:required').max(max, 'errors:tooLong'));

/** A line or paragraph that may be empty. */
export const optionalText = (max = 200) =>
  z.preprocess(tidy, z.string().normalize('NFC').max(max, 'errors:tooLong'));

/** One of a list of words. */
export const choice = <T extends string>(words: readonly [T, ...T[]]) =>
  z.preprocess(tidy, z.enum(words, 'errors:choose'));

/** A day as people type it; becomes `YYYY-MM-DD`. */
export const day = () =>
  z.preprocess(
    tidy,
    z
      .string()
      .min(1, 'errors:required')
      .transform((typed, context) => {
        const found = readDay(typed);
        if (found === undefined) context.addIssue({ code: 'custom', message: 'errors:noSuchDay' });
        return found ?? '';
      }),
  );

/** A day, or undefined where nothing was typed. Not a union: its error would be zod's, not ours. */
export const optionalDay = () =>
  z.preprocess(
    tidy,
    z.string().transform((typed, context) => {
      const found = typed === '' ? undefined : readDay(typed);
      if (found === undefined && typed !== '')
        context.addIssue({ code: 'custom', message: 'errors:noSuchDay' });
      return found;
    }),
  );

/** A whole number within bounds. */
export const wholeNumber = (min: number, max: number) =>
  z.preprocess(
    tidy,
    z
      .string()
      .regex(/^\d{1,9}$/, 'errors:wholeNumber')
      .transform(Number)
      .refine((value) => value >= min && value <= max, {
        message: 'errors:outOfRange',
        params: { min, max },
      }),
  );

/** A whole number within bounds, or undefined where nothing was typed. */
export const optionalWholeNumber = (min: number, max: number) =>
  z.preprocess((typed) => (tidy(typed) === '' ? undefined : typed), wholeNumber(min, max).optional());

/** A list of ids, however many boxes were ticked. */
export const idList = () =>
  z.preprocess(
    (value: unknown) => [value].flat().filter((item) => typeof item === 'string' && item !== ''),
    z.array(z.string().max(64)).max(200),
  );

/** The version of the document that the form was made from. */
export const version = () => wholeNumber(0, 1_000_000_000);

/** What the message names: a bound of ours, or zod's. */
function valuesOf(issue: z.core.$ZodIssue): Record<string, unknown> {
  if (issue.code === 'custom') return issue.params ?? {};
  return 'maximum' in issue ? { max: issue.maximum } : {};
}

/** Reads a form or throws `Invalid` with every field's first error, in the order of the form. */
export function readForm<T extends z.ZodType>(shape: T, fields: Fields): z.output<T> {
  const result = shape.safeParse(fields);
  if (result.success) return result.data;
  const errors = new Map<string, FieldError>();
  for (const issue of result.error.issues) {
    const field = String(issue.path[0] ?? '');
    if (errors.has(field)) continue;
    const values = valuesOf(issue);
    // Only crafted input meets a check without a wording of ours.
    const message = /^[a-z]+:\w/.test(issue.message) ? issue.message : 'errors:choose';
    errors.set(field, { field, message, values });
  }
  throw new Invalid([...errors.values()]);
}

/** The version of a thing that the person saw when pressing a button. */
export const readVersion = (fields: Fields): number =>
  readForm(z.object({ version: version() }), fields).version;

/** The same with the reason for it. */
export const readReason = (fields: Fields) =>
  readForm(z.object({ version: version(), reason: text(1000) }), fields);
