import { link, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { holdsStore, joinFolder, openFolder, STORE_FILE, storeFolder, type Store } from '../database/uri.js';
import { syncFolder } from './backup.js';
import { Refusal, reasonOf } from './faults.js';
import { filled, type Installation } from './installation.js';
import { SYSTEM_DATABASES } from './shape.js';

type Opened = { store: Store; client: MongoClient };

async function open(folder: string): Promise<Opened> {
  const store = await openFolder(folder);
  return { store, client: await new MongoClient(store.uri).connect() };
}

async function close({ store, client }: Opened): Promise<void> {
  await client.close();
  await store.stop();
}

/**
 * The built-in store of a data folder. The switch is the renaming of one file over another: a crash leaves the one or
 * the other. Both are held open until after it, so that the product cannot start in between.
 */
export async function folderInstallation(
  dataDir: string,
  { force, now }: { force: boolean; now: Date },
): Promise<Installation> {
  const folder = storeFolder(dataDir);
  if ((await joinFolder(folder)) !== undefined)
    throw new Refusal(`the product is running on ${dataDir}: stop it first`);
  const file = path.join(folder, STORE_FILE);
  const nest = path.join(folder, 'restoring');
  const before = await holdsStore(folder);
  const held = await open(folder).catch((error: unknown) => damaged(error, force));
  let beside: Opened | undefined;
  let lost = ['a store that cannot be opened'];

  return {
    where: dataDir,
    finishSwitch: () => Promise.resolve(false),

    async holds() {
      if (held !== undefined) lost = before ? await everythingIn(held.client) : [];
      return lost;
    },

    async aside() {
      await rm(nest, { recursive: true, force: true });
      await mkdir(nest, { recursive: true, mode: 0o700 });
      beside = await open(nest);
      return { db: beside.client.db(), named: (collection) => collection };
    },

    async replace() {
      const kept = path.join(folder, `replaced-${now.toISOString().replace(/[:.]/g, '-')}.mdb`);
      if (lost.length > 0) await link(file, kept);
      // LMDB's lock file belongs to the old file, and is made anew when it is missing.
      await rm(`${file}-lock`, { force: true });
      await rename(path.join(nest, STORE_FILE), file);
      await syncFolder(folder);
      return lost.length > 0 ? `What was there before lies in ${kept}` : undefined;
    },

    async close() {
      if (held !== undefined) await close(held);
      if (beside !== undefined) await close(beside);
      await rm(nest, { recursive: true, force: true });
    },
  };
}

// A store that cannot be opened is a reason to restore, unless it is in use.
function damaged(error: unknown, force: boolean): undefined {
  const reason = reasonOf(error);
  if (force && !/in use/.test(reason)) return undefined;
  throw new Refusal(/in use/.test(reason) ? reason : `${reason} (--force replaces it)`);
}

async function everythingIn(client: MongoClient): Promise<string[]> {
  const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
  const names = databases.map(({ name }) => name).filter((name) => !SYSTEM_DATABASES.includes(name));
  return (await Promise.all(names.map((name) => filled(client.db(name))))).flat();
}
