import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Engine } from './engine/engine.js';
import { expire } from './engine/expiry.js';
import { leaveNote } from './join.js';
import { serve } from './wire/connection.js';

const DATABASE = 'ky-cuong';
/** Longer paths do not fit into a Unix socket's address. */
const MAX_SOCKET_PATH = 100;
const SWEEP = 60_000;
const SWEEPS_A_DAY = 24 * 60;

export interface Options {
  folder: string;
  port?: number;
}

/** Opens the store in a folder and listens. */
export async function startServer({
  folder,
  port,
}: Options): Promise<{ uri: string; stop(): Promise<void> }> {
  const engine = await Engine.open(folder);
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(socket, engine, ++connections);
  });
  const tcp = port !== undefined || process.platform === 'win32';
  const place = await (tcp ? listenLoopback(server, port ?? 0) : listenSocket(server, folder)).catch(
    async (error: unknown) => {
      await engine.close();
      throw error;
    },
  );
  await engine.announce(place.address);
  // A driver that looks for the members of the set must find this one; a socket's path is no member's name.
  if (tcp) engine.host = place.host;
  const uri = `mongodb://${place.host}/${DATABASE}?directConnection=true`;
  const removeNote = await leaveNote(folder, uri);
  let sweeps = 0;
  const timer = setInterval(() => {
    // Not caught: a store on a damaged file ends, and says why, before it does harm.
    if (sweeps++ % SWEEPS_A_DAY === 0) void engine.patrol.walk();
    engine.cursors.sweep();
    engine.snapshots.sweep(new Date());
    void engine.sessions.sweep().catch((error: unknown) => {
      process.emitWarning(`Forgetting old sessions failed: ${String(error)}`);
    });
    void expire(engine);
  }, SWEEP);
  return {
    uri,
    async stop() {
      clearInterval(timer);
      await removeNote();
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      await engine.close();
      await place.remove();
    },
  };
}

interface Place {
  /** As a connection string names it. */
  host: string;
  /** As the next process that wants the folder tries it. */
  address: string;
  remove(): Promise<void>;
}

async function listenLoopback(server: Server, port: number): Promise<Place> {
  await listen(server, { port, host: '127.0.0.1' });
  const { port: actual } = server.address() as { port: number };
  return { host: `127.0.0.1:${actual}`, address: `127.0.0.1\n${actual}`, remove: () => Promise.resolve() };
}

// Made inside a folder that only its owner may enter, so that nobody connects before the mode is set.
async function listenSocket(server: Server, folder: string): Promise<Place> {
  const wanted = path.join(path.resolve(folder), 'mongo.sock');
  const fits = Buffer.byteLength(wanted) + '.new-XXXXXX/'.length <= MAX_SOCKET_PATH;
  const nest = await mkdtemp(
    fits ? path.join(path.resolve(folder), '.new-') : path.join(tmpdir(), 'ky-cuong-'),
  );
  const socket = path.join(nest, 'mongo.sock');
  await listen(server, { path: socket });
  await chmod(socket, 0o600);
  if (fits) {
    await rename(socket, wanted);
    await rm(nest, { recursive: true });
  }
  const final = fits ? wanted : socket;
  return {
    host: encodeURIComponent(final),
    address: final,
    remove: () => rm(fits ? final : nest, { recursive: true, force: true }),
  };
}

function listen(server: Server, options: object): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
