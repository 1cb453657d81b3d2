import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MongoStore } from 'connect-mongo';
import type { RequestHandler } from 'express';
import session from 'express-session';
import mongoose from 'mongoose';
import type { Config } from '../config.js';

/** Signed out after this long without a request: a working day. */
const IDLE_HOURS = 8;
const HOUR = 60 * 60 * 1000;
/** A session's end is moved on at most this often, so that an ordinary page costs no write. Seconds. */
const TOUCH_AFTER = 5 * 60;

/**
 * The key that signs session cookies: the setting, else one made at the first start and kept in the data folder,
 * readable by its owner only. `wx`: of two starts at once one makes it and the other reads it.
 */
export async function sessionSecret(config: Pick<Config, 'sessionSecret' | 'dataDir'>): Promise<string> {
  if (config.sessionSecret !== undefined) return config.sessionSecret;
  const file = path.join(config.dataDir, 'session-secret');
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const made = randomBytes(48).toString('base64url');
  try {
    await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx', flush: true });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readFile(file, 'utf8')).trim();
  }
}

/** Sessions in the database, so that any copy of the product knows them. */
export async function sessions(secret: string, behindTls: boolean): Promise<RequestHandler> {
  const client = mongoose.connection.getClient();
  const store = MongoStore.create({
    // connect-mongo's types name its own copy of the driver; what it calls is the same in both.
    client: client,
    dbName: mongoose.connection.name,
    collectionName: 'sessions',
    touchAfter: TOUCH_AFTER,
  });
  // Its index stands before anything is served, and nothing is left half done when the start fails later on.
  await store.collectionP;
  return session({
    // __Host-: the browser takes it only over TLS, for this host and the whole site (RFC 6265bis).
    name: behindTls ? '__Host-session' : 'session',
    secret,
    store,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    proxy: behindTls,
    cookie: { httpOnly: true, sameSite: 'lax', secure: behindTls, path: '/', maxAge: IDLE_HOURS * HOUR },
  });
}
