import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { MongoClient, type Document } from 'mongodb';
import {
  bucketOf,
  countersOf,
  fingerprint,
  Ledger,
  papersOf,
  prepare,
  sweepAway,
  writeUntilKilled,
  type Tally,
} from './kill-writers.js';

/** `npm run soak -- kill` for a long run. */
const KILLS = Number(process.env.KILLS ?? 10);

describe('a store killed in the middle of its work', () => {
  let folder: string;
  let child: ChildProcess | undefined;
  let client: MongoClient;
  before(async () => (folder = await mkdtemp(path.join(tmpdir(), 'kill-'))));
  after(async () => {
    await client.close(true);
    child?.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });

  it(`has everything that it acknowledged, whole, ${KILLS} times`, async function () {
    // A long run takes as long as the machine needs.
    this.timeout(process.env.KILLS === undefined ? KILLS * 10_000 : 0);
    const ledger = new Ledger();
    for (ledger.round = 1; ledger.round <= KILLS; ledger.round++) {
      const uri = await live(ledger);
      if (ledger.round % 10 === 0) await sweepAway(client, ledger);
      await prepare(client);
      await ledger.seats.prepare(client);
      await ledger.moves.prepare(client);
      const writers = writeUntilKilled(client, uri, ledger);
      await randomMoment(ledger);
      await kill();
      await client.close(true);
      await writers;
      if (ledger.round % 25 === 0) process.stdout.write(`      killed ${ledger.round} times\n`);
    }
    await live(ledger);
    await client.close();
    await kill();
    expect(ledger.everybodyHasWritten).to.equal(true);
    expect(ledger.retriers.map(({ repeated }) => repeated).some((n) => n > 0)).to.equal(true);
  });

  // A new life: what was not answered is asked again, and then everything is looked at.
  async function live(ledger: Ledger): Promise<string> {
    const uri = await connect();
    for (const each of ledger.retriers) await each.repeat(uri);
    await check(client, ledger);
    return uri;
  }

  async function connect(): Promise<string> {
    child = fork(new URL('./kill-child.js', import.meta.url), [folder]);
    const [uri] = (await once(child, 'message')) as [string];
    // A driver that tries its writes again would meet the next life of the store, and one that is patient would hold
    // up each death: only the connecting may take long, on a busy machine.
    for (let tries = 1; ; tries++) {
      client = new MongoClient(uri, { retryWrites: false, serverSelectionTimeoutMS: 500 });
      try {
        await client.connect();
        break;
      } catch (error) {
        if (tries === 20) throw error;
      }
    }
    return uri;
  }

  async function kill(): Promise<void> {
    const gone = once(child!, 'exit');
    child!.kill('SIGKILL');
    await gone;
  }
});

// In every third life of the store everybody gets something done first, however slow the machine is.
async function randomMoment(ledger: Ledger): Promise<void> {
  const pause = (most: number) => new Promise((resolve) => setTimeout(resolve, Math.random() * most));
  const waits = () => ledger.round % 3 === 0 && !ledger.everybodyHasWritten && ledger.wrong.length === 0;
  for (let n = 0; n < 500 && waits(); n++) await pause(20);
  await pause(250);
}

async function check(client: MongoClient, ledger: Ledger): Promise<void> {
  await checkPapers(client, ledger);
  await checkCounters(client, ledger);
  await checkFiles(client, ledger);
  expect(ledger.wrong).to.deep.equal([]);
  for (const each of [ledger.serial, ledger.seats, ledger.moves, ...ledger.retriers])
    await each.check(client);
  for (const { name } of await client.db().listCollections().toArray()) {
    const report = await client.db().command({ validate: name });
    expect(report, `${name} in round ${ledger.round}`).to.deep.include({ valid: true, errors: [] });
  }
}

async function checkPapers(client: MongoClient, { papers }: Ledger): Promise<void> {
  const found = new Set<string>();
  for await (const { _id, text, sum } of papersOf(client).find()) {
    expect(fingerprint(String(text)), `${_id} is whole`).to.equal(sum);
    found.add(_id);
  }
  for (const [id, acknowledged] of papers)
    if (acknowledged) expect(found.has(id), `${id} is there`).to.equal(true);
  for (const id of found) expect(papers.has(id), `${id} was written`).to.equal(true);
}

async function checkCounters(client: MongoClient, { counters, transfers }: Ledger): Promise<void> {
  for (const [_id, tally] of counters) {
    const { n = 0, twin = 0 }: Document = (await countersOf(client).findOne({ _id })) ?? {};
    expect(n, `${_id} is whole`).to.equal(twin);
    settle(tally, Number(n), _id);
  }
  const [from, to] = await Promise.all(['from', 'to'].map((_id) => countersOf(client).findOne({ _id })));
  const entries = await client.db().collection('transfers').countDocuments();
  expect([from?.n ?? 0, to?.n ?? 0], 'both or none').to.deep.equal([0 - entries, entries]);
  settle(transfers, entries, 'transfers');
}

// What was under way when the store died may have happened or not.
function settle(tally: Tally, actual: number, what: string): void {
  expect(actual, what).to.be.within(tally.acknowledged, tally.tried);
  tally.acknowledged = tally.tried = actual;
}

async function checkFiles(client: MongoClient, { files }: Ledger): Promise<void> {
  const bucket = bucketOf(client);
  const found = new Set<string>();
  for await (const { _id, filename, metadata } of bucket.find()) {
    const bytes = await buffer(bucket.openDownloadStream(_id));
    expect(fingerprint(bytes), `file ${filename} is whole`).to.equal(metadata?.sum);
    found.add(filename);
  }
  for (const [name, acknowledged] of files)
    if (acknowledged) expect(found.has(name), `file ${name} is there`).to.equal(true);
}
