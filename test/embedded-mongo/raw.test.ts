import { BSON, Decimal128, Int32, Long, ObjectId, type Document } from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import { compileProjection } from '../../src/embedded-mongo/engine/query/projection.js';
import { decode } from '../../src/embedded-mongo/engine/values/documents.js';
import { valuesAt } from '../../src/embedded-mongo/engine/values/paths.js';
import { include, omit, pick, wantedBy } from '../../src/embedded-mongo/engine/values/raw.js';

const bytesOf = (document: Document): Buffer => Buffer.from(BSON.serialize(document));

const scalar = fc.oneof(
  fc.integer().map((n) => new Int32(n)),
  fc.string(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom<unknown>(
    new Date(0),
    Long.MAX_VALUE,
    new ObjectId('0123456789abcdef01234567'),
    Decimal128.fromString('1.5'),
    new BSON.BSONRegExp('a.b', 'i'),
    new BSON.Binary(Buffer.from('bytes')),
    new BSON.MinKey(),
    new BSON.Timestamp(7n),
    new BSON.Code('f()', { a: 1 }),
  ),
);
const name = fc.constantFrom('a', 'b', 'c', '0', '1', 'é');
const { document } = fc.letrec<{ document: Document; value: unknown }>((tie) => ({
  document: fc.dictionary(name, tie('value'), { maxKeys: 5 }),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    tie('document'),
  ),
}));
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('.'));
const paths = fc.uniqueArray(path, { minLength: 1, maxLength: 4 });
const nested = (one: string, other: string) => one === other || one.startsWith(`${other}.`);
/** MongoDB refuses a projection that names a field and something inside it. */
const apart = paths.filter((all) => !all.some((a) => all.some((b) => a !== b && nested(a, b))));

describe('looking at a stored document without reading all of it', () => {
  it('finds at every path what stands there in the whole document', () => {
    const question = fc.property(document, paths, (given, asked) => {
      const bytes = bytesOf(given);
      const [whole, picked] = [decode(bytes), decode(pick(bytes, wantedBy(asked)))];
      for (const each of asked) expect(valuesAt(picked, each), each).to.deep.equal(valuesAt(whole, each));
    });
    fc.assert(question, { seed: 24, numRuns: Number(process.env['QUESTIONS'] ?? 500) });
  });

  it('gives out what a projection of the same fields gives out, byte by byte', () => {
    const question = fc.property(document, apart, (given, asked) => {
      const bytes = bytesOf(given);
      const spec = Object.fromEntries(asked.map((each) => [each, 1]));
      const project = compileProjection({ ...spec, _id: 0 }, { evaluate: () => () => undefined });
      const expected = project === undefined ? given : project(decode(bytes));
      expect(include(bytes, wantedBy(asked)).toString('hex')).to.equal(bytesOf(expected).toString('hex'));
    });
    fc.assert(question, { seed: 24, numRuns: Number(process.env['QUESTIONS'] ?? 500) });
  });

  it('leaves out whole fields as an exclusion projection does', () => {
    const question = fc.property(document, fc.uniqueArray(name, { minLength: 1 }), (given, names) => {
      const bytes = bytesOf(given);
      const spec = Object.fromEntries(names.map((each) => [each, 0]));
      const project = compileProjection(spec, { evaluate: () => () => undefined });
      const expected = project === undefined ? given : project(decode(bytes));
      expect(omit(bytes, new Set(names)).toString('hex')).to.equal(bytesOf(expected).toString('hex'));
    });
    fc.assert(question, { seed: 24, numRuns: Number(process.env['QUESTIONS'] ?? 500) });
  });

  it('leaves the rest of the bytes where they are', () => {
    const bytes = bytesOf({
      _id: 1,
      unit: { id: 'u', name: 'x'.repeat(1000) },
      history: [{ by: 'y'.repeat(1000) }],
    });
    expect(pick(bytes, wantedBy(['unit.id', 'history.at'])).length).to.be.below(80);
  });
});
