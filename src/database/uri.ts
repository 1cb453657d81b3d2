import { access } from 'node:fs/promises';
import path from 'node:path';

/** A database that answers at an address. `stop` ends it when it is ours and does nothing when it is another's. */
export type Store = { uri: string; stop: () => Promise<void> };

type Place = { mongodbUri?: string; dataDir: string };

/** The built-in store cannot start: its folder is in use, not writable, damaged or newer. The message is one line. */
export class StoreError extends Error {}

const DATABASE = 'ky-cuong';

/** Collections that are there while a database is restored or copied into; see src/transfer/README.md. */
export const RESTORING = 'ky_cuong_restoring';
export const COPYING = 'ky_cuong_copying';
const leave = () => Promise.resolve();

/** Where the built-in store lies in a data folder. */
export const storeFolder = (dataDir: string): string => path.join(dataDir, 'store');

/** Is there a store in this folder (the store's own, not the data folder)? */
export const holdsStore = (folder: string): Promise<boolean> =>
  access(path.join(folder, STORE_FILE)).then(
    () => true,
    () => false,
  );

/** What a store's folder keeps everything in. */
export const STORE_FILE = 'store.mdb';

/** The database that an address names. */
export const databaseIn = (uri: string): string | undefined =>
  /^mongodb(\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[2];

/** The product's database at an address: the one that it names, else `ky-cuong`. */
export const productDatabase = (uri: string): string => databaseIn(uri) ?? DATABASE;

/** Starts the built-in store in a folder of its own; with `port` on this machine's loopback, else on a socket. */
export async function openFolder(folder: string, port?: number): Promise<Store> {
  const { startEmbeddedMongo } = await import('../embedded-mongo/index.js');
  const options = port === undefined ? { folder } : { folder, port };
  return startEmbeddedMongo(options).catch((error: unknown) => {
    throw new StoreError((error as Error).message);
  });
}

/** The built-in store of the process that has this folder open; nothing when none has. */
export async function joinFolder(folder: string): Promise<Store | undefined> {
  const { joinEmbeddedMongo } = await import('../embedded-mongo/index.js');
  return joinEmbeddedMongo(folder);
}

/**
 * Answers a connection string. Without one in the settings the product starts its own store in the data folder; nobody
 * past this point knows which of the two it is.
 */
export async function openStore(place: Place): Promise<Store> {
  if (place.mongodbUri !== undefined) return { uri: place.mongodbUri, stop: leave };
  return openFolder(storeFolder(place.dataDir));
}

/** For commands: the store of the product that is running on this data folder, else one of their own. */
export async function reachStore(place: Place): Promise<Store> {
  if (place.mongodbUri !== undefined) return openStore(place);
  return (await joinFolder(storeFolder(place.dataDir))) ?? (await openStore(place));
}
