import { Invalid, type FieldError } from '../shared/errors.js';
import { readForm, version, type Fields } from '../shared/form.js';
import { z } from 'zod';
import { signsIn, type CatalogueRecord } from './sign-catalogue.js';
import type { Successor } from './sign-succession.js';

export type SaidSuccession = { version: number; succession: Successor[] };

/** The field in which it is said what became of a sign. */
export const successorField = (code: string): string => `to-${code.replace('.', '-')}`;

/** Reads what became of every sign of the version before: one of this version, or '' for none. */
export function readSuccession(
  fields: Fields,
  record: CatalogueRecord,
  before: CatalogueRecord,
): SaidSuccession {
  const input = readForm(z.object({ version: version() }), fields);
  const known = ['', ...signsIn(record.groups).map(({ code }) => code)];
  const errors: FieldError[] = [];
  const succession = signsIn(before.groups).map(({ code }) => {
    const to = known.find((one) => one === fields[successorField(code)]);
    if (to === undefined) errors.push({ field: successorField(code), message: 'errors:choose' });
    return { code, to: to ?? '' };
  });
  if (errors.length > 0) throw new Invalid(errors);
  return { ...input, succession };
}
