import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import { COPYING as MARK } from '../database/uri.js';
import { Refusal } from './faults.js';
import { shapesOf } from './shape.js';

/** While a copy is under way its target says so in a collection. */
type Mark = { _id: 'copy'; from: string; key: string };

const marks = (db: Db) => db.collection<Mark>(MARK);

/**
 * Marks a database as the target of a copy. It must be empty, unless an interrupted copy from the same place is to be
 * gone on with (answers true) or what it holds may go.
 */
export async function mark(target: Db, source: Db, from: string, force: boolean): Promise<boolean> {
  const there = await marks(target).findOne({ _id: 'copy' });
  if (there?.from === from && !force) return true;
  const names = (await shapesOf(target)).map(({ name }) => name).filter((name) => name !== MARK);
  if (there === null) await refuseItself(target, source);
  if (names.length > 0 && !force) throw new Refusal(notEmpty(target, names, there?.from));
  for (const name of names) await target.dropCollection(name);
  await marks(target).replaceOne({ _id: 'copy' }, { from, key: randomUUID() }, { upsert: true });
  return false;
}

// Two connection strings may lead to one database, which a copy with --force would empty.
async function refuseItself(target: Db, source: Db): Promise<void> {
  const key = randomUUID();
  await marks(target).insertOne({ _id: 'copy', from: '', key });
  const isSame = (await marks(source).findOne({ key })) !== null;
  await unmark(target);
  if (isSame) throw new Refusal(`source and target are the same database ${target.databaseName}`);
}

/** Takes the mark away: the copy is whole. */
export async function unmark(target: Db): Promise<void> {
  await target.dropCollection(MARK);
}

function notEmpty(target: Db, names: string[], from: string | undefined): string {
  const what =
    from === undefined
      ? `is not empty (${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''})`
      : `holds an interrupted copy from ${from}`;
  return `the target database ${target.databaseName} ${what}; --force replaces everything in it`;
}
