import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { AssertionError } from 'chai';
import { GridFSBucket, type Collection, type Document, type MongoClient } from 'mongodb';

import { Moves, Seats, Serial } from './kill-deeds.js';
import { Retrier } from './kill-retries.js';

type Keyed = Document & { _id: string };
/** How often something was acknowledged, and how often it was tried. */
export interface Tally {
  acknowledged: number;
  tried: number;
}

/** What the writers were promised, kept outside the process that is killed. */
export class Ledger {
  readonly papers = new Map<string, boolean>();
  readonly files = new Map<string, boolean>();
  readonly counters = new Map<string, Tally>();
  readonly transfers: Tally = { acknowledged: 0, tried: 0 };
  readonly serial = new Serial();
  readonly seats = new Seats();
  readonly moves = new Moves();
  readonly retriers = [new Retrier('first'), new Retrier('second')];
  /** What a writer was told that cannot be. */
  readonly wrong: unknown[] = [];
  round = 0;
  uploads = 0;

  /** Everybody has had something acknowledged. */
  get everybodyHasWritten(): boolean {
    const { counters, moves, retriers, seats, serial, transfers, uploads } = this;
    const numbers = [transfers.acknowledged, serial.tally.acknowledged, seats.changes, moves.moves];
    return (
      numbers.every((each) => each > 0) &&
      [...counters.values()].some(({ acknowledged }) => acknowledged > 0) &&
      retriers.every(({ deeds }) => deeds > 4) &&
      uploads > 0
    );
  }
}

/** The fingerprint by which a whole document or file is told from a half one. */
export function fingerprint(text: string | Buffer): string {
  return createHash('sha1').update(text).digest('hex');
}

export const papersOf = (client: MongoClient): Collection<Keyed> => client.db().collection('papers');
export const countersOf = (client: MongoClient): Collection<Keyed> => client.db().collection('counters');
export const bucketOf = (client: MongoClient): GridFSBucket =>
  new GridFSBucket(client.db(), { bucketName: 'files', chunkSizeBytes: 16 * 1024 });

/** Collections and indexes that the writers use. */
export async function prepare(client: MongoClient): Promise<void> {
  await papersOf(client).createIndexes([
    { key: { code: 1 }, unique: true },
    { key: { tags: 1, size: -1 } },
    { key: { sum: 1 }, partialFilterExpression: { size: { $gt: 1000 } } },
  ]);
  await countersOf(client).createIndex({ n: -1, kind: 1 });
}

/** Now and then all is swept away, so that a long run does not read an ever longer past. */
export async function sweepAway(client: MongoClient, ledger: Ledger): Promise<void> {
  await papersOf(client).deleteMany({});
  await bucketOf(client).drop();
  for (const name of ['wheels', 'draws', 'lines', 'deposits']) await client.db().dropCollection(name);
  ledger.papers.clear();
  ledger.files.clear();
  for (const each of ledger.retriers) each.forget();
}

/** Everybody writes until the connection breaks. */
export async function writeUntilKilled(client: MongoClient, uri: string, ledger: Ledger): Promise<void> {
  const name = (writer: number) => `${ledger.round}-${writer}`;
  const { moves, retriers, seats, serial } = ledger;
  const forever = (step: (n: number) => Promise<void>) => untilKilled(ledger, step);
  await Promise.all([
    ...[1, 2, 3].map((writer) => forever((n) => insertPapers(client, ledger, `${name(writer)}-${n}`))),
    ...[1, 2].map((writer) => forever(() => increase(client, ledger, `counter-${writer}`))),
    forever(() => transfer(client, ledger)),
    forever((n) => upload(client, ledger, `${name(0)}-${n}`)),
    forever(() => rebuildIndex(client)),
    forever(() => serial.write(client)),
    ...[0, 1].map((writer) => forever(() => seats.write(client, writer))),
    forever((n) => moves.write(client, `${name(0)}-${n}`)),
    ...retriers.map((each) => forever(() => each.write(uri))),
  ]);
}

async function untilKilled(ledger: Ledger, step: (n: number) => Promise<void>): Promise<void> {
  try {
    for (let n = 0; ; n++) await step(n);
  } catch (error) {
    // The store was killed, or it has said something wrong.
    if (error instanceof AssertionError) ledger.wrong.push(error);
  }
}

async function insertPapers(client: MongoClient, ledger: Ledger, name: string): Promise<void> {
  const papers = ['a', 'b', 'c'].map((part) => {
    const text = randomBytes(1 + Math.random() * 3000).toString('base64');
    const tags = [name, part, `t${text.length % 7}`];
    return {
      _id: `${name}-${part}`,
      code: `${part}-${name}`,
      tags,
      text,
      size: text.length,
      sum: fingerprint(text),
    };
  });
  for (const { _id } of papers) ledger.papers.set(_id, false);
  await papersOf(client).insertMany(papers);
  for (const { _id } of papers) ledger.papers.set(_id, true);
}

async function increase(client: MongoClient, ledger: Ledger, _id: string): Promise<void> {
  const tally = ledger.counters.get(_id) ?? { acknowledged: 0, tried: 0 };
  ledger.counters.set(_id, tally);
  tally.tried++;
  const change = { $inc: { n: 1, twin: 1 }, $set: { kind: `k${tally.tried % 3}` } };
  await countersOf(client).updateOne({ _id }, change, { upsert: true });
  tally.acknowledged++;
}

// Two documents and a new one: all or nothing.
async function transfer(client: MongoClient, { transfers }: Ledger): Promise<void> {
  await client.withSession(async (session) => {
    session.startTransaction();
    transfers.tried++;
    const options = { session, upsert: true };
    await countersOf(client).updateOne({ _id: 'from' }, { $inc: { n: -1 } }, options);
    await countersOf(client).updateOne({ _id: 'to' }, { $inc: { n: 1 } }, options);
    await client.db().collection('transfers').insertOne({}, { session });
    await session.commitTransaction();
    transfers.acknowledged++;
  });
}

async function upload(client: MongoClient, ledger: Ledger, name: string): Promise<void> {
  const bytes = randomBytes(Math.random() * 200_000);
  ledger.files.set(name, false);
  const stream = bucketOf(client).openUploadStream(name, { metadata: { sum: fingerprint(bytes) } });
  stream.end(bytes);
  await once(stream, 'finish');
  ledger.files.set(name, true);
  ledger.uploads++;
}

async function rebuildIndex(client: MongoClient): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 30));
  await papersOf(client).createIndex({ size: 1 });
  await papersOf(client).dropIndex('size_1');
}
