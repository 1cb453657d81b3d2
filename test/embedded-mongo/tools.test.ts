import { expect } from 'chai';
import { DBRef, Long, ObjectId, type Collection, type Document } from 'mongodb';
import { failure, openStore, type TestStore } from './support.js';

describe('what tools and libraries ask', () => {
  let store: TestStore;
  let pets: Collection;
  before(async () => {
    store = await openStore();
    pets = store.db.collection('pets');
    await pets.insertMany([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
    await pets.createIndex({ name: 1 });
  });
  after(() => store.close());

  const ANSWERS: [command: Document, path: string, value: unknown, database?: string][] = [
    [{ collStats: 'pets' }, 'size', 3 * 34],
    [{ collStats: 'pets' }, 'nindexes', 2],
    [{ collStats: 'pets', scale: 100 }, 'size', 1],
    [{ dbStats: 1 }, 'dataSize', 3 * 34],
    [{ dbStats: 1 }, 'objects', 3],
    [{ listDatabases: 1, filter: { name: 'none' } }, 'databases.length', 0, 'admin'],
    [{ replSetGetStatus: 1 }, 'members[0].stateStr', 'PRIMARY', 'admin'],
    [{ replSetGetConfig: 1 }, 'config._id', 'ky-cuong', 'admin'],
    [{ currentOp: 1 }, 'inprog.length', 1, 'admin'],
    [{ killOp: 1, op: 1 }, 'ok', 1, 'admin'],
    [{ profile: 0 }, 'was', 0],
    [{ usersInfo: 1 }, 'users.length', 0],
    [{ listCommands: 1 }, 'commands.find.help', ''],
    [{ hostInfo: 1 }, 'system.cpuAddrSize', 64, 'admin'],
    [{ collMod: 'pets', index: { name: 'name_1', hidden: false } }, 'ok', 1],
    [{ explain: { find: 'pets', filter: { name: 'b' } }, verbosity: 'executionStats' }, 'executionStats.totalKeysExamined', 1],
    [{ explain: { find: 'pets', filter: { name: 'b' } }, verbosity: 'executionStats' }, 'executionStats.totalDocsExamined', 1],
    [{ aggregate: 'pets', pipeline: [{ $match: { name: 'b' } }], explain: true }, 'queryPlanner.winningPlan.inputStage.stage', 'IXSCAN'],
    [{ aggregate: 'pets', pipeline: [{ $collStats: { count: {} } }], cursor: {} }, 'cursor.firstBatch[0].count', 3],
    [{ aggregate: 1, pipeline: [{ $currentOp: {} }], cursor: {} }, 'cursor.firstBatch.length', 1, 'admin'],
  ]; // prettier-ignore
  for (const [command, path, value, database] of ANSWERS) {
    it(`answers ${JSON.stringify(command)}`, async () => {
      const reply = await store.client.db(database ?? store.db.databaseName).command(command);
      expect(reply).to.have.nested.property(path);
      expect(reply).to.have.nested.property(path, value);
    });
  }

  const REFUSALS: [command: Document, code: number][] = [
    [{ profile: 2 }, 238],
    [{ collMod: 'pets', validator: {} }, 238],
    [{ collMod: 'none', index: { name: 'x', hidden: true } }, 26],
    [{ collMod: 'pets', index: { name: 'x', hidden: true } }, 27],
    [{ aggregate: 'pets', pipeline: [{ $collStats: { latencyStats: {} } }], cursor: {} }, 238],
    [{ aggregate: 'pets', pipeline: [{ $match: {} }, { $collStats: {} }], cursor: {} }, 40602],
    [{ createUser: 'a', pwd: 'b', roles: [] }, 59],
  ];
  for (const [command, code] of REFUSALS) {
    it(`refuses ${JSON.stringify(command)}`, async () => {
      expect(await failure(store.db.command(command))).to.include({ code });
    });
  }

  it('does not plan with a hidden index, which stays in step all the same', async () => {
    const stage = async () => JSON.stringify(await pets.find({ name: 'b' }).explain('queryPlanner'));
    await store.db.command({ collMod: 'pets', index: { name: 'name_1', hidden: true } });
    expect(await stage()).to.include('COLLSCAN');
    expect(await failure(pets.find({ name: 'b' }).hint('name_1').toArray())).to.include({ code: 2 });
    await pets.insertOne({ name: 'd' });
    await store.db.command({ collMod: 'pets', index: { keyPattern: { name: 1 }, hidden: false } });
    expect(await stage()).to.include('IXSCAN');
    expect(await pets.countDocuments({ name: 'd' })).to.equal(1);
  });

  it('changes when documents expire', async () => {
    await pets.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    const index = { keyPattern: { at: 1 }, expireAfterSeconds: 5 };
    const reply = await store.db.command({ collMod: 'pets', index });
    expect(reply).to.deep.include({ expireAfterSeconds_old: 60, expireAfterSeconds_new: 5 });
    expect((await pets.indexes()).find(({ name }) => name === 'at_1')).to.include({ expireAfterSeconds: 5 });
  });

  it('ends a command that somebody has ended', async () => {
    const many = store.db.collection('many');
    await many.insertMany(Array.from({ length: 20_000 }, (_, i) => ({ i })));
    const slow = failure(many.find({ $expr: { $eq: [{ $mod: ['$i', 7] }, 9] } }).toArray());
    let found: Document | undefined;
    for (let i = 0; i < 100 && !found; i++) {
      const { inprog } = (await store.client.db('admin').command({ currentOp: 1 })) as { inprog: Document[] };
      found = inprog.find(({ ns }) => String(ns).endsWith('.many'));
    }
    await store.client.db('admin').command({ killOp: 1, op: Long.fromNumber(Number(found!.opid)) });
    expect(await slow).to.include({ code: 11601, codeName: 'Interrupted' });
  });

  it('names itself so that a driver finds it without directConnection', async () => {
    const { hosts, me } = await store.db.command({ hello: 1 });
    expect(hosts).to.deep.equal([me]);
  });

  it('takes fields that begin with a dollar where MongoDB does', async () => {
    const _id = new ObjectId();
    expect(await failure(pets.updateOne({ name: 'a' }, { $set: { $top: 1 } }))).to.include({ code: 52 });
    await pets.updateOne({ _id }, { $set: { $top: 1 } }, { upsert: true });
    await pets.updateOne({ _id }, { $set: { 'in.$side': 2 } });
    expect(await pets.findOne({ _id })).to.deep.equal({ _id, $top: 1, in: { $side: 2 } });
  });

  it('pulls by $or, and finds items by a part of their DBRef', async () => {
    const _id = new ObjectId();
    const members = [new DBRef('a', _id)];
    await pets.insertOne({ _id, members, ticks: [{ n: 1 }, { n: 2 }, { n: 3 }] });
    await pets.updateOne({ _id }, { $pull: { ticks: { $or: [{ n: 1 }, { n: 3 }] } } as never });
    expect(await pets.findOne({ members: { $elemMatch: { $id: _id } } })).to.deep.include({
      ticks: [{ n: 2 }],
    });
  });
});
