import path from 'node:path';

/** A database that answers at an address. `stop` ends it when it is ours and does nothing when it is another's. */
export type Store = { uri: string; stop: () => Promise<void> };

type Place = { mongodbUri?: string; dataDir: string };

/** The built-in store cannot start: its folder is in use, not writable, damaged or newer. The message is one line. */
export class StoreError extends Error {}

const folderOf = ({ dataDir }: Place): string => path.join(dataDir, 'store');
const leave = () => Promise.resolve();

/**
 * Answers a connection string. Without one in the settings the product starts its own store in the data folder; nobody
 * past this point knows which of the two it is.
 */
export async function openStore(place: Place): Promise<Store> {
  if (place.mongodbUri !== undefined) return { uri: place.mongodbUri, stop: leave };
  const { startEmbeddedMongo } = await import('../embedded-mongo/index.js');
  return startEmbeddedMongo({ folder: folderOf(place) }).catch((error: unknown) => {
    throw new StoreError((error as Error).message);
  });
}

/** For commands: the store of the product that is running on this data folder, else one of their own. */
export async function reachStore(place: Place): Promise<Store> {
  if (place.mongodbUri !== undefined) return openStore(place);
  const { joinEmbeddedMongo } = await import('../embedded-mongo/index.js');
  return (await joinEmbeddedMongo(folderOf(place))) ?? (await openStore(place));
}
