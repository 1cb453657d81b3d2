import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MongoClient, type Db } from 'mongodb';
import { startEmbeddedMongo } from '../../src/embedded-mongo/index.js';

export interface TestStore {
  folder: string;
  uri: string;
  client: MongoClient;
  db: Db;
  close(): Promise<void>;
}

/** A store of its own in a new folder, with a connected driver. */
export async function openStore(): Promise<TestStore> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kho dữ liệu '));
  const store = await startEmbeddedMongo({ folder });
  const client = await new MongoClient(store.uri).connect();
  return {
    folder,
    uri: store.uri,
    client,
    db: client.db(),
    async close() {
      await client.close();
      await store.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** The error that a promise is rejected with. */
export async function failure(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error('It did not fail');
}
