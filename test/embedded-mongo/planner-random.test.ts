import { expect } from 'chai';
import fc from 'fast-check';
import { Double, type Collection, type Document } from 'mongodb';
import { openStore, type TestStore } from './support.js';

const scalar = fc.constantFrom<unknown>(
  null, true, 0, 1, 2, 3, new Double(NaN), 'a', 'b', 'ab', new Date(0), new Date(1), ['a'], [],
); // prettier-ignore
const single = scalar.filter((each) => !Array.isArray(each));
const value = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
);
const item = fc.record({ x: scalar, y: single }, { requiredKeys: [] });
const document = fc.record(
  { a: value, b: single, c: single, list: fc.oneof(scalar, fc.array(item, { maxLength: 3 })) },
  { requiredKeys: [] },
);

const test = fc.oneof<fc.Arbitrary<unknown>[]>(
  scalar,
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  ...['$gt', '$gte', '$lt', '$lte', '$ne'].map((op) => scalar.map((each) => ({ [op]: each }))),
  fc.boolean().map(($exists) => ({ $exists })),
  fc.tuple(scalar, scalar).map(([$gt, $lte]) => ({ $gt, $lte })),
);
const field = fc.constantFrom('a', 'b', 'c', 'list.x', 'list.y', '_id');
const condition = fc.tuple(field, test).map(([name, each]): Document => ({ [name]: each }));
const conditions = fc.array(condition, { minLength: 1, maxLength: 3 });
const filter = fc.oneof(
  conditions.map(($and): Document => ({ $and })),
  fc.tuple(conditions, conditions).map(([$and, $or]): Document => ({ $and: [...$and, { $or }] })),
  fc
    .tuple(conditions, conditions)
    .map(([one, other]): Document => ({ $or: [{ $and: one }, { $and: other }] })),
);
const sort = fc.constantFrom<Document>(
  { _id: 1 }, { a: 1, _id: 1 }, { b: -1, _id: -1 }, { b: 1, c: -1, _id: 1 }, { c: 1, _id: 1 }, { c: -1, _id: -1 },
); // prettier-ignore

describe('any question to an indexed collection', () => {
  let store: TestStore;
  let things: Collection<Document>;
  before(async () => {
    store = await openStore();
    things = store.db.collection('things');
    const documents = fc.sample(document, { numRuns: 400, seed: 20260 });
    await things.insertMany(documents.map((each, n) => ({ _id: n as never, ...each })));
    for (const key of [
      { a: 1, b: 1, c: -1, _id: -1 },
      { b: -1, _id: -1 },
      { 'list.x': 1, 'list.y': 1 },
      { c: 1, _id: 1 },
    ])
      await things.createIndex(key);
  });
  after(() => store.close());

  it('has the same answer as without the indexes', async () => {
    const question = fc.record({ filter, sort, skip: fc.nat(3), limit: fc.constantFrom(5, 1000) });
    const ask = async ({ filter: each, ...rest }: { filter: Document; sort: Document }, natural: boolean) => {
      const options = { ...rest, ...(natural && { hint: { $natural: 1 } }) };
      const found = await things.find(each, { ...options, projection: { _id: 1 } } as never).toArray();
      const { sort: _, ...bounds } = options;
      return {
        ids: found.map(({ _id }) => Number(_id)),
        n: await things.countDocuments(each, bounds),
      };
    };
    const property = fc.asyncProperty(question, async (each) => {
      expect(await ask(each, false)).to.deep.equal(await ask(each, true));
    });
    // What once failed: an empty array is not null.
    const once: Document = { $or: [{ $and: [{ a: { $ne: null } }] }, { $and: [{ a: 3 }] }] };
    const examples: [{ filter: Document; sort: Document; skip: number; limit: number }][] = [
      [{ filter: once, sort: { _id: 1 }, skip: 0, limit: 1000 }],
    ];
    // The suite asks the same questions each time; QUESTIONS=5000 asks new ones.
    const { QUESTIONS } = process.env;
    const runs = QUESTIONS === undefined ? { numRuns: 200, seed: 617930884 } : { numRuns: Number(QUESTIONS) };
    await fc.assert(property, { ...runs, examples });
  });
});
