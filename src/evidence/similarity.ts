/** The four parts of a print, each with its place: prints that differ in at most three bits share one of them. */
export const bandsOf = (print: string): string[] =>
  [0, 1, 2, 3].map((index) => `${index}${print.slice(index * 4, index * 4 + 4)}`);

/** In how many of 64 bits two prints differ. */
export function distance(one: string, other: string): number {
  let rest = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let count = 0;
  for (; rest > 0n; rest &= rest - 1n) count += 1;
  return count;
}

/** A print of hardly any light and shade (a page of one colour) is like all others of its kind: it tells nothing. */
export function tellsNothing(print: string): boolean {
  const lit = distance(print, '0000000000000000');
  return lit < 8 || lit > 56;
}

/** Re-saved, lightened or made smaller, a picture changes by hardly more than this. */
const NEAR = 4;
export const isNear = (one: string, other: string | undefined): boolean =>
  other !== undefined && distance(one, other) <= NEAR;

/** What is known of a picture that is like another one. */
export type Alike = { same: boolean; hidden: boolean; ofThisFinding: boolean; bits: number };

/** What tells a verifier most comes first: the same file, what may be seen, the finding's own "before", the most alike. */
export const byTelling = (a: Alike, b: Alike): number =>
  Number(b.same) - Number(a.same) ||
  Number(a.hidden) - Number(b.hidden) ||
  Number(b.ofThisFinding) - Number(a.ofThisFinding) ||
  a.bits - b.bits;
