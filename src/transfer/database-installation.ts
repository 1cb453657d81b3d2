import { MongoClient, type Db, type Document } from 'mongodb';
import { productDatabase, RESTORING as STATE } from '../database/uri.js';
import { filled, type Installation } from './installation.js';
import type { Backup } from './restore.js';
import { isContent, makeShape, shapesOf, type Shape } from './shape.js';

/** Collections of a restore under way have names that begin so. */
const PREFIX = `${STATE}.`;

type Switch = { _id: 'switch'; sha256: string; names: string[]; obsolete: string[]; views: Document[] };

const stateOf = (db: Db) => db.collection<Switch>(STATE);

/**
 * A database of a MongoDB. The backup is filled into collections beside those that are there. The switch renames them
 * one by one; MongoDB cannot do that at once, so it is noted before, is finished by the next restore, and the product
 * does not start in between.
 */
export async function databaseInstallation(uri: string): Promise<Installation> {
  const client = await new MongoClient(uri, { writeConcern: { w: 'majority' } }).connect();
  const db = client.db(productDatabase(uri));
  const own = async () => (await shapesOf(db)).filter(isContent);

  return {
    where: `the database ${db.databaseName}`,

    async finishSwitch({ sha256 }) {
      const begun = await stateOf(db).findOne({ _id: 'switch' });
      if (begun !== null) await goOn(db, begun);
      return begun?.sha256 === sha256;
    },

    holds: async () => filled(db, await own()),

    async aside() {
      for (const { name } of await shapesOf(db)) if (name.startsWith(PREFIX)) await db.dropCollection(name);
      return { db, named: (collection) => PREFIX + collection };
    },

    async replace({ sha256, shapes }: Backup) {
      const of = (type: Shape['type']) => shapes.filter((shape) => shape.type === type);
      const names = of('collection').map(({ name }) => name);
      const obsolete = (await own()).map(({ name }) => name).filter((name) => !names.includes(name));
      const begun: Switch = { _id: 'switch', sha256, names, obsolete, views: of('view') };
      await stateOf(db).insertOne(begun);
      await goOn(db, begun);
      return undefined;
    },

    close: () => client.close(),
  };
}

async function goOn(db: Db, { names, obsolete, views }: Switch): Promise<void> {
  const there = new Set((await shapesOf(db)).map(({ name }) => name));
  for (const name of obsolete) if (there.has(name)) await db.dropCollection(name);
  for (const name of names)
    if (there.has(PREFIX + name)) await db.renameCollection(PREFIX + name, name, { dropTarget: true });
  for (const view of views) await makeShape(db, view as Shape);
  await db.dropCollection(STATE);
}
