import { open, readFile, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { Binary, type Document, type ObjectId } from 'mongodb';
import { storeFolder } from '../../src/database/uri.js';
import type { Defect } from '../../src/transfer/gridfs.js';
import { silent } from '../../src/transfer/progress.js';
import { verifyStore } from '../../src/transfer/verify.js';
import { damage } from '../embedded-mongo/damage.js';
import { Command, newFolder, openData, removeFolder, upload, type Opened } from './support.js';

const CHUNK = 255 * 1024;

describe('verifying a store', function () {
  this.timeout(60_000);
  let folder: string;
  let opened: Opened;
  let files: ObjectId[];
  const sizes = [CHUNK * 2 + 10, CHUNK, 0, 50];
  beforeEach(async () => {
    folder = await newFolder();
    opened = await openData(folder);
    files = [];
    for (const size of sizes) files.push(await upload(opened.db, `file of ${size}`, Buffer.alloc(size, 'x')));
    await opened.db.collection('papers').insertMany([{ _id: 'one' as never, n: 1 }, { n: 2 }]);
    await opened.db.collection('papers').createIndex({ n: 1 });
  });
  afterEach(async () => {
    await opened.close();
    await removeFolder(folder);
  });

  const chunks = () => opened.db.collection('evidence.chunks');
  const verify = async () => {
    const defects: Defect[] = [];
    const verified = await verifyStore(opened.client, (defect) => defects.push(defect), silent);
    expect(verified.defects).to.equal(defects.length);
    return { ...verified, found: defects.map(({ where, what }) => `${where}: ${what}`) };
  };
  const defectOf = async (file: number): Promise<string[]> =>
    (await verify()).found.map((each) =>
      each.replace(`ky-cuong.evidence.files, _id {"$oid":"${String(files[file])}"}: `, ''),
    );

  it('reads everything', async () => {
    expect(await verify()).to.deep.equal({
      ...{ collections: 3, documents: 4 + 5 + 2, indexes: 6, files: 4, defects: 0, found: [] },
    });
  });

  it('finds a chunk that is missing, in the middle and at the end', async () => {
    await chunks().deleteOne({ files_id: files[0]!, n: 1 });
    expect(await defectOf(0)).to.deep.equal(['chunk 1 of 3 is missing']);
    await chunks().deleteMany({ files_id: files[0]! });
    expect(await defectOf(0)).to.deep.equal(['chunk 0 of 3 is missing']);
    await opened.db.collection('evidence.files').deleteOne({ _id: files[0]! });
    await chunks().deleteMany({ files_id: files[1]! });
    expect(await defectOf(1)).to.deep.equal(['chunk 0 of 1 is missing']);
  });

  it('finds bytes that are too few or not those that were sent', async () => {
    const set = (bytes: Buffer) => ({ $set: { data: new Binary(bytes) } });
    await chunks().updateOne({ files_id: files[3]! }, set(Buffer.alloc(49, 'x')));
    expect(await defectOf(3)).to.deep.equal(['chunk 0 has 49 bytes instead of 50']);
    await chunks().updateOne({ files_id: files[3]! }, set(Buffer.alloc(50, 'y')));
    expect(await defectOf(3)).to.deep.equal(['its bytes do not give the SHA-256 that was kept with it']);
  });

  it('finds chunks that belong to no file, unless it is being sent', async () => {
    await opened.db.collection('uploads_begun').insertOne({ _id: 'begun' as never });
    await chunks().insertMany([
      { files_id: 'begun', n: 0, data: new Binary(Buffer.from('x')) },
      { files_id: 'lost', n: 0, data: new Binary(Buffer.from('x')) },
      { files_id: 'lost', n: 1, data: new Binary(Buffer.from('x')) },
    ]);
    expect((await verify()).found).to.deep.equal([
      'ky-cuong.evidence.chunks, files_id "lost", n 0: it belongs to no file',
    ]);
  });

  it('finds, in a folder that nobody has open, where documents and indexes disagree', async () => {
    await opened.close();
    await damage(storeFolder(folder), 'ky-cuong.papers', (file) => {
      file.remove(file.keys('n_1')[0]!);
      file.put(file.keys()[1]!, Buffer.from('no document'));
    });
    const { code, out, err } = await new Command('store', ['verify', '--data', folder]).ended();
    expect(code).to.equal(1);
    expect(err).to.match(/^ky-cuong.papers: record 1 \(_id "one"\) has no entry in index n_1$/m);
    expect(err).to.match(/^ky-cuong.papers: record 2 cannot be read: /m);
    expect(out).to.match(/Faults found: \d+\.\n$/);
    opened = await openData(folder);
  });

  it('says so when the file is too damaged to be read at all', async () => {
    await opened.close();
    const file = path.join(storeFolder(folder), 'store.mdb');
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, 4096 * 3));
    const { code, err } = await new Command('store', ['verify', '--data', folder]).ended();
    expect(code).to.equal(1);
    expect(err).to.match(
      /store\.mdb is damaged: it has been cut off: page \d+ is missing; nothing was changed/,
    );
    await writeFile(file, whole);
    opened = await openData(folder);
  });

  it('finds pages that do not fit together beside the process that works with them', async () => {
    const file = await open(path.join(storeFolder(folder), 'store.mdb'), 'r+');
    const { pages, damage } = await leavesOf(file);
    const verified = async (page: number) => {
      await damage(page);
      const { code, err } = await new Command('store', ['verify', '--data', folder]).ended();
      return [code, err];
    };
    // A page that is in no tree any more is not read: then the one before it.
    let page = pages.pop()!;
    let answer = await verified(page);
    for (; answer[0] === 0 && pages.length > 0; answer = await verified(page)) {
      await damage(page);
      page = pages.pop()!;
    }
    expect(answer).to.deep.equal([1, `the file: page ${page} is of the wrong kind\n`]);
    // Its process works on: whoever looks elsewhere notices nothing.
    expect(await opened.client.db().command({ ping: 1 })).to.include({ ok: 1 });
    await damage(page);
    await file.close();
    expect((await verify()).found).to.deep.equal([]);
  });

  it('works beside the process that has the folder open', async () => {
    const { code, out } = await new Command('store', ['verify', '--data', folder]).ended();
    expect([code, out]).to.deep.equal([
      0,
      '11 documents in 3 collections, 6 indexes, 4 files read\nThe store is whole.\n',
    ]);
  });
});

