import path from 'node:path';

/** A database that answers at an address. `stop` ends it when it is ours and does nothing when it is a server's. */
export type Store = { uri: string; stop: () => Promise<void> };

/**
 * Answers a connection string. Without one in the settings the product starts its own store in the data folder; nobody
 * past this point knows which of the two it is.
 */
export async function openStore(config: { mongodbUri?: string; dataDir: string }): Promise<Store> {
  if (config.mongodbUri !== undefined) return { uri: config.mongodbUri, stop: () => Promise.resolve() };
  const { startEmbeddedMongo } = await import('../embedded-mongo/index.js');
  return startEmbeddedMongo({ folder: path.join(config.dataDir, 'store') });
}
