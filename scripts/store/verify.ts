import { fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { loadConfig } from '../../src/config.js';
import { joinFolder, openFolder, StoreError, type Store } from '../../src/database/uri.js';
import { connected, storeIn } from '../../src/transfer/endpoint.js';
import { Fault } from '../../src/transfer/faults.js';
import { verifyStore } from '../../src/transfer/verify.js';
import { progressOn } from '../support/progress.js';
import type { Undo } from '../support/run.js';
import { readWords } from '../support/words.js';

/** The word by which the process below tells itself from this one. */
const ITSELF = 'in-this-process';

/** npm run store -- verify: reads the whole store and says what is wrong. Exit code 0 when nothing is, else 1. */
export async function verify(words: string[], undo: Undo): Promise<number> {
  const options = { data: { type: 'string' }, [ITSELF]: { type: 'boolean' } } as const;
  const { values } = readWords(() => parseArgs({ args: words, options }));
  if (values[ITSELF] !== true) return apart(words, undo);
  const store = await storeOf(values.data);
  undo(store.stop);
  const client = await connected(store.uri, 'the store');
  undo(() => client.close());
  const { progress, clear } = progressOn();
  const tell = ({ where, what }: { where: string; what: string }) => {
    clear();
    console.error(`${where}: ${what}`);
  };
  const { collections, documents, indexes, files, defects } = await verifyStore(client, tell, progress);
  clear();
  console.log(
    `${documents} documents in ${collections} collections, ${indexes} indexes, ${files} files read`,
  );
  console.log(defects === 0 ? 'The store is whole.' : `Faults found: ${defects}.`);
  return defects === 0 ? 0 : 1;
}

async function storeOf(data: string | undefined): Promise<Store> {
  const { mongodbUri, dataDir } = loadConfig();
  if (data === undefined && mongodbUri !== undefined)
    return { uri: mongodbUri, stop: () => Promise.resolve() };
  const folder = await storeIn(data ?? dataDir);
  return (await joinFolder(folder)) ?? (await openFolder(folder).catch(broken));
}

// A store that another process has, without answering, cannot be judged; one that cannot be opened is not whole.
function broken(error: unknown): never {
  if (error instanceof StoreError && !/in use/.test(error.message)) throw new Fault(error.message);
  throw error;
}

// LMDB trusts its file, so a badly damaged one can end the process that reads it; then this one is there to tell.
async function apart(words: string[], undo: Undo): Promise<number> {
  const child = fork(process.argv[1] ?? '', ['verify', ...words, `--${ITSELF}`]);
  undo(() => Promise.resolve(child.kill('SIGTERM')));
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  if (code !== null) return code;
  throw new Fault(`the store's file is damaged: reading it ended the process (${String(signal)})`);
}
