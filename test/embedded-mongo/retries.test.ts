import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Binary, Long, UUID, type Document } from 'bson';
import { expect } from 'chai';
import { dispatch } from '../../src/embedded-mongo/commands/dispatch.js';
import { Engine } from '../../src/embedded-mongo/engine/engine.js';
import { bytesOf, decodePlain } from '../../src/embedded-mongo/engine/values/documents.js';

describe('a retryable write', () => {
  let folder: string;
  let engine: Engine;
  let lsid: { id: UUID };
  const now = Date.now.bind(Date);
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'retries-'));
    engine = await Engine.open(folder);
    lsid = { id: new UUID() };
  });
  afterEach(async () => {
    Date.now = now;
    await engine.close();
    await rm(folder, { recursive: true });
  });

  it('that comes again after a restart gets its first answer and is not done twice', async () => {
    await run({ insert: 'things', documents: [{ _id: 1, n: 0 }] });
    const first = await run({ update: 'things', updates: [inc(1)], lsid, txnNumber: 1 });
    await restart();
    const again = await run({ update: 'things', updates: [inc(1)], lsid, txnNumber: 1 });
    expect(again).to.deep.equal(first).and.include({ n: 1, nModified: 1 });
    expect(await all()).to.deep.equal([{ _id: 1, n: 1 }]);
    await run({ update: 'things', updates: [inc(1)], lsid, txnNumber: 2 });
    expect(await all(), 'the next number is another write').to.deep.equal([{ _id: 1, n: 2 }]);
  });

  it('answers again with what it upserted and with its errors', async () => {
    const updates = [
      { q: { _id: 'a' }, u: { $inc: { n: 1 } }, upsert: true },
      { q: { _id: 'a' }, u: { $push: { n: 1 } } },
      { q: { _id: 'b' }, u: { $inc: { n: 1 } }, upsert: true },
      { q: { _id: 'nobody' }, u: { $inc: { n: 1 } } },
    ];
    const body = { update: 'things', updates, ordered: false, lsid, txnNumber: 7 };
    const first = await run(body);
    expect(first).to.deep.include({
      n: 2,
      upserted: [
        { index: 0, _id: 'a' },
        { index: 2, _id: 'b' },
      ],
    });
    expect(first.writeErrors).to.have.length(1);
    await restart();
    expect(plain(await run(body))).to.deep.equal(plain(first));
  });

  it('that found and changed a document shows the same document again, types and all', async () => {
    await run({ insert: 'things', documents: [{ _id: 1, n: Long.fromNumber(5), old: true }] });
    const body = { findAndModify: 'things', query: {}, update: { $inc: { n: 1 } }, lsid, txnNumber: 1 };
    const first = await run(body);
    await restart();
    await run({ update: 'things', updates: [inc(1)] });
    const again = await run(body);
    expect(bytesOf(again)).to.deep.equal(bytesOf(first));
    expect((again.value as Document).n).to.be.instanceOf(Long);
    const removal = { findAndModify: 'things', query: {}, remove: true, lsid, txnNumber: 2 };
    const gone = await run(removal);
    await restart();
    expect(bytesOf(await run(removal))).to.deep.equal(bytesOf(gone));
  });

  it('that was cut off in the middle does the rest only', async () => {
    const documents = Array.from({ length: 2500 }, (_, i) => ({ _id: i }));
    const body = { insert: 'things', documents, lsid, txnNumber: 1 };
    // The first commit makes the collection, the second holds 2,000 documents at most.
    breakCommit(3);
    expect(await run(body)).to.include({ ok: 0, code: 1 });
    expect(await all()).to.have.length.within(1, 2000);
    await restart();
    expect(await run(body)).to.deep.equal({ n: 2500, ok: 1 });
    expect(await all()).to.have.length(2500);
  });

  it('with many upserts goes on with all of them in its answer', async () => {
    const updates = Array.from({ length: 1200 }, (_, i) => ({
      q: { _id: i },
      u: { $inc: { n: 1 } },
      upsert: true,
    }));
    const body = { update: 'things', updates, lsid, txnNumber: 1 };
    breakCommit(3);
    expect(await run(body)).to.include({ ok: 0 });
    expect(await all()).to.have.length.within(1, 1000);
    await restart();
    const { n, upserted } = await run(body);
    expect([n, (upserted as Document[]).map(({ _id }) => Number(_id))]).to.deep.equal([
      1200,
      updates.map((_, i) => i),
    ]);
    expect(await all())
      .to.have.length(1200)
      .and.to.deep.include({ _id: 0, n: 1 });
  });

  it('is refused with an older number, also after a restart', async () => {
    await run({ insert: 'things', documents: [{}], lsid, txnNumber: 5 });
    await restart();
    const error = await run({ insert: 'things', documents: [{}], lsid, txnNumber: 4 });
    expect(error).to.include({ ok: 0, code: 225, codeName: 'TransactionTooOld' });
  });

  it('changes single documents only', async () => {
    await run({ insert: 'things', documents: [{ _id: 1, n: 0 }] });
    const updates = [{ ...inc(1), multi: true }];
    const { writeErrors } = await run({ update: 'things', updates, lsid, txnNumber: 1 });
    expect((writeErrors as Document[])[0]).to.include({ code: 72 });
    const deletes = [{ q: {}, limit: 0 }];
    expect((await run({ delete: 'things', deletes, lsid, txnNumber: 2 })).n).to.equal(0);
    expect(await all()).to.deep.equal([{ _id: 1, n: 0 }]);
  });

  it('is forgotten half an hour later, or when its session ends', async () => {
    const body = { insert: 'things', documents: [{}], lsid, txnNumber: 1 };
    await run(body);
    await run({ ...body, lsid: { id: new UUID() } });
    await run({ endSessions: [lsid] });
    await engine.sessions.sweep();
    await restart();
    await run(body);
    expect(await all(), 'three and not two').to.have.length(3);
    Date.now = () => now() + 31 * 60_000;
    await engine.sessions.sweep();
    await restart();
    expect([...records()]).to.deep.equal([]);
  });

  it('with a bad session id is refused', async () => {
    const error = await run({
      insert: 'things',
      documents: [{}],
      lsid: { id: new Binary(Buffer.alloc(3)) },
      txnNumber: 1,
    });
    expect(error).to.include({ ok: 0, codeName: 'InvalidUUID' });
  });

  it('committed in a transaction answers a second commit after a restart', async () => {
    await run({ create: 'things' });
    const inside = { lsid, txnNumber: 3, autocommit: false };
    await run({ insert: 'things', documents: [{ _id: 1 }], startTransaction: true, ...inside });
    await run({ commitTransaction: 1, ...inside }, 'admin');
    const open = { lsid: { id: new UUID() }, txnNumber: 1, autocommit: false };
    await run({ insert: 'things', documents: [{ _id: 2 }], startTransaction: true, ...open });
    await restart();
    expect(await run({ commitTransaction: 1, ...inside }, 'admin')).to.deep.equal({ ok: 1 });
    const late = await run({ insert: 'things', documents: [{ _id: 3 }], ...inside });
    expect(late).to.include({ ok: 0, codeName: 'TransactionCommitted' });
    const lost = await run({ commitTransaction: 1, ...open }, 'admin');
    expect(lost).to.deep.include({ ok: 0, code: 251, errorLabels: ['TransientTransactionError'] });
    expect(await all()).to.deep.equal([{ _id: 1 }]);
  });

  const inc = (_id: number) => ({ q: { _id }, u: { $inc: { n: 1 } } });
  const plain = (document: Document) => JSON.parse(JSON.stringify(document)) as unknown;
  const records = () =>
    engine.store.range({
      start: Buffer.from([0, 0, 0, 0, 0, 3]),
      end: Buffer.from([0, 0, 0, 0, 0, 4]),
      reverse: false,
      limit: 100,
    });

  async function run(body: Document, $db = 'test'): Promise<Document> {
    return await dispatch(engine, { ...body, $db }, 1);
  }

  async function all(): Promise<Document[]> {
    const reply = (await run({ find: 'things', batchSize: 10_000 })) as { batch: { documents: Buffer[] } };
    return reply.batch.documents.map((each) => decodePlain(each));
  }

  async function restart(): Promise<void> {
    await engine.close();
    engine = await Engine.open(folder);
  }

  // As when the process ends before this commit, but for what it would have answered.
  function breakCommit(number: number): void {
    const write = engine.store.write.bind(engine.store);
    let commits = 0;
    engine.store.write = (job) =>
      ++commits === number ? Promise.reject(new Error('out of order')) : write(job);
  }
});
