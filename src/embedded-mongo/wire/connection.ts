import type { Socket } from 'node:net';
import type { Document } from 'bson';
import { dispatch } from '../commands/dispatch.js';
import type { Reply } from '../commands/request.js';
import type { Engine } from '../engine/engine.js';
import { ServerError } from '../errors.js';
import { bytesOf } from '../engine/values/documents.js';
import { batchParts } from './batches.js';
import { frame, FrameReader, type Frame } from './frames.js';
import {
  messageParts,
  OP_MSG,
  OP_QUERY,
  OP_REPLY,
  readMessage,
  readQuery,
  replyParts,
  type Message,
} from './messages.js';

/** So many bytes of requests wait for their turn; a client that sends more is not listened to meanwhile. */
const MOST_WAITING = 1024 * 1024;

/** Serves one client: its commands one after the other. What cannot be understood closes its connection, no other. */
export function serve(socket: Socket, engine: Engine, id: number): void {
  const reader = new FrameReader();
  let last = Promise.resolve();
  let waiting = 0;
  let replies = 0;
  const answer = async (request: Frame): Promise<void> => {
    if (socket.destroyed) return;
    const { reply, wanted } = await replyTo(engine, request, id);
    if (!wanted || socket.destroyed) return;
    const isMessage = request.opCode === OP_MSG;
    const parts = isMessage ? messageParts(reply) : replyParts(reply);
    const sent = socket.write(frame(isMessage ? OP_MSG : OP_REPLY, ++replies, request.requestId, parts));
    // Answers that the client does not fetch must not pile up here.
    if (!sent) await handedOver(socket);
  };
  const take = (request: Frame): void => {
    waiting += request.body.length;
    if (waiting > MOST_WAITING) socket.pause();
    last = last
      .then(() => answer(request))
      .catch(() => void socket.destroy())
      .finally(() => {
        waiting -= request.body.length;
        if (waiting <= MOST_WAITING && !socket.destroyed) socket.resume();
      });
  };
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    engine.moments.releaseOf(id);
  });
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const each of reader.push(chunk)) take(each);
    } catch {
      socket.destroy();
    }
  });
}

// Until what was written has gone out, or never will.
function handedOver(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.on('drain', done).on('close', done);
  });
}

async function replyTo(
  engine: Engine,
  request: Frame,
  connection: number,
): Promise<{ reply: Buffer[]; wanted: boolean }> {
  let message: Message;
  try {
    message = readRequest(request);
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    return { reply: [bytesOf(error.toReply())], wanted: true };
  }
  return { reply: bytes(await dispatch(engine, message.body, connection)), wanted: message.answer };
}

function readRequest(request: Frame): Message {
  if (request.opCode === OP_MSG) return readMessage(request);
  if (request.opCode === OP_QUERY) return readQuery(request);
  throw new Error(`Unknown opcode ${request.opCode}`);
}

function bytes(reply: Reply): Buffer[] {
  return isBatch(reply) ? batchParts(reply.batch) : [bytesOf(reply)];
}

function isBatch(reply: Reply): reply is Extract<Reply, { batch: unknown }> & { batch: never } {
  return typeof (reply as Document).batch === 'object';
}
