import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { UUID, type Document } from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import { dispatch } from '../../src/embedded-mongo/commands/dispatch.js';
import { Engine } from '../../src/embedded-mongo/engine/engine.js';
import { Undo } from '../../src/embedded-mongo/engine/storage/store.js';
import { ServerError } from '../../src/embedded-mongo/errors.js';
import { decodePlain } from '../../src/embedded-mongo/engine/values/documents.js';

const set = (_id: number, fields: Document) => ({ q: { _id }, u: { $set: fields } });

describe('the statements of one command', () => {
  let folder: string;
  let engine: Engine;
  let commits: number;
  const run = async (body: Document) =>
    (await dispatch(engine, { ...body, $db: (body.$db as string | undefined) ?? 'd' }, 1)) as Document;
  const all = async () => {
    const reply = await run({ find: 'things', sort: { _id: 1 }, batchSize: 1000 });
    return (reply.batch as { documents: Buffer[] }).documents.map((each) => decodePlain(each));
  };
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'statements-'));
    engine = await Engine.open(folder);
    await run({ insert: 'things', documents: Array.from({ length: 300 }, (_, _id) => ({ _id, n: 0 })) });
    await run({
      createIndexes: 'things',
      indexes: [{ key: { code: 1 }, name: 'code', unique: true, sparse: true }],
    });
    const write = engine.store.write.bind(engine.store);
    commits = 0;
    engine.store.write = (job) => (commits++, write(job));
  });
  afterEach(async () => {
    await engine.close();
    await rm(folder, { recursive: true });
  });

  it('share commits where they name their documents', async () => {
    const updates = Array.from({ length: 300 }, (_, i) => set(i, { n: 1 }));
    expect(await run({ update: 'things', updates })).to.deep.equal({ n: 300, nModified: 300, ok: 1 });
    expect(commits, 'commits of 300 updates').to.be.below(100);
    const deletes = Array.from({ length: 300 }, (_, i) => ({ q: { _id: i }, limit: 1 }));
    expect(await run({ delete: 'things', deletes })).to.deep.equal({ n: 300, ok: 1 });
    expect(commits, 'and of 300 deletes').to.be.below(200);
  });

  it('refuse what is there twice, in whatever order it comes', async () => {
    const code = fc.oneof(fc.nat(15), fc.uniqueArray(fc.nat(15), { minLength: 1, maxLength: 3 }));
    const inserting = async (before: (number | number[])[], codes: (number | number[])[]) => {
      await run({ delete: 'things', deletes: [{ q: {}, limit: 0 }] });
      const documents = [...before, ...codes].map((each, _id) => ({ _id, code: each }));
      const taken = new Set<number>();
      const refused = documents.filter((each) => {
        const keys = [each.code].flat();
        if (keys.some((key) => taken.has(key))) return true;
        for (const key of keys) taken.add(key);
        return false;
      });
      // What is there already, and what comes in one command.
      for (const part of [documents.slice(0, before.length), documents.slice(before.length)]) {
        if (part.length === 0) continue;
        const reply = await run({ insert: 'things', documents: part, ordered: false });
        const found = ((reply.writeErrors ?? []) as Document[]).map(({ index }) => part[index as number]!);
        expect(found).to.deep.equal(part.filter((each) => refused.includes(each)));
      }
      const reply = await run({ validate: 'things' });
      expect(reply).to.deep.include({ valid: true, nrecords: documents.length - refused.length });
    };
    await fc.assert(
      fc.asyncProperty(fc.array(code, { maxLength: 5 }), fc.array(code, { maxLength: 12 }), inserting),
      { numRuns: 60 },
    );
  });

  it('see what those before them did', async () => {
    const updates = [
      { q: { _id: 1000 }, u: { $set: { code: 'a' } }, upsert: true },
      { q: { code: 'a' }, u: { $inc: { n: 1 } } },
      // Found by a search through everything, which comes between two shared commits.
      { q: { n: 1, code: { $exists: true } }, u: { $inc: { n: 1 } }, hint: { $natural: 1 } },
      { q: { code: 'a' }, u: { $inc: { n: 1 } } },
      { q: { n: 3 }, u: { $set: { seen: true } }, multi: true },
      { q: { _id: 1000 }, u: { $rename: { seen: 'found' } } },
    ];
    const reply = await run({ update: 'things', updates });
    expect(reply).to.deep.equal({
      n: 6,
      nModified: 5,
      upserted: [{ index: 0, _id: reply.upserted[0]._id }],
      ok: 1,
    });
    expect((await all()).at(-1)).to.deep.equal({ _id: 1000, code: 'a', n: 3, found: true });
  });

  it('end at the first error, or, unordered, go on behind it', async () => {
    const updates = [set(1, { code: 'a' }), set(2, { code: 'a' }), set(3, { code: 'b' })];
    const first = await run({ update: 'things', updates });
    expect(first).to.include({ n: 1, nModified: 1 });
    expect(first.writeErrors).to.have.length(1);
    expect(first.writeErrors[0]).to.include({ index: 1, code: 11000 });
    const second = await run({ update: 'things', updates, ordered: false });
    expect(second).to.include({ n: 2, nModified: 1 });
    expect(second.writeErrors[0]).to.include({ index: 1, code: 11000 });
    expect((await all()).slice(1, 4).map(({ code }) => code as unknown)).to.deep.equal(['a', undefined, 'b']);
  });

  it('are not lost where one of them undoes a shared commit', async () => {
    const replace = engine.records.replace.bind(engine.records);
    engine.records.replace = (writer, collection, id, before, after) => {
      replace(writer, collection, id, before, after);
      if (after.spoilt) throw new Undo(new ServerError('BSONObjectTooLarge', 'too large after all'));
    };
    const updates = [set(1, { n: 1 }), set(2, { spoilt: true }), set(3, { n: 3 })];
    const reply = await run({ update: 'things', updates, ordered: false });
    expect(reply).to.include({ n: 2, nModified: 2, ok: 1 });
    expect(reply.writeErrors).to.deep.equal([{ index: 1, code: 10334, errmsg: 'too large after all' }]);
    expect((await all()).slice(1, 4)).to.deep.equal([
      { _id: 1, n: 1 },
      { _id: 2, n: 0 },
      { _id: 3, n: 3 },
    ]);
  });

  it('wait for the transaction in their way, and none is done twice', async () => {
    const lsid = { id: new UUID() };
    const within = { lsid, txnNumber: 1, autocommit: false };
    await run({ update: 'things', updates: [set(5, { held: true })], ...within, startTransaction: true });
    const updates = Array.from({ length: 10 }, (_, _id) => ({ q: { _id }, u: { $inc: { n: 1 } } }));
    const reply = run({ update: 'things', updates });
    const around = async () => (await all()).slice(3, 7).map(({ n }) => Number(n));
    for (let tries = 0; tries < 100 && (await around())[1] === 0; tries++) await pause(10);
    expect(await around()).to.deep.equal([1, 1, 0, 0]);
    await run({ commitTransaction: 1, ...within, $db: 'admin' });
    expect(await reply).to.deep.equal({ n: 10, nModified: 10, ok: 1 });
    expect((await all()).slice(0, 11).map(({ n }) => Number(n))).to.deep.equal([
      ...Array<number>(10).fill(1),
      0,
    ]);
    expect((await all())[5]).to.deep.equal({ _id: 5, n: 1, held: true });
  });
});
