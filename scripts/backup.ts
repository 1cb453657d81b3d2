import path from 'node:path';
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadConfig } from '../src/config.js';
import { productDatabase, reachStore } from '../src/database/uri.js';
import { systemClock } from '../src/shared/clock.js';
import { writeBackup } from '../src/transfer/backup.js';
import { connected, storeIn } from '../src/transfer/endpoint.js';
import { holdMoment } from '../src/transfer/moment.js';
import { progressOn } from './support/progress.js';
import { run, UsageError } from './support/run.js';
import { table } from './support/table.js';
import { readWords } from './support/words.js';

// npm run backup -- FILE: one moment of everything the product keeps, while people work.
await run(async (undo) => {
  const { positionals } = readWords(() => parseArgs({ allowPositionals: true }));
  const [file] = positionals;
  if (file === undefined || positionals.length !== 1) throw new UsageError('usage: npm run backup -- FILE');
  const config = loadConfig();
  // Nothing is made where there is nothing to back up.
  if (config.mongodbUri === undefined) await storeIn(config.dataDir);
  const store = await reachStore(config);
  undo(store.stop);
  const client = await connected(store.uri, config.mongodbUri === undefined ? 'the store' : 'MONGODB_URI');
  undo(() => client.close());
  const { progress, clear } = progressOn();
  undo(() => Promise.resolve(clear()));
  const database = productDatabase(store.uri);
  const moment = await holdMoment(client, database);
  const about = { database, madeAt: systemClock.now() };
  const summaries = await writeBackup(moment, about, path.resolve(file), progress);
  clear();
  const rows = summaries.map(({ collection, documents, bytes, checksum }) => [
    collection,
    String(documents),
    String(bytes),
    checksum.slice(0, 16),
  ]);
  console.log(table(['collection', 'documents', 'bytes', 'checksum'], rows));
  console.log(
    `${file}: ${(await stat(file)).size} bytes. It holds everything, passwords' hashes too: keep it safe.`,
  );
  return 0;
});
