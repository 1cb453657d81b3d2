import type { Socket } from 'node:net';
import type { Document } from 'bson';
import { dispatch } from '../commands/dispatch.js';
import type { Reply } from '../commands/request.js';
import type { Engine } from '../engine/engine.js';
import { batchReply } from './batches.js';
import { frame, FrameReader, type Frame } from './frames.js';
import {
  bytesOf,
  messageParts,
  OP_MSG,
  OP_QUERY,
  OP_REPLY,
  readMessage,
  readQuery,
  replyParts,
} from './messages.js';

/** Serves one client: its commands one after the other. What cannot be understood closes its connection, no other. */
export function serve(socket: Socket, engine: Engine, id: number): void {
  const reader = new FrameReader();
  let last = Promise.resolve();
  let replies = 0;
  const answer = async (request: Frame): Promise<void> => {
    const isMessage = request.opCode === OP_MSG;
    if (!isMessage && request.opCode !== OP_QUERY) throw new Error(`Unknown opcode ${request.opCode}`);
    const { body, answer: wanted } = isMessage ? readMessage(request) : readQuery(request);
    const reply = bytes(await dispatch(engine, body, id));
    if (!wanted || socket.destroyed) return;
    const parts = isMessage ? messageParts(reply) : replyParts(reply);
    socket.write(frame(isMessage ? OP_MSG : OP_REPLY, ++replies, request.requestId, parts));
  };
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    engine.moments.releaseOf(id);
  });
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const each of reader.push(chunk)) {
        last = last.then(() => answer(each)).catch(() => void socket.destroy());
      }
    } catch {
      socket.destroy();
    }
  });
}

function bytes(reply: Reply): Buffer {
  return isBatch(reply) ? batchReply(reply.batch) : bytesOf(reply);
}

function isBatch(reply: Reply): reply is Extract<Reply, { batch: unknown }> & { batch: never } {
  return typeof (reply as Document).batch === 'object';
}
