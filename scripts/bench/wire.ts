import { createServer, type Server, type Socket } from 'node:net';
import { BSON, type Document } from 'bson';

/**
 * The least that can be called a MongoDB server: it says hello and answers every `find` with documents that were
 * encoded beforehand. It looks at nothing, so what it takes is what a driver and a connection take.
 */
const HEADER = 16;
const OP_QUERY = 2004;
const OP_REPLY = 1;
const OP_MSG = 2013;

const hello = () => ({
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  setName: 'bench',
  setVersion: 1,
  hosts: ['localhost:27017'],
  primary: 'localhost:27017',
  me: 'localhost:27017',
  maxBsonObjectSize: 16 * 1024 * 1024,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  minWireVersion: 0,
  maxWireVersion: 21,
  readOnly: false,
  ok: 1,
});

const replies = new Map<string, Buffer>();
const plain = Buffer.from(BSON.serialize({ ok: 1 }));
const none = { firstBatch: [], id: BSON.Long.ZERO, ns: 'bench.$cmd.listCollections' };
const noCollections = Buffer.from(BSON.serialize({ cursor: none, ok: 1 }));

/** What every `find` in the collection is answered with from now on. */
export function prepare(collection: string, documents: Document[]): void {
  const cursor = { firstBatch: documents, id: BSON.Long.ZERO, ns: `bench.${collection}` };
  replies.set(collection, Buffer.from(BSON.serialize({ cursor, ok: 1 })));
}

function replyTo(name: string, collection: string): Buffer {
  if (/^(hello|ismaster)$/i.test(name)) return Buffer.from(BSON.serialize(hello()));
  if (name === 'listCollections') return noCollections;
  return name === 'find' ? (replies.get(collection) ?? plain) : plain;
}

/** The first element of a command names it; its value is the collection when it is a string (BSON type 2). */
function commandOf(body: Buffer): { name: string; collection: string } {
  const end = body.indexOf(0, 5);
  const name = body.toString('latin1', 5, end);
  const isText = body[4] === 2;
  const size = isText ? body.readInt32LE(end + 1) : 0;
  return { name, collection: isText ? body.toString('utf8', end + 5, end + 4 + size) : '' };
}

function answer(message: Buffer): Buffer {
  const legacy = message.readInt32LE(12) === OP_QUERY;
  const start = legacy ? message.indexOf(0, HEADER + 4) + 9 : HEADER + 5;
  const { name, collection } = commandOf(message.subarray(start));
  const body = replyTo(name, collection);
  const head = Buffer.alloc(HEADER + (legacy ? 20 : 5));
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(message.readInt32LE(4), 8);
  head.writeInt32LE(legacy ? OP_REPLY : OP_MSG, 12);
  if (legacy) head.writeInt32LE(1, HEADER + 16);
  return Buffer.concat([head, body]);
}

function serve(socket: Socket): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= HEADER && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      socket.write(answer(rest.subarray(0, length)));
      rest = rest.subarray(length);
    }
  });
}

/** Listens on a Unix socket, as the product's own store does. */
export function listen(path: string): Promise<Server> {
  const server = createServer(serve);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}
