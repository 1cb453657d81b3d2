import type { Db } from 'mongodb';
import { behind } from './behind.js';
import { compare, type Compared } from './compare.js';
import { mark, unmark } from './copy-mark.js';
import { Refusal } from './faults.js';
import type { Endpoint } from './endpoint.js';
import { pour } from './pour.js';
import type { Progress } from './progress.js';
import { rawly } from './raw.js';
import { isContent, makeShape, shapesOf, SYSTEM_DATABASES, type Shape } from './shape.js';

/** Which database goes where. */
export async function databasesOf(from: Endpoint, to: Endpoint): Promise<[Db, Db][]> {
  if (from.database !== undefined)
    return [[from.client.db(from.database), to.client.db(to.database ?? from.database)]];
  if (to.database !== undefined)
    throw new Refusal('--to names a database and --from names none: name one there, too');
  const { databases } = await from.client.db().admin().listDatabases({ nameOnly: true });
  const names = databases.map(({ name }) => name).filter((name) => !SYSTEM_DATABASES.includes(name));
  return names.map((name) => [from.client.db(name), to.client.db(name)]);
}

export type CopyOptions = { from: string; force: boolean; progress: Progress; now: () => Date };

/**
 * Copies a database: collections with their options and indexes, documents, views. Documents go over in the order of
 * _id, so an interrupted copy is gone on with behind the last one that arrived. Answers how each collection compares in
 * the end; the target's mark is removed when nothing differs.
 */
export async function copyDatabase(source: Db, target: Db, options: CopyOptions): Promise<Compared[]> {
  const { from, force, progress, now } = options;
  const shapes = (await shapesOf(source)).filter(isContent);
  const goesOn = await mark(target, source, `${from} ${source.databaseName}`, force);
  await prepare(target, shapes, goesOn);
  for (const { name, type } of shapes)
    if (type === 'collection') await copyDocuments(source, target, name, progress);
  const compared = await compare(source, target, shapes, { progress, now });
  if (compared.every(({ same }) => same)) await unmark(target);
  return compared;
}

// All shapes first: what the target cannot hold is refused before the long work begins.
async function prepare(target: Db, shapes: Shape[], goesOn: boolean): Promise<void> {
  try {
    for (const type of ['collection', 'view'])
      for (const shape of shapes) if (shape.type === type) await makeShape(target, shape);
  } catch (error) {
    if (!goesOn) for (const { name } of await shapesOf(target)) await target.dropCollection(name);
    throw new Refusal(`the target cannot hold this database: ${(error as Error).message}`);
  }
}

async function copyDocuments(source: Db, target: Db, name: string, progress: Progress): Promise<void> {
  const into = target.collection(name);
  const [last] = (await into
    .find({}, rawly(name))
    .sort({ _id: -1 })
    .limit(1)
    .toArray()) as never as Uint8Array[];
  const all = await source.collection(name).estimatedDocumentCount();
  const before = last === undefined ? 0 : await into.estimatedDocumentCount();
  const rest = source
    .collection(name)
    .find(last === undefined ? {} : behind(last), rawly(name))
    .sort({ _id: 1 })
    .hint({ _id: 1 });
  const told = (written: number) => progress(`copying ${name}`, before + written, all);
  await pour(rest as never as AsyncIterable<Uint8Array>, into, told);
}
