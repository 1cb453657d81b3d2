import { z } from 'zod';
import { optionalText, readForm, version, type Fields } from '../shared/form.js';

const shape = z.object({
  id: optionalText(40),
  version: version(),
  text: optionalText(4000),
  caption: optionalText(300),
});

/** Reads what the unit sends before a visit, but for its files. */
export const readUnitReport = (fields: Fields) => readForm(shape, fields);
export type UnitReportInput = ReturnType<typeof readUnitReport>;
