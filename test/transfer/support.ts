import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  GridFSBucket,
  Int32,
  Long,
  MaxKey,
  MinKey,
  MongoClient,
  ObjectId,
  Timestamp,
  UUID,
  type Db,
  type Document,
} from 'mongodb';
import { openFolder, storeFolder } from '../../src/database/uri.js';
import { fromRoot } from '../../src/shared/project-root.js';
import { shapesOf, meaningOf } from '../../src/transfer/shape.js';
import { Tally } from '../../src/transfer/tally.js';

type Named = Document & { _id: unknown };

/** A value of every BSON type that has not been given up. */
const everyType = {
  double: new Double(3),
  fraction: -0.5,
  nothingness: new Double(-0),
  text: 'Kỷ cương \0 và trật tự',
  inner: { array: [1, [new Int32(2), {}], null], empty: {} },
  bytes: new Binary(Buffer.from([0, 1, 255]), 0),
  marked: new Binary(Buffer.from('abc'), 128),
  uuid: new UUID('0190163d-8694-739b-aea5-966c26f8ad91'),
  id: new ObjectId('65f000000000000000000001'),
  yes: true,
  date: new Date('1945-09-02T07:00:00Z'),
  nothing: null,
  pattern: new BSONRegExp('^a.*(?<b>c)', 'im'),
  code: new Code('return 1'),
  scoped: new Code('return x', { x: 1 }),
  symbol: new BSONSymbol('s'),
  int: new Int32(7),
  stamp: new Timestamp({ t: 5, i: 6 }),
  long: Long.fromString('9223372036854775807'),
  decimal: Decimal128.fromString('1.10'),
  least: new MinKey(),
  most: new MaxKey(),
};

/** Ids of many types, in no order. */
const ids: unknown[] = [
  'a',
  new Int32(5),
  new Double(-1.5),
  Long.fromString('9007199254740993'),
  new ObjectId('65f000000000000000000002'),
  { a: 1, b: 'x' },
  new Date(0),
  true,
  new Binary(Buffer.from('x')),
  new Timestamp({ t: 1, i: 1 }),
  new MinKey(),
  new MaxKey(),
  null,
  '',
];

/** Collections with everything that has to survive: types, ids, indexes of every kind, files, an empty collection. */
export async function fill(db: Db, papers = 300): Promise<void> {
  await db.collection<Named>('types').insertMany(ids.map((_id) => ({ _id, ...everyType })));
  const some = db.collection<Named>('papers');
  await some.createIndexes([
    { key: { code: 1 }, unique: true },
    { key: { tags: 1, n: -1 }, name: 'by tag' },
    { key: { n: 1 }, partialFilterExpression: { n: { $gt: 10 } } },
    { key: { late: 1 }, sparse: true },
  ]);
  for (let from = 0; from < papers; from += 1000)
    await some.insertMany(
      Array.from({ length: Math.min(1000, papers - from) }, (_, i) => ({
        _id: `paper-${from + i}`,
        code: from + i,
        n: i % 20,
        tags: ['a', `t${i % 7}`],
        text: randomBytes(300).toString('base64'),
      })),
    );
  await db.collection('passes').createIndex({ expires: 1 }, { expireAfterSeconds: 0 });
  // One that is over, and that the store has not removed yet; one that lasts.
  await db.collection('passes').insertMany([{ expires: new Date(0) }, { expires: new Date(4e12) }]);
  await db.createCollection('empty');
  await upload(db, 'picture', randomBytes(700_000));
  await upload(db, 'nothing', Buffer.alloc(0));
}

export async function upload(db: Db, name: string, bytes: Buffer): Promise<ObjectId> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const stream = new GridFSBucket(db, { bucketName: 'evidence' }).openUploadStream(name, {
    metadata: { sha256 },
  });
  stream.end(bytes);
  await once(stream, 'finish');
  return stream.id;
}

/** Everything in a database as one text per collection: the same for databases that hold the same. */
export async function contentOf(db: Db): Promise<Record<string, string>> {
  const content: Record<string, string> = {};
  for (const shape of await shapesOf(db)) {
    const tally = new Tally();
    const documents = db.collection(shape.name).find({}, { raw: true });
    for await (const bytes of documents as never as AsyncIterable<Uint8Array>) tally.add(bytes);
    content[shape.name] = `${meaningOf(shape)} ${tally.documents} ${tally.checksum}`;
  }
  return content;
}

export type Opened = { uri: string; client: MongoClient; db: Db; close: () => Promise<void> };

/** The store of a data folder, opened by this process. */
export async function openData(dataDir: string): Promise<Opened> {
  const store = await openFolder(storeFolder(dataDir));
  const client = await new MongoClient(store.uri).connect();
  const close = async () => {
    await client.close();
    await store.stop();
  };
  return { uri: store.uri, client, db: client.db(), close };
}

export const newFolder = (): Promise<string> => mkdtemp(path.join(tmpdir(), 'ky cương '));
export const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

export type Ended = { code: number | null; out: string; err: string };

/** A command in a process of its own. */
export class Command {
  readonly child: ChildProcess;
  out = '';
  err = '';

  constructor(script: string, words: string[], env: Record<string, string> = {}) {
    this.child = spawn(process.execPath, [fromRoot(`dist/scripts/${script}.js`), ...words], {
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (piece: Buffer) => (this.out += piece.toString()));
    this.child.stderr?.on('data', (piece: Buffer) => (this.err += piece.toString()));
  }

  /** Waits until it has said something. */
  async said(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.out + this.err)) {
      if (this.child.exitCode !== null) throw new Error(`it ended: ${this.out}${this.err}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  async ended(): Promise<Ended> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'close');
    return { code: this.child.exitCode, out: this.out, err: this.err };
  }

  async end(signal: NodeJS.Signals): Promise<Ended> {
    this.child.kill(signal);
    return this.ended();
  }
}
