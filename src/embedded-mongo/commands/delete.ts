import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import { numberOf, textOf } from '../engine/values/documents.js';
import { applyDelete } from './modify.js';
import type { Command } from './request.js';
import { runStatements } from './statements.js';
import { checkStatement } from './update.js';

const FIELDS = new Set(['q', 'limit', 'collation', 'hint']);

/** `delete`: removes documents. */
export const deleteCommand: Command = {
  fields: ['deletes', 'ordered', 'let', 'bypassDocumentValidation'],
  inTransaction: true,
  retryable: true,
  async run(request) {
    const done = await runStatements(request, request.array('deletes'), async (statement, _index, save) => {
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
      const { n } = await applyDelete(request, query, limit === 1, (writer) => {
        save(writer, { n: 1 });
      });
      return { n };
    });
    return done.reply();
  },
};
