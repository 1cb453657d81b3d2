import { parseArgs } from 'node:util';
import { systemClock } from '../../src/shared/clock.js';
import type { Compared } from '../../src/transfer/compare.js';
import { copyDatabase, databasesOf } from '../../src/transfer/copy.js';
import { openEndpoint } from '../../src/transfer/endpoint.js';
import { progressOn } from '../support/progress.js';
import { UsageError, type Undo } from '../support/run.js';
import { table } from '../support/table.js';
import { readWords } from '../support/words.js';

const text = { type: 'string' } as const;

/** npm run store -- copy: everything in one database, or all of them, into another place. */
export async function copy(words: string[], undo: Undo): Promise<number> {
  const options = { from: text, to: text, force: { type: 'boolean' } } as const;
  const { values } = readWords(() => parseArgs({ args: words, options }));
  const { from, to, force = false } = values;
  if (from === undefined || to === undefined) throw new UsageError('--from and --to are both needed');
  const source = await openEndpoint(from, false);
  undo(source.close);
  const target = await openEndpoint(to, true);
  undo(target.close);
  const { progress, clear } = progressOn();
  undo(() => Promise.resolve(clear()));
  let same = true;
  for (const [here, there] of await databasesOf(source, target)) {
    const settings = { from: source.label, force, progress, now: () => systemClock.now() };
    const compared = await copyDatabase(here, there, settings);
    clear();
    console.log(`${here.databaseName} in ${source.label} -> ${there.databaseName} in ${target.label}`);
    show(compared);
    same &&= compared.every((each) => each.same);
  }
  console.log(
    same ? 'Everything has arrived.' : 'Not the same: was the source changed meanwhile? --force copies anew.',
  );
  return same ? 0 : 1;
}

function show(compared: Compared[]): void {
  const rows = compared.map(({ name, documents, bytes, indexes, checksum, same, differs, expiring }) => [
    name,
    String(documents),
    String(bytes),
    String(indexes),
    checksum.slice(0, 16),
    (same ? 'same' : `DIFFERS: ${differs}`) +
      (expiring > 0 ? `; ${expiring} that expire within the hour not compared` : ''),
  ]);
  console.log(table(['collection', 'documents', 'bytes', 'indexes', 'checksum', 'source and target'], rows));
}
