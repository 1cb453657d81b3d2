import { z } from 'zod';
import { readForm, text, type Fields } from '../shared/form.js';

const shape = z.object({ reason: text(1000) });

/** Why the rest of a section is not checked, and the sender's id of this write. */
export const readRest = (fields: Fields) => ({
  ...readForm(shape, fields),
  write: String(fields['rest-write'] ?? '').slice(0, 40),
});
