import type { Document } from 'bson';
import { isDocument, numberOf } from '../values/documents.js';
import { wantedBy, type Wanted } from '../values/raw.js';
import { parseFilter, type Node } from '../query/parse.js';

/** Gathers paths; answers false when the whole document may be looked at. */
type Gather = (into: Set<string>) => boolean;

const WHOLE = /^\$\$(ROOT|CURRENT)\b/;

/** The paths that an expression reads. */
const ofExpression =
  (value: unknown): Gather =>
  (into) => {
    if (Array.isArray(value)) return value.every((each) => ofExpression(each)(into));
    if (isDocument(value)) {
      if ('$getField' in value) return false;
      // The fields of an order stand in its names.
      if (isDocument(value.sortBy)) for (const path of Object.keys(value.sortBy)) into.add(path);
      return Object.values(value).every((each) => ofExpression(each)(into));
    }
    if (typeof value !== 'string' || !value.startsWith('$')) return true;
    if (WHOLE.test(value)) return false;
    // What a variable holds was gathered where it got its value.
    if (!value.startsWith('$$')) into.add(value.slice(1));
    return true;
  };

const ofFilter =
  (node: Node): Gather =>
  (into) => {
    if (node.kind === 'constant') return true;
    if (node.kind === 'expression') return ofExpression(node.expression)(into);
    if (node.kind === 'field') into.add(node.path);
    else return node.nodes.every((each) => ofFilter(each)(into));
    return true;
  };

/** What a filter looks at; undefined when that may be anything. */
export function wantedByFilter(node: Node): Wanted | undefined {
  const paths = new Set<string>();
  return ofFilter(node)(paths) ? wantedBy(paths) : undefined;
}

const ofProjection =
  (spec: Document): Gather =>
  (into) => {
    into.add('_id');
    return Object.entries(spec).every(([path, value]) => {
      if (path === '_id' && !isDocument(value) && typeof value !== 'string') return true;
      if (value === true || (numberOf(value) ?? 0) !== 0) into.add(path);
      else if (value === false || numberOf(value) === 0) return false;
      else if (isDocument(value) && !Object.keys(value)[0]?.startsWith('$')) return false;
      return ofExpression(value)(into);
    });
  };

/** Of each stage that lets documents through: what it looks at. Of what comes after it, nothing is known yet. */
const PASSING: Record<string, (argument: Document) => Gather> = {
  $match: (filter) => ofFilter(parseFilter(filter)),
  $sort: (spec) => (into) => {
    for (const path of Object.keys(spec)) into.add(path);
    return true;
  },
  $limit: () => () => true,
  $skip: () => () => true,
};
/** Of each stage that makes documents of its own: what it looks at. Nothing else is looked at after it. */
const MAKING: Record<string, (argument: Document) => Gather> = {
  $group: ofExpression,
  $sortByCount: ofExpression,
  $count: () => () => true,
  $project: ofProjection,
  $facet: (spec) => (into) =>
    Object.values(spec).every((stages) => Array.isArray(stages) && ofStages(stages as Document[])(into)),
};

const ofStages =
  (stages: readonly Document[]): Gather =>
  (into) => {
    for (const stage of stages) {
      const [name = '', argument] = Object.entries(stage)[0] as [string, unknown];
      // What is wrong with a stage is said when it runs.
      const given = isDocument(argument) ? argument : { argument };
      if (Object.hasOwn(MAKING, name)) return MAKING[name]!(given)(into);
      if (!Object.hasOwn(PASSING, name) || !PASSING[name]!(given)(into)) return false;
    }
    return false;
  };

/** What a pipeline looks at of the documents that come in; undefined when that may be anything. */
export function wantedByStages(stages: readonly Document[]): Wanted | undefined {
  const paths = new Set<string>();
  return ofStages(stages)(paths) ? wantedBy(paths) : undefined;
}
