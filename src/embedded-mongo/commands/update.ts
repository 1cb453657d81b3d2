import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import { isDocument } from '../engine/values/documents.js';
import { applyUpdate, runStatements } from './modify.js';
import { checkCollation, type Command } from './request.js';

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
    let [n, nModified] = [0, 0];
    const upserted: Document[] = [];
    const errors = await runStatements(request, request.array('updates'), async (statement, index) => {
      checkStatement('update.updates', statement, FIELDS, ['q', 'u']);
      const result = await applyUpdate(request, {
        query: {
          filter: statement.q as Document,
          hint: statement.hint,
        },
        update: statement.u,
        arrayFilters: statement.arrayFilters as Document[] | undefined,
        multi: statement.multi === true,
        upsert: statement.upsert === true,
      });
      n += result.matched;
      nModified += result.modified;
      if ('upserted' in result) {
        n++;
        upserted.push({ index, _id: result.upserted });
      }
    });
    return {
      n,
      ...(upserted.length > 0 && { upserted }),
      nModified,
      ...(errors.length > 0 && { writeErrors: errors }),
      ok: 1,
    };
  },
};

/** Checks the fields of one statement of a write command. */
export function checkStatement(
  place: string,
  statement: Document,
  known: Set<string>,
  required: readonly string[],
): void {
  if (!isDocument(statement))
    throw new ServerError('TypeMismatch', `BSON field '${place}' is the wrong type, expected type 'object'`);
  for (const name of Object.keys(statement)) {
    if (!known.has(name)) throw new ServerError(40415, `BSON field '${place}.${name}' is an unknown field.`);
  }
  for (const name of required) {
    if (!(name in statement))
      throw new ServerError(40414, `BSON field '${place}.${name}' is missing but a required field`);
  }
  if (!isDocument(statement.q))
    throw new ServerError(
      'TypeMismatch',
      `BSON field '${place}.q' is the wrong type, expected type 'object'`,
    );
  checkCollation(statement.collation);
}
