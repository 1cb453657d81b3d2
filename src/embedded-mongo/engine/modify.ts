import { ObjectId, type Document } from 'bson';
import { ServerError } from '../errors.js';
import { parseFilter, type Node } from './query/parse.js';
import { positionFinder } from './query/position.js';
import { compileUpdate, immutable, type Update } from './update/update.js';
import { write } from './update/paths.js';
import { checkPipeline, run as runPipeline, type PipelineContext } from './pipeline/pipeline.js';
import { drain } from './plan/scan.js';
import { equal } from './values/compare.js';
import { clone, isDocument, toPlain, toTyped } from './values/documents.js';
import type { Fold } from './values/keys.js';

const UPDATE_STAGES = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith']);

/** What the commands that update have in common. */
export interface Modification {
  update: unknown;
  arrayFilters?: readonly Document[] | undefined;
  multi?: boolean;
  variables?: Document | undefined;
}

/** A checked update of whatever form: operators, replacement or pipeline. */
export function compileModification(modification: Modification, context: PipelineContext): Update {
  const { update, arrayFilters, multi } = modification;
  if (Array.isArray(update)) {
    if (arrayFilters !== undefined)
      throw new ServerError('FailedToParse', 'arrayFilters may not be specified for pipeline-syle updates');
    return compilePipelineUpdate(update as Document[], context);
  }
  if (!isDocument(update))
    throw new ServerError('FailedToParse', 'Update argument must be either an object or an array');
  const replaces = !Object.keys(update)[0]?.startsWith('$');
  if (replaces && multi)
    throw new ServerError('FailedToParse', 'multi update is not supported for replacement-style update');
  if (replaces && arrayFilters !== undefined)
    throw new ServerError('FailedToParse', 'arrayFilters may not be specified for replacement-style updates');
  return compileUpdate(update, arrayFilters, context.fold);
}

function compilePipelineUpdate(pipeline: readonly Document[], context: PipelineContext): Update {
  checkPipeline(pipeline);
  for (const stage of pipeline) {
    const name = Object.keys(stage)[0]!;
    if (!UPDATE_STAGES.has(name))
      throw new ServerError('InvalidOptions', `${name} is not allowed to be used within an update`);
  }
  return (before) => {
    const source = (function* () {
      yield toPlain(before) as Document;
    })();
    const [result] = [...drain(runPipeline(source, pipeline, context))];
    const after = toTyped(result!);
    if (!('_id' in after) && before._id !== undefined) return { _id: before._id as unknown, ...after };
    if (before._id !== undefined && !equal(before._id, after._id)) throw immutable('_id');
    return after;
  };
}

/** When an update happens, and how it compares texts. */
export interface Circumstances {
  now: Date;
  fold: Fold;
}

/** The document that an upsert inserts: what the filter says it must equal, then the update. */
export function upsertDocument(filter: Document, update: Update, run: Circumstances): Document {
  const before: Document = {};
  fill(before, parseFilter(filter));
  const after = update(before, { ...run, inserting: true, position: () => undefined });
  if ('_id' in before && !equal(before._id, after._id)) throw immutable('_id');
  const { _id = new ObjectId(), ...rest } = after as { _id?: unknown };
  return { _id, ...rest };
}

function fill(document: Document, node: Node): void {
  if (node.kind === 'and' || (node.kind === 'or' && node.nodes.length === 1)) {
    for (const each of node.nodes) fill(document, each);
  } else if (node.kind === 'field') {
    const { op } = node.test;
    if (op === '$eq') write(document, node.path.split('.'), clone(node.test.value));
    else if (op === '$in' && node.test.values.length === 1)
      write(document, node.path.split('.'), clone(node.test.values[0]));
    else if (op === '$all' && node.test.tests.length === 1 && node.test.tests[0]!.op === '$eq') {
      write(document, node.path.split('.'), clone(node.test.tests[0].value));
    }
  }
}

/** Applies an update to a document that the filter matched. */
export function modify(before: Document, update: Update, node: Node, run: Circumstances): Document {
  const finder = positionFinder(node, { fold: run.fold });
  return update(before, { ...run, inserting: false, position: (path) => finder(before, path) });
}
