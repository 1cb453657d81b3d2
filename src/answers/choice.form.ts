import { z } from 'zod';
import { idList, readForm, version, wholeNumber, type Fields } from '../shared/form.js';

const shape = z.object({ version: version(), checklist: wholeNumber(1, 1_000_000), sections: idList() });

/** Which sections of which version a case is to be checked by. */
export const readChoice = (fields: Fields) => readForm(shape, fields);
