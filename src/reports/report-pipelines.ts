import type { Period } from './period.js';
import { awaitingMatch, type Match } from './report-filters.js';

type Stage = Record<string, unknown>;

/** Which cases a report may be made of: the keys of the unit and of the reader, and the unit and period themselves. */
export type Ground = { readers: readonly string[]; unitId: string; period: Period; evening: Date };

/** Only equality on `readers` and a range on one day, so that one index answers each of these. */
const readable = ({ readers }: Ground): Match =>
  readers.length === 1 ? { readers: readers[0] } : { readers: { $all: readers } };

const flags = (unitId: string) => ({
  own: { $eq: ['$authority.id', unitId] },
  below: { $in: [unitId, '$authority.ancestorIds'] },
  received: { $eq: ['$unit.id', unitId] },
});

/** Inspections opened since the start of the year: counted by mode, kind and topic, and the units they reached. */
export function inspectionPipeline(ground: Ground): Stage[] {
  const { from, to, since } = ground.period;
  const parts = { ...flags(ground.unitId), inMonth: { $gte: ['$openedOn', from] }, kind: '$kind' };
  return [
    { $match: { ...readable(ground), openedOn: { $gte: since, $lte: to } } },
    {
      $facet: {
        tallies: [
          {
            $group: {
              _id: { ...parts, mode: '$mode', topic: '$topic.vi' },
              topicEn: { $first: '$topic.en' },
              count: { $sum: 1 },
            },
          },
        ],
        visited: [{ $group: { _id: { ...parts, unitId: '$unit.id' } } }],
      },
    },
  ];
}

/** Findings concluded since the start of the year, by sign and severity. */
export function findingPipeline(ground: Ground): Stage[] {
  const { from, to, since } = ground.period;
  const parts = { ...flags(ground.unitId), inMonth: { $gte: ['$concludedOn', from] } };
  return [
    {
      $match: {
        ...readable(ground),
        concludedOn: { $gte: since, $lte: to },
        state: { $ne: 'withdrawn' },
      },
    },
    {
      $group: {
        _id: { ...parts, code: '$sign.code', severity: '$severity' },
        sign: { $first: '$sign' },
        count: { $sum: 1 },
      },
    },
  ];
}

/** Findings that were open at some time in the month, and those among them that wait for verification at its end. */
export function stockPipeline(ground: Ground): Stage[] {
  const { from, to } = ground.period;
  const neverClosed = '9999-12-31';
  const open = { $gt: [{ $ifNull: ['$closedOn', neverClosed] }, to] };
  const parts = { ...flags(ground.unitId), old: { $lt: ['$concludedOn', from] }, open };
  return [
    {
      $match: {
        ...readable(ground),
        concludedOn: { $lte: to },
        state: { $ne: 'withdrawn' },
        $or: [{ closedOn: { $gte: from } }, { closedOn: { $exists: false } }],
      },
    },
    {
      $facet: {
        stock: [{ $group: { _id: parts, count: { $sum: 1 } } }],
        awaiting: [
          { $match: { ...awaitingMatch(ground.evening), closedOn: { $not: { $lte: to } } } },
          { $group: { _id: flags(ground.unitId), count: { $sum: 1 } } },
        ],
      },
    },
  ];
}

/** The rows behind remediation: closed in the month, due in the month, and past their due date at its end. */
export function rowMatches(ground: Ground, asOf: string): Record<'closed' | 'due' | 'overdue', Match> {
  const { from, to } = ground.period;
  const concluded = { ...readable(ground), concludedOn: { $lte: to }, state: { $ne: 'withdrawn' } };
  return {
    closed: { ...concluded, closedOn: { $gte: from, $lte: to } },
    due: { ...concluded, dueOn: { $gte: from, $lte: to } },
    overdue: {
      ...concluded,
      dueOn: { $lt: asOf },
      $or: [{ closedOn: { $gt: to } }, { closedOn: { $exists: false } }],
    },
  };
}

export const yearMatch = (ground: Ground, field: 'openedOn' | 'concludedOn'): Match => ({
  ...readable(ground),
  [field]: { $gte: ground.period.since, $lte: ground.period.to },
  ...(field === 'concludedOn' ? { state: { $ne: 'withdrawn' } } : {}),
});
