import { appendFile, copyFile, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { MongoClient, type Document } from 'mongodb';
// Without its thread, which takes longer to start than the store.
import { Engine } from '../../src/embedded-mongo/engine/engine.js';
import { garbageKey } from '../../src/embedded-mongo/engine/storage/layout.js';
import { isAsLeft, noteStop } from '../../src/embedded-mongo/engine/storage/last-stop.js';
import { drain } from '../../src/embedded-mongo/engine/plan/scan.js';
import { faultIn } from '../../src/embedded-mongo/engine/storage/file-check.js';
import { startServer } from '../../src/embedded-mongo/server.js';
import { damage, everythingIn } from './damage.js';
import { failure } from './support.js';

const PAGE = 4096;
/** How many damaged files are looked at; `DAMAGES` for a long run. */
const DAMAGES = Number(process.env.DAMAGES ?? 24);

/** Bytes and bits of a description: number and kind of its page, flags and roots of its trees, last page, transaction. */
const MATTERS = [[0, [1]], [18, [3]], [52, [1]], [93, [1]], [100, [2]], [148, [6]], [149, [0]], [152, [0, 1, 2, 3]], [153, [4]]] as const; // prettier-ignore

type Numbered = Document & { _id: number };

const text = (n: number) => `Phường số ${n} `.repeat(1 + (n % 60));

/** What a store says of its things: those that it gives out, and its errors. */
async function look(folder: string): Promise<{ things: Document[]; errors: string[] }> {
  const store = await startServer({ folder });
  const client = await new MongoClient(store.uri, { retryReads: false }).connect();
  try {
    const things = client.db('d').collection<Numbered>('things');
    const found: Document[] = [];
    const errors: string[] = [];
    const report = await client.db('d').command({ validate: 'things' });
    errors.push(...(report.errors as string[]));
    for (let n = 0; n < 400; n += 20) {
      const some = things.find({ _id: { $gte: n, $lt: n + 20 } }).toArray();
      found.push(...(await some.catch((error: Error) => (errors.push(error.message), []))));
    }
    return { things: found, errors };
  } finally {
    await client.close();
    await store.stop();
  }
}

describe("a store's file that a disk has changed", function () {
  this.timeout(DAMAGES * 5000);
  let folder: string;
  let sound: Buffer;
  let everything: string;
  const copy = () => path.join(folder, 'copy');
  const copied = () => path.join(copy(), 'store.mdb');

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'damaged-'));
    const store = await startServer({ folder: path.join(folder, 'sound') });
    const client = await new MongoClient(store.uri).connect();
    const things = client.db('d').collection<Numbered>('things');
    await things.createIndex({ text: 1 });
    await things.insertMany([...Array(400).keys()].map((_id) => ({ _id, text: text(_id) })));
    await things.updateMany({ _id: { $lt: 50 } }, { $set: { more: Buffer.alloc(9000, 'x') } });
    await client.close();
    await store.stop();
    sound = await readFile(path.join(folder, 'sound', 'store.mdb'));
    await mkdir(copy());
    await writeFile(copied(), sound);
    everything = await everythingIn(copy());
  });
  after(() => rm(folder, { recursive: true }));
  afterEach(() => rm(copied(), { force: true }));

  const outcome = async (): Promise<string> => {
    try {
      const { things, errors } = await look(copy());
      for (const { _id, text: shown } of things)
        expect(shown, `text of ${_id}`).to.equal(text(_id as number));
      if (errors.length === 0) expect(things.length).to.equal(400);
      return errors.length === 0 ? 'nothing lost' : 'told';
    } catch (error) {
      expect((error as Error).message).to.match(/is damaged: .*nothing was changed in it$/);
      return 'refused';
    }
  };

  it('never gives out anything wrong, and ends no process', async () => {
    const seen: Record<string, number> = {};
    let seed = 20_261_122 * DAMAGES;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return Math.floor((seed / 0x80000000) * below);
    };
    for (let n = 0; n < DAMAGES; n++) {
      const bytes = Buffer.from(sound);
      const page = 2 + random(bytes.length / PAGE - 2);
      // One bit anywhere, one bit where a page describes itself, or a whole page.
      const at = page * PAGE + random(n % 3 === 0 ? PAGE : 48);
      if (n % 3 === 2) bytes.fill(random(256), page * PAGE, (page + 1) * PAGE);
      else bytes[at]! ^= 1 << random(8);
      await writeFile(copied(), bytes);
      const before = drain(faultIn(copied())).next().done ? await everythingIn(copy()) : undefined;
      const what = await outcome();
      // What nobody notices must be in no use: free pages, and the gaps within others.
      if (what === 'nothing lost') expect(before, `byte ${at}`).to.equal(everything);
      seen[what] = (seen[what] ?? 0) + 1;
      if (what === 'refused') expect((await readFile(copied())).equals(bytes), 'untouched').to.equal(true);
    }
    expect(seen).to.include.all.keys('refused', 'told');
  });

  it('is refused when its two descriptions do not agree', async () => {
    const newest = sound.readUInt32LE(24 + 128) > sound.readUInt32LE(PAGE + 24 + 128) ? 0 : PAGE;
    for (const [at, bits] of MATTERS)
      for (const bit of bits) {
        const spoilt = Buffer.from(sound);
        spoilt[newest + at]! ^= 1 << bit;
        await writeFile(copied(), spoilt);
        expect(await outcome(), `byte ${at}, bit ${bit}`).to.equal('refused');
      }
    // The state before calls itself the newest: two transactions later than it was.
    const older = PAGE - newest + 24 + 128;
    const spoilt = Buffer.from(sound);
    spoilt.writeUInt32LE(spoilt.readUInt32LE(older) + 2, older);
    await writeFile(copied(), spoilt);
    expect(await outcome()).to.equal('refused');
  });

  it('is refused when what is in use is noted as dropped', async () => {
    await writeFile(copied(), sound);
    await damage(copy(), 'd.things', (file) => {
      file.put(garbageKey(file.keys()[0]!.readUInt32BE(0), 2), Buffer.alloc(0));
    });
    expect((await failure(look(copy()))).message).to.match(/damaged: d.things is in use and noted/);
  });

  it('is refused when it has been cut off anywhere', async () => {
    for (const pages of [3, 20, sound.length / PAGE / 2]) {
      await writeFile(copied(), sound);
      await truncate(copied(), Math.floor(pages) * PAGE + 100);
      expect(await outcome()).to.equal('refused');
    }
  });

  it('is refused when a page that is in use is listed as free', async () => {
    const spoilt = Buffer.from(sound);
    const root = Math.max(...[0, PAGE].map((at) => spoilt.readUInt32LE(at + 24 + 72 + 40)));
    // A list of free pages is 8 bytes a number, the first how many: the newest is in a leaf near the end.
    for (let at = 2 * PAGE; at + 16 < spoilt.length; at += 2) {
      const [count, first] = [spoilt.readBigUInt64LE(at), spoilt.readBigUInt64LE(at + 8)];
      if (count > 1n && count < 200n && first > 1n && first < 200n) {
        const kind = spoilt.readUInt16LE(at - (at % PAGE) + 18);
        if (kind === 2) spoilt.writeBigUInt64LE(BigInt(root), at + 8);
      }
    }
    await writeFile(copied(), spoilt);
    expect((await failure(look(copy()))).message).to.match(/free and in use|damaged/);
  });

  it('tells only the reader of the document that it is about', async () => {
    await copyFile(path.join(folder, 'sound', 'store.mdb'), copied());
    await damage(copy(), 'd.things', (file) => {
      const [key] = file.keys();
      const value = file.get(key!);
      value[value.length - 20]! ^= 1;
      file.put(key!, value);
    });
    const store = await startServer({ folder: copy() });
    const client = await new MongoClient(store.uri).connect();
    const things = client.db('d').collection<Numbered>('things');
    const error = await failure(things.findOne({ _id: 0 }));
    expect(error).to.include({ code: 301, codeName: 'DataCorruptionDetected' });
    expect((await things.findOne({ _id: 1 }))?.text).to.equal(text(1));
    expect(await failure(things.updateOne({ _id: 0 }, { $set: { n: 1 } }))).to.include({ code: 301 });
    await client.close();
    await store.stop();
  });

  it('is trusted after an orderly stop, unless somebody has written to it since', async () => {
    await writeFile(copied(), sound);
    const engine = await Engine.open(copy());
    expect(isAsLeft(copied()), 'in use').to.equal(false);
    await engine.close();
    expect(isAsLeft(copied()), 'at rest').to.equal(true);
    await appendFile(copied(), Buffer.alloc(PAGE));
    expect(isAsLeft(copied()), 'written to').to.equal(false);
  });

  it('is found at work where an orderly stop came before', async () => {
    const spoilt = Buffer.from(sound);
    const text = spoilt.lastIndexOf('Phường số 399');
    const kind = text - (text % PAGE) + 18;
    spoilt.writeUInt16LE(64, kind);
    await writeFile(copied(), spoilt);
    noteStop(copied());
    const engine = await Engine.open(copy());
    expect((await failure(engine.patrol.walk())).message).to.match(/its file is damaged: page \d+/);
    await engine.close();
    await writeFile(copied(), sound);
    const whole = await Engine.open(copy());
    await whole.patrol.walk();
    const walking = whole.patrol.walk();
    await whole.close();
    await walking;
  });

  it('is read without checksums where an older version wrote it', async () => {
    await copyFile(path.join(folder, 'sound', 'store.mdb'), copied());
    await damage(copy(), 'd.things', (file) => {
      for (const key of file.keys()) file.put(key, file.get(key).subarray(0, -4));
    });
    expect(await outcome()).to.equal('nothing lost');
  });
});
