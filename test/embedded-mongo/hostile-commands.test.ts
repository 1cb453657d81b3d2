import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { BSON, BSONRegExp } from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Document } from 'mongodb';
import { dispatch } from '../../src/embedded-mongo/commands/dispatch.js';
import { Engine } from '../../src/embedded-mongo/engine/engine.js';
import { decode } from '../../src/embedded-mongo/engine/values/documents.js';
import { spoilt } from './hostile-questions.js';

const $db = 'test';
const aggregate = (...pipeline: unknown[]): Document => ({ aggregate: 'things', pipeline, cursor: {}, $db });
const update = (u: Document, more: Document = {}): Document => ({
  update: 'things',
  updates: [{ q: {}, u, ...more }],
  $db,
});

/** What once crashed, hung or filled the memory, and the code it gets now. */
const ONCE: [Document, number][] = [
  [{ endSessions: [[{ id: 1 }]], $db }, 14],
  [{ killCursors: 'things', cursors: [{ toString: 1 }], $db }, 14],
  [{ explain: { update: 'things', updates: [[{ a: 1 }]] }, $db }, 14],
  [{ explain: { update: 'things' }, $db }, 40414],
  [{ ping: 1, lsid: { id: 2147483647 }, $db }, 14],
  [{ renameCollection: 'test.things', to: { toString: [] }, $db: 'admin' }, 14],
  [{ find: 'things', $db: 'a.b' }, 73],
  [aggregate({ $facet: { toString: 0 } }), 40170],
  [aggregate({ $unionWith: { coll: 'things', pipeline: { $match: {} } } }), 14],
  [aggregate({ $unionWith: null }), 9],
  [aggregate({ $lookup: { from: 'things', localField: 'a', foreignField: { a: 1 }, as: 'b' } }), 9],
  [{ aggregate: 1, pipeline: [{ $documents: [[1]] }], cursor: {}, $db }, 40228],
  [aggregate({ $densify: { field: 'a', range: { step: 1 } } }), 9],
  [aggregate({ $densify: { field: 'a', range: { step: 1, bounds: [0, 1e12] } } }), 5897900],
  [aggregate({ $project: { all: { $range: [0, 1e9] } } }), 146],
  [aggregate({ $group: { _id: null, __proto__: 1 } }), 0],
  [update({ $set: { 'list.$[i]': 1 } }, { arrayFilters: { i: 1 } }), 14],
  [update({ $bit: { b: { and: 'x' } } }), 2],
  [update({ $set: { [`${'a.'.repeat(300)}a`]: 1 } }), 15],
  [update({ $set: { deep: JSON.parse('{"a":'.repeat(185) + '1' + '}'.repeat(185)) as Document } }), 15],
  [update({ $set: { text: 'x'.repeat(16 * 1024 * 1024) } }), 10334],
];

describe('hostile commands', () => {
  let folder: string;
  let engine: Engine;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hostile-'));
    engine = await Engine.open(folder);
    await ask({
      createIndexes: 'things',
      indexes: [
        { key: { a: 1 }, name: 'a_1' },
        { key: { 'list.x': 1, b: -1 }, name: 'list' },
      ],
      $db,
    });
  });
  after(async () => {
    await engine.close();
    await rm(folder, { recursive: true });
  });

  // As it comes from the wire, and as it goes back.
  async function ask(command: Document): Promise<Document> {
    const reply = await dispatch(engine, decode(BSON.serialize(command)), 1);
    if ('batch' in reply) return { ok: 1 };
    return BSON.deserialize(BSON.serialize(reply, { ignoreUndefined: true }), { bsonRegExp: true });
  }

  async function reset(): Promise<void> {
    await ask({ delete: 'things', deletes: [{ q: {}, limit: 0 }], $db });
    const documents = [
      { _id: 1, a: 1, b: 2, list: [{ x: 1 }, { x: 2 }] },
      { _id: 2, a: 'text', b: null, list: [] },
      { _id: 3, a: { b: 1 }, list: 5 },
    ];
    await ask({ insert: 'things', documents, $db });
  }

  it('that once did harm are refused', async () => {
    await reset();
    for (const [command, code] of ONCE) {
      const reply = await ask(command);
      const [failed = reply] = (reply.writeErrors ?? []) as Document[];
      expect((failed.code as number | undefined) ?? 0, inspect(command, { depth: 4 }).slice(0, 300)).to.equal(
        code,
      );
    }
  });

  it('store a regular expression that JavaScript does not know, and read past it', async () => {
    await reset();
    await ask({ insert: 'things', documents: [{ pattern: new BSONRegExp('(?<!a', '') }], $db });
    expect(await ask(aggregate({ $group: { _id: '$pattern' } }))).to.include({ ok: 1 });
  });

  it('get an answer or an error of MongoDB, and change nothing else', async function () {
    const { FUZZ } = process.env;
    this.timeout(600_000);
    const property = fc.asyncProperty(spoilt, async (command) => {
      await reset();
      let sent: Document;
      try {
        BSON.serialize(command);
        sent = command;
      } catch {
        return; // no driver can say it
      }
      const since = performance.now();
      const reply = await ask(sent);
      const all = [reply, ...((reply.writeErrors ?? []) as Document[])];
      for (const { ok, code, errmsg } of all) {
        if (ok === 1) continue;
        expect(code, `${inspect(sent, { depth: null })}: ${String(errmsg)}`)
          .to.be.a('number')
          .and.not.equal(1);
      }
      expect(performance.now() - since).to.be.below(5000);
      expect(Object.keys(Object.prototype)).to.deep.equal([]);
      expect(({} as Document).polluted).to.equal(undefined);
    });
    const runs = FUZZ === undefined ? { numRuns: 150, seed: 1 } : { numRuns: Number(FUZZ) };
    await fc.assert(property, { ...runs, endOnFailure: process.env.SHRINK === undefined });
  });
});
