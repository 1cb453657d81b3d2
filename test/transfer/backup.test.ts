import { readFile, readdir, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { BSON, type Document } from 'mongodb';
import { failure } from '../embedded-mongo/support.js';
import { silent } from '../../src/transfer/progress.js';
import { checkBackup } from '../../src/transfer/restore.js';
import { Command, contentOf, fill, newFolder, openData, removeFolder } from './support.js';

/** `KILLS=100` for a long run, `DOCUMENTS=20000` for a large one. */
const KILLS = Number(process.env['KILLS'] ?? 1);
const DOCUMENTS = Number(process.env['DOCUMENTS'] ?? 500);

describe('backup and restore', function () {
  // Several processes are started, one after the other.
  this.timeout(60_000);
  let folder: string;
  let file: string;
  let old: string;
  let oldContent: Record<string, string>;
  let content: Record<string, string>;
  const within = async <T>(
    dataDir: string,
    work: (db: Awaited<ReturnType<typeof openData>>) => Promise<T>,
  ) => {
    const opened = await openData(dataDir);
    try {
      return await work(opened);
    } finally {
      await opened.close();
    }
  };
  const restore = (dataDir: string, ...words: string[]) =>
    new Command('restore', [file, ...words], { DATA_DIR: dataDir });
  const filesIn = async (dataDir: string) => (await readdir(path.join(dataDir, 'store'))).sort();

  before(async function () {
    this.timeout(120_000);
    folder = await newFolder();
    file = path.join(folder, 'sao lưu');
    old = path.join(folder, 'old');
    // The file is made while somebody writes, by a command that joins the store that is open here.
    await within(path.join(folder, 'first'), async ({ db }) => {
      await fill(db, DOCUMENTS);
      const pairs = [db.collection<Document & { _id: string }>('a-left'), db.collection('z-right')] as const;
      await db.collection('z-right').insertOne({ _id: 'n' as never, n: 0 });
      let writing = true;
      const writer = (async () => {
        for (let n = 1; writing; n++) {
          await pairs[0].insertOne({ _id: `left ${n}` });
          await pairs[1].updateOne({}, { $set: { n } });
        }
      })();
      const { code, err, out } = await new Command('backup', [file], {
        DATA_DIR: path.join(folder, 'first'),
      }).ended();
      writing = false;
      await writer;
      expect([code, err]).to.deep.equal([0, 'reading …\n']);
      expect(out).to.match(/^papers +\d+/m);
    });
    await within(old, async ({ db }) => {
      await db.collection('people').insertOne({ name: 'the old installation' });
      oldContent = await contentOf(db);
    });
  });
  after(() => removeFolder(folder));

  it('shows one moment, though others write meanwhile', async () => {
    const { code, err } = await restore(path.join(folder, 'second')).ended();
    expect([code, err]).to.deep.equal([0, 'reading …\nchecking …\nwriting …\ncomparing …\n']);
    await within(path.join(folder, 'second'), async ({ db }) => {
      content = await contentOf(db);
      // What is written first, and read first, is never behind.
      const left = await db.collection('a-left').countDocuments();
      const right = (await db.collection('z-right').findOne({}))?.n as number;
      expect(left - right).to.be.within(0, 1);
      expect(right).to.be.above(0);
    });
    expect(
      (await filesIn(path.join(folder, 'second'))).filter((name) => /^(repl|rest)/.test(name)),
    ).to.deep.equal([]);
  });

  it('brings back every document, index and file', async () => {
    const first = await within(path.join(folder, 'first'), ({ db }) => contentOf(db));
    const { passes: _, 'a-left': __, 'z-right': ___, ...rest } = first;
    expect(content).to.deep.include(rest);
    expect(Object.keys(content)).to.deep.equal(Object.keys(first));
  });

  it('is a gzip file of BSON documents that only its owner reads', async () => {
    const bytes = gunzipSync(await readFile(file));
    const first = BSON.deserialize(bytes.subarray(0, bytes.readInt32LE(0)));
    expect(first).to.include({ format: 'ky-cuong backup', version: 1, database: 'ky-cuong' });
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).to.equal(0o600);
  });

  it('refuses an installation that is not empty, until it is told to replace it', async () => {
    const { code, err } = await restore(old).ended();
    expect(code).to.equal(2);
    expect(err).to.match(/is not empty \(people\); --force replaces it\n$/);
    expect(await within(old, ({ db }) => contentOf(db))).to.deep.equal(oldContent);
  });

  it('leaves the old or the new installation when it is killed', async function () {
    this.timeout(60_000 + KILLS * 20_000);
    const target = path.join(folder, 'killed');
    await within(target, ({ db }) => db.collection('people').insertOne({ name: 'the old installation' }));
    const before = await within(target, ({ db }) => contentOf(db));
    const ends = { old: 0, new: 0 };
    for (let kill = 0; kill < KILLS; kill++) {
      const child = restore(target, '--force');
      await child.said(kill % 3 === 2 ? /comparing/ : /writing/);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 400));
      await child.end('SIGKILL');
      const found = await within(target, ({ db }) => contentOf(db));
      const isOld = JSON.stringify(found) === JSON.stringify(before);
      ends[isOld ? 'old' : 'new']++;
      if (!isOld) expect(found).to.deep.equal(content);
    }
    expect(ends.old + ends.new).to.equal(KILLS);
    if (KILLS === 1) return;
    const { code, out } = await restore(target, '--force').ended();
    expect(code).to.equal(0);
    expect(await within(target, ({ db }) => contentOf(db))).to.deep.equal(content);
    const kept = /lies in (.+)\n/.exec(out)?.[1] ?? '';
    if (ends.new === 0) {
      await rename(kept, path.join(target, 'store/store.mdb'));
      expect(await within(target, ({ db }) => contentOf(db))).to.deep.equal(before);
    }
  });

  it('refuses while the product runs, and leaves it alone', async () => {
    await within(old, async ({ db }) => {
      const { code, err } = await restore(old, '--force').ended();
      expect([code, err.split('\n').at(-2)]).to.deep.equal([
        2,
        `the product is running on ${old}: stop it first`,
      ]);
      expect(await contentOf(db)).to.deep.equal(oldContent);
    });
  });

  describe('a damaged file', () => {
    let whole: Buffer;
    before(async () => (whole = await readFile(file)));
    const check = async (bytes: Buffer): Promise<Error> => {
      const damaged = path.join(folder, 'damaged');
      await writeFile(damaged, bytes);
      return failure(checkBackup(damaged, silent));
    };

    it('is refused wherever a byte differs', async () => {
      const places = [
        0,
        3,
        4,
        9,
        12,
        50,
        whole.length - 1,
        whole.length - 12,
        whole.length - 50,
        whole.length - 91,
      ];
      for (let n = 1; n < 12; n++) places.push(Math.floor((whole.length * n) / 12));
      for (const at of places) {
        const bytes = Buffer.from(whole);
        bytes[at] = bytes[at]! ^ 0x10;
        expect((await check(bytes)).message, `byte ${at}`).to.match(/its checksum does not fit/);
      }
    });

    it('is refused when it is cut off, or goes on', async () => {
      for (const length of [
        0,
        10,
        92,
        200,
        Math.floor(whole.length / 2),
        whole.length - 92,
        whole.length - 1,
      ])
        expect((await check(whole.subarray(0, length))).message).to.match(/too short|does not fit/);
      expect((await check(Buffer.concat([whole, Buffer.from([0])]))).message).to.match(/does not fit/);
      expect((await check(Buffer.concat([whole, whole]))).message).to.match(/does not fit/);
    });

    it('touches nothing', async () => {
      await writeFile(path.join(folder, 'damaged'), whole.subarray(0, whole.length - 5));
      const words = [path.join(folder, 'damaged'), '--force'];
      const { code, err } = await new Command('restore', words, { DATA_DIR: old }).ended();
      expect(code).to.equal(2);
      expect(err).to.match(/^reading …\n.*damaged, cut off or not a backup: its checksum does not fit\n$/);
      expect(await within(old, ({ db }) => contentOf(db))).to.deep.equal(oldContent);
    });
  });
});
