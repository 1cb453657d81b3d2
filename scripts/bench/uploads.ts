import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readConfig } from '../../src/config.js';
import { connect, disconnect, inTransaction } from '../../src/database/connect.js';
import { openStore } from '../../src/database/uri.js';
import { develop } from '../../src/evidence/picture-maker.js';
import { createServices, type Services } from '../../src/services.js';
import type { FileKeeper } from '../../src/web/upload-storage.js';
import { fillAlbum, visitAlbum, type Keep } from './album.js';
import { badLine } from './bad-line.js';
import { picture } from './pictures.js';
import { noise } from './store-limits.js';
import { row, table } from './table.js';
import { send, serve } from './upload-server.js';

const LARGE = 200;
const PHOTOS = 48;
const PEOPLE = 4;
const PICTURES = 12;

/** How far the memory of this process, the store's included, rises above what it was: megabytes. */
async function memoryOf<T>(work: () => Promise<T>): Promise<{ result: T; megabytes: number }> {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
  const result = await work();
  clearInterval(timer);
  return { result, megabytes: (most - before) / 1e6 };
}

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
};
const ratio = (ours: number, limit: number): string => `${Math.round((100 * ours) / limit)} %`;

async function largeFile(port: number): Promise<void> {
  const photo = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
  const pieces = [photo, ...noise(LARGE)];
  const limit = LARGE / (await secondsOf(() => send(port, '/plain', pieces)));
  const { result, megabytes } = await memoryOf(() => secondsOf(() => send(port, '/product', pieces)));
  const ours = LARGE / result;
  row(`${LARGE} MB`, [`${ours.toFixed(0)} MB/s`, `${limit.toFixed(0)} MB/s`, ratio(ours, limit), '≥ 35 %']);
  row('memory', [`+${megabytes.toFixed(0)} MB`, '', '', '< 64 MB']);
}

async function photos(port: number): Promise<void> {
  const photo = (index: number) => [
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, index]),
    ...[...noise(3)].map((piece) => Buffer.from(piece.map((byte) => byte ^ index))),
  ];
  const sets = Array.from({ length: PHOTOS }, (_, index) => photo(index));
  const all = (route: string) =>
    secondsOf(() =>
      Promise.all(
        Array.from({ length: PEOPLE }, async (_, person) => {
          for (const [index, pieces] of sets.entries())
            if (index % PEOPLE === person) await send(port, route, pieces);
        }),
      ),
    );
  const limit = PHOTOS / (await all('/plain'));
  const ours = PHOTOS / (await all('/product'));
  row('3 MB photos, 4 people', [
    `${ours.toFixed(0)}/s`,
    `${limit.toFixed(0)}/s`,
    ratio(ours, limit),
    '≥ 35 %',
  ]);
}

async function thumbnails(services: Services, keep: Keep) {
  const sources = await Promise.all(
    Array.from({ length: PICTURES }, (_, index) => picture(index, 4000, 3000)),
  );
  const limit =
    PICTURES /
    (await secondsOf(async () => {
      for (const source of sources) await develop(source, []);
    }));
  const files: { id: string; type: string; sha256: string }[] = [];
  for (const source of sources) {
    const sha256 = createHash('sha256').update(source).digest('hex');
    files.push({ id: await keep([source]), type: 'image/jpeg', sha256 });
  }
  await inTransaction((tx) => services.pictures.enlist(files, tx));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const ours = PICTURES / (await secondsOf(() => services.pictures.makeWaiting()));
  delay.disable();
  row('copies, 12 megapixels', [
    `${ours.toFixed(1)}/s`,
    `${limit.toFixed(1)}/s`,
    ratio(ours, limit),
    '≥ 60 %',
  ]);
  row('pages held up (p99)', [`${(delay.percentile(99) / 1e6).toFixed(0)} ms`, '', '', '']);
}

/** `npm run bench -- evidence [large|photos|copies|line|album]`: files as they come, beside a plain file that is written and hashed in the same run. */
export async function benchEvidence(wanted: string[]): Promise<void> {
  const isWanted = (part: string) => wanted.length === 0 || wanted.includes(part);
  const folder = await mkdtemp(path.join(tmpdir(), 'ky-cuong-evidence-'));
  const config = readConfig({ DATA_DIR: folder });
  const store = await openStore(config);
  await connect(store.uri);
  const services = createServices(config, { idle: true });
  const ids: string[] = [];
  const rules = async () => ({ ...(await services.files.rules()), megabytes: 300 });
  const files: FileKeeper = {
    ...services.files,
    rules,
    openUpload(id, name, at) {
      ids.push(id);
      return services.files.openUpload(id, name, at);
    },
  };
  const server = await serve(files, folder);
  const { port } = server.address() as AddressInfo;
  const keep: Keep = async (pieces) => {
    await send(port, '/product', pieces);
    return ids.at(-1) ?? '';
  };
  let album: string | undefined;
  try {
    table('files', ['product', 'limit', 'ratio', 'aim']);
    if (isWanted('large')) await largeFile(port);
    if (isWanted('photos')) await photos(port);
    if (isWanted('copies')) await thumbnails(services, keep);
    if (isWanted('line')) await badLine(port);
    if (isWanted('album')) album = await fillAlbum(config, services, keep);
  } finally {
    server.close();
    await disconnect();
    await store.stop();
  }
  try {
    if (album !== undefined) await visitAlbum(folder, album);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
