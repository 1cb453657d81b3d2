import { Binary, BSON, BSONRegExp, Code, Decimal128, Long, ObjectId, Timestamp, type Document } from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import { decode, encode } from '../../src/embedded-mongo/engine/values/documents.js';
import { isPlain } from '../../src/embedded-mongo/engine/values/plain.js';
import { carriedBy } from '../../src/embedded-mongo/wire/carried.js';
import { BadFrame } from '../../src/embedded-mongo/wire/frames.js';
import { readMessage } from '../../src/embedded-mongo/wire/messages.js';
import { ServerError } from '../../src/embedded-mongo/errors.js';
import { openStore } from './support.js';

const bytesOf = (document: Document) => Buffer.from(BSON.serialize(document, { ignoreUndefined: true }));

const scalar = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => Long.fromBigInt(n)),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => new Binary(bytes)),
  fc.constantFrom<unknown>(new ObjectId(), new Timestamp({ t: 1, i: 2 }), Decimal128.fromString('1.5')),
  fc.constantFrom<unknown>(new BSONRegExp('a', 'i'), new Code('x', { y: 1 }), new Code('x')),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ maxLength: 4 }).filter((name) => !name.includes('\0')),
      tie('value'),
      { maxKeys: 5 },
    ),
  ),
}));
const document = value.map((rest): Document => ({ _id: 1, rest }));

describe('a document that may be stored as it came', () => {
  it('is, decoded and encoded again, the same to the last byte', () => {
    let plain = 0;
    fc.assert(
      fc.property(document, (each) => {
        const bytes = bytesOf(each);
        if (!isPlain(bytes)) return;
        plain++;
        expect(encode(decode(bytes)).equals(bytes)).to.equal(true);
      }),
      { numRuns: 1000 },
    );
    expect(plain).to.be.above(300);
  });

  it('is never one that cannot be read, whatever bytes are changed', () => {
    fc.assert(
      fc.property(
        document,
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 }),
        (each, changes) => {
          const bytes = bytesOf(each);
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          if (!isPlain(bytes)) return;
          const read = decode(bytes);
          // Not the same bytes: many mean NaN, or no character, and JavaScript puts names like 0 first.
          expect(encode(decode(encode(read))).equals(encode(read))).to.equal(true);
        },
      ),
      { numRuns: 3000 },
    );
  });

  // The field bb under another name.
  const renamed = (document: Document, name: string): Buffer => {
    const bytes = bytesOf(document);
    bytes.write(name, bytes.indexOf('bb'));
    return bytes;
  };
  const not: Record<string, Buffer> = {
    'without _id': bytesOf({ a: 1 }),
    'with another field first': bytesOf({ a: 1, _id: 1 }),
    'with a document for _id': bytesOf({ _id: { $a: 1 } }),
    'with a list for _id': bytesOf({ _id: [1] }),
    'with a pattern for _id': bytesOf({ _id: /a/ }),
    'with a field twice': renamed({ _id: 1, aa: 1, bb: 2 }, 'aa'),
    'with a field twice below': renamed({ _id: 1, in: { aa: 1, bb: 2 } }, 'aa'),
    'with an outdated type': bytesOf({ _id: 1, a: new Code('x', {}) }),
    'nested too deeply': bytesOf({
      _id: 1,
      a: [...Array(200).keys()].reduce<unknown>((inner) => [inner], 1),
    }),
    'cut short': bytesOf({ _id: 1, a: 'text' }).subarray(0, -3),
    'that is nothing': Buffer.alloc(0),
  };
  for (const [what, bytes] of Object.entries(not))
    it(`is not one ${what}`, () => {
      expect(isPlain(bytes)).to.equal(false);
    });

  it('is one with as many items in a list as anybody likes', () => {
    expect(isPlain(bytesOf({ _id: 1, a: [...Array(5000).keys()] }))).to.equal(true);
    expect(isPlain(renamed({ _id: 1, in: { aa: 1, bb: 2 } }, 'cc'))).to.equal(true);
  });

  const insertOf = (documents: Document[]) =>
    bytesOf({ insert: 'things', documents, ordered: true, $db: 'd' });

  it('is taken as it came out of an insert that carries it', () => {
    fc.assert(
      fc.property(fc.array(document, { maxLength: 3 }), (documents) => {
        const carried = carriedBy(insertOf(documents));
        const sent = documents.map(bytesOf);
        const rest = bytesOf({ insert: 'things', ordered: true, $db: 'd' });
        expect(carried).to.deep.equal(sent.every(isPlain) ? { rest, documents: sent } : undefined);
      }),
    );
    expect(carriedBy(bytesOf({ update: 'things', documents: [] }))).to.equal(undefined);
  });

  it('is told apart from nonsense in such an insert, whatever bytes are changed', () => {
    const change = fc.tuple(fc.nat(), fc.nat(255));
    const changed = (documents: Document[], changes: [number, number][]) => {
      const command = insertOf(documents);
      for (const [at, byte] of changes) command[at % command.length] = byte;
      const body = Buffer.concat([Buffer.alloc(5), command]);
      try {
        const given: unknown = readMessage({ requestId: 1, opCode: 2013, body }).body.documents;
        if (Array.isArray(given)) for (const each of given) if (Buffer.isBuffer(each)) decode(each);
      } catch (error) {
        expect(error).to.satisfy((each: unknown) => each instanceof BadFrame || each instanceof ServerError);
      }
    };
    fc.assert(
      fc.property(
        fc.array(document, { maxLength: 3 }),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        changed,
      ),
      { numRuns: 1000 },
    );
  });

  it('comes back as it was sent, also beside others that are decoded first, and is in its indexes', async () => {
    const store = await openStore();
    const things = store.db.collection<Document & { _id: unknown }>('things');
    await things.createIndex({ 'list.a': 1, n: 1 });
    await things.createIndex(
      { n: 1 },
      { unique: true, partialFilterExpression: { kind: 'x' }, name: 'of x' },
    );
    const sent = [
      { _id: 1, n: 1, kind: 'x', list: [{ a: 1 }, { a: 2 }], data: new Binary(Buffer.from('abc')) },
      { n: 2, _id: 2, kind: 'x', list: [] },
      { _id: { inner: 3 }, n: 3, kind: 'x', list: { a: 5 } },
      { _id: 4, n: 3, kind: 'y', re: /x/i },
    ];
    await things.insertMany(sent);
    expect(await things.find({ 'list.a': 2 }).toArray()).to.deep.equal([sent[0]]);
    expect(await things.find({ 'list.a': 5 }).toArray()).to.deep.equal([sent[2]]);
    const taken = await things.insertOne({ _id: 5, n: 1, kind: 'x' }).catch((error: unknown) => error);
    expect(taken).to.deep.include({ code: 11000, keyPattern: { n: 1 }, keyValue: { n: 1 } });
    await things.insertOne({ _id: 6, n: 1, kind: 'y' });
    expect(await store.db.command({ validate: 'things' })).to.deep.include({ valid: true, nrecords: 5 });
    await store.close();
  });
});
