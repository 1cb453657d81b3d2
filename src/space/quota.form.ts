import { z } from 'zod';
import { day, readForm, text, version, wholeNumber, type Fields } from '../shared/form.js';

const shape = z.object({
  version: version(),
  unit: text(200),
  validFrom: day(),
  gigabytes: wholeNumber(0, 100_000),
});
export type QuotaInput = z.output<typeof shape>;

export const readQuota = (fields: Fields): QuotaInput => readForm(shape, fields);
