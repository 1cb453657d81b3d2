import path from 'node:path';
import { parseArgs } from 'node:util';
import { holdsStore, openFolder, storeFolder } from '../../src/database/uri.js';
import { reasonOf, Refusal } from '../../src/transfer/faults.js';
import { UsageError, type Undo } from '../support/run.js';
import { readWords } from '../support/words.js';

const text = { type: 'string' } as const;

/** npm run store -- serve: the store alone, until a signal ends it. */
export async function serve(words: string[], undo: Undo): Promise<number> {
  const { values } = readWords(() => parseArgs({ args: words, options: { data: text, port: text } }));
  if (values.data === undefined) throw new UsageError('--data DIR is missing: the folder to serve');
  const port = values.port === undefined ? undefined : readPort(values.port);
  const given = path.resolve(values.data);
  const folder = (await holdsStore(given)) ? given : storeFolder(given);
  const store = await openFolder(folder, port).catch((error: unknown) => {
    const taken = /EADDRINUSE/.test(reasonOf(error));
    throw taken ? new Refusal(`--port ${port} is in use on 127.0.0.1: choose another`) : error;
  });
  undo(store.stop);
  console.log(store.uri);
  return new Promise(() => undefined);
}

function readPort(word: string): number {
  const port = Number(word);
  if (!/^\d{1,5}$/.test(word) || port > 65535)
    throw new UsageError(`--port must be a whole number from 0 to 65535, not "${word}"`);
  return port;
}
