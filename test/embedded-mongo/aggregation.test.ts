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

  // What a stage makes of documents by itself, and how often it would let others through.
  function alone(stage: Document, documents: readonly Document[]): { found: Document[]; pauses: number } {
    const input = (function* () {
      yield* structuredClone(documents);
    })();
    const all = [...run(input, [stage], { now: new Date(), variables: {} } as never)];
    const found = all.filter((each): each is Document => each !== PAUSE);
    return { found, pauses: all.length - found.length };
  }
  const many = Array.from({ length: 2000 }, (_, _id) => ({ _id, n: (_id * 7) % 2000, p: _id % 2 }));

  it('fills in by partition from what comes before, and leaves the ends of a linear fill open', () => {
    const documents = [
      { at: 3, p: 1, a: { v: 3 } },
      { at: 1, p: 1, a: { v: null } },
      { at: 2, p: 2, a: { v: 7 }, w: 1 },
      { at: 4, p: 2, a: {} },
    ];
    const output = { 'a.v': { method: 'locf' }, w: { value: { $add: ['$at', 10] } } };
    const stage = { $fill: { partitionByFields: ['p'], sortBy: { at: 1 }, output } };
    expect(alone(stage, documents).found).to.deep.equal([
      { at: 1, p: 1, a: { v: null }, w: 11 },
      { at: 3, p: 1, a: { v: 3 }, w: 13 },
      { at: 2, p: 2, a: { v: 7 }, w: 1 },
      { at: 4, p: 2, a: { v: 7 }, w: 14 },
    ]);
    const line = [null, 10, null, null, 40, undefined].map((v, i) => ({ at: new Date(i * 1000), v }));
    const linear = { $fill: { sortBy: { at: 1 }, output: { v: { method: 'linear' } } } };
    expect(alone(linear, line).found.map(({ v }) => v as unknown)).to.deep.equal([
      null,
      10,
      20,
      30,
      40,
      null,
    ]);
    expect(alone(linear, [{ at: 1 }]).found).to.deep.equal([{ at: 1, v: null }]);
    expect(() => alone(linear, [{ at: 1 }, { at: 1 }])).to.throw('no repeated values');
    expect(() => alone(linear, [{ at: 1, v: 'a' }])).to.throw('numeric');
    const locf = { $fill: { sortBy: { n: 1 }, output: { v: { method: 'locf' } } } };
    expect(alone(locf, many).pauses).to.be.above(40);
  });

  it('makes the documents that steps of a range leave out', () => {
    const day = (text: string) => new Date(`${text}T00:00:00Z`);
    const spread = (range: Document, ...values: unknown[]) =>
      alone(
        { $densify: { field: 'v', range } },
        values.map((v) => ({ v })),
      ).found.map(({ v }) => v as unknown);
    expect(spread({ step: 2, bounds: 'full' }, 6, null, 0, 3)).to.deep.equal([null, 0, 2, 3, 4, 6]);
    expect(spread({ step: 1, bounds: [2, 4] }, 0, 3.5, 9)).to.deep.equal([0, 2, 3, 3.5, 9]);
    expect(spread({ step: 1, bounds: [0, 2] })).to.deep.equal([0, 1]);
    const months = { step: 1, unit: 'month', bounds: 'full' };
    expect(spread(months, day('2026-01-31'), day('2026-04-30'))).to.deep.equal(
      ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'].map(day),
    );
    expect(() => spread({ step: 1, bounds: 'full' }, day('2026-01-31'))).to.throw('numeric or a date');
    const by = { field: 'v', partitionByFields: ['a.p'], range: { step: 1, bounds: 'full' } };
    const parts = [
      { v: 0, a: { p: 'x' } },
      { v: 2, a: { p: 'y' } },
    ];
    expect(alone({ $densify: by }, parts).found).to.deep.equal([
      { v: 0, a: { p: 'x' } },
      { a: { p: 'x' }, v: 1 },
      { a: { p: 'x' }, v: 2 },
      { a: { p: 'y' }, v: 0 },
      { a: { p: 'y' }, v: 1 },
      { v: 2, a: { p: 'y' } },
    ]);
    const own = { $densify: { ...by, range: { step: 1, bounds: 'partition' } } };
    expect(alone(own, parts).found).to.have.length(2);
    const half = { $densify: { field: 'n', range: { step: 0.5, bounds: 'full' } } };
    const { found, pauses } = alone(half, many);
    expect(found).to.have.length(3999);
    expect(pauses).to.be.above(60);
  });

  it('cuts values into buckets of about the same size, equal ones together', () => {
    const buckets = (count: number, values: unknown[], output?: Document) =>
      alone(
        { $bucketAuto: { groupBy: '$v', buckets: count, ...(output && { output }) } },
        values.map((v) => ({ v })),
      ).found;
    expect(buckets(2, [4, 1, 3, 2])).to.deep.equal([
      { _id: { min: 1, max: 3 }, count: 2 },
      { _id: { min: 3, max: 4 }, count: 2 },
    ]);
    expect(buckets(3, [5, 5, 5, 'a', null], { all: { $push: '$v' } })).to.deep.equal([
      { _id: { min: null, max: 'a' }, all: [null, 5, 5, 5] },
      { _id: { min: 'a', max: 'a' }, all: ['a'] },
    ]);
    expect(buckets(5, [])).to.deep.equal([]);
    const { found, pauses } = alone({ $bucketAuto: { groupBy: '$n', buckets: 3 } }, many);
    expect(found.map(({ count }) => count as number)).to.deep.equal([667, 667, 666]);
    expect(pauses).to.be.above(40);
    const wrong = [
      {},
      { groupBy: 1, buckets: 1 },
      { groupBy: '$v', buckets: 0 },
      { groupBy: '$v', buckets: 1.5 },
    ];
    const codes = [40246, 40239, 40243, 40242];
    for (const [i, spec] of wrong.entries())
      expect(() => alone({ $bucketAuto: spec }, []))
        .to.throw()
        .with.property('code', codes[i]);
  });

  it('puts results in the place of a collection at once, with its indexes, or not at all', async () => {
    const { db } = store;
    const source = db.collection<Document>('outcomes');
    const target = db.collection<Document>('results');
    await target.createIndex({ 'tags.x': 1, code: 1 }, { unique: true });
    await target.insertOne({ code: 'old' });
    await source.insertMany(many.slice(0, 700).map(({ n }) => ({ code: n, tags: [{ x: 1 }, { x: 2 }] })));
    await source.aggregate([{ $out: 'results' }]).toArray();
    expect(await target.countDocuments({ code: 'old' })).to.equal(0);
    expect(await target.countDocuments({ 'tags.x': 2, code: { $gte: 0 } })).to.equal(700);
    expect(await db.command({ validate: 'results' })).to.deep.include({
      valid: true,
      nrecords: 700,
      nIndexes: 2,
    });
    await source.insertOne({ code: 7, tags: [{ x: 1 }] });
    const twice = source.aggregate([{ $match: { code: 7 } }, { $out: 'results' }]).toArray();
    expect(await failure(twice)).to.include({ code: 11000 });
    expect(await target.countDocuments({})).to.equal(700);
    await source.deleteMany({ n: { $exists: false }, tags: { $size: 1 } });
    expect((await db.listCollections().toArray()).map(({ name }) => name)).to.include('results');
  });

  it('does not put results where somebody has changed the indexes meanwhile', async () => {
    const { db } = store;
    const source = db.collection<Document>('outcomes');
    const target = db.collection<Document>('results');
    const [ended] = await Promise.allSettled([
      source.aggregate([{ $out: 'results' }]).toArray(),
      target.dropIndexes(),
    ]);
    // Whichever came first: the indexes are gone for good.
    expect(await target.indexes()).to.have.length(1);
    if (ended.status === 'rejected') expect(ended.reason).to.include({ code: 125 });
    expect(await db.command({ validate: 'results' })).to.deep.include({ valid: true });
  });

  const windowed = (output: Document, documents: readonly Document[], sortBy: Document = { n: 1 }) =>
    alone({ $setWindowFields: { partitionBy: '$p', sortBy, output: { x: output } } }, documents);
  const windows = (output: Document, documents: readonly Document[], sortBy?: Document) =>
    windowed(output, documents, sortBy).found.map(({ x }) => x as unknown);

  it('lets others through while it computes over windows of one large partition', () => {
    const window = { documents: ['unbounded', 'current'] };
    for (const output of [{ $sum: 1, window }, { $sum: '$n' }, { $rank: {} }, { $stdDevPop: '$n' }]) {
      const { found, pauses } = windowed(output, many);
      expect(found.map(({ n, p }) => [p, n] as unknown)).to.deep.equal(
        [0, 1].flatMap((p) => many.filter((each) => each.p === p).map(({ n }) => [p, n])).sort(byPairs),
      );
      expect(pauses, JSON.stringify(output)).to.be.above(1000);
    }
    const all = { $push: '$n', window };
    expect(() => windowed(all, [...many, ...many, ...many])).to.throw('$setWindowFields would use too much');
  });
  const byPairs = ([a, b]: number[], [c, d]: number[]) => a! - c! || b! - d!;

  it('takes windows by places and by values, equal ones together', () => {
    const documents = [5, 1, 2, 2, 9].map((n) => ({ n }));
    const push = (window: Document) => windows({ $push: '$n', window }, documents);
    expect(push({ documents: [-1, 0] })).to.deep.equal([[1], [1, 2], [2, 2], [2, 5], [5, 9]]);
    expect(push({ documents: [-3, -2] })).to.deep.equal([[], [], [1], [1, 2], [2, 2]]);
    expect(push({ documents: ['current', 'unbounded'] })[3]).to.deep.equal([5, 9]);
    expect(push({ range: ['unbounded', 'current'] })[1]).to.deep.equal([1, 2, 2]);
    expect(push({ range: [-3, 1] })).to.deep.equal([[1, 2, 2], [1, 2, 2], [1, 2, 2], [2, 2, 5], [9]]);
    const dated = ['2026-01-31', '2026-02-28', '2026-03-31'].map((day) => ({ at: new Date(day) }));
    const month = { $count: {}, window: { range: [-1, 'current'], unit: 'month' } };
    expect(windows(month, dated, { at: 1 })).to.deep.equal([1, 2, 1]);
    expect(windows({ $sum: '$n', window: { range: [0, 'unbounded'] } }, documents)).to.deep.equal([
      19, 18, 18, 14, 9,
    ]);
  });

  it('gives places, neighbours and what lies in between', () => {
    const documents = [30, 10, 10, 20].map((n, i) => ({ n, v: i === 3 ? null : n }));
    expect(windows({ $rank: {} }, documents)).to.deep.equal([1, 1, 3, 4]);
    expect(windows({ $denseRank: {} }, documents)).to.deep.equal([1, 1, 2, 3]);
    expect(windows({ $documentNumber: {} }, documents)).to.deep.equal([1, 2, 3, 4]);
    const shift = { output: '$n', by: 1, default: 'none' };
    expect(windows({ $shift: shift }, documents)).to.deep.equal([10, 20, 30, 'none']);
    expect(windows({ $locf: '$v' }, documents)).to.deep.equal([10, 10, 10, 30]);
    expect(windows({ $first: '$v' }, documents)).to.deep.equal([10, 10, 10, 10]);
    const slope = { $derivative: { input: '$n' }, window: { documents: [-1, 0] } };
    expect(
      windows(
        slope,
        [1, 2, 4].map((n) => ({ n })),
      ),
    ).to.deep.equal([null, 1, 1]);
    const wrong: [Document, Document][] = [
      [{ $rank: {} }, {}],
      [{ $rank: {} }, { n: 1, v: 1 }],
      [{ $rank: {}, window: { documents: [0, 1] } }, { n: 1 }],
      [{ $sum: 1, window: { documents: [1, 0] } }, { n: 1 }],
      [{ $sum: 1, window: { documents: [0.5, 1] } }, { n: 1 }],
      [{ $sum: 1, window: { range: [-1, 0] } }, { n: -1 }],
      [{ $sum: 1, window: { range: [-1, 0], unit: 'day' } }, { n: 1 }],
      [{ $sum: 1, window: { documents: [0, 1], range: [0, 1] } }, { n: 1 }],
      [{ $abs: '$n' }, { n: 1 }],
      [{ $sum: 1, $avg: 1 }, { n: 1 }],
    ];
    for (const [output, sortBy] of wrong)
      expect(() => windows(output, documents, sortBy), JSON.stringify(output))
        .to.throw()
        .with.property('code');
  });

  it('pauses in stages that have everything in memory', () => {
    const list = [{ _id: 1, all: many }];
    expect(alone({ $unwind: '$all' }, list).pauses).to.be.above(15);
    expect(alone({ $sample: { size: 2000 } }, many).pauses).to.be.above(30);
    expect(alone({ $facet: { none: [{ $match: { n: -1 } }] } }, many).pauses).to.be.above(30);
  });

  it('refuses what it cannot compute exactly', async () => {
    const sum = things.aggregate([{ $project: { sum: { $add: ['$price', 1] } } }]).toArray();
    expect(await failure(sum)).to.have.property('code');
    expect(await failure(things.aggregate([{ $indexStats: {} }]).toArray())).to.include({ code: 238 });
  });
});
