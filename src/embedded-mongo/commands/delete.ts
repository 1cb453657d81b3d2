import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import { numberOf } from '../engine/values/documents.js';
import { applyDelete, runStatements } from './modify.js';
import type { Command } from './request.js';
import { checkStatement } from './update.js';

const FIELDS = new Set(['q', 'limit', 'collation', 'hint']);

/** `delete`: removes documents. */
export const deleteCommand: Command = {
  fields: ['deletes', 'ordered', 'let', 'bypassDocumentValidation'],
  inTransaction: true,
  retryable: true,
  async run(request) {
    let n = 0;
    const errors = await runStatements(request, request.array('deletes'), async (statement) => {
      checkStatement('delete.deletes', statement, FIELDS, ['q', 'limit']);
      const limit = numberOf(statement.limit);
      if (limit !== 0 && limit !== 1)
        throw new ServerError(
          'FailedToParse',
          `The limit field in delete objects must be 0 or 1. Got ${String(statement.limit)}`,
        );
      n += (
        await applyDelete(request, { filter: statement.q as Document, hint: statement.hint }, limit === 1)
      ).n;
    });
    return { n, ...(errors.length > 0 && { writeErrors: errors }), ok: 1 };
  },
};
