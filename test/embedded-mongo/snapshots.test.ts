import { expect } from 'chai';
import { Timestamp, type Document } from 'mongodb';
import { Snapshots } from '../../src/embedded-mongo/engine/snapshots.js';
import { failure, openStore, type TestStore } from './support.js';

describe('a session that reads a snapshot', () => {
  let store: TestStore;
  before(async () => (store = await openStore()));
  after(() => store.close());

  const snapshotSession = () => store.client.startSession({ snapshot: true });

  it('sees one state in all its questions, whatever is written meanwhile', async () => {
    const letters = store.db.collection('letters');
    await letters.insertMany([...'abcde'].map((letter, n) => ({ letter, n })));
    const session = snapshotSession();
    expect(await letters.find({}, { session }).toArray()).to.have.lengthOf(5);
    await letters.deleteMany({ n: { $gt: 1 } });
    await store.db.collection('late').insertOne({ n: 1 });

    expect(await letters.distinct('letter', {}, { session })).to.deep.equal([...'abcde']);
    expect(await letters.countDocuments({}, { session })).to.equal(5);
    expect(await letters.find({}, { session, batchSize: 2 }).toArray()).to.have.lengthOf(5);
    expect(await store.db.collection('late').find({}, { session }).toArray()).to.deep.equal([]);
    expect(await letters.countDocuments({}, { session: snapshotSession() })).to.equal(2);
    await session.endSession();
  });

  it('is told its time by whatever question comes first, and writes nothing', async () => {
    const snapshot: Document = { readConcern: { level: 'snapshot' } };
    const found = await store.db.command({ find: 'letters', ...snapshot });
    const distinct = await store.db.command({ distinct: 'letters', key: 'n', ...snapshot });
    const times = [(found.cursor as Document).atClusterTime as unknown, distinct.atClusterTime as unknown];
    for (const time of times) expect(time).to.be.instanceOf(Timestamp);
    expect(times[0]).not.to.deep.equal(times[1]);
    for (const command of [
      { insert: 'letters', documents: [{ n: 9 }] },
      { aggregate: 'letters', pipeline: [{ $out: 'copy' }], cursor: {} },
      { count: 'letters' },
    ]) {
      const refused = await failure(store.db.command({ ...command, ...snapshot }));
      expect(refused).to.include({ codeName: 'InvalidOptions' });
    }
  });

  it('is refused a time that is not kept, or none', async () => {
    const at = (atClusterTime: unknown) =>
      failure(store.db.command({ find: 'letters', readConcern: { level: 'snapshot', atClusterTime } }));
    expect(await at(new Timestamp({ t: 1, i: 1 }))).to.include({ codeName: 'SnapshotTooOld', code: 239 });
    expect(await at(5)).to.include({ codeName: 'TypeMismatch' });
  });
});

describe('the states that snapshots keep', () => {
  const after = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 8, minutes));

  function counted() {
    let held = 0;
    const release = () => void (held -= 1);
    const snapshots = new Snapshots(() => {
      held += 1;
      return { reader: {}, catalog: {}, release } as never;
    });
    return { snapshots, held: () => held };
  }

  it('have a time each, also when they are taken at once or the clock goes back', () => {
    const { snapshots } = counted();
    const times = [after(1), after(1), after(0), after(2)].map((now) => snapshots.at(undefined, now).time);
    const sorted = [...times].sort((a, b) => a.compare(b));
    expect(times.map(String)).to.deep.equal([...new Set(sorted.map(String))]);
  });

  it('are let go ten minutes after their last use, the longest unused before there are too many', () => {
    const { snapshots, held } = counted();
    const { time } = snapshots.at(undefined, after(0));
    snapshots.at(undefined, after(0));
    snapshots.at(time, after(8));
    snapshots.sweep(after(11));
    expect(held()).to.equal(1);
    for (let n = 0; n < 100; n += 1) snapshots.at(undefined, after(12));
    expect(held()).to.equal(32);
    expect(() => snapshots.at(time, after(12))).to.throw('older than the oldest');
    snapshots.close();
    expect(held()).to.equal(0);
  });
});
