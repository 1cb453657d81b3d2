import { UUID, type Document } from 'bson';
import { expect } from 'chai';
import type { MongoClient } from 'mongodb';
import { RawClient } from './raw-client.js';

interface Deed {
  /** What is sent, and sent again word for word when no answer came. */
  body: Document;
  /** What must be true of the answer, be it the first or a repeated one. */
  judge(reply: Document): void;
}

const LINES = 700;
const WHEELS = [0, 1, 2, 3, 4];

async function ask(client: RawClient, body: Document): Promise<Document> {
  const reply = await client.ask(body);
  if (reply === 'closed') throw new Error('The store was killed');
  return reply;
}

/**
 * A client that numbers its writes and repeats in the next life of the store what was not answered in the last one:
 * each must have been done exactly once.
 */
export class Retrier {
  readonly #lsid = { id: new UUID() };
  readonly #name: string;
  #number = 0;
  #turns = 0;
  #drawn = 0;
  #lines = 0;
  readonly #deposits = new Map<number, boolean>();
  #pending: Deed | undefined;
  repeated = 0;

  constructor(name: string) {
    this.#name = name;
  }

  get deeds(): number {
    return this.#number;
  }

  /** One numbered write after the other, until the connection breaks. */
  async write(uri: string): Promise<void> {
    const client = await RawClient.connect(uri);
    try {
      for (;;) {
        const next = [() => this.#turn(), () => this.#draw(), () => this.#insert()][this.#number % 4];
        if (next) await this.#do(client, next());
        else await this.#deposit(client);
      }
    } finally {
      client.close();
    }
  }

  /** Repeats what the last life left unanswered. */
  async repeat(uri: string): Promise<void> {
    if (!this.#pending) return;
    this.repeated++;
    const client = await RawClient.connect(uri);
    await this.#do(client, this.#pending);
    client.close();
  }

  async #do(client: RawClient, deed: Deed): Promise<void> {
    this.#pending = deed;
    const reply = await ask(client, deed.body);
    this.#pending = undefined;
    deed.judge(reply);
  }

  #numbered(body: Document): Document {
    return { ...body, lsid: this.#lsid, txnNumber: BigInt(++this.#number), $db: 'ky-cuong' };
  }

  // Statements that have a commit each: the last life may have ended between any two.
  #turn(): Deed {
    const updates = WHEELS.map((wheel) => ({
      q: { _id: `${this.#name}-${wheel}` },
      u: { $inc: { n: 1 } },
      upsert: true,
    }));
    const first = this.#turns++ === 0;
    return {
      body: this.#numbered({ update: 'wheels', updates }),
      judge(reply) {
        expect(reply).to.include({ ok: 1, n: WHEELS.length, nModified: first ? 0 : WHEELS.length });
      },
    };
  }

  #draw(): Deed {
    const expected = ++this.#drawn;
    const command = { findAndModify: 'draws', query: { _id: this.#name }, update: { $inc: { n: 1 } } };
    return {
      body: this.#numbered({ ...command, upsert: true, new: true }),
      judge({ value }) {
        expect(value, 'the number that was drawn').to.include({ n: expected });
      },
    };
  }

  // More documents than share a commit; done twice, their ids would collide.
  #insert(): Deed {
    const from = this.#lines;
    this.#lines += LINES;
    const documents = Array.from({ length: LINES }, (_, i) => ({ _id: `${this.#name}-${from + i}` }));
    return {
      body: this.#numbered({ insert: 'lines', documents }),
      judge(reply) {
        expect(reply).to.deep.equal({ n: LINES, ok: 1 });
      },
    };
  }

  async #deposit(client: RawClient): Promise<void> {
    const number = this.#number + 1;
    const inside = { autocommit: false };
    const document = { _id: `${this.#name}-${number}` };
    const begin = { insert: 'deposits', documents: [document], startTransaction: true, ...inside };
    const started = await ask(client, this.#numbered(begin));
    expect(started).to.include({ ok: 1 });
    this.#number--;
    const body = { ...this.#numbered({ commitTransaction: 1, ...inside }), $db: 'admin' };
    await this.#do(client, {
      body,
      judge: (reply) => {
        // A transaction that was open when the store died is unknown now, and of two that make the same collection
        // one fails: nothing of it may be left then.
        if (reply.ok !== 1) expect(reply.codeName).to.be.oneOf(['NoSuchTransaction', 'WriteConflict']);
        this.#deposits.set(number, reply.ok === 1);
      },
    });
  }

  /** Everything is there exactly once. */
  async check(client: MongoClient): Promise<void> {
    const db = client.db();
    const mine = { _id: new RegExp(`^${this.#name}-`) } as never;
    const wheels = await db.collection('wheels').find(mine).toArray();
    for (const { _id, n } of wheels) expect(n, `wheel ${String(_id)}`).to.equal(this.#turns);
    expect(wheels).to.have.length(this.#turns > 0 ? WHEELS.length : 0);
    expect(await db.collection('lines').countDocuments(mine)).to.equal(this.#lines);
    for (const [number, there] of this.#deposits) {
      const found = await db
        .collection('deposits')
        .countDocuments({ _id: `${this.#name}-${number}` as never });
      expect(found, `deposit ${number}`).to.equal(Number(there));
    }
  }

  /** Begins with empty hands; the collections have been dropped. */
  forget(): void {
    this.#turns = this.#drawn = this.#lines = 0;
    this.#deposits.clear();
  }
}
