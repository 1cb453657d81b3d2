import type { Db } from 'mongodb';
import { shapesOf, type Shape } from './shape.js';
import type { Aside, Backup } from './restore.js';

/** What a restore replaces: a data folder with the built-in store, or a database of a MongoDB. */
export type Installation = {
  /** How messages name it. */
  where: string;
  /** Finishes a switch that was interrupted; true when it was the switch to this very backup. */
  finishSwitch(backup: Backup): Promise<boolean>;
  /** What would be lost. Nothing to be lost: empty. */
  holds(): Promise<string[]>;
  /** A place for the backup, beside what is there. */
  aside(): Promise<Aside>;
  /** Puts what lies aside in the place of what is there. Answers what whoever asked for it should know. */
  replace(backup: Backup): Promise<string | undefined>;
  close(): Promise<void>;
};

/** What every installation has as soon as it is started, and nobody misses. */
const BOOKKEEPING = new Set(['sessions', 'jobs', 'sign_in_attempts']);

/** The collections of a database that hold something. */
export async function filled(db: Db, shapes?: Shape[]): Promise<string[]> {
  const found: string[] = [];
  for (const { name, type } of shapes ?? (await shapesOf(db))) {
    if (type === 'view' || BOOKKEEPING.has(name)) continue;
    if ((await db.collection(name).findOne({}, { projection: { _id: 1 } })) !== null) found.push(name);
  }
  return found;
}
