import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import { isDocument, numberOf } from '../engine/values/documents.js';
import { isTrue } from '../engine/query/parse-operators.js';
import { typeOf } from '../engine/values/types.js';

type Kind = 'object' | 'array' | 'bool' | 'number' | 'string' | 'hint';

const FLAGS =
  'ordered singleBatch noCursorTimeout allowPartialResults tailable awaitData returnKey showRecordId upsert multi new remove nameOnly dropTarget capped autocommit startTransaction full repair metadata allowDiskUse';
const OBJECTS =
  'filter query sort projection fields let c lsid readConcern writeConcern collation partialFilterExpression cursor $clusterTime $readPreference q';
const ARRAYS = 'documents updates deletes pipeline indexes cursors arrayFilters';
const NUMBERS = 'skip limit batchSize maxTimeMS maxTimeMSOpOnly txnNumber stmtId scale';

const kinds = (kind: Kind, names: string) => names.split(' ').map((name): [string, Kind] => [name, kind]);

/** A name means the same in every command and statement that has it. */
const KINDS = new Map<string, Kind>([
  ...kinds('bool', FLAGS),
  ...kinds('object', OBJECTS),
  ...kinds('array', ARRAYS),
  ...kinds('number', NUMBERS),
  ...kinds('string', 'key to'),
  ['hint', 'hint'],
]);

const WANTED: Record<Kind, string> = {
  object: "'object'",
  array: "'array'",
  bool: "types '[bool, long, int, decimal, double]'",
  number: "types '[long, int, decimal, double]'",
  string: "'string'",
  hint: "types '[string, object]'",
};

function isOf(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'object':
      return isDocument(value);
    case 'array':
      return Array.isArray(value);
    case 'bool':
      return typeof value === 'boolean' || numberOf(value) !== undefined;
    case 'number':
      return numberOf(value) !== undefined;
    case 'string':
      return typeof value === 'string';
    case 'hint':
      return typeof value === 'string' || isDocument(value);
  }
}

/** Checks the types of a command's or statement's fields. A null is as good as no field, and a number as a flag. */
export function checkKinds(place: string, fields: Document, except?: string): void {
  for (const [name, value] of Object.entries(fields)) {
    const kind = name === except ? undefined : KINDS.get(name);
    if (kind === undefined) continue;
    if (value === null || value === undefined) delete fields[name];
    else if (!isOf(kind, value)) throw wrongType(`${place}.${name}`, value, WANTED[kind]);
    else if (kind === 'bool') fields[name] = isTrue(value);
  }
}

/** A field of another type than the one it must have. */
export function wrongType(place: string, value: unknown, wanted: string): ServerError {
  return new ServerError(
    'TypeMismatch',
    `BSON field '${place}' is the wrong type '${typeOf(value)}', expected type ${wanted}`,
  );
}
