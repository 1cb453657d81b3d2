import { closeSync, openSync, readSync } from 'node:fs';
import { LARGEST_PAGE, metaAt, numberAt, PAGE_HEADER, type Meta } from './file-pages.js';

/** The pages with the descriptions. */
export const METAS = 2;

/**
 * The two descriptions at a file's beginning, the newer one first, or what is wrong with them. Each transaction writes
 * one of them, in turn; what never changes is the same in both.
 */
function metasIn(head: Buffer): [newest: Meta, older: Meta] | string {
  const first = metaAt(head, 0);
  const second = first && metaAt(head, first.pageSize);
  if (!first || !second) return 'it is no data file of this store, or its first pages are lost';
  const isSame = ([from, to]: readonly [number, number]) =>
    head.subarray(from, to).equals(head.subarray(first.pageSize + from, first.pageSize + to));
  const [newest, older] = first.transaction > second.transaction ? [first, second] : [second, first];
  const isNext =
    newest.transaction - older.transaction <= 1 && newest.transaction % 2 === (newest === first ? 0 : 1);
  return isNext && LASTING.every(isSame) ? [newest, older] : DISAGREE;
}

/** What is wrong where they contradict each other or what they lead to. */
export const DISAGREE = 'its first pages do not agree';

/** Of the descriptions: what kind of page they are, the format, size and flags of pages, and those of the tree. */
const LASTING = [
  [8, 40],
  [48, 54],
  [96, 102],
] as const;

/** The number of a file's last transaction. */
export function transactionOf(file: string): number | undefined {
  const metas = metasOf(file);
  return typeof metas === 'string' ? undefined : metas[0].transaction;
}

/** The descriptions in a file. */
export function metasOf(file: string): [newest: Meta, older: Meta] | string {
  const head = Buffer.alloc(METAS * LARGEST_PAGE);
  const descriptor = openSync(file, 'r');
  readSync(descriptor, head, 0, head.length, 0);
  closeSync(descriptor);
  return metasIn(head);
}

/**
 * Was this description written with the trees that it leads to? A transaction writes the root of what it changes; none of
 * those that a description names can be younger than itself.
 */
export function isOfItsTime(
  descriptor: number,
  { free, main, pageSize, transaction }: Meta,
  isNewest: boolean,
): boolean {
  const head = Buffer.alloc(PAGE_HEADER);
  const times = [free.root, main.root]
    .filter((root) => root !== -1)
    .map((root) => {
      if (!Number.isSafeInteger(root * pageSize)) return NaN;
      return readSync(descriptor, head, 0, head.length, root * pageSize) > 0 ? numberAt(head, 8) : NaN;
    });
  const hasRoot = !isNewest || times.length === 0 || times.includes(transaction);
  return hasRoot && times.every((time) => time <= transaction);
}
