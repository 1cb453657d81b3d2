import { find, prepare } from './find.js';
import type { Engine } from './engine.js';
import { collect } from './plan/scan.js';
import type { Collection, Index } from './storage/catalog.js';
import { recordKey } from './storage/layout.js';
import { decode, numberOf } from './values/documents.js';

/** Removes the documents whose time has passed by their TTL indexes. */
export async function expire(engine: Engine): Promise<void> {
  for (const collection of engine.catalog.all()) {
    for (const index of collection.indexes) {
      if (index.spec.expireAfterSeconds === undefined) continue;
      await expireBy(engine, collection, index).catch((error: unknown) => {
        process.emitWarning(`Expiry of ${collection.namespace} failed: ${String(error)}`);
      });
    }
  }
}

async function expireBy(engine: Engine, { namespace }: Collection, index: Index): Promise<void> {
  const [field] = Object.keys(index.key);
  const limit = new Date(Date.now() - numberOf(index.spec.expireAfterSeconds)! * 1000);
  const evaluation = { now: new Date(), variables: {} };
  const prepared = prepare({ filter: { [field!]: { $lte: limit } } }, evaluation);
  const collection = engine.catalog.find(namespace);
  if (!collection) return;
  for (const { id } of await collect(find(engine.store, collection, prepared))) {
    await engine.store.write((writer) => {
      const current = engine.catalog.find(namespace);
      const bytes = current && writer.get(recordKey(current.id, id));
      const document = bytes && decode(bytes);
      if (document && prepared.matches(document)) engine.records.remove(writer, current, id, document);
    });
  }
}
