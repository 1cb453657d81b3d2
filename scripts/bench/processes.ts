import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fromRoot } from '../../src/shared/project-root.js';
import type { PeerOptions, PeerOrder } from './peer.js';

const children = new Set<ChildProcess>();
const guarded = <T extends ChildProcess>(child: T): T => {
  children.add(child.once('close', () => children.delete(child)));
  return child;
};
/** Nothing that was started outlives the bench, however it ends. */
process.once('exit', () => children.forEach((child) => child.kill('SIGTERM')));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  await closed;
}

function addressIn(child: ChildProcess, pattern = /Kỷ Cương: (http:\S+)/): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (piece: Buffer) => {
      // Afterwards the log goes on being read, and thrown away.
      if (said.length < 10_000) said += piece.toString();
      const url = pattern.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once('close', () => reject(new Error(`the product ended: ${said}`)));
  });
}

export type Running = { url: string; pid: number; readyAfter: number; stop: () => Promise<void> };

const environment = (dataDir: string) => ({ PATH: process.env['PATH'], PORT: '0', DATA_DIR: dataDir });

/** The product in a process of its own. `readyAfter`: milliseconds until it says its address. */
async function ready(child: ChildProcess, begun: number): Promise<Running> {
  const url = await addressIn(child);
  return { url, pid: child.pid ?? 0, readyAfter: performance.now() - begun, stop: () => end(child) };
}

/** The product as `npm start` starts it, without npm. `flags` are node's. */
export async function startProduct(dataDir: string, flags: string[] = []): Promise<Running> {
  const begun = performance.now();
  const args = ['--enable-source-maps', ...flags, fromRoot('dist/src/server.js')];
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const child = spawn(process.execPath, args, { env: environment(dataDir), stdio: [...stdio] });
  return ready(guarded(child), begun);
}

/** How long `npm start` takes until the product serves, everything being built: milliseconds. */
export async function npmStart(dataDir: string): Promise<number> {
  const begun = performance.now();
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  // A group of its own, for npm does not pass every signal on to what it has started.
  const options = { cwd: fromRoot('.'), env: { ...process.env, ...environment(dataDir) }, detached: true };
  const child = spawn('npm', ['start'], { ...options, stdio: [...stdio] });
  const { readyAfter } = await ready(child, begun);
  const closed = once(child, 'close');
  process.kill(-(child.pid ?? 0), 'SIGTERM');
  await closed;
  return readyAfter;
}

/** The built-in store by itself, as `npm run store -- serve` starts it; `url` is its connection string. */
export async function startStore(dataDir: string): Promise<Running> {
  const begun = performance.now();
  const args = [fromRoot('dist/scripts/store.js'), 'serve', '--data', dataDir];
  const child = guarded(spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] }));
  const url = await addressIn(child, /(mongodb:\S+)/);
  return { url, pid: child.pid ?? 0, readyAfter: performance.now() - begun, stop: () => end(child) };
}

/**
 * Memory of a process that lies in RAM, in bytes (/proc, Linux only): all of it, or of that the pages of files, which
 * the system takes back when it needs them.
 */
export async function residentMemory(pid: number, part: 'VmRSS' | 'RssFile' = 'VmRSS'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(new RegExp(`${part}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) * 1024;
}

export type Peer = { url: string; stop: () => Promise<void>; answer: (order: PeerOrder) => Promise<void> };

export async function startPeer(options: PeerOptions, flags: string[] = []): Promise<Peer> {
  const execArgv = ['--enable-source-maps', ...flags];
  const file = fromRoot('dist/scripts/bench/peer.js');
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  // Advanced: dates stay dates on their way.
  const settings = { execArgv, stdio: [...stdio], serialization: 'advanced' as const };
  const child = guarded(fork(file, [JSON.stringify(options)], settings));
  const [port] = (await Promise.race([
    once(child, 'message'),
    once(child, 'close').then(() => Promise.reject(new Error('the peer ended'))),
  ])) as [number];
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => end(child),
    async answer(order) {
      const prepared = once(child, 'message');
      child.send(order);
      await prepared;
    },
  };
}
