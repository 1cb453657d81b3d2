import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

const MAGIC = 0xbeefc0de;
const VERSION = 2;
/** LMDB's page header, before the description that its first two pages hold. */
const HEADER = 24;
const PAGE_SIZE = 48;

/**
 * Refuses a data file that LMDB did not write, or whose first two pages are damaged: LMDB itself would end the whole
 * process on it. A file that does not exist yet, or has nothing in it, is a new store's.
 */
export function checkFile(file: string): void {
  if (!existsSync(file)) return;
  const descriptor = openSync(file, 'r+');
  try {
    const { size } = fstatSync(descriptor);
    if (size === 0) return;
    const head = Buffer.alloc(2 * 65_536);
    readSync(descriptor, head, 0, head.length, 0);
    const page = head.readUInt32LE(PAGE_SIZE);
    if (!isMeta(head, 0) || ![4096, 8192, 16_384, 32_768, 65_536].includes(page) || !isMeta(head, page))
      throw new Error(`${file} is damaged, or no data file of this store; nothing was changed in it`);
    if (size < 2 * page)
      throw new Error(`${file} is damaged: it has been cut off; nothing was changed in it`);
  } finally {
    closeSync(descriptor);
  }
}

function isMeta(head: Buffer, at: number): boolean {
  return head.readUInt32LE(at + HEADER) === MAGIC && head.readUInt32LE(at + HEADER + 4) === VERSION;
}
