import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import path from 'node:path';
import { BSON, type Document } from 'bson';
import { frame, FrameReader } from './wire/frames.js';
import { bytesOf } from './engine/values/documents.js';
import { messageParts, OP_MSG } from './wire/messages.js';

const PATIENCE = 2000; // milliseconds

interface Owner {
  pid: number;
  uri: string;
}

const noteOf = (folder: string): string => path.join(folder, 'owner.json');

/** Leaves word in the folder where its owner answers; only the same user can read it. */
export async function leaveNote(folder: string, uri: string): Promise<() => Promise<void>> {
  const note = noteOf(folder);
  const fresh = `${note}.${process.pid}`;
  await writeFile(fresh, JSON.stringify({ pid: process.pid, uri } satisfies Owner), { mode: 0o600 });
  await rename(fresh, note);
  return () => rm(note, { force: true });
}

/** The connection string of the process that has the folder open; undefined when none answers. */
export async function uriOfOwner(folder: string): Promise<string | undefined> {
  const note = await readFile(noteOf(folder), 'utf8').catch(() => undefined);
  if (note === undefined) return undefined;
  try {
    const { pid, uri } = JSON.parse(note) as Owner;
    // A note may outlive its writer, and its port may be another program's by now.
    const status = await ask(new URL(uri), { serverStatus: 1, $db: 'admin' });
    return Number(status.pid) === pid ? uri : undefined;
  } catch {
    return undefined;
  }
}

function ask({ hostname, port }: URL, command: Document): Promise<Document> {
  const host = decodeURIComponent(hostname);
  const socket = host.startsWith('/') ? createConnection(host) : createConnection(Number(port), host);
  const reader = new FrameReader();
  return new Promise<Document>((resolve, reject) => {
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error('no answer')));
    socket.on('error', reject).on('close', () => {
      reject(new Error('closed'));
    });
    socket.on('data', (chunk) => {
      // An OP_MSG: four bytes of flags, one of the section's kind, the document.
      for (const { body } of reader.push(chunk)) resolve(BSON.deserialize(body.subarray(5)));
    });
    socket.write(frame(OP_MSG, 1, 0, messageParts([bytesOf(command)])));
  }).finally(() => socket.destroy());
}
