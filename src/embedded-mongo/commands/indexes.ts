import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import { Build } from '../engine/builds.js';
import type { Collection, Index } from '../engine/storage/catalog.js';
import { prefix } from '../engine/storage/layout.js';
import type { Writer } from '../engine/storage/store.js';
import { equal } from '../engine/values/compare.js';
import { encode, isDocument, numberOf, textOf } from '../engine/values/documents.js';
import { checkSpec } from './index-specs.js';
import { MOMENT, type Command, type Request } from './request.js';

/** What makes two indexes on the same fields different, beside their names. */
const SIGNATURE = ['unique', 'sparse', 'partialFilterExpression', 'collation'];

const createIndexes: Command = {
  fields: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions'],
  inTransaction: true,
  async run(request) {
    const inherited = request.collection?.options.collation as Document | undefined;
    const specs = (request.array('indexes') as Document[]).map((spec) => checkSpec(spec, inherited));
    if (specs.length === 0) throw new ServerError('BadValue', 'Must specify at least one index to create');
    const existed = request.collection !== undefined;
    const counts = request.transaction
      ? await makeWithin(request, specs)
      : await request.engine.turns.take(request.namespace, () => makeInSteps(request, specs));
    const note =
      counts.numIndexesBefore === counts.numIndexesAfter ? { note: 'all indexes already exist' } : {};
    return { ...counts, createdCollectionAutomatically: !existed, ...note, ok: 1 };
  },
};

interface Counts {
  numIndexesBefore: number;
  numIndexesAfter: number;
}

async function makeInSteps(request: Request, specs: readonly Document[]): Promise<Counts> {
  const { engine } = request;
  let build: Build | undefined;
  try {
    const counts = await request.write((writer) => {
      const { collection, made, numIndexesBefore } = fresh(request, writer, specs);
      build = made.length > 0 ? new Build(engine, collection, made) : undefined;
      build?.begin(writer);
      return { numIndexesBefore, numIndexesAfter: numIndexesBefore + made.length };
    });
    while (build && !build.isDone) {
      request.check();
      await request.write((writer) => build!.step(writer));
    }
    return counts;
  } finally {
    build?.end();
  }
}

// In a transaction's own, empty collection.
function makeWithin(request: Request, specs: readonly Document[]): Promise<Counts> {
  return request.write((writer) => {
    const { collection, made, numIndexesBefore } = fresh(request, writer, specs);
    if (made.length > 0) checkMayIndex(request, collection);
    request.catalog.addIndexes(writer, collection, made);
    return { numIndexesBefore, numIndexesAfter: collection.indexes.length };
  });
}

function fresh(
  { catalog, namespace }: Request,
  writer: Writer,
  specs: readonly Document[],
): { collection: Collection; made: Index[]; numIndexesBefore: number } {
  const collection = catalog.find(namespace) ?? catalog.create(writer, namespace);
  const made = specs
    .filter((spec) => !exists(collection, spec))
    .map((spec) =>
      catalog.restoreIndex({
        id: collection.nextIndex++,
        spec,
        multikey: Object.keys(spec.key as Document).map(() => false),
        cut: false,
      }),
    );
  return { collection, made, numIndexesBefore: collection.indexes.length };
}

// As in MongoDB: a transaction indexes only what it has made itself, before it writes there.
function checkMayIndex({ transaction, namespace }: Request, { id }: Collection): void {
  if (!transaction) return;
  const range = { start: prefix(id, 0), end: prefix(id, 1), reverse: false, limit: 1, keysOnly: true };
  if (transaction.catalog.isOwn(id) && transaction.range(range).length === 0) return;
  throw new ServerError(
    'OperationNotSupportedInTransaction',
    `Cannot create new indexes on existing collection ${namespace} in a multi-document transaction.`,
  );
}

// An option that is off is like one that is not there; an expiry after zero seconds is not off.
const meaning = (option: unknown): unknown => (option === false || option === null ? undefined : option);

function exists(collection: Collection, spec: Document): boolean {
  const isSame = (index: Index, option: string) => equal(meaning(index.spec[option]), meaning(spec[option]));
  const twin = collection.indexes.find(
    (index) =>
      sameKey(index.key, spec.key as Document) &&
      (index.id === 1 || SIGNATURE.every((option) => isSame(index, option))),
  );
  const requested = (existing: Index) =>
    `Requested index: ${JSON.stringify(spec)}, existing index: ${JSON.stringify(existing.spec)}`;
  if (twin) {
    const named = twin.name === spec.name || twin.id === 1;
    if (twin.id === 1 || isSame(twin, 'expireAfterSeconds')) {
      if (named) return true;
      throw new ServerError(
        'IndexOptionsConflict',
        `Index already exists with a different name: ${twin.name}`,
      );
    }
    const difference = named ? 'the same name but different options' : 'a different name and options';
    throw new ServerError(
      'IndexOptionsConflict',
      `An equivalent index already exists with ${difference}. ${requested(twin)}`,
    );
  }
  const namesake = collection.indexes.find(({ name }) => name === spec.name);
  if (!namesake) return false;
  throw new ServerError(
    'IndexKeySpecsConflict',
    `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. ${requested(namesake)}`,
  );
}

/** Are these two the same fields in the same order and directions? */
export function sameKey(left: Document, right: Document): boolean {
  const [a, b] = [Object.entries(left), Object.entries(right)];
  return (
    a.length === b.length &&
    a.every(([name, direction], i) => name === b[i]![0] && Number(direction) === Number(b[i]![1]))
  );
}

/** An index as listIndexes shows it. */
export function describeIndex({ spec }: Index): Document {
  return spec;
}

const listIndexes: Command = {
  fields: ['cursor', 'includeBuildUUIDs', 'includeIndexBuildInfo', MOMENT],
  async run(request) {
    const { collection, engine, namespace } = request;
    if (!collection) throw new ServerError('NamespaceNotFound', `ns does not exist: ${namespace}`);
    const work = (function* () {
      for (const index of collection.indexes) yield encode(describeIndex(index));
    })();
    const batchSize = numberOf((request.body.cursor as Document | undefined)?.batchSize);
    return { batch: await engine.cursors.open(namespace, work, { batchSize: batchSize ?? Infinity }) };
  },
};

const dropIndexes: Command = {
  fields: ['index'],
  async run(request) {
    const { namespace, engine } = request;
    return request.write((writer) => {
      const collection = engine.catalog.find(namespace);
      if (!collection) throw new ServerError('NamespaceNotFound', `ns not found ${namespace}`);
      const nIndexesWas = collection.indexes.length;
      for (const index of chosen(request, collection)) engine.catalog.dropIndex(writer, collection, index);
      return { nIndexesWas, ok: 1 };
    });
  },
};

function chosen(request: Request, collection: Collection): Index[] {
  const wanted: unknown = request.body.index;
  if (wanted === '*') return collection.indexes.slice(1);
  return [wanted].flat().map((each) => {
    const index = collection.indexes.find(({ name, key }) =>
      isDocument(each) ? sameKey(key, each) : name === each,
    );
    if (!index)
      throw new ServerError(
        'IndexNotFound',
        `index not found with name [${isDocument(each) ? JSON.stringify(each) : textOf(each)}]`,
      );
    if (index.id === 1) throw new ServerError('InvalidOptions', 'cannot drop _id index');
    return index;
  });
}

/** Making, listing and removing indexes. */
export const indexes: Record<string, Command> = {
  createIndexes,
  listIndexes,
  dropIndexes,
  deleteIndexes: dropIndexes,
};
