import type { Document } from 'bson';
import { decode, isDocument, put } from '../engine/values/documents.js';
import { checkDepth, MESSAGE_DEPTH } from '../engine/values/depth.js';
import { isPlain } from '../engine/values/plain.js';
import { ServerError } from '../errors.js';
import { carriedBy } from './carried.js';
import { BadFrame, type Frame } from './frames.js';

export const OP_REPLY = 1;
export const OP_QUERY = 2004;
export const OP_MSG = 2013;

const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const REQUIRED_BITS = 0xffff;

/** A command as it came in, and whether an answer is wanted. */
export interface Message {
  body: Document;
  answer: boolean;
}

/** Reads an OP_MSG: a command document and sequences of documents that belong to it. */
export function readMessage({ body }: Frame): Message {
  if (body.length < 5) throw new BadFrame('An OP_MSG is too short');
  const flags = body.readUInt32LE(0);
  if (flags & REQUIRED_BITS & ~(CHECKSUM_PRESENT | MORE_TO_COME))
    throw new BadFrame(`Unknown flags ${flags}`);
  const end = body.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  let command: Document | undefined;
  const sequences: [string, Document[]][] = [];
  for (let at = 4; at < end;) {
    const kind = body[at]!;
    const size = sizeAt(body, at + 1, end);
    const part = body.subarray(at + 1, at + 1 + size);
    if (kind === 0) {
      if (command) throw new BadFrame('An OP_MSG has two bodies');
      command = readCommand(part);
    } else if (kind === 1) sequences.push(readSequence(part));
    else throw new BadFrame(`Unknown section kind ${kind}`);
    at += 1 + size;
  }
  if (!command) throw new BadFrame('An OP_MSG has no body');
  for (const [name, documents] of sequences) {
    if (Object.hasOwn(command, name)) throw new BadFrame(`The field ${name} comes twice`);
    put(command, name, documents);
  }
  return { body: command, answer: (flags & MORE_TO_COME) === 0 };
}

function sizeAt(body: Buffer, at: number, end: number): number {
  if (at + 5 > end) throw new BadFrame('A section is cut short');
  const size = body.readInt32LE(at);
  if (size < 5 || at + size > end) throw new BadFrame(`A section cannot be ${size} bytes long`);
  return size;
}

function readCommand(part: Buffer): Document {
  const carried = sound(() => carriedBy(part));
  if (!carried) return parse(part);
  const command = parse(carried.rest);
  put(command, 'documents', carried.documents);
  return command;
}

// What an insert brings is stored as it is wherever that can be.
function readSequence(part: Buffer): [string, Document[]] {
  const zero = part.indexOf(0, 4);
  if (zero < 0) throw new BadFrame('A document sequence has no name');
  const name = part.toString('utf8', 4, zero);
  const documents: Document[] = [];
  for (let at = zero + 1; at < part.length;) {
    const size = sizeAt(part, at, part.length);
    const bytes = part.subarray(at, at + size);
    documents.push(name === 'documents' && isPlain(bytes) ? bytes : parse(bytes));
    at += size;
  }
  return [name, documents];
}

function parse(bytes: Buffer): Document {
  return sound(() => {
    checkDepth(bytes, MESSAGE_DEPTH);
    return decode(bytes);
  });
}

function sound<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ServerError) throw error;
    throw new BadFrame(`Not a BSON document: ${(error as Error).message}`);
  }
}

/** Reads an OP_QUERY, which drivers use for their very first question only. */
export function readQuery({ body }: Frame): Message {
  const zero = body.indexOf(0, 4);
  if (zero < 0) throw new BadFrame('An OP_QUERY has no collection');
  const name = body.toString('utf8', 4, zero);
  const at = zero + 1 + 8;
  const size = sizeAt(body, at, body.length);
  const command = parse(body.subarray(at, at + size));
  const inner: unknown = command.$query ?? command;
  if (!isDocument(inner)) throw new BadFrame('An OP_QUERY needs a command');
  return { body: { ...inner, $db: name.split('.')[0] }, answer: true };
}

/** The parts of an OP_MSG around those of one document. */
export function messageParts(document: readonly Buffer[]): Buffer[] {
  return [Buffer.from([0, 0, 0, 0, 0]), ...document];
}

/** The parts of an OP_REPLY around those of one document. */
export function replyParts(document: readonly Buffer[]): Buffer[] {
  const head = Buffer.alloc(20);
  head.writeInt32LE(8, 0); // AwaitCapable, as every server since 2.2 says
  head.writeInt32LE(1, 16);
  return [head, ...document];
}