/** The numbers of the pages that once were leaves, and a way to change such a page's kind and back. */
async function leavesOf(file: FileHandle) {
  const pages: number[] = [];
  const whole = await file.readFile();
  for (let page = 2; page * 4096 < whole.length; page++)
    if (whole.readUInt16LE(page * 4096 + 18) === 2) pages.push(page);
  const damage = async (page: number) => {
    const kind = Buffer.alloc(1);
    await file.read(kind, 0, 1, page * 4096 + 18);
    kind[0]! ^= 1;
    await file.write(kind, 0, 1, page * 4096 + 18);
  };
  return { pages, damage };
}

describe('npm run store', function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => (folder = await newFolder()));
  after(() => removeFolder(folder));
  const run = async (...words: string[]) => {
    const { code, out, err } = await new Command('store', words).ended();
    return [code, out, err] as [number | null, string, string];
  };

  it('answers wrong words with a line and exit code 2', async () => {
    const nothing = path.join(folder, 'nothing');
    const wrong: Record<string, string[]> = {
      [`${nothing} holds no store\n`]: ['verify', '--data', nothing],
      '--port must be a whole number from 0 to 65535, not "x"\n': ['serve', '--data', folder, '--port', 'x'],
      '--from and --to are both needed\n': ['copy', '--from', folder],
    };
    const answers = Object.entries(wrong).map(async ([line, words]) =>
      expect(await run(...words)).to.deep.equal([2, '', line]),
    );
    await Promise.all(answers);
    expect((await run('sing'))[0]).to.equal(2);
  });

  it('serves a folder until a signal ends it, and copies from one to another', async () => {
    const serving = new Command('store', ['serve', '--data', path.join(folder, 'a'), '--port', '0']);
    await serving.said(/mongodb:.*\n/);
    expect(serving.out).to.match(/^mongodb:\/\/127\.0\.0\.1:\d+\/ky-cuong\?directConnection=true\n$/);
    const port = /:(\d+)/.exec(serving.out)![1]!;
    const taken = await run('serve', '--data', path.join(folder, 'c'), '--port', port);
    expect(taken).to.deep.equal([2, '', `--port ${port} is in use on 127.0.0.1: choose another\n`]);

    const { openEndpoint } = await import('../../src/transfer/endpoint.js');
    const source = await openEndpoint(serving.out.trim(), false);
    const papers: Document[] = [{ text: 'Thông báo' }, { text: 'Quyết định' }];
    await source.client.db(source.database).collection('papers').insertMany(papers);
    await source.close();
    const [code, out] = await run('copy', '--from', serving.out.trim(), '--to', path.join(folder, 'b'));
    expect(code).to.equal(0);
    expect(out).to.match(/^papers +2 .* same$/m);
    expect(await serving.end('SIGTERM')).to.deep.include({ code: 0, err: '' });
  });
});
