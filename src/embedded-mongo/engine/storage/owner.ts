import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { createConnection } from 'node:net';
import type { Document } from 'bson';
import { decodePlain, encode } from '../values/documents.js';
import { prefix } from './layout.js';
import type { Store } from './store.js';

const KEY = prefix(0, 2);

/** Another process serves this folder. */
export class InUse extends Error {}

/**
 * Takes possession of the store. LMDB itself lets several processes in, so the owner's name is kept in the file,
 * looked at and replaced within one write transaction, which LMDB gives to one process at a time.
 */
export async function takePossession(store: Store): Promise<void> {
  const before = ownerOf(store);
  const stale = before && !(await isAlive(before)) ? before : undefined;
  await store.write((writer) => {
    const owner = writer.get(KEY);
    if (owner && !(stale && encode(stale).equals(owner))) {
      throw new InUse(`it is in use by process ${String(decodePlain(owner).pid)}`);
    }
    writer.put(KEY, encode(self()));
  });
}

/** Notes where the owner can be reached. */
export async function noteAddress(store: Store, address: string): Promise<void> {
  await store.write((writer) => {
    writer.put(KEY, encode({ ...self(), address }));
  });
}

/** Gives the store up. */
export async function release(store: Store): Promise<void> {
  await store.write((writer) => {
    writer.remove(KEY);
  });
}

function ownerOf(store: Store): Document | undefined {
  const bytes = store.get(KEY);
  return bytes && decodePlain(bytes);
}

function self(): Document {
  return { pid: process.pid, started: startOf(process.pid), host: hostname(), address: '' };
}

// A process id may come again after a restart; together with the time of its start it does not.
function startOf(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

async function isAlive({ pid, started, host, address }: Document): Promise<boolean> {
  if (await answers(String(address))) return true;
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = startOf(Number(pid));
  // Without /proc, a process with that number that does not answer at the address is taken for another program.
  return now === '' ? address === '' : now === started;
}

function answers(address: string): Promise<boolean> {
  if (address === '') return Promise.resolve(false);
  const [host, port] = address.split('\n');
  const socket = port === undefined ? createConnection(host!) : createConnection(Number(port), host);
  return new Promise((resolve) => {
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
