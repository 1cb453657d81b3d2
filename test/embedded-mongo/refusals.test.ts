import { expect } from 'chai';
import { MongoServerError, type ClientSession, type Document } from 'mongodb';
import { REFUSALS, type Row } from './refusals.js';
import { failure, openStore, type TestStore } from './support.js';

describe('what is refused', () => {
  let store: TestStore;
  const things = () => store.client.db('d').collection<Document & { _id: number }>('things');
  before(async () => {
    store = await openStore();
    await things().insertMany([
      { _id: 1, a: 1, list: [1, 2], text: 'x', u: 1 },
      { _id: 2, a: 2, u: 2 },
    ]);
    await things().createIndex({ u: 1 }, { unique: true, name: 'u' });
    const twins = store.client.db('d').collection<Document & { _id: number }>('twins');
    await twins.insertMany([
      { _id: 1, a: 1, b: [1], c: [2] },
      { _id: 2, a: 1 },
    ]);
  });
  after(() => store.close());

  // Every row is asked with the real driver; a write that is refused must leave everything as it was.
  async function answerTo([what, { $db = 'd', ...command }]: Row): Promise<[number, string | null, string]> {
    const before = await things().find().toArray();
    const database = store.client.db(String($db));
    const reply = await database
      .command(command, { ignoreUndefined: true })
      .catch((error: unknown) => error as MongoServerError);
    expect(await things().find().toArray(), what).to.deep.equal(before);
    if (reply instanceof MongoServerError) return [Number(reply.code), String(reply.codeName), reply.message];
    const [refused] = (reply.writeErrors ?? []) as { code: number; errmsg: string }[];
    return refused ? [refused.code, null, refused.errmsg] : [0, 'not refused', JSON.stringify(reply)];
  }

  for (const [about, rows] of Object.entries(REFUSALS)) {
    it(`${about} what MongoDB would refuse, too, and by its codes`, async () => {
      for (const row of rows) {
        const [what, , code, name, message = /./] = row;
        const [gotCode, gotName, gotMessage] = await answerTo(row);
        expect([what, gotCode, gotName], gotMessage).to.deep.equal([what, code, name]);
        expect(gotMessage, what).to.match(message);
      }
    });
  }

  describe('in a session', () => {
    let session: ClientSession;
    beforeEach(() => (session = store.client.startSession()));
    afterEach(() => session.endSession());
    const set = { $set: { a: 5 } };

    it('a second transaction that writes the same document: WriteConflict, to be tried again', async () => {
      session.startTransaction();
      await things().updateOne({ _id: 2 }, set, { session });
      const other = store.client.startSession();
      other.startTransaction();
      const error = await failure(things().updateOne({ _id: 2 }, set, { session: other }));
      expect(error).to.include({ code: 112, codeName: 'WriteConflict' });
      expect((error as MongoServerError).hasErrorLabel('TransientTransactionError')).to.equal(true);
      await Promise.all([session.abortTransaction(), other.endSession()]);
    });

    it('a transaction that is over: NoSuchTransaction', async () => {
      session.startTransaction();
      await things().updateOne({ _id: 2 }, set, { session });
      await store.client.db('admin').command({ killSessions: [session.id] });
      const error = await failure(things().updateOne({ _id: 1 }, set, { session }));
      expect(error).to.include({ code: 251, codeName: 'NoSuchTransaction' });
    });

    it('what does not belong into a transaction', async () => {
      session.startTransaction();
      const error = await failure(
        store.client.db('d').command({ dropIndexes: 'things', index: 'u' }, { session }),
      );
      expect(error).to.include({ code: 263, codeName: 'OperationNotSupportedInTransaction' });
    });

    it('another collection asked for the rest of a cursor', async () => {
      const { cursor } = await store.client.db('d').command({ find: 'things', batchSize: 1 });
      const error = await failure(
        store.client.db('d').command({ getMore: cursor.id as unknown, collection: 'twins' }),
      );
      expect(error).to.include({ code: 13, codeName: 'Unauthorized' });
    });
  });
});
