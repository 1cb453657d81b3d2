import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Document } from 'bson';
import { GridFSBucket, MongoClient, type Collection } from 'mongodb';
import { sequence } from '../demo/random.js';
import { at } from './load.js';
import { residentMemory, startStore } from './processes.js';
import {
  batchPut,
  fileInPieces,
  groupInMemory,
  noise,
  plainFile,
  streamOf,
  syncedCommits,
} from './store-limits.js';
import { row, table } from './table.js';

const DOCUMENTS = 100_000;
const GROUPED = 10_000;
const ROUNDS = 3;
/** Seconds that one measurement of a rate takes. */
const SECONDS = 1.5;
const MEGABYTES = 100;

/** A document of about 1 KB; `group` is 0 to 9, so that a tenth of them lies in each. */
function thing(id: number, next: () => number): Document & { _id: number } {
  const text = Array.from(
    { length: 12 },
    () => `từ ${Math.floor(next() * 1e9).toString(36)} kiểm tra công vụ`,
  ).join(' ');
  const unit = { id: `unit-${id % 500}`, name: { vi: 'Phường Bồ Đề', en: 'Bo De Ward' } };
  return {
    _id: id,
    group: id % 10,
    rank: Math.floor(next() * 1e9),
    count: id % 7,
    unit,
    text,
    at: new Date(id * 1000),
  };
}

