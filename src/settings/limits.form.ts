import { z } from 'zod';
import { day, readForm, version, wholeNumber, type Fields } from '../shared/form.js';
import { boundsOf, type LimitEntry, type LimitGroup } from './limits.js';

/** Reads the numbers of a group, each within its bounds. */
export function readLimits(fields: Fields, group: LimitGroup): { version: number; entry: LimitEntry } {
  const numbers = boundsOf(group).map(([name, { min, max }]) => [name, wholeNumber(min, max)] as const);
  const head = readForm(z.object({ version: version(), validFrom: day() }), fields);
  const values = readForm(z.object(Object.fromEntries(numbers)), fields);
  return { version: head.version, entry: { group, validFrom: head.validFrom, values } };
}
