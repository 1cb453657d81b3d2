import { z } from 'zod';
import { limitGroups } from '../settings/limits.js';
import { optionalWholeNumber, readForm, text, version, type Fields } from '../shared/form.js';

const { min, max } = limitGroups.retention.otherYears;
const shape = z.object({ version: version(), years: optionalWholeNumber(min, max), reason: text(500) });

export type RetentionInput = z.output<typeof shape>;

/** So many years, 0 for ever; left empty: as the rule says. */
export const readRetention = (fields: Fields): RetentionInput => readForm(shape, fields);
