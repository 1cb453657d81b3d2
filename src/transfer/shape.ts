import { BSON, type Db, type Document } from 'mongodb';
import { COPYING, RESTORING } from '../database/uri.js';
import { Fault } from './faults.js';
import { TYPED } from './raw.js';

/** A collection or view without its documents. */
export type Shape = { name: string; type: 'collection' | 'view'; options: Document; indexes: Document[] };

/** Databases that belong to the server. */
export const SYSTEM_DATABASES = ['admin', 'local', 'config'];

/** Is it none of the collections that copies and restores under way keep for themselves? */
export const isContent = ({ name }: Shape): boolean =>
  !name.startsWith(COPYING) && !name.startsWith(RESTORING);

/** Everything in a database but what the server keeps for itself. `moment` goes into each question. */
export async function shapesOf(db: Db, moment: Document = {}): Promise<Shape[]> {
  const ask = (command: Document) =>
    db.runCursorCommand({ ...command, ...moment }, TYPED).toArray() as Promise<Document[]>;
  const shapes: Shape[] = [];
  for (const listed of await ask({ listCollections: 1 })) {
    const { name, type, options } = listed as { name: string; type: string; options?: Document };
    if (name.startsWith('system.')) continue;
    if (type !== 'collection' && type !== 'view')
      throw new Fault(`${name} is of the kind ${type}, which these commands do not carry`);
    const indexes = type === 'view' ? [] : await ask({ listIndexes: name });
    shapes.push({
      name,
      type,
      options: options ?? {},
      // The index of _id comes with the collection.
      indexes: indexes.filter((index) => index.name !== '_id_' && index.clustered !== true),
    });
  }
  return shapes.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Makes a collection or view. Of the indexes only those that `which` picks. */
export async function makeShape(db: Db, shape: Shape, which = (_index: Document) => true): Promise<void> {
  await db.createCollection(shape.name, shape.options).catch((error: { code?: number }) => {
    if (error.code !== NAMESPACE_EXISTS) throw error;
  });
  await makeIndexes(db, shape, which);
}

const NAMESPACE_EXISTS = 48;

/** Makes the indexes that `which` picks, exactly as they are described. */
export async function makeIndexes(db: Db, shape: Shape, which: (index: Document) => boolean): Promise<void> {
  const indexes = shape.indexes.filter(which);
  if (indexes.length > 0) await db.command({ createIndexes: shape.name, indexes });
}

/** An index whose documents expire. */
export const isExpiring = (index: Document): boolean => index.expireAfterSeconds !== undefined;

/** The same text for shapes that mean the same. */
export function meaningOf({ type, options, indexes }: Shape): string {
  const described = indexes.map((index) => sorted(index)).sort();
  return JSON.stringify([type, sorted(options), described]);
}

/** What a server fills in by itself, and says or does not say. */
const UNTOLD = new Set(['v', 'ns', 'background', 'idIndex', 'uuid']);

function sorted(options: Document): string {
  const said = Object.entries(options).filter(([name, value]) => !UNTOLD.has(name) && value !== false);
  return BSON.EJSON.stringify(said.sort(([a], [b]) => (a < b ? -1 : 1)));
}
