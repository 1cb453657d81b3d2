import { expect } from 'chai';
import fc from 'fast-check';
import { BSON, Long, type Document } from 'mongodb';
import { frame } from '../../src/embedded-mongo/wire/frames.js';
import { OP_MSG, OP_QUERY } from '../../src/embedded-mongo/wire/messages.js';
import { messageOf, RawClient, Watcher } from './raw-client.js';
import { openStore, type TestStore } from './support.js';

const sound = [
  messageOf({ ping: 1, $db: 'admin' }),
  messageOf({ hello: 1, $db: 'admin' }),
  messageOf({ find: 'things', filter: { a: { $gt: 1 } }, $db: 'test' }),
  sequence({ insert: 'things', $db: 'test' }, 'documents', [{ a: 1 }, { a: 2, b: 'x'.repeat(100) }]),
];
const numbers = fc.constantFrom(
  0,
  1,
  4,
  5,
  15,
  16,
  17,
  255,
  48_000_000,
  48_000_001,
  2 ** 31 - 1,
  -1,
  -(2 ** 31),
);

/** An OP_MSG with a document sequence. */
function sequence(body: Document, name: string, documents: Document[]): Buffer {
  const parts = [Buffer.from(`${name}\0`), ...documents.map((each) => Buffer.from(BSON.serialize(each)))];
  const size = Buffer.alloc(4);
  size.writeInt32LE(4 + parts.reduce((sum, part) => sum + part.length, 0));
  return frame(OP_MSG, 1, 0, [
    Buffer.from([0, 0, 0, 0, 0]),
    Buffer.from(BSON.serialize(body)),
    Buffer.from([1]),
    size,
    ...parts,
  ]);
}

/** A sound message with numbers or bytes overwritten, cut off or with something behind. */
const damaged = fc
  .tuple(
    fc.constantFrom(...sound),
    fc.array(fc.tuple(fc.nat(200), fc.oneof(numbers, fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }))), {
      maxLength: 2,
    }),
    fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 0, max: 255 })), { maxLength: 3 }),
    fc.option(fc.nat(200)),
    fc.uint8Array({ maxLength: 20 }),
  )
  .map(([message, integers, bytes, cut, tail]) => {
    const copy = Buffer.from(message);
    for (const [at, number] of integers) if (at + 4 <= copy.length) copy.writeInt32LE(number, at);
    for (const [at, byte] of bytes) if (at < copy.length) copy[at] = byte;
    return Buffer.concat([cut === null ? copy : copy.subarray(0, cut), tail]);
  });
const stream = fc.oneof(
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 5, arbitrary: damaged },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.oneof(damaged, fc.constantFrom(...sound)), { maxLength: 4 })
      .map((all) => Buffer.concat(all)),
  },
);

