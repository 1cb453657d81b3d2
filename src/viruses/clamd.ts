import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { NoAnswer, type Scanned } from './verdict.js';

/** So long clamd may say nothing while it looks through a file. Milliseconds. */
const LONGEST_SILENCE = 30_000;

/** `tcp://host:port` (3310 is clamd's own) or `unix:/path/of/socket`. */
function reach(address: string): Socket {
  if (address.startsWith('unix:')) return connect(address.slice('unix:'.length));
  const { hostname, port } = new URL(address);
  return connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3310) });
}

/** Pieces with their lengths before them, a length of nothing at the end (clamd(8), INSTREAM). */
async function* framed(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const piece of bytes) {
    if (piece.length === 0) continue;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    yield length;
    yield piece;
  }
  yield Buffer.alloc(4);
}

/** `stream: OK`, `stream: Eicar-Signature FOUND`, or what it has to say instead of an answer. */
export function readReply(reply: string): Scanned {
  const said = reply.replaceAll('\0', '').trim();
  if (said === 'stream: OK') return { state: 'clean' };
  const virus = /^stream: (.+) FOUND$/.exec(said)?.[1];
  if (virus === undefined) throw new NoAnswer(said, true);
  return { state: 'infected', virus };
}

/** Lets the clamd at this address look through bytes; throws `NoAnswer` where it cannot be reached or gives none. */
export const clamd =
  (address: string) =>
  async (bytes: AsyncIterable<Buffer>): Promise<Scanned> => {
    const socket = reach(address);
    socket.setTimeout(LONGEST_SILENCE, () => socket.destroy(new Error('clamd says nothing')));
    // Of a file that is too large for it clamd tells at once and hangs up: what it said counts, not the broken line.
    const [sent, heard] = await Promise.allSettled([
      pipeline(Readable.from(framed(bytes)), socket, { end: false }),
      text(socket),
    ]);
    socket.destroy();
    if (heard.status === 'fulfilled' && heard.value !== '') return readReply(heard.value);
    const [reason] = [sent, heard].flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    throw new NoAnswer(reason ?? 'clamd has closed the line', false);
  };
