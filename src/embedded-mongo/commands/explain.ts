import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import { planFor, prepare, type PreparedQuery } from '../engine/find.js';
import type { Plan } from '../engine/plan/planner.js';
import { isDocument } from '../engine/values/documents.js';
import { executionStats } from './execution-stats.js';
import { checkKinds, wrongType } from './fields.js';
import { prepareFind } from './find.js';
import { pushDown } from './push-down.js';
import { Request, type Command } from './request.js';

const VERBOSE = new Set<unknown>(['executionStats', 'allPlansExecution']);

/** `explain`: which index a query uses. */
export const explain: Command = {
  fields: ['verbosity'],
  run(request) {
    const inner: unknown = request.body.explain;
    if (!isDocument(inner)) throw wrongType('explain.explain', inner, "'object'");
    return explained(request, inner, request.body.verbosity ?? 'allPlansExecution');
  },
};

/** How a command would run, and how it did when the verbosity asks for that. */
export async function explained(request: Request, inner: Document, verbosity: unknown): Promise<Document> {
  const name = Object.keys(inner)[0] ?? '';
  checkKinds(name, inner, name);
  const asked = new Request(
    request.engine,
    name,
    { $db: request.database, ...inner },
    request.connection,
    undefined,
  );
  const prepared = preparedFor(asked);
  const { collection } = asked;
  const winningPlan = collection
    ? describe(planFor(asked.reader, collection, prepared), prepared)
    : { stage: 'EOF' };
  const runs = VERBOSE.has(verbosity) && collection;
  const stats = runs && (await executionStats(asked, collection, prepared, winningPlan));
  return {
    explainVersion: '1',
    queryPlanner: {
      namespace: asked.namespace,
      parsedQuery: prepared.query.filter,
      winningPlan,
      rejectedPlans: [],
    },
    ...(stats && { executionStats: stats }),
    command: inner,
    serverInfo: { version: '7.0.0' },
    ok: 1,
  };
}

function preparedFor(request: Request): PreparedQuery {
  const { body } = request;
  switch (request.name) {
    case 'find':
      return prepareFind(request, Math.abs(request.number('limit') ?? 0));
    case 'aggregate':
      return pushDown(request, request.array('pipeline') as Document[]).prepared;
    case 'count':
    case 'distinct':
    case 'findAndModify':
      return prepare(
        {
          filter: request.document('query') ?? {},
          sort: request.document('sort') ?? {},
          hint: body.hint,
          fold: request.foldFor(),
        },
        request.evaluation,
      );
    case 'update':
      return statement(request, 'updates');
    case 'delete':
      return statement(request, 'deletes');
  }
  throw new ServerError('CommandNotFound', `Explain failed due to unknown command: ${request.name}`);
}

function statement(request: Request, list: string): PreparedQuery {
  const [first] = request.array(list);
  const { q, hint, collation }: Document = isDocument(first) ? first : {};
  if (!isDocument(q)) throw wrongType(`${request.name}.${list}.q`, q, "'object'");
  checkKinds(`${request.name}.${list}`, first as Document);
  const query = { filter: q, hint: hint as unknown, fold: request.foldFor(collation) };
  return prepare(query, request.evaluation);
}

function describe(plan: Plan, { sort, query }: PreparedQuery): Document {
  const sorted = 'sorted' in plan && plan.sorted;
  const stage = stageOf(plan, query.filter);
  return sorted || sort.length === 0
    ? stage
    : { stage: 'SORT', sortPattern: Object.fromEntries(sort), inputStage: stage };
}

function stageOf(plan: Plan, filter: Document): Document {
  switch (plan.kind) {
    case 'scan':
      return { stage: 'COLLSCAN', filter, direction: plan.reverse ? 'backward' : 'forward' };
    case 'nothing':
      return { stage: 'EOF' };
    case 'union':
      return {
        stage: 'FETCH',
        filter,
        inputStage: { stage: 'OR', inputStages: plan.plans.map((each) => stageOf(each, {})) },
      };
    case 'index': {
      const { index, reverse } = plan;
      const scan = {
        stage: 'IXSCAN',
        keyPattern: index.key,
        indexName: index.name,
        ...(index.spec.collation !== undefined && { collation: index.spec.collation as Document }),
        isMultiKey: index.multikey.some(Boolean),
        isUnique: index.unique,
        isSparse: index.sparse,
        isPartial: index.partial !== undefined,
        direction: reverse ? 'backward' : 'forward',
      };
      const fetch = plan.covered ? { stage: 'FETCH' } : { stage: 'FETCH', filter };
      if (!plan.streams) return { ...fetch, inputStage: scan };
      const merge = { stage: 'SORT_MERGE', inputStages: plan.streams.map(() => scan) };
      return { ...fetch, inputStage: merge };
    }
  }
}
