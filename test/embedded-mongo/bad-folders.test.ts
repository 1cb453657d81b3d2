import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { startEmbeddedMongo } from '../../src/embedded-mongo/index.js';
import { failure } from './support.js';

describe('a folder that cannot hold a store', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(path.join(tmpdir(), 'bad-folders '))));
  after(() => rm(folder, { recursive: true }));

  async function refusal(place: string): Promise<string> {
    const { message } = await failure(startEmbeddedMongo({ folder: place }));
    expect(message).to.include(`The store in ${place} cannot start: `);
    expect(message).not.to.include('\n');
    return message;
  }

  it('is refused in one line when it is a file, or inside of one', async () => {
    const file = path.join(folder, 'tập tin');
    await writeFile(file, 'not a folder');
    expect(await refusal(file)).to.include('EEXIST');
    expect(await refusal(path.join(file, 'store'))).to.include('ENOTDIR');
    expect(await readFile(file, 'utf8')).to.equal('not a folder');
  });

  it('is refused in one line when its data file is no store, and the file stays as it is', async function () {
    this.timeout(60_000);
    const place = path.join(folder, 'kho cũ');
    const file = path.join(place, 'store.mdb');
    const store = await startEmbeddedMongo({ folder: place });
    await store.stop();
    const sound = await readFile(file);
    const spoilt: [string, Buffer][] = [
      ['garbage', Buffer.alloc(64 * 1024, 'garbage')],
      ['a few bytes', sound.subarray(0, 100)],
      ['its first page only', sound.subarray(0, 4096)],
      ['no first page', Buffer.concat([Buffer.alloc(4096), sound.subarray(4096)])],
      ['no second page', Buffer.concat([sound.subarray(0, 4096), Buffer.alloc(4096), sound.subarray(8192)])],
    ];
    for (const [what, bytes] of spoilt) {
      await writeFile(file, bytes);
      expect(await refusal(place), what).to.include('damaged');
      expect((await readFile(file)).equals(bytes), what).to.equal(true);
    }
    await writeFile(file, sound);
    await (await startEmbeddedMongo({ folder: place })).stop();
  });

  it('is refused in one line when it, or a file in it, must not be written', async () => {
    const place = path.join(folder, 'chỉ đọc');
    await (await startEmbeddedMongo({ folder: place })).stop();
    const [file, lock] = ['store.mdb', 'store.mdb-lock'].map((name) => path.join(place, name)) as [
      string,
      string,
    ];
    for (const [what, path, mode] of [
      ['folder', place, 0o555],
      ['data file', file, 0o444],
      ['lock file', lock, 0o444],
    ] as const) {
      await Promise.all([chmod(place, 0o777), chmod(file, 0o666), chmod(lock, 0o666)]);
      await chmod(path, mode);
      expect(await asNobody(place), what).to.match(/cannot start: EACCES: permission denied, [^\n]*$/);
    }
    await chmod(place, 0o777);
  });

  // Nothing is forbidden to root.
  async function asNobody(place: string): Promise<string> {
    await chmod(folder, 0o755);
    const user = process.getuid?.() === 0 ? ['65534'] : [];
    const child = fork(new URL('./kill-child.js', import.meta.url), [place, ...user], { stdio: 'ignore' });
    const [answer] = (await once(child, 'message')) as [string];
    child.kill('SIGKILL');
    return answer;
  }
});
