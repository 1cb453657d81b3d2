import { z } from 'zod';
import { refuse } from '../shared/errors.js';
import { optionalText, readForm, text, version, type Fields } from '../shared/form.js';

const shape = z.object({ version: version(), years: optionalText(4), reason: text(500) });

export type RetentionInput = { version: number; years?: number; reason: string };

/** So many years, 0 for ever; left empty: as the rule says. */
export function readRetention(fields: Fields): RetentionInput {
  const { years: typed, ...rest } = readForm(shape, fields);
  if (typed === '') return rest;
  const years = Number(typed);
  if (!/^\d{1,3}$/.test(typed) || years > 100) refuse('years', 'disposals:errors.years');
  return { ...rest, years };
}
