import { ServerError } from '../../errors.js';

/** What one expression may build, as MongoDB's limit of 100 MB for `$range` and its like. */
const MOST_ITEMS = 2_000_000;

/** Refuses a list that would fill the memory. */
export function checkLength(operator: string, length: number): void {
  if (length > MOST_ITEMS)
    throw new ServerError('ExceededMemoryLimit', `${operator} would use too much memory and was stopped`);
}
