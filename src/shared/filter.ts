import { isDay, readDay, type Day } from './dates.js';

/** Reading and writing what a list is narrowed to. It stands in the address, so that it can be kept and sent. */

/** One of a list of words; undefined for anything else, which nobody here wrote. */
export const oneOf = <T extends string>(words: readonly T[], text: string | undefined): T | undefined =>
  words.find((word) => word === text);

/** A day as an address or a person writes it. */
export const dayIn = (text: string | undefined): Day | undefined =>
  text === undefined || text === '' ? undefined : isDay(text) ? text : readDay(text);

/** Leaves out what is empty. */
export const present = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));

/** `state=opened&kind=thematic`; what stands there anyway (`usual`) is left out. */
export function writeFilter(filter: object, usual: Record<string, string>): string {
  const pairs = Object.entries(filter as Record<string, unknown>)
    .filter(([name, value]) => value !== undefined && usual[name] !== value)
    .map(([name, value]): [string, string] => [name, String(value)]);
  return new URLSearchParams(pairs).toString();
}
