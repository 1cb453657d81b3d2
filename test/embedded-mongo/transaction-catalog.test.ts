import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UUID, type Document } from 'bson';
import { expect } from 'chai';
import { dispatch } from '../../src/embedded-mongo/commands/dispatch.js';
import { Engine } from '../../src/embedded-mongo/engine/engine.js';
import { decodePlain } from '../../src/embedded-mongo/engine/values/documents.js';

describe('collections and indexes in a transaction', () => {
  let folder: string;
  let engine: Engine;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'catalog-'));
    engine = await Engine.open(folder);
  });
  afterEach(async () => {
    await engine.close();
    await rm(folder, { recursive: true });
  });

  it('are seen by others only after the commit', async () => {
    const tx = transaction();
    await tx.ok({ insert: 'fresh', documents: [{ _id: 1 }] });
    await tx.ok({ create: 'made' });
    await tx.ok({ createIndexes: 'indexed', indexes: [{ key: { code: 1 }, name: 'code', unique: true }] });
    await tx.ok({ insert: 'indexed', documents: [{ code: 'a' }] });
    expect(await tx.all('fresh')).to.deep.equal([{ _id: 1 }]);
    expect(await names()).to.deep.equal([]);
    expect(await all('fresh')).to.deep.equal([]);
    expect(await tx.commit()).to.include({ ok: 1 });
    expect(await names()).to.deep.equal(['fresh', 'indexed', 'made']);
    expect(await all('fresh')).to.deep.equal([{ _id: 1 }]);
    expect(await run({ insert: 'indexed', documents: [{ code: 'a' }] })).to.have.property('writeErrors');
    expect(await run({ count: 'indexed' })).to.include({ n: 1 });
    await restart();
    expect(await names()).to.deep.equal(['fresh', 'indexed', 'made']);
    expect(await run({ validate: 'indexed' })).to.include({ valid: true, nIndexes: 2 });
  });

  it('are gone after an abort', async () => {
    const tx = transaction();
    await tx.ok({
      update: 'fresh',
      updates: [{ q: { _id: 1 }, u: { $set: { a: 1 } }, upsert: true }],
    });
    await tx.ok({ createIndexes: 'indexed', indexes: [{ key: { code: 1 }, name: 'code' }] });
    await tx.abort();
    expect(await names()).to.deep.equal([]);
    await restart();
    expect(await names()).to.deep.equal([]);
    expect(await run({ insert: 'fresh', documents: [{ _id: 1 }] })).to.include({ n: 1 });
  });

  it('hold a new unique index to its word at once', async () => {
    const tx = transaction();
    await tx.ok({ createIndexes: 'indexed', indexes: [{ key: { code: 1 }, name: 'code', unique: true }] });
    await tx.ok({ insert: 'indexed', documents: [{ code: 'a' }] });
    expect(await tx.run({ insert: 'indexed', documents: [{ code: 'a' }] })).to.include({
      ok: 0,
      code: 11000,
    });
  });

  it('are made by one of two transactions only', async () => {
    const [one, two] = [transaction(), transaction()];
    await one.ok({ insert: 'fresh', documents: [{ from: 'one' }] });
    await two.ok({ insert: 'fresh', documents: [{ from: 'two' }] });
    expect(await one.commit()).to.include({ ok: 1 });
    expect(await two.commit()).to.deep.include({
      ok: 0,
      codeName: 'WriteConflict',
      errorLabels: ['TransientTransactionError'],
    });
    expect((await all('fresh')).map(({ from }) => from as unknown)).to.deep.equal(['one']);
  });

  it('give way to a collection that was made outside meanwhile', async () => {
    const tx = transaction();
    await tx.ok({ insert: 'fresh', documents: [{ _id: 1 }] });
    await run({ insert: 'fresh', documents: [{ _id: 2 }] });
    expect(await tx.commit()).to.include({ ok: 0, code: 112 });
    expect(await all('fresh')).to.deep.equal([{ _id: 2 }]);
  });

  it('are refused where the collection stood before', async () => {
    await run({ create: 'old' });
    const indexes = [{ key: { code: 1 }, name: 'code' }];
    const known = transaction();
    expect(await known.run({ createIndexes: 'old', indexes })).to.include({ ok: 0, code: 263 });
    await run({ createIndexes: 'old', indexes });
    const again = await transaction().run({ createIndexes: 'old', indexes });
    expect(again, 'one that exists is no news').to.include({ ok: 1, numIndexesAfter: 2 });
    expect(await transaction().run({ create: 'old' })).to.include({ ok: 0, codeName: 'NamespaceExists' });
  });

  it('stay as they were when it began, whatever others do', async () => {
    await run({ insert: 'old', documents: [{ _id: 1, code: 'a' }] });
    await run({ insert: 'dropped', documents: [{ _id: 1 }] });
    const tx = transaction();
    await tx.ok({ find: 'old' });
    await run({ insert: 'old', documents: [{ _id: 2, code: 'a' }] });
    await run({ createIndexes: 'old', indexes: [{ key: { code: 1 }, name: 'code' }] });
    await run({ drop: 'dropped' });
    expect(await tx.all('old', { code: 'a' })).to.deep.equal([{ _id: 1, code: 'a' }]);
    expect(await tx.all('dropped')).to.deep.equal([{ _id: 1 }]);
    const written = await tx.run({ insert: 'old', documents: [{ _id: 3 }] });
    expect(written, 'what it cannot index it cannot write').to.include({ ok: 0, code: 112 });
  });

  it("outlive another's statement that was undone", async () => {
    await run({ insert: 'old', documents: [{ code: 'a' }, { code: 'a' }] });
    await run({ count: 'old' });
    const tx = transaction();
    await tx.ok({ insert: 'old', documents: [{ code: ['b', 'c'] }] });
    await tx.ok({ insert: 'fresh', documents: [{ _id: 1 }] });
    const failed = await run({
      createIndexes: 'old',
      indexes: [{ key: { code: 1 }, name: 'code', unique: true }],
    });
    expect(failed).to.include({ ok: 0, code: 11000 });
    expect(await run({ insert: 'old', documents: [{}] })).to.include({ n: 1 });
    expect(await tx.commit()).to.include({ ok: 1 });
    expect(await run({ count: 'old' })).to.include({ n: 4 });
    expect(await names()).to.deep.equal(['fresh', 'old']);
  });

  it('leave on disk that an index has met arrays, though another transaction met them first', async () => {
    await run({ createIndexes: 'old', indexes: [{ key: { tags: 1 }, name: 'tags' }] });
    const [first, second] = [transaction(), transaction()];
    await first.ok({ insert: 'old', documents: [{ tags: ['a', 'b'] }] });
    await second.ok({ insert: 'old', documents: [{ tags: ['a', 'c'] }] });
    await first.abort();
    await second.commit();
    await restart();
    const found = await run({ explain: { find: 'old', filter: { tags: 'a' } } });
    expect(found).to.have.nested.property('queryPlanner.winningPlan.inputStage.isMultiKey').that.equals(true);
    expect(
      await all('old', { tags: { $gt: 'b', $lt: 'b' } }),
      'two items, one above and one below',
    ).to.have.length(1);
  });

  it('end the cursors with it', async () => {
    await run({ insert: 'old', documents: Array.from({ length: 500 }, (_, _id) => ({ _id })) });
    const tx = transaction();
    const { batch } = (await tx.ok({ find: 'old', batchSize: 2 })) as { batch: { id: unknown } };
    await tx.abort();
    const late = await run({ getMore: batch.id, collection: 'old' });
    expect(late).to.include({ ok: 0, codeName: 'CursorNotFound' });
  });

  function transaction() {
    const fields: Document = { lsid: { id: new UUID() }, txnNumber: 1, autocommit: false };
    let begun = false;
    const inside = (body: Document, $db?: string) => {
      const start = begun ? {} : { startTransaction: true };
      begun = true;
      return run({ ...body, ...fields, ...start }, $db);
    };
    return {
      run: inside,
      async ok(body: Document): Promise<Document> {
        const reply = await inside(body);
        expect(reply.errmsg ?? reply.writeErrors, JSON.stringify(body)).to.equal(undefined);
        return reply;
      },
      all: async (name: string, filter: Document = {}) => documents(await inside({ find: name, filter })),
      commit: () => inside({ commitTransaction: 1 }, 'admin'),
      abort: () => inside({ abortTransaction: 1 }, 'admin'),
    };
  }

  async function run(body: Document, $db = 'test'): Promise<Document> {
    return await dispatch(engine, { ...body, $db }, 1);
  }

  const documents = (reply: Document) =>
    (reply as { batch: { documents: Buffer[] } }).batch.documents.map((each) => decodePlain(each));

  async function all(name: string, filter: Document = {}): Promise<Document[]> {
    return documents(await run({ find: name, filter }));
  }

  async function names(): Promise<unknown[]> {
    return documents(await run({ listCollections: 1 }))
      .map(({ name }) => name as unknown)
      .sort();
  }

  async function restart(): Promise<void> {
    await engine.close();
    engine = await Engine.open(folder);
  }
});
