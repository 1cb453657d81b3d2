import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import { numberOf, textOf } from '../engine/values/documents.js';
import type { Query } from '../engine/find.js';
import { deleteAll, deleteFirst, singleDelete } from './modify.js';
import type { Command, Request } from './request.js';
import { checkBatch, runStatements } from './statements.js';
import { checkStatement } from './update.js';

const FIELDS = new Set(['q', 'limit', 'collation', 'hint']);

/** `delete`: removes documents. */
export const deleteCommand: Command = {
  fields: ['deletes', 'ordered', 'let', 'bypassDocumentValidation'],
  inTransaction: true,
  retryable: true,
  async run(request) {
    const sums = (outcome: unknown) => ({ n: outcome ? 1 : 0 });
    const deletes = request.array('deletes');
    checkBatch('delete.deletes', deletes);
    const done = await runStatements(request, deletes, {
      single(statement) {
        const { query, isSingle } = readStatement(request, statement);
        return isSingle ? singleDelete(request, query) : undefined;
      },
      sums,
      async alone(statement, _index, save) {
        const { query, isSingle } = readStatement(request, statement);
        if (!isSingle) return { n: await deleteAll(request, query) };
        return sums(
          await deleteFirst(request, query, (writer) => {
            save(writer, { n: 1 });
          }),
        );
      },
    });
    return done.reply();
  },
};

function readStatement(request: Request, statement: Document): { query: Query; isSingle: boolean } {
  checkStatement('delete.deletes', statement, FIELDS, ['q', 'limit']);
  const limit = numberOf(statement.limit);
  if (limit !== 0 && limit !== 1)
    throw new ServerError(
      'FailedToParse',
      `The limit field in delete objects must be 0 or 1. Got ${textOf(statement.limit)}`,
    );
  const query = {
    filter: statement.q as Document,
    hint: statement.hint as unknown,
    fold: request.foldFor(statement.collation),
  };
  return { query, isSingle: limit === 1 };
}
