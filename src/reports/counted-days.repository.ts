import { mongo, type Model } from 'mongoose';
import type { Transaction } from '../database/connect.js';
import { FindingModel } from '../findings/finding.model.js';
import type { Finding } from '../findings/finding.js';
import type { Event } from '../history/event.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import type { Inspection } from '../inspections/inspection.js';
import { addDays, daysBetween, type Day } from '../shared/dates.js';
import { groupsOf } from '../shared/groups.js';
import {
  countAlike,
  countDay,
  countedBy,
  daysTouched,
  likeOfFinding,
  likeOfInspection,
  type Counted,
  type CountedDay,
} from './counted-day.js';
import { CountedDayModel } from './counted-day.model.js';
import { readingOut, type ReadOut } from './read-out-days.repository.js';
import { casesIn } from './counted-tallies.js';
import type { Period } from './period.js';
import { readable, type Ground } from './report-pipelines.js';
import { PARTY_FIELDS } from './scope.js';

/** Days that are counted in one piece: their cases are in memory together. */
const PIECE = 31;
const DUPLICATE = 11000;
/** So many cases are counted in the time in which a year of kept days is read. */
const FEW = 3000;

/** Where cases lie that are counted by the day, and what of them is counted. */
type Source<Case, Like> = {
  counted: Counted;
  model: Model<Record<string, unknown>>;
  fields: Record<string, 1>;
  likeOf: (one: Case) => Like;
};
const findings = {
  counted: 'finding',
  model: FindingModel as unknown as Source<Finding, unknown>['model'],
  fields: { sign: 1, severity: 1, 'repetition.of.id': 1, 'item.code': 1, responsiblePost: 1 },
  likeOf: likeOfFinding,
} as const;
const inspections = {
  counted: 'inspection',
  model: InspectionModel as unknown as Source<Inspection, unknown>['model'],
  fields: { mode: 1, kind: 1, topic: 1 },
  likeOf: likeOfInspection,
} as const;

const FORGOTTEN = { $inc: { changes: 1 }, $unset: { counted: '' } } as const;

const daysOf = (from: Day, to: Day): Day[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, count) => addDays(from, count));

const idOf = (counted: Counted, day: Day): string => `${counted} ${day}`;

const between = (counted: Counted, { since, to }: Period) => ({
  _id: { $gte: idOf(counted, since), $lte: idOf(counted, to) },
});

/** The cases that a filter lets through, by their days. */
async function count<Case extends Finding | Inspection, Like>(
  { counted, model, fields, likeOf }: Source<Case, Like>,
  filter: Record<string, unknown>,
): Promise<CountedDay<Like>[]> {
  const field = countedBy[counted];
  const found = await model.find(filter, { readers: 1, ...PARTY_FIELDS, ...fields, [field]: 1 }).lean();
  const byDay = groupsOf(found as unknown as Case[], (one) => (one as Record<string, unknown>)[field] as Day);
  return [...byDay].map(([day, cases]) => countDay(day, cases, likeOf));
}

/** Some days, also those on which there was nothing. */
async function countDays<Case extends Finding | Inspection, Like>(
  source: Source<Case, Like>,
  days: readonly Day[],
): Promise<CountedDay<Like>[]> {
  const found = await count(source, { [countedBy[source.counted]]: { $in: days } });
  const byDay = new Map(found.map((one) => [one.day, one]));
  return days.map((day) => byDay.get(day) ?? countDay(day, [], source.likeOf));
}

/** Keeps counts unless a case of their day has changed since `changes` was read, which was before they were made. */
async function keep(
  counted: Counted,
  days: readonly CountedDay<unknown>[],
  changes: ReadonlyMap<string, number>,
): Promise<void> {
  const writes = days.map((day) => {
    const id = idOf(counted, day.day);
    const known = changes.get(id);
    const text = JSON.stringify(day);
    return known === undefined
      ? { insertOne: { document: { _id: id, changes: 0, counted: text } } }
      : { updateOne: { filter: { _id: id, changes: known }, update: { $set: { counted: text } } } };
  });
  await CountedDayModel.bulkWrite(writes, { ordered: false }).catch((error: unknown) => {
    // Somebody else has counted, or changed, the day meanwhile.
    if (!(error instanceof mongo.MongoBulkWriteError) || error.code !== DUPLICATE) throw error;
  });
}

