import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { Drawn } from './drawing-worker.js';
import type { Paper } from './paper.js';

/** A thread without work gives its memory back after this. Milliseconds. */
const IDLE = 60_000;

type Thread = { worker: Worker; waiting: Map<number, Readable>; idle?: NodeJS.Timeout };
let thread: Thread | undefined;
let papers = 0;

function begun(): Thread {
  const worker = new Worker(new URL('./drawing-worker.js', import.meta.url));
  const mine: Thread = { worker, waiting: new Map() };
  const lost = (error: Error) => {
    if (thread === mine) thread = undefined;
    for (const stream of mine.waiting.values()) stream.destroy(error);
    mine.waiting.clear();
  };
  worker.on('error', lost);
  worker.on('exit', () => lost(new Error('the thread that draws has ended')));
  worker.on('message', (drawn: Drawn) => {
    const stream = mine.waiting.get(drawn.id);
    if ('bytes' in drawn) return void stream?.push(drawn.bytes);
    if ('failure' in drawn) stream?.destroy(new Error(drawn.failure));
    else stream?.push(null);
    return rest(mine, drawn.id);
  });
  return mine;
}

/** One paper is drawn, or nobody reads it any more; without any the thread may end, and does not keep the program alive. */
function rest(mine: Thread, id: number): void {
  mine.waiting.delete(id);
  if (mine.waiting.size > 0 || thread !== mine) return;
  mine.worker.unref();
  mine.idle = setTimeout(() => {
    thread = undefined;
    void mine.worker.terminate();
  }, IDLE).unref();
}

/**
 * Draws a paper as PDF, in a thread of its own: pages are answered meanwhile. The kit and its fonts are loaded there, with
 * the first paper. The stream gives its first bytes while later pages are still being drawn.
 */
export function drawPaper(paper: Paper): Readable {
  const mine = (thread ??= begun());
  clearTimeout(mine.idle);
  mine.worker.ref();
  const id = ++papers;
  const stream = new Readable({
    read: () => undefined,
    destroy(error, done) {
      if (mine.waiting.has(id)) mine.worker.postMessage({ id });
      rest(mine, id);
      done(error);
    },
  });
  mine.waiting.set(id, stream);
  mine.worker.postMessage({ id, paper });
  return stream;
}
