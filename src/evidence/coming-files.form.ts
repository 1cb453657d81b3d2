import { z } from 'zod';
import { readForm, text, version, type Fields } from '../shared/form.js';

const shape = z.object({ version: version(), files: text(60), reason: text(500) });

/** Which file on its way is done without, or `all` of them, and why. */
export const readGiveUp = (fields: Fields) => readForm(shape, fields);
export type GiveUpInput = z.output<typeof shape>;
