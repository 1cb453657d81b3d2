import { stat } from 'node:fs/promises';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { databaseIn, holdsStore, joinFolder, openFolder, storeFolder } from '../database/uri.js';
import { Refusal, reasonOf } from './faults.js';

/** One end of a copy: a client, and the database that was named. */
export type Endpoint = {
  client: MongoClient;
  /** Nothing: all of them. */
  database?: string;
  /** As messages name it, without a password. */
  label: string;
  close: () => Promise<void>;
};

/** How long a server may take to answer. Milliseconds. */
const PATIENCE = 10_000;

/** Opens what was named: a connection string, or a folder with the built-in store (made, if `make`). */
export async function openEndpoint(text: string, make: boolean): Promise<Endpoint> {
  return /^mongodb(\+srv)?:\/\//.test(text) ? openUri(text) : openFolderOf(text, make);
}

async function openUri(uri: string): Promise<Endpoint> {
  const label = uri.replace(/^([^:]+:\/\/)[^@/]*@/, '$1').replace(/\?.*$/, '');
  const client = await connected(uri, label);
  const database = databaseIn(uri);
  return { client, label, close: () => client.close(), ...(database !== undefined && { database }) };
}

/** A client that has reached its server. Its writes wait until most members have them. */
export async function connected(uri: string, label: string): Promise<MongoClient> {
  try {
    const client = new MongoClient(uri, {
      serverSelectionTimeoutMS: PATIENCE,
      writeConcern: { w: 'majority' },
    });
    return await client.connect();
  } catch (error) {
    throw new Refusal(`${label} does not answer: ${reasonOf(error)}`);
  }
}

/** The folder of the store that a person means by a folder: that of a data folder, or the store's own. */
export async function storeIn(folder: string, make = false): Promise<string> {
  const full = path.resolve(folder);
  for (const candidate of [storeFolder(full), full]) if (await holdsStore(candidate)) return candidate;
  const there = await stat(full).catch(() => undefined);
  if (there !== undefined && !there.isDirectory()) throw new Refusal(`${folder} is not a folder`);
  if (!make) throw new Refusal(`${folder} holds no store`);
  return storeFolder(full);
}

async function openFolderOf(text: string, make: boolean): Promise<Endpoint> {
  const folder = await storeIn(text, make);
  const store = (await joinFolder(folder)) ?? (await openFolder(folder));
  const client = await connected(store.uri, text);
  const close = async () => {
    await client.close();
    await store.stop();
  };
  return { client, label: text, database: databaseIn(store.uri)!, close };
}
