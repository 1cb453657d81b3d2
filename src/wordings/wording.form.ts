import { z } from 'zod';
import { Invalid, type FieldError } from '../shared/errors.js';
import { optionalText, readForm, text, version, type Fields } from '../shared/form.js';
import { unknownIn, type Wording } from './wording.js';

const shape = z.object({
  id: optionalText(40),
  version: version().catch(0),
  sign: text(20),
  seenVi: text(2000),
  seenEn: optionalText(2000),
  mustDoVi: text(2000),
  mustDoEn: optionalText(2000),
  retired: optionalText(3),
});
export type WordingInput = z.output<typeof shape>;

/** Reads a wording. A word between braces that nothing can be put in for would stand in the finding as it is. */
export function readWording(fields: Fields): WordingInput {
  const input = readForm(shape, fields);
  const errors = (['seenVi', 'seenEn', 'mustDoVi', 'mustDoEn'] as const).flatMap((field): FieldError[] => {
    const [name] = unknownIn(input[field]);
    return name === undefined ? [] : [{ field, message: 'wordings:errors.placeholder', values: { name } }];
  });
  if (errors.length > 0) throw new Invalid(errors);
  return input;
}

export const fieldsOfWording = (wording: Wording): Fields => ({
  sign: wording.sign,
  seenVi: wording.seen.vi,
  seenEn: wording.seen.en,
  mustDoVi: wording.mustDo.vi,
  mustDoEn: wording.mustDo.en,
  retired: wording.retired ? 'yes' : '',
});
