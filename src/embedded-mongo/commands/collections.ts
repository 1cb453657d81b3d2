import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import { compileFilter } from '../engine/query/match.js';
import { parseCollation } from '../engine/values/collation.js';
import { encode } from '../engine/values/documents.js';
import { describeIndex } from './indexes.js';
import { MOMENT, type Command } from './request.js';

const REFUSED = [
  'capped',
  'viewOn',
  'pipeline',
  'timeseries',
  'validator',
  'clusteredIndex',
  'encryptedFields',
  'changeStreamPreAndPostImages',
];

const create: Command = {
  fields: [
    'size',
    'max',
    'storageEngine',
    'validationLevel',
    'validationAction',
    'indexOptionDefaults',
    'idIndex',
    'expireAfterSeconds',
    'collation',
    ...REFUSED,
  ],
  inTransaction: true,
  async run(request) {
    const refused = REFUSED.find(
      (option) => request.body[option] !== undefined && request.body[option] !== false,
    );
    if (refused !== undefined)
      throw new ServerError('NotImplemented', `create option '${refused}' is not supported by this store`);
    const { catalog, namespace } = request;
    const collation = parseCollation(request.body.collation);
    await request.write((writer) => {
      if (catalog.find(namespace))
        throw new ServerError('NamespaceExists', `Collection ${namespace} already exists.`);
      catalog.create(writer, namespace, collation && { collation });
    });
    return { ok: 1 };
  },
};

const drop: Command = {
  fields: [],
  async run(request) {
    const { catalog } = request.engine;
    const { namespace } = request;
    return request.write((writer) => {
      const collection = catalog.find(namespace);
      if (!collection) return { ok: 1 };
      catalog.drop(writer, collection);
      return { nIndexesWas: collection.indexes.length, ns: namespace, ok: 1 };
    });
  },
};

const dropDatabase: Command = {
  fields: [],
  async run(request) {
    const { catalog } = request.engine;
    const dropped = await request.write((writer) => {
      const collections = catalog
        .all()
        .filter(({ namespace }) => namespace.startsWith(`${request.database}.`));
      for (const each of collections) catalog.drop(writer, each);
      return collections.length;
    });
    return { ...(dropped > 0 && { dropped: request.database }), ok: 1 };
  },
};

const renameCollection: Command = {
  fields: ['to', 'dropTarget'],
  async run(request) {
    const { catalog } = request.engine;
    const [from, to] = [request.string('renameCollection'), request.string('to')];
    await request.write((writer) => {
      const collection = catalog.find(from);
      if (!collection) throw new ServerError('NamespaceNotFound', `Source collection ${from} does not exist`);
      const target = catalog.find(to);
      if (target === collection)
        throw new ServerError('IllegalOperation', "Can't rename a collection to itself");
      if (target && request.body.dropTarget !== true)
        throw new ServerError('NamespaceExists', 'target namespace exists');
      if (target) catalog.drop(writer, target);
      catalog.rename(writer, collection, to);
    });
    return { ok: 1 };
  },
};

const listCollections: Command = {
  fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor', MOMENT],
  async run(request) {
    const { catalog, database, engine } = request;
    const matches = compileFilter(request.document('filter') ?? {});
    const found = catalog
      .all()
      .filter(({ namespace }) => namespace.startsWith(`${database}.`))
      .map((each): Document => {
        const name = each.namespace.slice(database.length + 1);
        if (request.body.nameOnly === true) return { name, type: 'collection' };
        const info = { readOnly: false, uuid: each.uuid };
        return {
          name,
          type: 'collection',
          options: each.options,
          info,
          idIndex: describeIndex(each.indexes[0]!),
        };
      })
      .filter(matches);
    const batchSize = (request.body.cursor as Document | undefined)?.batchSize as number | undefined;
    const documents = found.map((each) => encode(each)).values();
    const work = (function* () {
      yield* documents;
    })();
    return {
      batch: await engine.cursors.open(`${database}.$cmd.listCollections`, work, {
        batchSize: batchSize === undefined ? Infinity : Number(batchSize),
      }),
    };
  },
};

/** Making, naming and removing collections. */
export const collections: Record<string, Command> = {
  create,
  drop,
  dropDatabase,
  renameCollection,
  listCollections,
};
