import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import { isDocument } from '../engine/values/documents.js';
import { checkKinds, wrongType } from './fields.js';
import { applyUpdate, singleUpdate, sumsOf, type UpdateStatement } from './modify.js';
import type { Sums } from './progress.js';
import { checkBatch, runStatements } from './statements.js';
import type { Command, Request } from './request.js';
import type { Modified } from './single.js';

const FIELDS = new Set([
  'q',
  'u',
  'c',
  'upsert',
  'multi',
  'collation',
  'arrayFilters',
  'hint',
  'upsertSupplied',
]);

/** `update`: changes documents, or inserts one where none matches. */
export const update: Command = {
  fields: ['updates', 'ordered', 'bypassDocumentValidation', 'let'],
  inTransaction: true,
  retryable: true,
  async run(request) {
    const read = (statement: Document) => readStatement(request, statement);
    const updates = request.array('updates');
    checkBatch('update.updates', updates);
    const done = await runStatements(request, updates, {
      single(statement) {
        const update = read(statement);
        return update.multi ? undefined : singleUpdate(request, update);
      },
      sums: (outcome, index) => sums(index, outcome ?? { changed: false }, sumsOf(outcome)),
      async alone(statement, index, save) {
        const result = await applyUpdate(request, read(statement), (writer, outcome) => {
          save(writer, sums(index, outcome, sumsOf(outcome)));
        });
        return sums(index, result, result);
      },
    });
    return done.reply(true);
  },
};

function readStatement(request: Request, statement: Document): UpdateStatement {
  checkStatement('update.updates', statement, FIELDS, ['q', 'u']);
  return {
    query: {
      filter: statement.q as Document,
      hint: statement.hint,
      fold: request.foldFor(statement.collation),
    },
    update: statement.u,
    arrayFilters: statement.arrayFilters as Document[] | undefined,
    multi: statement.multi === true,
    upsert: statement.upsert === true,
  };
}

function sums(index: number, outcome: Modified, counted: { matched: number; modified: number }): Sums {
  const { matched, modified } = counted;
  if (!('upserted' in outcome)) return { n: matched, nModified: modified };
  return { n: matched + 1, nModified: modified, upserted: [{ index, _id: outcome.upserted }] };
}

/** Checks the fields of one statement of a write command. */
export function checkStatement(
  place: string,
  statement: Document,
  known: Set<string>,
  required: readonly string[],
): void {
  for (const name of Object.keys(statement)) {
    if (!known.has(name)) throw new ServerError(40415, `BSON field '${place}.${name}' is an unknown field.`);
  }
  for (const name of required) {
    if (!(name in statement))
      throw new ServerError(40414, `BSON field '${place}.${name}' is missing but a required field`);
  }
  if (!isDocument(statement.q)) throw wrongType(`${place}.q`, statement.q, "'object'");
  checkKinds(place, statement, 'limit');
}
