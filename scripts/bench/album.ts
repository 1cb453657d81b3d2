import { createHash } from 'node:crypto';
import { inTransaction } from '../../src/database/connect.js';
import { fileStore } from '../../src/evidence/file-store.js';
import type { EvidenceItem } from '../../src/findings/finding.js';
import { FindingModel } from '../../src/findings/finding.model.js';
import { InspectionModel } from '../../src/inspections/inspection.model.js';
import type { Config } from '../../src/config.js';
import type { Services } from '../../src/services.js';
import { sequence } from '../demo/random.js';
import { groundOf } from './cast.js';
import { ask } from './homes.js';
import { at } from './load.js';
import { residentMemory, startProduct, type Running } from './processes.js';
import { noise } from './store-limits.js';
import { invent } from './story.js';
import { row } from './table.js';
import { picture } from './pictures.js';
import { signIn } from './visitor.js';

const PHOTOS = 50;
const LARGE = 10;
const MEGABYTES = 200;
const VISITS = 15;
/** How many pictures a browser asks one server for at a time (HTTP/1.1). */
const AT_ONCE = 6;

/** Sends a file to the product and answers the id under which it lies there. */
export type Keep = (pieces: Iterable<Buffer>) => Promise<string>;

type Kept = Pick<EvidenceItem, 'id' | 'type' | 'size' | 'sha256'>;

async function keepAll(keep: Keep, files: { type: string; pieces: Buffer[] }[]): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const { type, pieces } of files) {
    const hash = createHash('sha256');
    for (const piece of pieces) hash.update(piece);
    const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
    kept.push({ id: await keep(pieces), type, size, sha256: hash.digest('hex') });
  }
  await inTransaction((tx) =>
    fileStore.keep(
      kept.map(({ id }) => id),
      tx,
    ),
  );
  return kept;
}

/** A case that was opened three days ago, with a finding that these files prove. Answers its id. */
async function caseWith(config: Config, files: readonly Kept[]): Promise<string> {
  const ground = await groundOf(config, new Date(), sequence(1));
  const { inspection, findings } = invent(0, 3, 1, ground);
  const [finding] = findings;
  const [first] = finding?.evidence ?? [];
  if (finding === undefined || first === undefined) throw new Error('the case has no finding');
  const evidence = files.map((file, index) => ({ ...first, ...file, name: `anh-${index}.jpg` }));
  const stored = <T extends { id: string }>({ id, ...rest }: T) => ({ _id: id, ...rest });
  await InspectionModel.insertMany([stored(inspection)] as never, { lean: true });
  await FindingModel.insertMany([stored({ ...finding, evidence })] as never, { lean: true });
  return inspection.id;
}

/** Fills the store with an album of photos and a few files of 200 MB (alike: kept once, sent each). Answers the case's id. */
export async function fillAlbum(config: Config, services: Services, keep: Keep): Promise<string> {
  const photos = await Promise.all(
    Array.from({ length: PHOTOS }, async (_, index) => ({
      type: 'image/jpeg',
      pieces: [await picture(index, 1600, 1200)],
    })),
  );
  const pieces = [Buffer.from([0xff, 0xd8, 0xff, 0xe0]), ...noise(MEGABYTES)];
  const large = Array.from({ length: LARGE }, () => ({ type: 'video/mp4', pieces }));
  const pictures = await keepAll(keep, photos);
  const id = await caseWith(config, [...pictures, ...(await keepAll(keep, large))]);
  await inTransaction((tx) => services.pictures.enlist(pictures, tx));
  await services.pictures.makeWaiting();
  return id;
}

async function thumbnailsOf(url: string, page: string, cookie: string): Promise<number> {
  const html = await (await fetch(page, { headers: { cookie } })).text();
  const wanted = [...html.matchAll(/src="(\/evidence\/[^"]+\/thumbnail)"/g)].map(([, path = '']) => path);
  if (wanted.length !== PHOTOS) throw new Error(`${wanted.length} thumbnails`);
  const begun = performance.now();
  const next = async (): Promise<void> => {
    for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) await ask(url + path, cookie);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return performance.now() - begun;
}

async function archive({ pid }: Running, url: string, cookie: string): Promise<void> {
  const before = await residentMemory(pid);
  const seen: number[] = [];
  const begun = performance.now();
  const reply = await fetch(url, { headers: { cookie } });
  if (reply.status !== 200 || reply.body === null) throw new Error(`${url} answers ${reply.status}`);
  let [first, bytes] = [0, 0];
  for await (const piece of reply.body as unknown as AsyncIterable<Uint8Array>) {
    if (first === 0) first = performance.now() - begun;
    // Looked at now and then: 2 GB are many pieces.
    if (Math.floor((bytes + piece.length) / 2e7) > Math.floor(bytes / 2e7))
      seen.push(await residentMemory(pid));
    bytes += piece.length;
  }
  const seconds = (performance.now() - begun) / 1000;
  row('ZIP begins after', [`${first.toFixed(0)} ms`, '', '', '< 1000 ms']);
  row(`ZIP of ${(bytes / 1e9).toFixed(1)} GB`, [`${(bytes / 1e6 / seconds).toFixed(0)} MB/s`, '', '', '']);
  const half = Math.floor(seen.length / 2);
  const grown = (part: number[], from: number) => `${((Math.max(...part) - from) / 1e6).toFixed(0)} MB`;
  row('memory, its first half', [grown(seen.slice(0, half), before), '', '', '']);
  row('memory, its second half', [
    grown(seen.slice(half), Math.max(...seen.slice(0, half))),
    '',
    '',
    'constant',
  ]);
}

/** The page of a case with 50 photos, those photos, and the case as an archive, from a product in a process of its own. */
export async function visitAlbum(dataDir: string, id: string): Promise<void> {
  const product = await startProduct(dataDir);
  try {
    const cookie = await signIn(product.url, 'inspector1');
    const page = `${product.url}/inspections/${id}`;
    const times: number[] = [];
    for (let visit = 0; visit < VISITS; visit += 1) times.push(await ask(page, cookie));
    times.sort((a, b) => a - b);
    row(`page with ${PHOTOS} photos (p50)`, [`${at(times, 0.5).toFixed(0)} ms`, '', '', '< 150 ms']);
    const shown = await thumbnailsOf(product.url, page, cookie);
    row(`${PHOTOS} thumbnails`, [`${shown.toFixed(0)} ms`, '', '', '']);
    await archive(product, `${page}/case-file.zip`, cookie);
  } finally {
    await product.stop();
  }
}
