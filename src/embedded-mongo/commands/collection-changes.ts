import { Int32, Long, type Document } from 'bson';
import { ServerError } from '../errors.js';
import type { Collection, Index } from '../engine/storage/catalog.js';
import { isDocument, numberOf } from '../engine/values/documents.js';
import { sameKey } from './indexes.js';
import type { Command } from './request.js';

const REFUSED = [
  'validator',
  'validationLevel',
  'validationAction',
  'viewOn',
  'pipeline',
  'expireAfterSeconds',
  'timeseries',
  'cappedSize',
  'cappedMax',
  'changeStreamPreAndPostImages',
  'dryRun',
];
const CHANGES = new Set(['name', 'keyPattern', 'hidden', 'expireAfterSeconds']);

/** `collMod`: hides an index from the planner or shows it, and changes when documents expire. */
export const collMod: Command = {
  fields: ['index', ...REFUSED],
  run(request) {
    const refused = REFUSED.find((option) => request.body[option] !== undefined);
    if (refused !== undefined)
      throw new ServerError('NotImplemented', `collMod option '${refused}' is not supported by this store`);
    const wanted = request.document('index');
    return request.write((writer) => {
      const { collection } = request;
      if (!collection) throw new ServerError('NamespaceNotFound', `ns does not exist: ${request.namespace}`);
      if (!wanted) return { ok: 1 };
      const changed = change(chosen(collection, wanted), wanted);
      request.engine.catalog.save(writer, collection);
      return { ...changed, ok: 1 };
    });
  },
};

function chosen(collection: Collection, wanted: Document): Index {
  const { name, keyPattern } = wanted as { name?: unknown; keyPattern?: unknown };
  const unknown = Object.keys(wanted).find((option) => !CHANGES.has(option));
  if (unknown !== undefined)
    throw new ServerError(
      'NotImplemented',
      `collMod option 'index.${unknown}' is not supported by this store`,
    );
  if ((name === undefined) === (keyPattern === undefined))
    throw new ServerError('InvalidOptions', 'Exactly one of name and keyPattern must be specified');
  const index = collection.indexes.find((each) =>
    isDocument(keyPattern) ? sameKey(each.key, keyPattern) : each.name === name,
  );
  if (!index) {
    const shown = isDocument(keyPattern) ? JSON.stringify(keyPattern) : String(name);
    throw new ServerError('IndexNotFound', `cannot find index ${shown} for ns ${collection.namespace}`);
  }
  return index;
}

function change(index: Index, { hidden, expireAfterSeconds }: Document): Document {
  const answer: Document = {};
  if (expireAfterSeconds !== undefined) {
    const seconds = numberOf(expireAfterSeconds);
    if (seconds === undefined || !(seconds >= 0) || Object.keys(index.key).length > 1)
      throw new ServerError('InvalidOptions', 'expireAfterSeconds needs a number and an index of one field');
    const before: unknown = index.spec.expireAfterSeconds;
    if (before !== undefined) answer.expireAfterSeconds_old = Long.fromNumber(numberOf(before)!);
    answer.expireAfterSeconds_new = Long.fromNumber(seconds);
    index.spec.expireAfterSeconds = new Int32(seconds);
  }
  if (hidden !== undefined && (index.spec.hidden === true) !== (hidden === true)) {
    if (index.id === 1) throw new ServerError('BadValue', "can't hide _id index");
    answer.hidden_old = index.spec.hidden === true;
    answer.hidden_new = hidden === true;
    if (hidden === true) index.spec.hidden = true;
    else delete index.spec.hidden;
  }
  return answer;
}
