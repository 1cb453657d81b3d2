import { expect } from 'chai';
import { BSONSymbol, MongoClient, type Collection, type Document } from 'mongodb';
import { startEmbeddedMongo } from '../../src/embedded-mongo/index.js';
import { failure, openStore, type TestStore } from './support.js';

describe('the planner', () => {
  let store: TestStore;
  let cases: Collection<Document>;
  before(async () => {
    store = await openStore();
    cases = store.db.collection('cases');
    await cases.createIndexes([
      { key: { authority: 1, openedOn: -1, _id: -1 }, name: 'list' },
      { key: { tags: 1 }, name: 'tags' },
      { key: { email: 1 }, name: 'email', unique: true, sparse: true },
      { key: { state: 1, due: 1 }, name: 'open', partialFilterExpression: { state: 'open' } },
      { key: { number: 1 }, name: 'number', partialFilterExpression: { number: { $type: 'string' } } },
    ]);
    const documents = Array.from({ length: 500 }, (_, n) => ({
      authority: `a${n % 5}`,
      openedOn: new Date(2024, 0, 1 + (n % 50)),
      tags: [`t${n % 3}`, `u${n % 7}`],
      state: n % 2 ? 'open' : 'closed',
      due: n,
      ...(n % 4 === 0 ? { number: `K${n}` } : {}),
    }));
    await cases.insertMany(documents);
  });
  after(() => store.close());

  const stages = async (filter: Document, sort: Document = {}): Promise<string[]> => {
    const { queryPlanner } = await cases.find(filter).sort(sort).explain();
    const names: string[] = [];
    for (
      let stage = queryPlanner.winningPlan as Document | undefined;
      stage;
      stage = stage.inputStage as Document | undefined
    ) {
      names.push((stage.indexName ?? stage.stage) as string);
    }
    return names;
  };

  it('walks a compound index in the order asked for', async () => {
    expect(await stages({ authority: 'a1' }, { openedOn: -1, _id: -1 })).to.deep.equal(['FETCH', 'list']);
    expect(await stages({ authority: 'a1' }, { openedOn: 1, _id: 1 })).to.deep.equal(['FETCH', 'list']);
    expect(await stages({ authority: 'a1' }, { due: 1 })).to.deep.equal(['SORT', 'FETCH', 'list']);
  });

  it('finds a symbol by the string it equals, also by an index of strings', async () => {
    const old = { number: new BSONSymbol('K-old') };
    await cases.insertOne(old);
    expect(await stages({ number: 'K-old' })).to.deep.equal(['FETCH', 'number']);
    expect(await cases.countDocuments({ number: 'K-old' })).to.equal(1);
    expect(await cases.countDocuments({ number: { $type: 'string', $eq: 'K-old' } })).to.equal(0);
    await cases.updateOne({ number: 'K-old' }, { $set: { number: 7 } });
    expect(await cases.countDocuments({ number: 'K-old' })).to.equal(0);
    expect(await store.db.command({ validate: 'cases' })).to.deep.include({ valid: true });
    await cases.deleteOne({ number: 7 });
  });

  it('answers questions with thousands of alternatives', async () => {
    const wide = store.db.collection('wide');
    await wide.createIndex({ a: 1, b: 1, c: 1 });
    await wide.insertMany(Array.from({ length: 300 }, (_, n) => ({ a: n, b: n % 5, c: 1, u: `t${n}` })));
    const numbers = Array.from({ length: 9000 }, (_, n) => n);
    const all = { $in: numbers };
    expect(await wide.countDocuments({ a: all, b: all, c: 1 })).to.equal(300);
    const sorted = wide.find({ a: all, b: all }).sort({ c: 1, a: -1 });
    expect((await sorted.toArray()).map(({ a }) => a as number)).to.deep.equal(
      numbers.slice(0, 300).reverse(),
    );
    const texts = numbers.map((n) => `t${n + 10}`);
    expect(await wide.countDocuments({ u: { $in: texts } })).to.equal(290);
    expect(await wide.countDocuments({ u: { $nin: texts } })).to.equal(10);
    expect(await wide.countDocuments({ none: { $in: [...numbers, null] } })).to.equal(300);
    expect(await wide.countDocuments({ u: { $in: [...numbers, /^t1.$/] } })).to.equal(10);
  });

  it('uses an index only where it holds every match', async () => {
    expect(await stages({ state: 'open', due: { $lt: 9 } })).to.deep.equal(['FETCH', 'open']);
    expect(await stages({ state: 'closed', due: { $lt: 9 } })).to.deep.equal(['COLLSCAN']);
    expect(await stages({ email: null })).to.deep.equal(['COLLSCAN']);
    expect(await stages({ number: 'K8' })).to.deep.equal(['FETCH', 'number']);
    expect(await stages({ number: { $in: ['K8', 'K12'] } })).to.deep.equal(['FETCH', 'number']);
    expect(await stages({ number: { $in: ['K8', null] } })).to.deep.equal(['COLLSCAN']);
    expect(await stages({ number: 8 })).to.deep.equal(['COLLSCAN']);
    expect(await stages({ tags: 't1' })).to.deep.equal(['FETCH', 'tags']);
    expect(await stages({ $or: [{ tags: 't1' }, { authority: 'a1' }] })).to.deep.equal(['FETCH', 'OR']);
  });

  it('answers the same with and without an index', async () => {
    const filters: Document[] = [
      { authority: { $in: ['a1', 'a3'] }, openedOn: { $gt: new Date(2024, 0, 20) } },
      { authority: { $gt: 'a2' } },
      { authority: { $ne: 'a2' } },
      { authority: /^a[12]/ },
      { number: { $in: ['K8', 'K12', 'K13'] } },
      { tags: { $all: ['t1', 'u3'] } },
      { tags: { $gt: 't1', $lt: 'u1' } },
      {
        authority: 'a1',
        $or: [{ openedOn: { $lt: new Date(2024, 0, 9) } }, { openedOn: new Date(2024, 0, 20) }],
      },
    ];
    for (const filter of filters) {
      const sort = { openedOn: -1, _id: -1 } as const;
      const indexed = await cases.find(filter).sort(sort).toArray();
      const scanned = await cases
        .find(filter, { hint: { $natural: 1 } })
        .sort(sort)
        .toArray();
      expect(indexed, JSON.stringify(filter)).to.deep.equal(scanned);
      expect(indexed).to.have.length.above(0);
    }
  });

  it('pages by key without gaps or repetitions', async () => {
    const seen: string[] = [];
    let last: Document | undefined;
    for (;;) {
      const after = last
        ? { $or: [{ openedOn: { $lt: last.openedOn } }, { openedOn: last.openedOn, _id: { $lt: last._id } }] }
        : {};
      const page = await cases
        .find({ authority: 'a1', ...after })
        .sort({ openedOn: -1, _id: -1 })
        .limit(7)
        .toArray();
      if (page.length === 0) break;
      seen.push(...page.map(({ _id }) => String(_id)));
      last = page.at(-1);
    }
    expect(new Set(seen).size).to.equal(100);
    expect(seen).to.have.length(100);
  });

  it('knows an index again after a restart, also one that expires at once', async () => {
    const options = { expireAfterSeconds: 0, unique: false };
    const folder = `${store.folder}/again`;
    for (let starts = 0; starts < 2; starts++) {
      const again = await startEmbeddedMongo({ folder });
      const client = await new MongoClient(again.uri).connect();
      const sessions = client.db().collection('sessions');
      expect(await sessions.createIndex({ expires: 1 }, options)).to.equal('expires_1');
      expect(await failure(sessions.createIndex({ expires: 1 }))).to.have.property('code');
      await client.close();
      await again.stop();
    }
  });

  it('keeps a unique index unique and says which values are taken', async () => {
    await cases.insertOne({ email: 'an@example.vn' });
    const error = await failure(cases.insertOne({ email: 'an@example.vn' }));
    expect(error).to.deep.include({
      code: 11000,
      keyPattern: { email: 1 },
      keyValue: { email: 'an@example.vn' },
    });
    expect((await failure(cases.createIndex({ authority: 1 }, { unique: true }))).code).to.equal(11000);
  });
});
