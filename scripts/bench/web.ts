import { tmpdir } from 'node:os';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { newId } from '../../src/shared/ids.js';
import { filledFolder, FINDINGS, INSPECTIONS } from './fill.js';
import { homes } from './homes.js';
import { load, middle, type Measured } from './load.js';
import { preparePages, type ListPage, type Prepared } from './pages.js';
import { npmStart, residentMemory, startPeer, startProduct, type Peer, type Running } from './processes.js';
import { row, table } from './table.js';
import { sessionFor, signIn } from './visitor.js';

const CONNECTIONS = [1, 10, 50];
const ROUNDS = 3;
/** Seconds of one round, and before the first. */
const ROUND = 1.2;
const WARM = 1;

type Rival = { url: string; cookie: string };
type Compared = { product: Measured; peer: Measured; ratios: number[] };

/** Turn by turn, so that whatever else the machine does meets both. */
async function compare(page: ListPage, product: Rival, peer: Rival, connections: number): Promise<Compared> {
  const rounds: { product: Measured; peer: Measured }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ours = await load(product.url + page.path, product.cookie, connections, ROUND);
    const theirs = await load(peer.url + page.path, peer.cookie, connections, ROUND);
    rounds.push({ product: ours, peer: theirs });
  }
  return {
    product: middle(rounds.map((one) => one.product)),
    peer: middle(rounds.map((one) => one.peer)),
    ratios: rounds.map((one) => one.product.perSecond / one.peer.perSecond).sort((a, b) => a - b),
  };
}

async function lists(prepared: Prepared, product: Running, peer: Peer, secret: string): Promise<void> {
  const ours = { url: product.url, cookie: await signIn(product.url, 'inspector1') };
  const { document, cookie } = sessionFor(prepared.person, secret);
  const theirs = { url: peer.url, cookie };
  table('list', ['conn.', 'product/s', 'peer/s', 'ratio', 'from–to', 'p50 ms', 'p99 ms', 'peer p99']);
  for (const page of prepared.pages) {
    await peer.answer({ batches: { sessions: [document], [page.collection]: page.documents } });
    for (const rival of [ours, theirs]) await load(rival.url + page.path, rival.cookie, 10, WARM);
    for (const connections of CONNECTIONS) {
      const { product: a, peer: b, ratios } = await compare(page, ours, theirs, connections);
      const ratio = `${Math.round((100 * a.perSecond) / b.perSecond)} %`;
      const spread = [ratios[0] ?? 0, ratios.at(-1) ?? 0].map((one) => Math.round(100 * one)).join('–');
      const figures = [a.perSecond, b.perSecond].map((one) => one.toFixed(0));
      const times = [a.p50, a.p99, b.p99].map((one) => one.toFixed(1));
      row(page.name, [String(connections), ...figures, ratio, spread, ...times]);
    }
  }
}

/** How soon the product is there, and what it holds when nobody does anything. */
async function atRest(dataDir: string): Promise<void> {
  const starts: number[] = [];
  for (let round = 0; round < 3; round += 1) starts.push(await npmStart(dataDir));
  const [fastest = 0, between = 0, slowest = 0] = starts.sort((a, b) => a - b).map((ms) => ms / 1000);
  console.log(
    `npm start to ready: ${between.toFixed(2)} s (${fastest.toFixed(2)}–${slowest.toFixed(2)}; aim 3 s)`,
  );
  const product = await startProduct(dataDir);
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  const megabytes = (await residentMemory(product.pid)) / 1e6;
  await product.stop();
  console.log(`Resident memory after 10 s of rest: ${megabytes.toFixed(0)} MB (aim 250 MB)`);
}

/** `npm run bench -- web [lists|homes|rest]`: what people feel, on a store as full as it will be after some years. */
export async function benchWeb(parts: string[]): Promise<void> {
  const wanted = (part: string) => parts.length === 0 || parts.includes(part);
  const { config, told } = await filledFolder(new Date());
  console.log(`${INSPECTIONS} inspections, ${FINDINGS} findings (${config.dataDir}, ${told})`);
  if (wanted('rest')) await atRest(config.dataDir);
  const prepared = await preparePages(config, 'inspector1');
  const folder = await mkdtemp(path.join(tmpdir(), 'ky-cuong-peer-'));
  const secret = newId();
  const product = await startProduct(config.dataDir);
  try {
    if (wanted('homes')) await homes(product.url);
    if (wanted('lists')) {
      const peer = await startPeer({ folder, secret, person: prepared.person, count: INSPECTIONS });
      await lists(prepared, product, peer, secret).finally(peer.stop);
    }
  } finally {
    await product.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
