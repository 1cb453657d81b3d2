import { realpathSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { addressOf, ConfigError, loadConfig, type Config } from './config.js';
import { openStore, StoreError } from './database/uri.js';
import type { Extras } from './services.js';

/** `url` is what people type; `port` is where this process listens. */
export type Product = { url: string; port: number; stop: () => Promise<void> };

/** How long open requests may take to finish when the product stops. Milliseconds. */
const PATIENCE = 5000;

/** Something outside the product keeps it from starting; the message is one line. */
class StartError extends Error {}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const busy = error.code === 'EADDRINUSE';
      reject(busy ? new StartError(`PORT ${port} is in use on ${host}: choose another`) : error);
    });
    server.listen(port, host, resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => server.closeAllConnections(), PATIENCE);
    server.close(() => {
      clearTimeout(impatient);
      resolve();
    });
    server.closeIdleConnections();
  });
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What keeps the database from answering lies outside the product: a folder in use, a server that is down. */
async function openDatabase(config: Config): Promise<() => Promise<void>> {
  const store = await openStore(config).catch((error: unknown) => {
    throw new StartError(reasonOf(error));
  });
  const { connect, disconnect } = await import('./database/connect.js');
  try {
    await connect(store.uri);
  } catch (error) {
    await disconnect();
    await store.stop();
    if (error instanceof StoreError) throw error;
    const server = config.mongodbUri === undefined ? 'the store' : 'MONGODB_URI';
    throw new StartError(`${server} does not answer: ${reasonOf(error)}`);
  }
  return async () => {
    await disconnect();
    await store.stop();
  };
}

/** Starts the product: database, services, application, in this order. `stop` ends them in the opposite order. */
export async function start(config: Config, extras: Extras = {}): Promise<Product> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    // The store opens in its own thread and takes about as long as the product's own modules take to load.
    const [closeDatabase, { createApp }, { createServices }] = await Promise.all([
      openDatabase(config),
      import('./app.js'),
      import('./services.js'),
    ]);
    undo.push(closeDatabase);
    const services = createServices(config, extras);
    const server = createServer(await createApp(services, config));
    await listen(server, config);
    undo.push(services.custody.flush);
    undo.push(services.errands.rest);
    if (extras.idle !== true) undo.push(services.jobs.start(), services.errands.start());
    undo.push(() => close(server));
    const { port } = server.address() as AddressInfo;
    return { url: addressOf({ ...config, port }), port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function stopOnSignal(product: Product): void {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    product.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

/** Starts the product for the command line: one line when it serves, one line when it cannot. */
export async function main(config?: Config, extras: Extras = {}): Promise<void> {
  try {
    const product = await start(config ?? loadConfig(), extras);
    stopOnSignal(product);
    console.log(`Kỷ Cương: ${product.url}`);
  } catch (error) {
    const expected =
      error instanceof ConfigError || error instanceof StartError || error instanceof StoreError;
    console.error(expected ? error.message : error);
    process.exit(expected ? 2 : 1);
  }
}

const called = process.argv[1];
if (called !== undefined && realpathSync(called) === fileURLToPath(import.meta.url)) await main();