async function read<Case extends Finding | Inspection, Like>(
  source: Source<Case, Like>,
  term: Period,
  readOut: ReadOut,
): Promise<CountedDay<Like>[]> {
  const { counted } = source;
  const { changes, known } = await readOut.kept(between(counted, term));
  const days = [...known.values()] as CountedDay<Like>[];
  const missing = daysOf(term.since, term.to).filter((day) => !known.has(idOf(counted, day)));
  for (let at = 0; at < missing.length; at += PIECE) {
    const fresh = await countDays(source, missing.slice(at, at + PIECE));
    await keep(counted, fresh, changes);
    for (const day of fresh) {
      const id = idOf(counted, day.day);
      readOut.remember(id, changes.get(id) ?? 0, day);
    }
    days.push(...fresh);
  }
  return days;
}

/** Kept days, as long as they hold as many cases as the database finds by its index; else all are counted once more. */
async function countedOf<Case extends Finding | Inspection, Like>(
  source: Source<Case, Like>,
  ground: Ground,
  term: Period,
  { few, readOut }: { few: number; readOut: ReadOut },
): Promise<CountedDay<Like>[]> {
  const days = { $gte: term.since, $lte: term.to };
  const match = { ...readable(ground), [countedBy[source.counted]]: days };
  const number = await source.model.countDocuments(match);
  if (number <= few) return count(source, match);
  const kept = await read(source, term, readOut);
  if (casesIn(kept, ground) === number) return kept;
  await CountedDayModel.updateMany(between(source.counted, term), FORGOTTEN);
  return read(source, term, readOut);
}

/**
 * The days from the year's beginning to a term's end with their cases counted. A day is counted when it is first asked
 * for, and kept until a case of it changes in what was counted. Those of a reader of few cases, such as a ward, are
 * counted each time: kept are the days of everybody.
 */
export function countedDays(few = FEW) {
  const how = { few, readOut: readingOut() };
  return {
    findings: (ground: Ground, term: Period) => countedOf(findings, ground, term, how),
    inspections: (ground: Ground, term: Period) => countedOf(inspections, ground, term, how),
  };
}
export type CountedDays = ReturnType<typeof countedDays>;

/** Told of every change of a case, in its transaction, it says which counts no longer hold. */
export async function forgetDays(
  counted: Counted,
  subject: Finding | Inspection,
  event: Event,
  tx: Transaction,
): Promise<void> {
  for (const day of daysTouched(counted, subject, event))
    await CountedDayModel.updateOne({ _id: idOf(counted, day) }, FORGOTTEN, { upsert: true, session: tx });
}

/** The ids of days whose counts are kept, in their order, behind one of them; no more than so many. */
export async function keptDays(behind: string, most: number): Promise<string[]> {
  const found = await CountedDayModel.find({ _id: { $gt: behind }, counted: { $exists: true } }, { _id: 1 })
    .sort({ _id: 1 })
    .limit(most)
    .lean();
  return found.map(({ _id }) => _id);
}

/**
 * Counts a kept day once more from its cases. A count that they do not come to, though none of them has told of a change
 * meanwhile, is thrown away, and the answer is no.
 */
export async function holdsStill(id: string): Promise<boolean> {
  const kept = await CountedDayModel.findById(id).lean();
  if (!kept?.counted) return true;
  const [counted, day] = id.split(' ') as [Counted, Day];
  const source = { finding: findings, inspection: inspections }[counted] as Source<Finding, unknown>;
  const [fresh] = await countDays(source, [day]);
  if (fresh !== undefined && countAlike(fresh, JSON.parse(kept.counted) as CountedDay<unknown>)) return true;
  const { matchedCount } = await CountedDayModel.updateOne({ _id: id, changes: kept.changes }, FORGOTTEN);
  return matchedCount === 0;
}
