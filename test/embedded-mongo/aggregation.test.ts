import { expect } from 'chai';
import { Decimal128, Long, type Collection, type Document } from 'mongodb';
import { run } from '../../src/embedded-mongo/engine/pipeline/pipeline.js';
import { PAUSE } from '../../src/embedded-mongo/engine/plan/scan.js';
import { failure, openStore, type TestStore } from './support.js';

describe('aggregating', () => {
  let store: TestStore;
  let things: Collection<Document>;
  before(async () => {
    store = await openStore();
    things = store.db.collection('things');
    await things.insertMany([
      { _id: 1 as never, kind: 'a', n: 1, price: Decimal128.fromString('1.10'), tags: ['x', 'y'] },
      { _id: 2 as never, kind: 'a', n: 2.5, price: Decimal128.fromString('2.20'), tags: [] },
      { _id: 3 as never, kind: 'b', n: Long.fromString('9007199254740993'), when: new Date(5) },
      { _id: 4 as never, kind: 'b', n: 'text', tags: null },
    ]);
  });
  after(() => store.close());

  const first = async (...stages: Document[]): Promise<Document> =>
    (await things.aggregate(stages, { promoteLongs: false }).toArray())[0]!;

  it('adds numbers of every type and leaves out what is none', async () => {
    const group = { _id: null, price: { $sum: '$price' }, n: { $sum: '$n' }, count: { $sum: 1 } };
    expect(await first({ $match: { kind: 'a' } }, { $group: group })).to.deep.equal({
      _id: null,
      price: Decimal128.fromString('3.30'),
      n: 3.5,
      count: 2,
    });
    const { n } = await first({ $match: { kind: 'b' } }, { $group: { _id: null, n: { $sum: '$n' } } });
    expect(String(n)).to.equal('9007199254740993');
  });

  it('leaves absent fields out of lists and sets, and keeps null', async () => {
    const group = {
      _id: null,
      tags: { $push: '$tags' },
      kinds: { $addToSet: '$kind' },
      when: { $push: '$when' },
    };
    expect(await first({ $sort: { _id: 1 } }, { $group: group })).to.deep.equal({
      _id: null,
      tags: [['x', 'y'], [], null],
      kinds: ['a', 'b'],
      when: [new Date(5)],
    });
  });

  it('finds extremes in the order of all types', async () => {
    const group = { _id: null, least: { $min: '$n' }, most: { $max: '$n' }, price: { $max: '$price' } };
    expect(await first({ $group: group })).to.deep.equal({
      _id: null,
      least: 1,
      most: 'text',
      price: Decimal128.fromString('2.20'),
    });
    expect(await first({ $project: { _id: 0, top: { $max: ['$n', 7] } } })).to.deep.equal({ top: 7 });
  });

  it('unwinds lists with their positions, and keeps the empty ones on request', async () => {
    const unwind = { path: '$tags', includeArrayIndex: 'at', preserveNullAndEmptyArrays: true };
    const project = { tags: 1, at: 1 };
    expect(await things.aggregate([{ $unwind: unwind }, { $project: project }]).toArray()).to.deep.equal([
      { _id: 1, tags: 'x', at: 0 },
      { _id: 1, tags: 'y', at: 1 },
      { _id: 2, at: null },
      { _id: 3, at: null },
      { _id: 4, tags: null, at: null },
    ]);
    expect(await first({ $unwind: '$tags' }, { $count: 'n' })).to.deep.equal({ n: 2 });
  });

  it('computes over windows and in buckets', async () => {
    const window = { documents: ['unbounded', 'current'] };
    const output = { place: { $sum: 1, window }, seen: { $push: '$_id', window } };
    const found = await things
      .aggregate([{ $setWindowFields: { partitionBy: '$kind', sortBy: { _id: 1 }, output } }])
      .toArray();
    expect(found.map(({ _id, place, seen }) => ({ _id, place, seen }))).to.deep.equal([
      { _id: 1, place: 1, seen: [1] },
      { _id: 2, place: 2, seen: [1, 2] },
      { _id: 3, place: 1, seen: [3] },
      { _id: 4, place: 2, seen: [3, 4] },
    ]);
    const bucket = await first({
      $bucket: { groupBy: '$_id', boundaries: [0, 3, 9], output: { n: { $sum: 1 } } },
    });
    expect(Object.entries(bucket)).to.deep.equal([
      ['_id', 0],
      ['n', 2],
    ]);
    const script = { $function: { body: 'function () {}', args: [], lang: 'js' } };
    const hidden = { $setWindowFields: { sortBy: { _id: 1 }, output: { x: { $sum: script } } } };
    expect(await failure(things.aggregate([hidden]).toArray())).to.include({ code: 238 });
  });

  it('fills in what is missing, and runs no script of a client for it', async () => {
    const stages = (method: Document) => [
      { $documents: [{ _id: 1, v: 10 }, { _id: 2 }, { _id: 3, v: 30 }] },
      { $fill: { sortBy: { _id: 1 }, output: { v: method } } },
    ];
    const found = await store.db.aggregate(stages({ method: 'linear' })).toArray();
    expect(found.map(({ v }) => v as number)).to.deep.equal([10, 20, 30]);
    const script = { value: { $function: { body: 'function () {}', args: [], lang: 'js' } } };
    expect(await failure(store.db.aggregate(stages(script)).toArray())).to.include({ code: 238 });
  });

  it('lets others through between two partitions, and refuses a window that would hold them up', async () => {
    const window = { documents: ['unbounded', 'current'] };
    const stage = {
      $setWindowFields: { partitionBy: '$p', sortBy: { _id: 1 }, output: { n: { $sum: 1, window } } },
    };
    function* documents() {
      for (let _id = 0; _id < 2001; _id += 1) yield { _id, p: _id % 3 } as Document;
    }
    const context = { variables: {} } as never;
    const all = [...run(documents(), [stage], context)];
    expect(all.filter((each) => each === PAUSE)).to.have.length(3);
    expect(all.filter((each) => each !== PAUSE).length).to.equal(2001);
    const one = { $setWindowFields: { ...stage.$setWindowFields, partitionBy: null } };
    expect(() => [...run(documents(), [one], context)]).to.throw('whose window grows');
  });

  it('refuses what it cannot compute exactly', async () => {
    const sum = things.aggregate([{ $project: { sum: { $add: ['$price', 1] } } }]).toArray();
    expect(await failure(sum)).to.have.property('code');
    expect(await failure(things.aggregate([{ $indexStats: {} }]).toArray())).to.include({ code: 238 });
  });
});
