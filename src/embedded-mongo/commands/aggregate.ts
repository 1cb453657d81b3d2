import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import { count, find } from '../engine/find.js';
import { wantedByStages } from '../engine/pipeline/fields.js';
import { checkPipeline, run } from '../engine/pipeline/pipeline.js';
import { PAUSE, type Record, type Work } from '../engine/plan/scan.js';
import { decodePlain, encodeComputed, isDocument, numberOf } from '../engine/values/documents.js';
import { pick, type Wanted } from '../engine/values/raw.js';
import { saveResults } from './out.js';
import { explained } from './explain.js';
import { pipelineContext } from './pipeline-context.js';
import { pushDown } from './push-down.js';
import type { Command, Reply, Request } from './request.js';
import { sourceOf } from './sources.js';

/** `aggregate`: a pipeline over one collection. */
export const aggregate: Command = {
  fields: [
    'pipeline',
    'cursor',
    'explain',
    'allowDiskUse',
    'bypassDocumentValidation',
    'collation',
    'hint',
    'let',
  ],
  inTransaction: true,
  async run(request): Promise<Reply> {
    const { body } = request;
    const pipeline = request.array('pipeline') as Document[];
    if (!isDocument(body.cursor) && body.explain !== true) {
      throw new ServerError(
        'FailedToParse',
        "The 'cursor' option is required, except for aggregate with the explain argument",
      );
    }
    if (body.explain === true) {
      const { explain: _, lsid: __, ...asked } = body;
      return explained(request, asked, 'queryPlanner');
    }
    const batchSize = numberOf((body.cursor as Document | undefined)?.batchSize);
    const namespace =
      body.aggregate === 1 || numberOf(body.aggregate) === 1
        ? `${request.database}.$cmd.aggregate`
        : request.namespace;
    const work = aggregation(request, pipeline);
    const last = pipeline.at(-1);
    if (last && ('$out' in last || '$merge' in last)) {
      await saveResults(request, last, await request.collect(work.documents));
      return { batch: await request.engine.cursors.open(namespace, nothing(), {}) };
    }
    const batch = await request.engine.cursors.open(namespace, encoded(work), {
      batchSize,
      session: request.session,
      check: request.check,
    });
    return { batch };
  },
};

interface Aggregation {
  documents: Work<Document>;
  /** Records that pass through unchanged. */
  records?: Work<Record>;
}

function aggregation(request: Request, pipeline: Document[]): Aggregation {
  checkPipeline(pipeline);
  const context = pipelineContext(request);
  const stages = pipeline.filter((stage) => !('$out' in stage) && !('$merge' in stage));
  const source = sourceOf(request, stages[0]);
  if (source) return { documents: run(source, stages.slice(1), context) };
  const { prepared, rest } = pushDown(request, stages);
  const collection = typeof request.body.aggregate === 'string' ? request.collection : undefined;
  if (!collection) return { documents: run(nothing(), stages, context) };
  const name = countName(rest);
  if (name !== undefined) return { documents: countOnly(count(request.reader, collection, prepared), name) };
  const records = find(request.reader, collection, prepared);
  if (rest.length === 0) return { documents: decoded(records), records };
  return { documents: run(decoded(records, wantedByStages(rest)), rest, context) };
}

// `countDocuments` of every driver: `[..., { $group: { _id: 1, n: { $sum: 1 } } }]`.
function countName(rest: readonly Document[]): [string, unknown] | undefined {
  const group: unknown = rest.length === 1 ? rest[0]!.$group : undefined;
  if (!isDocument(group)) return undefined;
  const [id, field, ...others] = Object.keys(group);
  const sum: unknown = field === undefined ? undefined : group[field];
  if (id !== '_id' || others.length > 0 || !isDocument(sum) || numberOf(sum.$sum) !== 1) return undefined;
  return group._id === null || numberOf(group._id) !== undefined ? [field!, group._id] : undefined;
}

function* countOnly(counted: Work<number>, [name, id]: [string, unknown]): Work<Document> {
  for (const n of counted) {
    if (n === PAUSE) yield n;
    else if (n > 0) yield { _id: id, [name]: n };
  }
}

function* decoded(records: Work<Record>, wanted?: Wanted): Work<Document> {
  for (const each of records) {
    if (each === PAUSE) yield each;
    else yield decodePlain(wanted ? pick(each.bytes, wanted) : each.bytes);
  }
}

function* encoded({ documents, records }: Aggregation): Work<Buffer> {
  if (records) for (const each of records) yield each === PAUSE ? each : each.bytes;
  else for (const each of documents) yield each === PAUSE ? each : encodeComputed(each);
}

function* nothing(): Work<never> {
  // no collection, no documents
}
