import { expect } from 'chai';
import type { Collection, Document, MongoClient } from 'mongodb';
import type { Tally } from './kill-writers.js';

type Keyed = Document & { _id: string };
const of = (client: MongoClient, name: string): Collection<Keyed> => client.db().collection(name);
const any = (below: number): number => Math.floor(Math.random() * below);

/** Numbers that are given out one by one by findAndModify: none twice. */
export class Serial {
  readonly tally: Tally = { acknowledged: 0, tried: 0 };
  #last = 0;

  async write(client: MongoClient): Promise<void> {
    this.tally.tried++;
    const given = await of(client, 'serials').findOneAndUpdate(
      { _id: 'serial' },
      { $inc: { n: 1 } },
      { upsert: true, returnDocument: 'after' },
    );
    expect(given!.n).to.equal(this.#last + 1);
    this.#last++;
    this.tally.acknowledged++;
  }

  async check(client: MongoClient): Promise<void> {
    const n = Number((await of(client, 'serials').findOne({ _id: 'serial' }))?.n ?? 0);
    expect(n, 'serial').to.be.within(this.tally.acknowledged, this.tally.tried);
    this.tally.acknowledged = this.tally.tried = this.#last = n;
  }
}

/** Officials who change seats, of which each has room for one. */
export class Seats {
  /** Where each may sit: one seat, or two while a change was not answered. */
  readonly #possible = new Map<string, number[]>();
  changes = 0;

  async prepare(client: MongoClient): Promise<void> {
    await of(client, 'seats').createIndex({ seat: 1 }, { unique: true });
    for (let n = 0; n < 6; n++) {
      await of(client, 'seats').updateOne({ _id: `${n}` }, { $setOnInsert: { seat: n } }, { upsert: true });
      if (!this.#possible.has(`${n}`)) this.#possible.set(`${n}`, [n]);
    }
  }

  /** Two writers never move the same official. */
  async write(client: MongoClient, writer: number): Promise<void> {
    const _id = `${any(3) * 2 + writer}`;
    const seat = any(12);
    const before = this.#possible.get(_id)!;
    this.#possible.set(_id, [...before, seat]);
    try {
      await of(client, 'seats').updateOne({ _id }, { $set: { seat } });
      this.#possible.set(_id, [seat]);
      this.changes++;
    } catch (error) {
      if ((error as { code?: unknown }).code !== 11000) throw error;
      this.#possible.set(_id, before);
    }
  }

  async check(client: MongoClient): Promise<void> {
    const found = await of(client, 'seats').find().toArray();
    for (const { _id, seat } of found) {
      expect(seat, `the seat of ${_id}`).to.be.oneOf(this.#possible.get(_id) ?? [Number(_id)]);
      this.#possible.set(_id, [seat as number]);
    }
    expect(new Set(found.map(({ seat }) => seat as number)).size, 'one to a seat').to.equal(found.length);
  }
}

const TOKENS = 20;

/** Tokens that transactions carry from one collection to the other, noting it in a collection made for that. */
export class Moves {
  readonly #possible = new Map<string, string[]>();
  moves = 0;

  async prepare(client: MongoClient): Promise<void> {
    if ((await of(client, 'inbox').countDocuments()) + (await of(client, 'archive').countDocuments()) > 0)
      return;
    // In one statement, for a kill in between would leave some of them for ever.
    const tokens = Array.from({ length: TOKENS }, (_, n) => ({ _id: `${n}` }));
    for (const { _id } of tokens) this.#possible.set(_id, ['inbox']);
    await of(client, 'inbox').insertMany(tokens);
  }

  async write(client: MongoClient, name: string): Promise<void> {
    const _id = `${any(TOKENS)}`;
    const [from] = this.#possible.get(_id)!;
    const to = from === 'inbox' ? 'archive' : 'inbox';
    this.#possible.set(_id, [from!, to]);
    await client.withSession(async (session) => {
      session.startTransaction();
      const token = await of(client, from!).findOneAndDelete({ _id }, { session });
      await of(client, to).insertOne({ ...token, _id }, { session });
      await of(client, `way-${name}`).insertOne({ _id, to }, { session });
      await of(client, 'ways').insertOne({ _id: `way-${name}` }, { session });
      await session.commitTransaction();
    });
    this.#possible.set(_id, [to]);
    this.moves++;
  }

  async check(client: MongoClient): Promise<void> {
    for (const name of ['inbox', 'archive']) {
      for (const { _id } of await of(client, name).find().toArray()) {
        expect(name, `the place of token ${_id}`).to.be.oneOf(this.#possible.get(_id) ?? []);
        this.#possible.set(_id, [name]);
      }
    }
    const [inbox, archive] = await Promise.all(
      ['inbox', 'archive'].map((name) => of(client, name).distinct('_id')),
    );
    const all = [...inbox!, ...archive!];
    expect(all, 'each token is in one place').to.have.length(new Set(all).size);
    expect(all.length).to.be.oneOf([0, TOKENS]);
    await this.#checkWays(client);
  }

  // A collection made in a transaction is there if, and only if, the transaction is.
  async #checkWays(client: MongoClient): Promise<void> {
    const made = await client.db().listCollections({ name: /^way-/ }, { nameOnly: true }).toArray();
    const noted = await of(client, 'ways').distinct('_id');
    expect(made.map(({ name }) => name).sort()).to.deep.equal(noted.sort());
    for (const name of noted) await client.db().dropCollection(name);
    await of(client, 'ways').deleteMany({});
  }
}
