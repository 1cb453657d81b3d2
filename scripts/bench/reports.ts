import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { longPaper } from './long-paper.js';
import type { Prepare } from './paper-peer.js';
import { row as print, table } from './table.js';

/** Papers of one process, the first of which also loads fonts and code; and processes of each way of drawing. */
const TIMES = 4;
const ROUNDS = 3;

/** Loaded one by one: what one needs is no memory of another. */
const peers: Record<string, () => Promise<Prepare>> = {
  product: async () => (await import('./paper-raw.js')).product,
  'raw operators': async () => (await import('./paper-raw.js')).rawOperators,
  chromium: async () => (await import('./paper-chromium.js')).chromium,
  pdfmake: async () => (await import('./paper-pdfmake.js')).pdfmake,
};

type Measured = { times: number[]; bytes: number; pages: number; peak: number };

/** One way of drawing in a process of its own, so that memory is its own too. */
async function drawOften(name: string, folder: string): Promise<Measured> {
  const prepare = await peers[name]?.();
  if (prepare === undefined) throw new Error(`no peer ${name}`);
  const peer = await prepare(await longPaper(new Date()), folder);
  const times: number[] = [];
  let pdf: Buffer = Buffer.alloc(0);
  for (let time = 0; time < TIMES; time += 1) {
    const begun = performance.now();
    pdf = await peer.draw();
    times.push(performance.now() - begun);
  }
  await peer.end();
  const peak = process.resourceUsage().maxRSS * 1024;
  const pages = pdf.toString('latin1').match(/\/Type ?\/Page\b/g)?.length ?? 0;
  return { times, bytes: pdf.length, pages, peak };
}

async function measured(name: string, folder: string): Promise<Measured> {
  const args = [process.argv[1] ?? '', 'reports', '--once', name, folder];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n{') + 1)) as Measured;
}

const seconds = (ms: number) => (ms / 1000).toFixed(2);

type Figures = { median: number; least: number; most: number; first: number; last: Measured };

function figuresOf(rounds: readonly Measured[]): Figures {
  const later = rounds.flatMap(({ times }) => times.slice(1)).sort((a, b) => a - b);
  const firsts = rounds.map(({ times }) => times[0] ?? 0).sort((a, b) => a - b);
  const last = rounds.reduce((most, one) => (one.peak > most.peak ? one : most));
  const [median = 0, first = 0] = [later[later.length >> 1], firsts[firsts.length >> 1]];
  return { median, least: later[0] ?? 0, most: later.at(-1) ?? 0, first, last };
}

/** Turn by turn, so that whatever else the machine does meets all of them. */
async function papers(folder: string): Promise<void> {
  const names = Object.keys(peers).filter((name) => name !== 'pdfmake' || folder !== '');
  const rounds = new Map<string, Measured[]>(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const name of names) rounds.get(name)?.push(await measured(name, folder));
  table('monthly PDF of a city', ['pages', 'median s', 'from–to', 'first s', 'MB file', 'MB memory']);
  const medians = new Map<string, number>();
  for (const [name, measures] of rounds) {
    const { median, least, most, first, last } = figuresOf(measures);
    medians.set(name, median);
    const times = [seconds(median), `${seconds(least)}–${seconds(most)}`, seconds(first)];
    print(name, [
      String(last.pages),
      ...times,
      ...[last.bytes, last.peak].map((size) => (size / 1e6).toFixed(0)),
    ]);
  }
  const ratio = (name: string) => ((medians.get('product') ?? 0) / (medians.get(name) ?? 1)).toFixed(2);
  const limits = { 'raw operators': 2, chromium: 0.5, pdfmake: 0.5 };
  for (const [name, limit] of Object.entries(limits))
    if (medians.has(name)) console.log(`product to ${name}: ${ratio(name)} (limit ${limit})`);
  console.log('limit of memory: 350 MB; that of Chromium is only the process that steers it');
}

/** `npm run bench -- reports [FOLDER]`: FOLDER holds an installed pdfmake, which is no dependency of the product. */
export async function benchReports([first = '', ...rest]: string[]): Promise<void> {
  if (first === '--once') {
    const [name = '', folder = ''] = rest;
    console.log(`\n${JSON.stringify(await drawOften(name, folder))}`);
    return;
  }
  await papers(first);
}
