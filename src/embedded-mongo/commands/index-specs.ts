import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import { compileFilter } from '../engine/query/match.js';
import { parseFilter, type Node } from '../engine/query/parse.js';
import { isIdKey } from '../engine/storage/collections.js';
import { parseCollation } from '../engine/values/collation.js';
import { isDocument, numberOf } from '../engine/values/documents.js';

const OPTIONS = new Set([
  'v',
  'key',
  'name',
  'ns',
  'unique',
  'sparse',
  'background',
  'partialFilterExpression',
  'expireAfterSeconds',
  'collation',
  'hidden',
  'clustered',
]);

/** What may be said of the index of `_id`. */
const ID_OPTIONS = new Set(['v', 'key', 'name', 'ns', 'collation', 'unique', 'background']);

/** An index as a client asks for it, checked, and as it is kept. */
export function checkSpec(spec: Document, inherited?: Document): Document {
  if (!isDocument(spec))
    throw new ServerError('TypeMismatch', "BSON field 'createIndexes.indexes' must hold objects");
  const { key, name } = spec;
  if (!isDocument(key))
    throw new ServerError(
      'FailedToParse',
      "The 'key' field is a required property of an index specification",
    );
  if (typeof name !== 'string')
    throw new ServerError(
      'FailedToParse',
      "The 'name' field is a required property of an index specification",
    );
  if (name === '*') throw new ServerError('BadValue', "The index name '*' is not valid.");
  const fields = Object.entries(key);
  if (fields.length === 0) throw new ServerError('CannotCreateIndex', 'Index keys cannot be an empty object');
  for (const [field, direction] of fields) {
    if (typeof direction === 'string')
      throw new ServerError('CannotCreateIndex', `Index type '${direction}' is not supported by this store`);
    const number = numberOf(direction);
    if (number === undefined || number === 0)
      throw new ServerError(
        'CannotCreateIndex',
        `Values in v:2 index key pattern cannot be of this type or 0. Field: ${field}`,
      );
    if (field.includes('$**'))
      throw new ServerError('CannotCreateIndex', 'Wildcard indexes are not supported by this store');
    if (field === '' || field.split('.').includes(''))
      throw new ServerError('CannotCreateIndex', 'Index keys cannot contain an empty field.');
    if (field.startsWith('$'))
      throw new ServerError(
        'CannotCreateIndex',
        `Index key contains an illegal field name: field name starts with '$'.`,
      );
  }
  const unknown = Object.keys(spec).find((option) => !OPTIONS.has(option));
  if (unknown !== undefined)
    throw new ServerError(
      'InvalidIndexSpecificationOption',
      `The field '${unknown}' is not valid for an index specification. Specification: ${JSON.stringify(spec)}`,
    );
  const strange = isIdKey(key) ? Object.keys(spec).find((option) => !ID_OPTIONS.has(option)) : undefined;
  if (strange !== undefined)
    throw new ServerError(
      'InvalidIndexSpecificationOption',
      `The field '${strange}' is not valid for an _id index specification. Specification: ${JSON.stringify(spec)}`,
    );
  checkOptions(spec, fields.length);
  const { ns: _, background: __, v: ___, collation: given, ...rest } = spec;
  const collation = given === undefined ? inherited : parseCollation(given);
  return { v: 2, ...rest, ...(collation && { collation }) };
}

function checkOptions(spec: Document, fields: number): void {
  const { partialFilterExpression: filter, expireAfterSeconds: seconds } = spec;
  if (filter !== undefined) {
    if (!isDocument(filter))
      throw new ServerError('CannotCreateIndex', "The field 'partialFilterExpression' must be an object");
    if (spec.sparse === true)
      throw new ServerError('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options');
    compileFilter(filter);
    checkPartial(parseFilter(filter));
  }
  if (seconds === undefined) return;
  const number = numberOf(seconds);
  if (number === undefined || !(number >= 0))
    throw new ServerError(
      'CannotCreateIndex',
      'TTL index expireAfterSeconds option must be a non-negative number',
    );
  if (fields > 1)
    throw new ServerError(
      'CannotCreateIndex',
      'TTL indexes are single-field indexes, compound indexes do not support TTL',
    );
}

const PARTIAL = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$in', '$type', '$exists']);

// What MongoDB lets the filter of an index ask.
function checkPartial(node: Node): void {
  if (node.kind === 'and' || node.kind === 'or') for (const each of node.nodes) checkPartial(each);
  else if (node.kind !== 'field')
    throw new ServerError('CannotCreateIndex', `Expression not supported in partial index: ${node.kind}`);
  else if (!PARTIAL.has(node.test.op) || (node.test.op === '$exists' && !node.test.value))
    throw new ServerError(
      'CannotCreateIndex',
      `Expression not supported in partial index: ${node.path} ${node.test.op}`,
    );
}
