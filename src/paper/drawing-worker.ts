import type { Readable } from 'node:stream';
import { parentPort } from 'node:worker_threads';
import type { Paper } from './paper.js';
import { paperPdf } from './paper.pdf.js';

/** A paper to draw, or the number of one that nobody reads any more. */
type Asked = { id: number; paper?: Paper };
/** A piece of a paper, its end, or what went wrong with it. */
export type Drawn = { id: number; bytes: Uint8Array } | { id: number; failure: string } | { id: number };

const drawing = new Map<number, Readable>();
const tell = (drawn: Drawn) => parentPort?.postMessage(drawn);

async function draw(id: number, paper: Paper): Promise<void> {
  try {
    const stream = await paperPdf(paper);
    drawing.set(id, stream);
    for await (const bytes of stream) tell({ id, bytes: bytes as Uint8Array });
    tell({ id });
  } catch (error) {
    tell({ id, failure: String(error) });
  } finally {
    drawing.delete(id);
  }
}

parentPort?.on('message', ({ id, paper }: Asked) => {
  if (paper === undefined) drawing.get(id)?.destroy();
  else void draw(id, paper);
});
