import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { uriOfOwner } from './join.js';

export interface EmbeddedMongo {
  uri: string;
  stop(): Promise<void>;
}

type Answer = { uri: string } | { error: string };

/**
 * Starts the store in a worker thread; resolves once it accepts connections. Rejects with a clear Error (locked by
 * another process, unwritable folder, damaged/newer format).
 */
export async function startEmbeddedMongo(options: { folder: string; port?: number }): Promise<EmbeddedMongo> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: options });
  const [answer] = (await once(worker, 'message')) as [Answer];
  if ('error' in answer) throw new Error(`The store in ${options.folder} cannot start: ${answer.error}`);
  return {
    uri: answer.uri,
    async stop() {
      const exited = once(worker, 'exit');
      worker.postMessage('stop');
      await exited;
    },
  };
}

/**
 * Joins the process that has the folder's store open, for a command that runs beside it: its connection string, and a
 * `stop` that leaves it running. Undefined when nobody answers there; then start it.
 */
export async function joinEmbeddedMongo(folder: string): Promise<EmbeddedMongo | undefined> {
  const uri = await uriOfOwner(folder);
  return uri === undefined ? undefined : { uri, stop: () => Promise.resolve() };
}
