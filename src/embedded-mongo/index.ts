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
  const refusal = (error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    return new Error(`The store in ${options.folder} cannot start: ${reason.split('\n', 1)[0]}`);
  };
  try {
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw refusal(error);
  }
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: options });
  const answer = await firstWord(worker);
  if ('error' in answer) throw refusal(answer.error);
  // Without its store the program can do nothing any more; it ends with this line.
  worker.on('error', (error) => {
    throw new Error(`The store in ${options.folder} has ended: ${error.message}`, { cause: error });
  });
  return {
    uri: answer.uri,
    async stop() {
      const exited = once(worker, 'exit');
      worker.postMessage('stop');
      await exited;
    },
  };
}

// A thread that ends without a word must not keep the program waiting.
function firstWord(worker: Worker): Promise<Answer> {
  return new Promise((resolve) => {
    const ended = () => resolve({ error: 'its thread ended' });
    const refuse = (error: Error) => resolve({ error: error.message });
    worker.once('error', refuse);
    worker.once('exit', ended);
    worker.once('message', (answer: Answer) => {
      worker.off('error', refuse).off('exit', ended);
      resolve(answer);
    });
  });
}

/**
 * Joins the process that has the folder's store open, for a command that runs beside it: its connection string, and a
 * `stop` that leaves it running. Undefined when nobody answers there; then start it.
 */
export async function joinEmbeddedMongo(folder: string): Promise<EmbeddedMongo | undefined> {
  const uri = await uriOfOwner(folder);
  return uri === undefined ? undefined : { uri, stop: () => Promise.resolve() };
}
