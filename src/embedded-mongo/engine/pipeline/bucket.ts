import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import type { Work } from '../plan/scan.js';
import { compare } from '../values/compare.js';
import { isDocument } from '../values/documents.js';
import { run, type PipelineContext } from './pipeline.js';

/** `$bucket`, as MongoDB itself does it: a group by the boundary below, in order. mingo counts the upper boundary in. */
export function bucket(input: Work<Document>, spec: Document, context: PipelineContext): Work<Document> {
  const { groupBy, boundaries, default: other, output } = spec;
  if (groupBy === undefined || boundaries === undefined)
    throw new ServerError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  if (!Array.isArray(boundaries))
    throw new ServerError(40200, "The $bucket 'boundaries' field must be an array of values");
  const limits = boundaries as unknown[];
  if (limits.length < 2)
    throw new ServerError(40192, "The $bucket 'boundaries' field must have at least 2 values");
  limits.slice(1).forEach((limit, i) => {
    if (compare(limits[i], limit, context.fold) >= 0)
      throw new ServerError(40194, "The 'boundaries' option to $bucket must be sorted in ascending order");
  });
  const literal = (value: unknown) => ({ $literal: value });
  const branches = limits.slice(0, -1).map((low, i) => ({
    case: { $and: [{ $gte: [groupBy, literal(low)] }, { $lt: [groupBy, literal(limits[i + 1])] }] },
    then: literal(low),
  }));
  const choice = { branches, ...(other !== undefined && { default: literal(other) }) };
  const fields: Document = isDocument(output) ? output : { count: { $sum: 1 } };
  return run(input, [{ $group: { _id: { $switch: choice }, ...fields } }, { $sort: { _id: 1 } }], context);
}

/** `$sortByCount`: a group and a sort. */
export function sortByCount(input: Work<Document>, by: unknown, context: PipelineContext): Work<Document> {
  if (typeof by !== 'string' && !isDocument(by))
    throw new ServerError(40149, 'the sortByCount field must be specified as a string or as an object');
  const isExpression = typeof by === 'string' ? /^\$./.test(by) : /^\$/.test(Object.keys(by)[0] ?? '');
  if (!isExpression)
    throw new ServerError(
      typeof by === 'string' ? 40148 : 40147,
      'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
    );
  return run(input, [{ $group: { _id: by, count: { $sum: 1 } } }, { $sort: { count: -1 } }], context);
}
