import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import mongoose from 'mongoose';
import {
  connect,
  disconnect,
  endingOf,
  inTransaction,
  type Transaction,
} from '../../src/database/connect.js';
import { Line } from '../../src/database/line.js';
import { openStore, type Store } from '../../src/database/uri.js';

describe('a line', () => {
  it('lets one in after the other, in the order in which they came', async () => {
    const line = new Line();
    const seen: string[] = [];
    const visit = async (name: string) => {
      const leave = await line.enter(10_000);
      seen.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 2));
      seen.push(`${name} out`);
      leave();
    };
    await Promise.all(['a', 'b', 'c'].map(visit));
    expect(seen).to.deep.equal(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  });

  it('does not hold for ever who waits for one that never leaves', async () => {
    const line = new Line();
    await line.enter(10);
    await line.enter(10);
    const since = performance.now();
    await line.enter(10);
    expect(performance.now() - since).to.be.within(5, 5000);
  });
});

describe('many transactions on the same documents', () => {
  let dataDir: string;
  let store: Store;
  before(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'connect-'));
    store = await openStore({ dataDir });
    await connect(store.uri);
  });
  after(async () => {
    await disconnect();
    await store.stop();
    await rm(dataDir, { recursive: true });
  });

  it('all succeed, and few have to try more than twice', async () => {
    const things = mongoose.connection.collection<{ _id: number; n: number }>('things');
    const ids = [1, 2, 3];
    await things.insertMany(ids.map((_id) => ({ _id, n: 0 })));
    let tries = 0;
    const add = () =>
      inTransaction(async (session) => {
        tries++;
        const found = await things.findOne({ _id: 1 }, { session });
        for (const _id of ids) await things.updateOne({ _id }, { $set: { n: found!.n + 1 } }, { session });
      });
    await Promise.all(Array.from({ length: 9 }, add));
    expect(await things.distinct('n')).to.deep.equal([9]);
    // Left alone, each needs between five and six.
    expect(tries).to.be.below(9 * 4);
  });

  it('write what is asked for often once, at their end, and begin it anew when they are tried again', async () => {
    const told = mongoose.connection.collection<{ _id: number; words: string[] }>('told');
    const gather = async (session: Transaction) => {
      const words: string[] = [];
      return {
        words,
        async finish() {
          await told.insertOne({ _id: 1, words }, { session });
        },
      };
    };
    let tries = 0;
    await inTransaction(async (session) => {
      tries++;
      (await endingOf(session, gather)).words.push('one');
      (await endingOf(session, gather)).words.push('two');
      expect(await told.countDocuments({}, { session })).to.equal(0);
      // Somebody else writes in between: the first try is in vain.
      if (tries === 1) await told.insertOne({ _id: 1, words: ['other'] });
      if (tries === 1) await told.deleteOne({ _id: 1 });
    });
    expect(await told.find().toArray()).to.deep.equal([{ _id: 1, words: ['one', 'two'] }]);
    expect(tries).to.equal(2);
    const failing = inTransaction(async (session) => {
      (await endingOf(session, gather)).words.push('three');
      throw new Error('no');
    });
    expect(await failing.catch(String)).to.equal('Error: no');
    expect(await told.countDocuments()).to.equal(1);
  });
});
