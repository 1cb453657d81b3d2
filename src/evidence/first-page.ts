import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** Milliseconds; a page that takes longer is not worth looking at. */
const LONGEST_DRAWING = 15_000;
const MOST_MEMORY = '--max-old-space-size=256';
const drawer = fileURLToPath(new URL('./first-page-process.js', import.meta.url));

export const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString('latin1') === '%PDF-';

/**
 * The first page of a PDF as a picture (PNG). The bytes are a stranger's: they are read in a process of its own, which is
 * told nothing of this one and is ended when it takes too long. Throws when no page can be drawn.
 */
export async function drawFirstPage(bytes: Buffer): Promise<Buffer> {
  const drawing = spawn(process.execPath, [MOST_MEMORY, drawer], {
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: LONGEST_DRAWING,
    killSignal: 'SIGKILL',
  });
  // It may give up before it has read all.
  drawing.stdin.on('error', () => undefined);
  drawing.stdin.end(bytes);
  const [picture, closed] = await Promise.all([buffer(drawing.stdout), once(drawing, 'close')]);
  const code: unknown = closed[0];
  if (code !== 0) throw new Error('the first page could not be drawn');
  return picture;
}
