import { Long, UUID } from 'bson';
import fc from 'fast-check';
import type { Document } from 'mongodb';
import { mutation, spoil } from './hostile-values.js';

const id = new UUID('0123456789abcdef0123456789abcdef');
const lsid = { id };
const $db = 'test';

/** Sound commands, to be spoilt. */
export const SOUND: Document[] = [
  { insert: 'things', documents: [{ a: 1, list: [{ x: 1 }] }], ordered: true, $db },
  { find: 'things', filter: { a: { $gte: 1 } }, sort: { a: 1 }, projection: { a: 1 }, skip: 0, limit: 5, batchSize: 2, let: { v: 1 }, $db },
  { find: 'things', filter: { $or: [{ a: 1 }, { 'list.x': { $in: [1, 2] } }], $expr: { $gt: ['$a', 1] } }, hint: 'a_1', $db },
  { find: 'things', filter: { list: { $elemMatch: { x: { $not: { $gt: 1 } } } } }, projection: { 'list.$': 1, n: { $add: [1, 2] } }, $db },
  { update: 'things', updates: [{ q: { a: 1 }, u: { $set: { b: 1 }, $inc: { n: 1 } }, upsert: true, multi: false }], $db },
  { update: 'things', updates: [{ q: { a: 1 }, u: { $push: { list: { $each: [1], $slice: 3, $sort: 1, $position: 0 } } } }], $db },
  { update: 'things', updates: [{ q: {}, u: { $set: { 'list.$[i].x': 2 } }, arrayFilters: [{ 'i.x': 1 }], multi: true }], $db },
  { update: 'things', updates: [{ q: { a: 1 }, u: [{ $set: { c: { $add: ['$a', 1] } } }, { $unset: 'c' }], c: { v: 1 } }], $db },
  { delete: 'things', deletes: [{ q: { a: 7 }, limit: 1, hint: { a: 1 }, collation: { locale: 'simple' } }], $db },
  { findAndModify: 'things', query: { a: 1 }, sort: { a: 1 }, update: { $set: { d: 1 } }, new: true, fields: { a: 1 }, upsert: false, $db },
  { count: 'things', query: { a: 1 }, limit: 1, skip: 0, $db },
  { distinct: 'things', key: 'list.x', query: { a: 1 }, $db },
  { aggregate: 'things', pipeline: [{ $match: { a: 1 } }, { $group: { _id: '$a', n: { $sum: '$b' }, l: { $push: '$list' } } }], cursor: { batchSize: 5 }, $db },
  { aggregate: 'things', pipeline: [{ $unwind: { path: '$list', includeArrayIndex: 'i' } }, { $sort: { a: 1 } }, { $limit: 5 }], cursor: {}, $db },
  { aggregate: 'things', pipeline: [{ $lookup: { from: 'things', localField: 'a', foreignField: 'a', as: 'same', let: { v: '$a' }, pipeline: [] } }], cursor: {}, $db },
  { aggregate: 'things', pipeline: [{ $graphLookup: { from: 'things', startWith: '$a', connectFromField: 'a', connectToField: 'b', as: 'g', maxDepth: 2 } }], cursor: {}, $db },
  { aggregate: 'things', pipeline: [{ $facet: { one: [{ $count: 'n' }], two: [{ $sample: { size: 1 } }] } }], cursor: {}, $db },
  { aggregate: 'things', pipeline: [{ $bucket: { groupBy: '$a', boundaries: [0, 5], default: 'x' } }], cursor: {}, $db },
  { aggregate: 'things', pipeline: [{ $setWindowFields: { partitionBy: '$a', sortBy: { b: 1 }, output: { s: { $sum: '$b', window: { documents: [-1, 0] } } } } }], cursor: {}, $db },
  { aggregate: 'things', pipeline: [{ $densify: { field: 'a', range: { step: 1, bounds: [0, 3] } } }, { $fill: { output: { b: { value: 0 } } } }], cursor: {}, $db },
  { aggregate: 'things', pipeline: [{ $project: { m: { $map: { input: '$list', as: 'e', in: '$$e.x' } }, r: { $reduce: { input: [1], initialValue: 0, in: { $add: ['$$value', '$$this'] } } } } }], cursor: {}, $db },
  { aggregate: 'things', pipeline: [{ $project: { d: { $dateToString: { date: '$$NOW', format: '%Y' } }, s: { $switch: { branches: [{ case: true, then: 1 }], default: 2 } } } }], cursor: {}, $db },
  { aggregate: 'things', pipeline: [{ $match: { a: 1 } }, { $merge: { into: 'other', on: '_id', whenMatched: 'merge', whenNotMatched: 'insert' } }], cursor: {}, $db },
  { aggregate: 'things', pipeline: [{ $out: 'copy' }], cursor: {}, $db },
  { aggregate: 1, pipeline: [{ $documents: [{ a: 1 }] }, { $unionWith: { coll: 'things', pipeline: [{ $limit: 1 }] } }], cursor: {}, $db },
  { createIndexes: 'things', indexes: [{ key: { b: 1 }, name: 'b_1', unique: false, sparse: true, expireAfterSeconds: 100000 }], $db },
  { createIndexes: 'other', indexes: [{ key: { b: -1, a: 1 }, name: 'part', partialFilterExpression: { a: { $gt: 1 } } }], $db },
  { dropIndexes: 'things', index: 'b_1', $db },
  { listIndexes: 'things', cursor: { batchSize: 1 }, $db },
  { listCollections: 1, filter: { name: 'things' }, nameOnly: false, cursor: { batchSize: 1 }, $db },
  { listDatabases: 1, filter: { name: 'test' }, nameOnly: true, $db: 'admin' },
  { create: 'fresh', capped: false, $db },
  { drop: 'fresh', $db },
  { renameCollection: 'test.fresh', to: 'test.fresher', dropTarget: true, $db: 'admin' },
  { explain: { find: 'things', filter: { a: 1 } }, verbosity: 'queryPlanner', $db },
  { explain: { update: 'things', updates: [{ q: { a: 1 }, u: {} }] }, $db },
  { validate: 'things', full: false, $db },
  { collStats: 'things', scale: 1, $db },
  { dbStats: 1, scale: 1, $db },
  { getMore: Long.fromNumber(7), collection: 'things', batchSize: 3, $db },
  { killCursors: 'things', cursors: [Long.fromNumber(7)], $db },
  { hello: 1, client: { driver: { name: 'x' } }, helloOk: true, $db: 'admin' },
  { ping: 1, $db, comment: 'x', readConcern: { level: 'local' }, writeConcern: { w: 1, j: true }, maxTimeMS: 1000, $readPreference: { mode: 'primary' } },
  { getParameter: 1, featureCompatibilityVersion: 1, $db: 'admin' },
  { getLog: 'global', $db: 'admin' },
  { endSessions: [lsid], $db: 'admin' },
  { killSessions: [lsid], $db: 'admin' },
  { refreshSessions: [lsid], $db: 'admin' },
  { insert: 'things', documents: [{ b: 2 }], lsid, txnNumber: Long.fromNumber(1), $db },
  { insert: 'things', documents: [{ b: 2 }], lsid, txnNumber: Long.fromNumber(2), startTransaction: true, autocommit: false, $db },
  { abortTransaction: 1, lsid, txnNumber: Long.fromNumber(2), autocommit: false, $db: 'admin' },
  { commitTransaction: 1, lsid, txnNumber: Long.fromNumber(3), autocommit: false, $db: 'admin' },
]; // prettier-ignore

/** A sound command with one to three things spoilt. */
export const spoilt = fc
  .tuple(fc.constantFrom(...SOUND), fc.array(mutation, { minLength: 1, maxLength: 3 }))
  .map(([command, mutations]) => mutations.reduce(spoil, command));
