import { expect } from 'chai';
import type { Collection, Document } from 'mongodb';
import { openStore, type TestStore } from './support.js';

/** Each first stage lets the store read few fields; `$addFields` before it makes it read all of them. */
const READ_ALL = { $addFields: { nothing: '$$REMOVE' } };
const byId = { $sort: { _id: 1 } } as const;

const pipelines: Record<string, Document[]> = {
  'a group by a field inside': [{ $group: { _id: '$unit.id', n: { $sum: '$n' } } }, byId],
  'a group of whole documents': [{ $group: { _id: '$unit.id', all: { $push: '$$ROOT' } } }, byId],
  'a group by an order': [
    { $group: { _id: '$unit.id', top: { $top: { sortBy: { n: -1 }, output: '$tags' } } } },
    byId,
  ],
  'a group that maps an array': [
    {
      $group: {
        _id: null,
        all: { $push: { $map: { input: { $cond: [{ $isArray: '$acts' }, '$acts', []] }, in: '$$this.by' } } },
      },
    },
  ],
  'a list by frequency': [{ $sortByCount: '$unit.kind' }, byId],
  facets: [
    {
      $facet: {
        kinds: [{ $match: { n: { $gt: 2 } } }, { $group: { _id: '$unit.kind', n: { $sum: 1 } } }, byId],
        names: [{ $sort: { n: 1 } }, { $project: { name: '$unit.name', _id: 0 } }],
      },
    },
  ],
  'facets, one of which reads everything': [{ $facet: { a: [{ $count: 'n' }], b: [{ $limit: 1 }] } }],
  'a projection with exclusions': [{ $project: { acts: 0 } }, byId],
  'a projection of what is nested': [{ $project: { unit: { name: 1 }, 'acts.by': 1 } }, byId],
};
const filters: Record<string, Document> = {
  'an expression': { $expr: { $gt: ['$n', '$least'] } },
  'an expression about the whole': { $expr: { $eq: [{ $type: '$$ROOT.acts' }, 'array'] } },
  'a position in an array': { 'acts.1.by': 'B' },
  'an array of documents': { 'acts.by': { $in: ['B'] }, 'unit.kind': 'ward' },
  'what is absent': { 'unit.name': { $exists: false } },
  'a size': { acts: { $size: 2 } },
};

describe('reading of stored documents only what is asked for', () => {
  let store: TestStore;
  let cases: Collection<Document>;
  const documents = [
    {
      n: 3,
      least: 1,
      unit: { id: 'u', kind: 'ward', name: 'Một' },
      acts: [{ by: 'A' }, { by: 'B', x: 1 }],
      tags: ['a'],
    },
    { n: 2, least: 5, unit: { id: 'u', kind: 'ward', name: 'Hai' }, acts: [], tags: ['b'] },
    { n: 5, least: 4, unit: { id: 'v', kind: 'city' }, acts: [[{ by: 'B' }], 7], tags: 'c' },
    { n: null, unit: 'w', acts: { by: 'B' } },
  ].map((each, at) => ({ _id: at as never, ...each }));

  before(async () => {
    store = await openStore();
    cases = store.db.collection('cases');
    await cases.insertMany(documents);
  });
  after(() => store.close());

  for (const [name, pipeline] of Object.entries(pipelines)) {
    it(`changes nothing in ${name}`, async () => {
      const all = await cases.aggregate([READ_ALL, ...pipeline]).toArray();
      expect(all).to.not.deep.equal([]);
      expect(await cases.aggregate(pipeline).toArray()).to.deep.equal(all);
    });
  }

  for (const [name, filter] of Object.entries(filters)) {
    it(`changes nothing when it filters by ${name}`, async () => {
      const all = await cases.aggregate([READ_ALL, { $match: filter }]).toArray();
      expect(all).to.not.deep.equal([]);
      expect(await cases.find(filter).toArray()).to.deep.equal(all);
    });
  }

  it('gives out fields inside of documents and of arrays of documents', async () => {
    const shown = await cases.find({}, { projection: { _id: 0, 'unit.kind': 1, 'acts.by': 1 } }).toArray();
    expect(shown).to.deep.equal([
      { unit: { kind: 'ward' }, acts: [{ by: 'A' }, { by: 'B' }] },
      { unit: { kind: 'ward' }, acts: [] },
      { unit: { kind: 'city' }, acts: [[{ by: 'B' }]] },
      { acts: { by: 'B' } },
    ]);
  });

  it('finds the different values of a field inside', async () => {
    expect(await cases.distinct('acts.by')).to.deep.equal(['A', 'B']);
    expect(await cases.distinct('unit.id')).to.deep.equal(['u', 'v']);
  });
});
