import { expect } from 'chai';
import { BSON, Double, Long, type Collection, type Document } from 'mongodb';
import { failure, openStore, type TestStore } from './support.js';

describe('reading and writing documents', () => {
  let store: TestStore;
  let things: Collection<Document>;
  before(async () => (store = await openStore()));
  after(() => store.close());
  beforeEach(async () => {
    things = store.db.collection('things');
    await things.deleteMany({});
    await things.insertMany([
      {
        _id: 1 as never,
        name: 'An',
        tags: ['x', 'y'],
        parts: [
          { k: 'a', v: 1 },
          { k: 'b', v: 2 },
        ],
      },
      { _id: 2 as never, name: 'Bình', tags: [], size: 5 },
      { _id: 3 as never, name: 'Chi', size: null },
    ]);
  });

  const ids = async (filter: Document) =>
    (await things.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id as unknown);

  it('compares null, absence and arrays as MongoDB does', async () => {
    expect(await ids({ size: null })).to.deep.equal([1, 3]);
    expect(await ids({ size: { $exists: false } })).to.deep.equal([1]);
    expect(await ids({ tags: 'y' })).to.deep.equal([1]);
    expect(await ids({ tags: { $size: 0 } })).to.deep.equal([2]);
    expect(await ids({ parts: { $elemMatch: { k: 'b', v: { $gt: 1 } } } })).to.deep.equal([1]);
    expect(await ids({ size: { $gt: 'a' } })).to.deep.equal([]);
  });

  it('keeps the type of every number', async () => {
    await things.insertOne({ _id: 9 as never, double: new Double(5), long: Long.fromNumber(7), int: 3 });
    await things.updateOne({ _id: 9 as never }, { $inc: { int: 1, double: 1 }, $set: { other: true } });
    const stored = await things.findOne({ _id: 9 as never }, { promoteValues: false });
    expect(BSON.EJSON.stringify(stored, { relaxed: false })).to.equal(
      '{"_id":{"$numberInt":"9"},"double":{"$numberDouble":"6.0"},"long":{"$numberLong":"7"},"int":{"$numberInt":"4"},"other":true}',
    );
  });

  it('projects fields, slices and items', async () => {
    expect(await things.findOne({ _id: 1 as never }, { projection: { _id: 0, 'parts.k': 1 } })).to.deep.equal(
      { parts: [{ k: 'a' }, { k: 'b' }] },
    );
    expect(await things.findOne({ 'parts.v': 2 }, { projection: { 'parts.$': 1 } })).to.deep.equal({
      _id: 1,
      parts: [{ k: 'b', v: 2 }],
    });
    expect((await failure(things.find({}, { projection: { a: 1, b: 0 } }).toArray())).code).to.equal(31254);
  });

  it('updates by operators, positions and array filters', async () => {
    await things.updateOne({ _id: 1 as never, 'parts.k': 'b' }, {
      $set: { 'parts.$.v': 20 },
      $push: { tags: { $each: ['z'], $position: 0 } },
    } as never);
    await things.updateOne(
      { _id: 1 as never },
      { $inc: { 'parts.$[p].v': 5 } },
      { arrayFilters: [{ 'p.k': 'a' }] },
    );
    expect(await things.findOne({ _id: 1 as never })).to.deep.include({
      tags: ['z', 'x', 'y'],
      parts: [
        { k: 'a', v: 6 },
        { k: 'b', v: 20 },
      ],
    });
  });

  it('upserts what the filter says', async () => {
    const found = await things.findOneAndUpdate(
      { 'place.city': 'Hà Nội', size: { $gt: 9 } },
      { $set: { n: 1 } },
      { upsert: true, returnDocument: 'after', projection: { _id: 0 } },
    );
    expect(found).to.deep.equal({ place: { city: 'Hà Nội' }, n: 1 });
  });

  it('refuses what it does not know with the code of MongoDB', async () => {
    expect(await failure(things.find({ a: { $foo: 1 } }).toArray())).to.include({
      code: 2,
      codeName: 'BadValue',
    });
    expect(await failure(things.aggregate([{ $foo: 1 }]).toArray())).to.include({ code: 40324 });
    expect(await failure(things.aggregate([{ $addFields: { a: { $foo: 1 } } }]).toArray())).to.include({
      code: 168,
    });
    expect(await failure(things.updateOne({}, { $foo: { a: 1 } }))).to.include({ code: 9 });
    expect(await failure(things.updateOne({}, { $set: { a: 1 }, $inc: { a: 1 } }))).to.include({ code: 40 });
    expect(await failure(things.updateOne({ _id: 1 as never }, { $set: { _id: 7 } }))).to.include({
      code: 66,
    });
    expect(await failure(store.db.command({ foo: 1 }))).to.include({ code: 59, codeName: 'CommandNotFound' });
    expect(await failure(store.db.command({ find: 'things', foo: 1 }))).to.include({ code: 40415 });
  });

  it('hands out long results in batches', async () => {
    await things.insertMany(Array.from({ length: 1000 }, (_, n) => ({ n })));
    expect(await things.find({ n: { $gte: 0 } }, { batchSize: 7 }).toArray()).to.have.length(1000);
  });
});