describe('hostile bytes', () => {
  let store: TestStore;
  let watcher: Watcher;
  before(async () => {
    store = await openStore();
    await store.db
      .collection('things')
      .insertMany(Array.from({ length: 300 }, (_, a) => ({ a, text: 'x'.repeat(20_000) })));
    watcher = await Watcher.of(store.uri);
  });
  after(async () => {
    const waits = await watcher.end();
    expect(waits.at(-1), 'the longest wait of another client').to.be.below(5000);
    await store.close();
  });

  const asked = async (bytes: Buffer): Promise<Document | 'closed'> => {
    const client = await RawClient.connect(store.uri);
    client.send(bytes);
    const reply = await client.next();
    client.close();
    return reply;
  };

  it('of any kind get an answer or the end of the connection, cut at any place', async function () {
    const { FUZZ } = process.env;
    this.timeout(600_000);
    const property = fc.asyncProperty(
      stream,
      fc.array(fc.nat(300), { maxLength: 4 }),
      async (bytes, cuts) => {
        const client = await RawClient.connect(store.uri);
        let from = 0;
        for (const to of [...cuts.sort((a, b) => a - b), bytes.length]) {
          if (to <= from) continue;
          client.send(bytes.subarray(from, to));
          from = to;
          await new Promise((resolve) => setImmediate(resolve));
        }
        // Half a message gets no answer: the client goes away in the middle.
        if (bytes.length % 2 === 0)
          await Promise.race([client.next(), new Promise((resolve) => setTimeout(resolve, 3))]);
        client.close();
      },
    );
    const runs = FUZZ === undefined ? { numRuns: 200, seed: 1 } : { numRuns: Number(FUZZ) };
    await fc.assert(property, runs);
  });

  it('that announce too much or nothing end the connection', async () => {
    for (const length of [0, 15, -1, 48_000_001, 2 ** 31 - 1, -(2 ** 31)]) {
      const bytes = Buffer.from(sound[0]!);
      bytes.writeInt32LE(length);
      expect(await asked(bytes), `${length} bytes`).to.equal('closed');
    }
    const wrong: [string, Buffer][] = [
      ['another opcode', frame(1, 1, 0, [Buffer.alloc(20)])],
      ['a compressed message', frame(2012, 1, 0, [Buffer.alloc(20)])],
      ['unknown required flags', frame(OP_MSG, 1, 0, [Buffer.from([0xfc, 0, 0, 0, 0]), Buffer.alloc(10)])],
      ['an unknown section', frame(OP_MSG, 1, 0, [Buffer.from([0, 0, 0, 0, 9]), Buffer.alloc(10)])],
      ['no body', frame(OP_MSG, 1, 0, [Buffer.from([0, 0, 0, 0])])],
      ['a query without a collection', frame(OP_QUERY, 1, 0, [Buffer.alloc(4), Buffer.from('x')])],
    ];
    for (const [what, bytes] of wrong) expect(await asked(bytes), what).to.equal('closed');
  });

  it('of a document that is cut short or longer than its message end the connection', async () => {
    const whole = sequence({ insert: 'things', $db: 'test' }, 'documents', [{ a: 1 }]);
    const section = 21 + whole.readInt32LE(21) + 1;
    for (const at of [21, section, section + 4 + 'documents '.length]) {
      for (const by of [1, -1, 1000, -1000]) {
        const bytes = Buffer.from(whole);
        bytes.writeInt32LE(bytes.readInt32LE(at) + by, at);
        expect(await asked(bytes), `length at ${at} changed by ${by}`).to.equal('closed');
      }
    }
    for (const name of ['insert', '$db'])
      expect(await asked(sequence({ insert: 'things', $db: 'test' }, name, []))).to.equal('closed');
  });

  it('that name a sequence like something of JavaScript are an unknown field', async () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'nothing']) {
      const reply = await asked(sequence({ ping: 1, $db: 'admin' }, name, [{ polluted: 1 }]));
      expect(reply, name).to.include({ ok: 0, code: 40415 });
    }
  });

  it('nested too deeply get an error, and the connection goes on', async () => {
    const client = await RawClient.connect(store.uri);
    for (const depth of [200, 5000, 100_000]) {
      const inner = Buffer.concat([
        ...Array.from({ length: depth }, () => Buffer.from([3, 97, 0, 0, 0, 0, 0])),
        Buffer.alloc(depth),
      ]);
      const document = Buffer.concat([
        Buffer.alloc(4),
        Buffer.from('\x10ping\0\x01\0\0\0', 'latin1'),
        inner,
        Buffer.from([0]),
      ]);
      document.writeInt32LE(document.length);
      client.send(frame(OP_MSG, 1, 0, [Buffer.from([0, 0, 0, 0, 0]), document]));
      expect(await client.next(), `${depth} levels`).to.include({ ok: 0, code: 15, codeName: 'Overflow' });
    }
    expect(await client.ask({ ping: 1, $db: 'admin' })).to.include({ ok: 1 });
    client.close();
  });

  it('in a row get their answers in a row, also byte by byte', async () => {
    const client = await RawClient.connect(store.uri);
    const many = Buffer.concat(
      Array.from({ length: 200 }, (_, n) => messageOf({ ping: 1, comment: n, $db: 'admin' })),
    );
    client.send(many);
    for (let n = 0; n < 200; n++) expect(await client.next()).to.include({ ok: 1 });
    for (const byte of messageOf({ ping: 1, $db: 'admin' })) {
      client.send(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await client.next()).to.include({ ok: 1 });
    client.close();
  });

  it('of a client that never fetches its answers do not fill the memory', async () => {
    const client = await RawClient.connect(store.uri);
    client.socket.pause();
    const question = messageOf({ find: 'things', batchSize: 300, $db: 'ky-cuong' });
    const before = process.memoryUsage().rss;
    // 6 MB for each answer: more than two gigabytes if they were all made.
    client.send(Buffer.concat(Array.from({ length: 400 }, () => question)));
    for (let n = 0; n < 20; n++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(process.memoryUsage().rss - before).to.be.below(400 * 1024 * 1024);
    }
    client.close();
  });

  it('that end in the middle of a cursor or a transaction leave the others their turn', async () => {
    const client = await RawClient.connect(store.uri);
    const opened = await client.ask({ find: 'things', batchSize: 1, $db: 'ky-cuong' });
    client.close();
    const other = await RawClient.connect(store.uri);
    const { id } = (opened as Document).cursor as { id: Long };
    const more = await other.ask({
      getMore: Long.fromBigInt(BigInt(String(id))),
      collection: 'things',
      batchSize: 1,
      $db: 'ky-cuong',
    });
    expect(more, 'a cursor belongs to its session, not to its connection').to.include({ ok: 1 });
    other.close();
  });
});
