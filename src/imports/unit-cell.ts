import type { Day } from '../shared/dates.js';
import type { Fault, Row } from './import-kind.js';

type Found<U> = { unit: U } | { error: string; values?: Record<string, unknown> };

/** Finds the unit that a text names on a day. */
export type ResolveUnit<U> = (text: string, day: Day) => Promise<Found<U>>;

/** Codes have two to five digits; a spreadsheet that takes them for numbers drops the zeros in front. */
const LONGEST_CODE = 5;

/**
 * Reads units from cells: a code, a name, or both. The same text on the same day is looked up once, for tables repeat
 * themselves. A number that is no code is tried with the zeros that it may have lost, and taken when one unit fits.
 */
export function unitCells<U extends { id: string }>(resolve: ResolveUnit<U>) {
  const known = new Map<string, Promise<Found<U>>>();

  async function withZeros(text: string, day: Day, otherwise: Found<U>): Promise<Found<U>> {
    if (!/^\d{1,4}$/.test(text)) return otherwise;
    const lengths = Array.from({ length: LONGEST_CODE - text.length }, (_, more) => text.length + more + 1);
    const tried = await Promise.all(lengths.map((length) => resolve(text.padStart(length, '0'), day)));
    const fit = tried.filter((one) => 'unit' in one);
    return fit.length === 1 && fit[0] !== undefined ? fit[0] : otherwise;
  }

  const find = async (text: string, day: Day): Promise<Found<U>> => {
    const found = await resolve(text, day);
    return 'unit' in found ? found : withZeros(text, day, found);
  };

  return async ({ row, cell }: Row, column: string, day: Day, faults: Fault[]): Promise<U | undefined> => {
    const text = cell(column);
    if (text === '') return undefined;
    const key = `${day} ${text}`;
    const asked = known.get(key) ?? find(text, day);
    known.set(key, asked);
    const found = await asked;
    if ('unit' in found) return found.unit;
    faults.push({ row, column, message: found.error, ...(found.values ? { values: found.values } : {}) });
    return undefined;
  };
}
