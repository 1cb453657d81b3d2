import { z } from 'zod';
import { optionalText, readForm, text, type Fields } from '../shared/form.js';

/** `version`: how the file stood when the form was shown. */
export type WithdrawalInput = { version: string; reason: string };

const shape = z.object({ version: optionalText(40), reason: text(500) });

export const readWithdrawal = (fields: Fields): WithdrawalInput => readForm(shape, fields);
