import { MAX_MESSAGE } from '../commands/handshake.js';

const HEADER = 16;
const SMALL = 4096;

/** A message of the wire protocol, cut from the stream. */
export interface Frame {
  requestId: number;
  opCode: number;
  body: Buffer;
}

/** Thrown for bytes that cannot be a message: the connection is lost. */
export class BadFrame extends Error {}

/** Cuts a stream of bytes into messages. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #size = 0;

  /** Takes the next bytes and hands out the messages that are complete. */
  *push(chunk: Buffer): Generator<Frame> {
    const before = this.#chunks.at(-1);
    // A client that sends byte by byte must not cost a buffer for each.
    if (before && before.length + chunk.length <= SMALL)
      this.#chunks[this.#chunks.length - 1] = Buffer.concat([before, chunk]);
    else this.#chunks.push(chunk);
    this.#size += chunk.length;
    while (this.#size >= HEADER) {
      const length = this.#peekLength();
      if (this.#size < length) return;
      const all = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
      const message = all.subarray(0, length);
      this.#chunks = all.length > length ? [all.subarray(length)] : [];
      this.#size -= length;
      yield {
        requestId: message.readInt32LE(4),
        opCode: message.readInt32LE(12),
        body: message.subarray(HEADER),
      };
    }
  }

  #peekLength(): number {
    if (this.#chunks[0]!.length < HEADER) this.#chunks = [Buffer.concat(this.#chunks)];
    const length = this.#chunks[0]!.readInt32LE(0);
    if (length < HEADER || length > MAX_MESSAGE)
      throw new BadFrame(`A message cannot be ${length} bytes long`);
    return length;
  }
}

/** A message with its header. */
export function frame(
  opCode: number,
  requestId: number,
  responseTo: number,
  parts: readonly Buffer[],
): Buffer {
  const header = Buffer.alloc(HEADER);
  const length = parts.reduce((sum, part) => sum + part.length, HEADER);
  header.writeInt32LE(length, 0);
  header.writeInt32LE(requestId, 4);
  header.writeInt32LE(responseTo, 8);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, ...parts], length);
}
