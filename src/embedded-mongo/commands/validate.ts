import { ServerError } from '../errors.js';
import type { Command } from './request.js';

/** `validate`: reads a whole collection and compares its documents with its indexes, in both directions. */
export const validate: Command = {
  fields: ['full', 'background', 'checkBSONConformance', 'metadata', 'repair', 'enforceFastCount'],
  async run(request) {
    const { collection, engine, namespace } = request;
    if (request.body.repair === true || request.body.metadata === true)
      throw new ServerError('NotImplemented', 'validate only looks: repair and metadata are not supported');
    if (!collection)
      throw new ServerError('NamespaceNotFound', `Collection '${namespace}' does not exist to validate.`);
    const errors: string[] = [];
    const keysPerIndex: Record<string, number> = {};
    let nrecords = 0;
    for (const found of await request.collect(engine.records.inspect(engine.store, collection))) {
      if ('error' in found) errors.push(found.error);
      else if ('index' in found) keysPerIndex[found.index] = found.keys;
      else nrecords = found.records;
    }
    return {
      ns: namespace,
      nrecords,
      nIndexes: collection.indexes.length,
      keysPerIndex,
      valid: errors.length === 0,
      errors,
      warnings: [],
      repaired: false,
      ok: 1,
    };
  },
};

/** The store's own: reads all pages of its file as they lie on disk, and says what keeps them from being a store. */
export const embeddedCheckFile: Command = {
  fields: [],
  async run(request) {
    const [fault] = await request.collect(request.engine.store.fault());
    return { valid: fault === undefined, errors: fault === undefined ? [] : [fault], ok: 1 };
  },
};
