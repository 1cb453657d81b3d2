import { z } from 'zod';
import { checkOutcomes } from '../findings/spell.js';
import { refuse } from '../shared/errors.js';
import { choice, optionalText, readForm, version, type Fields } from '../shared/form.js';

const shape = z.object({ version: version(), outcome: choice(checkOutcomes), seen: optionalText(4000) });
export type CheckInput = z.output<typeof shape>;

/** Reads what was seen of one finding. What is not remedied has to be told. */
export function readCheck(fields: Fields): CheckInput {
  const input = readForm(shape, fields);
  if (input.outcome !== 'remedied' && input.seen === '') refuse('seen', 'errors:required');
  return input;
}
