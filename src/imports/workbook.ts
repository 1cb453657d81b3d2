import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { zipOf } from '../exports/zip.js';
import { tableOf, Unreadable, type Table } from './table.js';
import { unpack } from './zip.js';

const LONGEST_READING = 10_000;

/** What of a workbook holds text; pictures, macros and links to elsewhere are not even unpacked. */
const isText = (name: string): boolean => /^(\[Content_Types\]|_rels\/|xl\/).*\.(xml|rels)$/i.test(name);

// One after the other: so many readers at once would fill the memory that each of them is denied.
let last: Promise<unknown> = Promise.resolve();

async function sheetIn(archive: Buffer): Promise<string[][]> {
  const bytes = new Uint8Array(archive).buffer;
  const worker = new Worker(new URL('./workbook-worker.js', import.meta.url), {
    workerData: bytes,
    transferList: [bytes],
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    stdout: true,
    stderr: true,
  });
  // Told to whoever waits; one that comes after him must not end the whole program.
  worker.on('error', () => undefined);
  const [answer] = (await once(worker, 'message', { signal: AbortSignal.timeout(LONGEST_READING) }).finally(
    () => worker.terminate(),
  )) as [string[][]];
  return answer;
}

/** Reads the first sheet of a workbook (XLSX). */
export async function readWorkbook(bytes: Buffer): Promise<Table> {
  const parts = unpack(bytes, isText);
  if (!parts.has('xl/workbook.xml')) throw new Unreadable('imports:unreadable.workbook');
  const turn = last.then(async () => sheetIn(await zipOf(parts, { compress: false })));
  last = turn.catch(() => undefined);
  const sheet = await turn.catch(() => {
    throw new Unreadable('imports:unreadable.workbook');
  });
  return tableOf(sheet.map((cells, index) => ({ row: index + 1, cells })));
}
