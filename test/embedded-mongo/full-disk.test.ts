import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { MongoClient, type Collection, type Document } from 'mongodb';
import { failure } from './support.js';

type Numbered = Document & { _id: number };

const paper = (_id: number): Numbered => ({ _id, n: _id, text: Buffer.alloc(20_000, _id) });

// A limit on the size of the process's files stands for a disk that is full: both make writing fail in the middle.
describe('a store whose disk is full', () => {
  let folder: string;
  let child: ChildProcess;
  let client: MongoClient;
  let papers: Collection<Numbered>;
  let inserted = 0;
  const limit = (bytes: number | 'unlimited') =>
    execFileSync('prlimit', ['--pid', String(child.pid), `--fsize=${bytes}:unlimited`]);

  before(async function () {
    try {
      execFileSync('prlimit', ['--version']);
    } catch {
      this.skip();
    }
    folder = await mkdtemp(path.join(tmpdir(), 'full-disk-'));
    await start();
    await papers.createIndex({ n: 1 });
    await papers.insertMany([...Array(20).keys()].map(paper));
    inserted = 20;
    limit((await stat(path.join(folder, 'store.mdb'))).size + 300_000);
  });
  after(async () => {
    await client?.close();
    child?.kill('SIGKILL');
    if (folder) await rm(folder, { recursive: true });
  });

  async function start(): Promise<void> {
    child = fork(new URL('./kill-child.js', import.meta.url), [folder], { stdio: 'ignore' });
    const [uri] = (await once(child, 'message')) as [string];
    client = await new MongoClient(uri, { retryWrites: false }).connect();
    papers = client.db().collection<Numbered>('papers');
  }

  it('refuses what does not fit, says why, and answers all the while', async () => {
    let error: unknown;
    while (error === undefined && inserted < 100)
      error = await papers.insertOne(paper(inserted)).then(
        () => void inserted++,
        (refusal: unknown) => refusal,
      );
    expect(error).to.include({ code: 14031, codeName: 'OutOfDiskSpace' });
    expect((error as Error).message).to.match(/^There is no room left on the disk/);
    for (const work of [
      () => papers.insertMany([...Array(50).keys()].map((n) => paper(1000 + n))),
      () => papers.updateMany({}, { $set: { more: 'x'.repeat(20_000) } }),
      () =>
        client.withSession((session) =>
          session.withTransaction(() =>
            papers.insertMany([paper(2000), paper(2001), paper(2002)], { session }),
          ),
        ),
      () => papers.createIndex({ text: 1 }),
      () =>
        client
          .db()
          .collection('others')
          .insertOne({ text: 'x'.repeat(1_000_000) }),
    ])
      expect(await failure(work()), String(work)).to.include({ code: 14031 });
    expect(await papers.countDocuments({ n: { $gte: 0 } })).to.equal(inserted);
    expect((await papers.findOne({ _id: inserted - 1 }))?.n).to.equal(inserted - 1);
  });

  it('goes on as soon as there is room, and has lost nothing', async () => {
    limit('unlimited');
    await papers.insertOne(paper(inserted++));
    await papers.createIndex({ text: 1 });
    expect(await client.db().command({ validate: 'papers' })).to.deep.include({
      valid: true,
      nrecords: inserted,
    });
    expect(await client.db().admin().command({ embeddedCheckFile: 1 })).to.deep.include({ valid: true });
  });

  it('is whole when it is started again after it was full', async () => {
    limit((await stat(path.join(folder, 'store.mdb'))).size);
    await failure(papers.insertMany([...Array(50).keys()].map((n) => paper(3000 + n))));
    await client.close(true);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    await start();
    expect(await papers.countDocuments({ n: { $lt: 1000 } })).to.equal(inserted);
    expect(await client.db().command({ validate: 'papers' })).to.deep.include({ valid: true });
  });
});