/** How often a second one client, or several at once, get an answer. */
async function rate(clients: number, ask: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const until = performance.now() + SECONDS * 1000;
  const begun = performance.now();
  const client = async () => {
    while (performance.now() < until) {
      await ask();
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return count / ((performance.now() - begun) / 1000);
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

type Ratio = () => Promise<[ours: number, limit: number]>;

/** Measures both turn by turn, and prints the ratio's middle and spread. `higher`: more is better, else less. */
async function compare(name: string, aim: string, unit: string, ratio: Ratio): Promise<void> {
  const rounds: [number, number][] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await ratio());
  const ratios = rounds.map(([ours, limit]) => ours / limit).sort((a, b) => a - b);
  const middleOf = (index: 0 | 1) =>
    at(
      rounds.map((one) => one[index]).sort((a, b) => a - b),
      0.5,
    );
  const figures = [middleOf(0), middleOf(1)].map((value) =>
    value < 10 ? value.toFixed(2) : value.toFixed(0),
  );
  const spread = [ratios[0] ?? 0, ratios.at(-1) ?? 0].map((one) => one.toFixed(2)).join('–');
  row(name, [...figures, unit, at(ratios, 0.5).toFixed(2), spread, aim]);
}

async function fill(
  things: Collection<Document & { _id: number }>,
  from: number,
  to: number,
  next: () => number,
) {
  for (let first = from; first < to; first += 5000) {
    await things.insertMany(Array.from({ length: 5000 }, (_, index) => thing(first + index, next)));
  }
}

type Bench = {
  folder: string;
  things: Collection<Document & { _id: number }>;
  client: MongoClient;
  next: () => number;
};

async function echo(folder: string, document: Document) {
  const socket = path.join(folder, 'echo.sock');
  const worker = new Worker(new URL('./wire-worker.js', import.meta.url), { workerData: { path: socket } });
  await once(worker, 'message');
  worker.postMessage({ things: [document] });
  await once(worker, 'message');
  const client = await MongoClient.connect(
    `mongodb://${encodeURIComponent(socket)}/bench?directConnection=true`,
  );
  const stop = async () => {
    await client.close();
    await worker.terminate();
  };
  return { things: client.db('bench').collection<Document & { _id: number }>('things'), stop };
}

const point =
  ({ things, next }: Bench, size: number) =>
  () =>
    things.findOne({ _id: Math.floor(next() * size) });
const page =
  ({ things, next }: Bench) =>
  () =>
    things
      .find({ group: Math.floor(next() * 10), rank: { $gte: Math.floor(next() * 9e8) } })
      .sort({ rank: 1 })
      .limit(25)
      .toArray();

async function reads(bench: Bench, small: { point: number; page: number }): Promise<void> {
  const peer = await echo(bench.folder, thing(1, bench.next));
  const ask = { point: point(bench, DOCUMENTS), page: page(bench) };
  await compare('point read / echo', '≥ 0.60', '/s', async () => [
    await rate(1, ask.point),
    await rate(1, () => peer.things.findOne({ _id: 1 })),
  ]);
  await peer.stop();
  await compare('25 by an index, sorted / point', '< 3', 'ms', async () => [
    1000 / (await rate(1, ask.page)),
    1000 / (await rate(1, ask.point)),
  ]);
  await compare('point read, 10x data', '< 1.5', 'ms', async () => [
    1000 / (await rate(1, ask.point)),
    small.point,
  ]);
  await compare('25 by an index, 10x data', '< 1.5', 'ms', async () => [
    1000 / (await rate(1, ask.page)),
    small.page,
  ]);
}

async function writes({ folder, client, next }: Bench): Promise<void> {
  const inserted = client.db('bench').collection<Document & { _id: number }>('inserted');
  let id = 0;
  const insertInto = (things: Collection<Document & { _id: number }>) => () =>
    things.insertOne(thing((id += 1), next));
  const insert = insertInto(inserted);
  const bytes = Buffer.alloc(1000, 'x');
  await compare('insert, 1 client / LMDB commits', '≥ 0.50', '/s', async () => [
    await rate(1, insert),
    await syncedCommits(folder, bytes, SECONDS),
  ]);
  const peer = await echo(folder, thing(1, next));
  await compare('insert / echo and commit in turn', '', '/s', async () => {
    const [echoed, committed] = [
      await rate(1, insertInto(peer.things)),
      await syncedCommits(folder, bytes, SECONDS),
    ];
    return [await rate(1, insert), 1 / (1 / echoed + 1 / committed)];
  });
  await peer.stop();
  await compare('insert, 32 clients / 1 client', '≥ 8', '/s', async () => [
    await rate(32, insert),
    await rate(1, insert),
  ]);
  await compare('insertMany 10,000 / LMDB batch', '≥ 0.40', '/s', async () => {
    const many = Array.from({ length: GROUPED }, () => thing((id += 1), next));
    const ours = (await timed(() => inserted.insertMany(many))) / 1000;
    return [GROUPED / ours, GROUPED / (await batchPut(folder, many))];
  });
}

async function grouping({ things }: Bench): Promise<void> {
  const group = { _id: '$unit.id', n: { $sum: 1 }, most: { $max: '$rank' } };
  const decoded = await things.find({ group: 3 }).toArray();
  await compare('$match + $group 10,000 / mingo', '< 1.5', 'ms', async () => [
    await timed(() => things.aggregate([{ $match: { group: 3 } }, { $group: group }]).toArray()),
    groupInMemory(decoded, group),
  ]);
}

async function files({ folder, client }: Bench): Promise<void> {
  const bucket = new GridFSBucket(client.db('bench'));
  const pieces = [...noise(MEGABYTES)];
  const downs: [number, number][] = [];
  const inPieces: [number, number][] = [];
  await compare('GridFS 100 MB up / file', '≥ 0.40', 'MB/s', async () => {
    const upload = bucket.openUploadStream('noise.bin');
    const up = (await timed(() => once(streamOf(pieces).pipe(upload), 'finish'))) / 1000;
    const down =
      (await timed(async () => {
        for await (const _piece of bucket.openDownloadStream(upload.id)) continue;
      })) / 1000;
    const plain = await plainFile(folder, pieces);
    downs.push([MEGABYTES / down, MEGABYTES / plain.down]);
    inPieces.push([MEGABYTES / up, MEGABYTES / (await fileInPieces(folder, pieces))]);
    return [MEGABYTES / up, MEGABYTES / plain.up];
  });
  await compare('GridFS 100 MB up / synced pieces', '', 'MB/s', async () => inPieces.shift() ?? [0, 1]);
  await compare('GridFS 100 MB down / file', '≥ 0.40', 'MB/s', async () => downs.shift() ?? [0, 1]);
}

/** `npm run bench -- store`: the built-in store in a process of its own, beside what lies below it. */
export async function benchStore(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ky-cuong-store-'));
  const store = await startStore(path.join(folder, 'data'));
  const client = await MongoClient.connect(store.url);
  try {
    const next = sequence(100_000);
    const things = client.db('bench').collection<Document & { _id: number }>('things');
    await things.createIndex({ group: 1, rank: 1 });
    const bench = { folder, things, client, next };
    await fill(things, 0, DOCUMENTS / 10, next);
    await rate(1, point(bench, DOCUMENTS / 10));
    const small = {
      point: 1000 / (await rate(1, point(bench, DOCUMENTS / 10))),
      page: 1000 / (await rate(1, page(bench))),
    };
    await fill(things, DOCUMENTS / 10, DOCUMENTS, next);
    await new Promise((resolve) => setTimeout(resolve, 5000));
    const rested = (await residentMemory(store.pid)) / 1e6;
    const mapped = (await residentMemory(store.pid, 'RssFile')) / 1e6;
    table('job', ['ours', 'limit', 'unit', 'ratio', 'from–to', 'aim']);
    await reads(bench, small);
    await writes(bench);
    await grouping(bench);
    await files(bench);
    console.log(
      `\nResident memory with ${DOCUMENTS} documents, at rest after the load: ${rested.toFixed(0)} MB (aim 300 MB); ${mapped.toFixed(0)} MB of it are pages of files`,
    );
  } finally {
    await client.close();
    await store.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
