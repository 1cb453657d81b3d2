import { momentAt, type Day } from '../shared/dates.js';
import type { Period } from './period.js';
import type { Match } from './report-filters.js';

type Stage = Record<string, unknown>;

/**
 * Which cases a report may be made of: the keys of the unit and of the reader, and the unit and period themselves.
 * `before`: the same period a year before.
 */
export type Ground = {
  readers: readonly string[];
  /** The unit of the report, or those of its cluster. */
  unitIds: readonly string[];
  /** Of a cluster: the keys of its units, one of which a case carries. */
  areas?: readonly string[];
  period: Period;
  before: Period;
  evening: Date;
};

/** Only equality on `readers` and a range on one day, so that one index answers each of these. */
export const readable = ({ readers, areas }: Pick<Ground, 'readers' | 'areas'>): Match =>
  areas !== undefined
    ? { readers: { $all: readers, $in: areas } }
    : readers.length === 1
      ? { readers: readers[0] }
      : { readers: { $all: readers } };

/** As `scopesOf` tells it, in the database's words. */
function flags(ids: readonly string[]) {
  const isOne = (party: string) => ({ $in: [`$${party}.id`, ids] });
  const isBelow = (party: string) =>
    ids.length === 1
      ? { $in: [ids[0], `$${party}.ancestorIds`] }
      : {
          $and: [
            { $not: [isOne(party)] },
            { $gt: [{ $size: { $setIntersection: [`$${party}.ancestorIds`, ids] } }, 0] },
          ],
        };
  return {
    own: isOne('authority'),
    below: isBelow('authority'),
    received: isOne('unit'),
    within: isBelow('unit'),
  };
}

/** Inspections alike in mode, kind and topic. */
const tallyStage = ({ unitIds }: Ground, from: Day): Stage => ({
  $group: {
    _id: {
      ...flags(unitIds),
      inMonth: { $gte: ['$openedOn', from] },
      kind: '$kind',
      mode: '$mode',
      topic: '$topic.vi',
    },
    topicEn: { $first: '$topic.en' },
    count: { $sum: 1 },
  },
});

/** The inspections of the same term a year before. */
export const earlierPipeline = (ground: Ground): Stage[] => [
  { $match: earlierMatch(ground) },
  tallyStage(ground, ground.before.from),
];

export const earlierMatch = (ground: Ground): Match => ({
  ...readable(ground),
  openedOn: { $gte: ground.before.since, $lte: ground.before.to },
});

/** Inspections opened since the start of the year: counted by mode, kind and topic, and the units they reached. */
export function inspectionPipeline(ground: Ground): Stage[] {
  const { from, to, since } = ground.period;
  const parts = { ...flags(ground.unitIds), inMonth: { $gte: ['$openedOn', from] }, kind: '$kind' };
  return [
    { $match: { ...readable(ground), openedOn: { $gte: since, $lte: to } } },
    {
      $facet: {
        tallies: [tallyStage(ground, ground.period.from)],
        visited: [{ $group: { _id: { ...parts, unitId: '$unit.id' }, days: { $push: '$openedOn' } } }],
      },
    },
  ];
}

const isRepeated = { $ne: [{ $ifNull: ['$repetition.of.id', ''] }, ''] };

/**
 * Findings concluded since the start of the year, alike in everything that they are told apart by. What was withdrawn is
 * never concluded. In one group: most often the item says the sign and the post, so that there are few more groups.
 */
export function findingPipeline(ground: Ground): Stage[] {
  const { from, to, since } = ground.period;
  const parts = { ...flags(ground.unitIds), inMonth: { $gte: ['$concludedOn', from] } };
  return [
    { $match: { ...readable(ground), concludedOn: { $gte: since, $lte: to } } },
    {
      $group: {
        _id: {
          ...parts,
          code: '$sign.code',
          version: '$sign.version',
          severity: '$severity',
          repeat: isRepeated,
          item: { $ifNull: ['$item.code', ''] },
          post: '$responsiblePost',
        },
        sign: { $first: '$sign' },
        count: { $sum: 1 },
      },
    },
  ];
}

/**
 * Where the rows of remediation lie: open now, closed since the month began, due in the month, or ever opened again. Each asks one index
 * only; what becomes of a row is judged by `sortOut`.
 */
export function rowMatches(ground: Ground): Record<'open' | 'closedSince' | 'due' | 'reopened', Match> {
  const { from, to } = ground.period;
  const reach = readable(ground);
  return {
    open: { ...reach, state: { $in: ['to_remedy', 'reported', 'returned'] } },
    // Written so that no index on the day of conclusion is taken: nearly everything was concluded before the month's end.
    closedSince: { ...reach, closedOn: { $gte: from }, concludedOn: { $not: { $gt: to } } },
    due: { ...reach, dueOn: { $gte: from, $lte: to } },
    // Of these the fields tell the present spell only. There are few.
    reopened: { ...reach, reopenedOn: { $gt: '' } },
  };
}

/** Where the rulings of the year on due dates lie; there are few, and an index of their own leads to them. */
export const rulingMatches = (ground: Ground): Match[] => [
  { ...readable(ground), 'ledger.decision.on': { $gte: ground.period.since } },
  { ...readable(ground), 'failures.at': { $gte: momentAt(ground.period.since, '00:00') } },
];

/** Decisions in force about collectives and persons, of the year so far. */
export const handlingMatch = (ground: Ground): Match => ({
  ...readable(ground),
  standing: 'in_force',
  'decision.on': { $gte: ground.period.since, $lte: ground.period.to },
});

export const yearMatch = (ground: Ground, field: 'openedOn' | 'concludedOn'): Match => ({
  ...readable(ground),
  [field]: { $gte: ground.period.since, $lte: ground.period.to },
});
