import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import type { Query } from '../engine/find.js';
import { compileExpression } from '../engine/pipeline/expressions.js';
import { parseFilter } from '../engine/query/parse.js';
import { positionFinder } from '../engine/query/position.js';
import { compileProjection } from '../engine/query/projection.js';
import { applyUpdate, deleteFirst } from './modify.js';
import type { Done, Modified } from './single.js';
import { type Command, type Request } from './request.js';

/** `findAndModify`: changes or removes one document and answers with it. */
export const findAndModify: Command = {
  fields: [
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'bypassDocumentValidation',
    'collation',
    'arrayFilters',
    'hint',
    'let',
  ],
  inTransaction: true,
  retryable: true,
  async run(request) {
    const { body } = request;
    checkOptions(body);
    const query: Query = {
      filter: request.document('query') ?? {},
      sort: request.document('sort') ?? {},
      hint: body.hint,
      fold: request.foldFor(),
    };
    const answered = request.retry?.progress?.head.answer as Document | undefined;
    if (answered) return answered;
    const show = projector(request, query);
    const answer = body.remove === true ? removed(show) : updated(body.new === true, show);
    let given: Document | undefined;
    const done: Done = (writer, outcome) => {
      given = answer(outcome);
      request.retry?.save(writer, { answer: given });
    };
    if (body.remove === true) {
      const outcome = await deleteFirst(request, query, done);
      return given ?? answer(outcome);
    }
    const statement = {
      query,
      update: body.update as unknown,
      arrayFilters: body.arrayFilters as Document[] | undefined,
      multi: false,
      upsert: body.upsert === true,
    };
    const result = await applyUpdate(request, statement, done);
    return given ?? answer(result.matched > 0 || 'upserted' in result ? result : undefined);
  },
};

type Show = (document: Document) => Document;

const removed =
  (show: Show) =>
  (outcome: Modified | undefined): Document => ({
    lastErrorObject: { n: outcome ? 1 : 0 },
    value: outcome ? show(outcome.before!) : null,
    ok: 1,
  });

const updated =
  (isNew: boolean, show: Show) =>
  (outcome: Modified | undefined): Document => {
    const isUpsert = outcome !== undefined && 'upserted' in outcome;
    const lastErrorObject = {
      n: Number(outcome !== undefined),
      updatedExisting: outcome !== undefined && !isUpsert,
      ...(isUpsert && { upserted: outcome.upserted }),
    };
    const value = isNew ? outcome?.after : outcome?.before;
    return { lastErrorObject, value: value ? show(value) : null, ok: 1 };
  };

function checkOptions({ remove, update, new: isNew, upsert }: Document): void {
  if (remove === true) {
    if (update !== undefined)
      throw new ServerError('FailedToParse', 'Cannot specify both an update and remove=true');
    if (upsert === true)
      throw new ServerError('FailedToParse', 'Cannot specify both upsert=true and remove=true');
    if (isNew === true)
      throw new ServerError(
        'FailedToParse',
        "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
      );
  } else if (update === undefined)
    throw new ServerError('FailedToParse', 'Either an update or remove=true must be specified');
}

function projector(request: Request, { filter, fold }: Query): Show {
  const { evaluation } = request;
  const project = compileProjection(request.document('fields') ?? {}, {
    fold,
    evaluate: (expression) => compileExpression(expression, evaluation),
    position: positionFinder(parseFilter(filter), { fold }),
  });
  return project ?? ((document) => document);
}
