import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import { find as findRecords, prepare, type PreparedQuery } from '../engine/find.js';
import { compileExpression } from '../engine/pipeline/expressions.js';
import { PAUSE, type Work } from '../engine/plan/scan.js';
import { positionFinder } from '../engine/query/position.js';
import { compileProjection } from '../engine/query/projection.js';
import { decode, encodeComputed, numberOf } from '../engine/values/documents.js';
import { include, omit, wantedBy, type Wanted } from '../engine/values/raw.js';
import { MOMENT, type Command, type Request } from './request.js';

/** `find`: documents of one collection. */
export const find: Command = {
  fields: [
    'filter',
    'sort',
    'projection',
    'hint',
    'skip',
    'limit',
    'batchSize',
    'singleBatch',
    'collation',
    'let',
    'allowDiskUse',
    'noCursorTimeout',
    'allowPartialResults',
    'max',
    'min',
    'returnKey',
    'showRecordId',
    'tailable',
    'awaitData',
    'oplogReplay',
    MOMENT,
  ],
  inTransaction: true,
  async run(request) {
    for (const option of ['max', 'min', 'returnKey', 'showRecordId', 'tailable', 'awaitData']) {
      if (request.body[option])
        throw new ServerError('NotImplemented', `find option '${option}' is not supported by this store`);
    }
    const { body, namespace, collection } = request;
    const limit = request.number('limit') ?? 0;
    const given = request.number('batchSize');
    if (given !== undefined && given < 0)
      throw new ServerError(51024, `BSON field 'batchSize' value must be >= 0, actual value '${given}'`);
    const prepared = prepareFind(request, Math.abs(limit));
    const show = presenter(request, prepared);
    const work = collection ? output(findRecords(request.reader, collection, prepared), show) : nothing();
    const batch = await request.engine.cursors.open(namespace, work, {
      // A batch that reaches the limit ends the cursor.
      batchSize: given !== undefined && given === limit ? given + 1 : given,
      single: body.singleBatch === true || limit < 0,
      noTimeout: body.noCursorTimeout === true,
      session: request.session,
      check: request.check,
    });
    return { batch };
  },
};

/** The question a `find` asks. */
export function prepareFind(request: Request, limit: number): PreparedQuery {
  return prepare(
    {
      filter: request.document('filter') ?? {},
      sort: request.document('sort') ?? {},
      skip: request.number('skip') ?? 0,
      limit,
      hint: request.body.hint,
      fold: request.foldFor(),
    },
    request.evaluation,
  );
}

// A stored document as the projection wants it; undefined when that is as it is.
function presenter(request: Request, prepared: PreparedQuery): ((bytes: Buffer) => Buffer) | undefined {
  const evaluation = { ...request.evaluation, fold: prepared.query.fold };
  const spec = request.document('projection') ?? {};
  const project = compileProjection(spec, {
    fold: evaluation.fold,
    evaluate: (expression) => compileExpression(expression, evaluation),
    position: positionFinder(prepared.node, { fold: prepared.query.fold }),
  });
  if (!project) return undefined;
  const wanted = plainPaths(spec);
  if (wanted) return (bytes) => include(bytes, wanted);
  const left = namesLeftOut(spec);
  if (left) return (bytes) => omit(bytes, left);
  return (bytes) => encodeComputed(project(decode(bytes)));
}

// And so can what is left when only whole fields are left out.
function namesLeftOut(spec: Document): ReadonlySet<string> | undefined {
  const isNo = (value: unknown) => value === false || numberOf(value) === 0;
  const plain = Object.entries(spec).every(([name, value]) => !/[.$]/.test(name) && isNo(value));
  return plain ? new Set(Object.keys(spec)) : undefined;
}

// A list of fields can be cut out of the bytes.
function plainPaths(spec: Document): Wanted | undefined {
  const { _id: id = true, ...others } = spec;
  const included = Object.entries(others);
  const isYes = (value: unknown) => value === true || Boolean(numberOf(value));
  if (included.length === 0 && !('_id' in spec && isYes(id))) return undefined;
  if (!included.every(([name, value]) => !name.includes('$') && isYes(value))) return undefined;
  if (id !== false && numberOf(id) === undefined && id !== true) return undefined;
  return wantedBy([...included.map(([name]) => name), ...(isYes(id) ? ['_id'] : [])]);
}

function* output(
  records: ReturnType<typeof findRecords>,
  show: ((bytes: Buffer) => Buffer) | undefined,
): Work<Buffer> {
  for (const each of records) {
    if (each === PAUSE) yield each;
    else yield show ? show(each.bytes) : each.bytes;
  }
}

function* nothing(): Work<Buffer> {
  // a collection that does not exist is empty
}
