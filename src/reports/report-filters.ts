import type { Standing } from '../findings/finding-filter.js';
import { addDays, momentAt, type Day } from '../shared/dates.js';
import type { FindingListQuery, InspectionListQuery, PartyQuery } from './report-links.js';

/** A filter in the database's words. */
export type Match = Record<string, unknown>;

/** The moment at which a day in Hanoi is over. */
export const eveningOf = (day: Day): Date => momentAt(addDays(day, 1), '00:00');

const range = (from: Day | undefined, to: Day | undefined): Match => ({
  ...(from === undefined ? {} : { $gte: from }),
  ...(to === undefined ? {} : { $lte: to }),
});

const within = (field: string, from: Day | undefined, to: Day | undefined): Match =>
  from === undefined && to === undefined ? {} : { [field]: range(from, to) };

const partyMatch = ({ authority, below, unit }: PartyQuery): Match => ({
  ...(authority === undefined ? {} : { 'authority.id': authority }),
  ...(below === undefined ? {} : { 'authority.ancestorIds': below }),
  ...(unit === undefined ? {} : { 'unit.id': unit }),
});

/** Inspections that were opened; a sealed or cancelled one never was. */
export const inspectionMatch = (query: InspectionListQuery): Match => ({
  ...partyMatch(query),
  ...(query.mode === undefined ? {} : { mode: query.mode }),
  ...(query.kind === undefined ? {} : { kind: query.kind }),
  ...(query.topic === undefined ? {} : { 'topic.vi': query.topic }),
  openedOn: { $gt: '', ...range(query.from, query.to) },
});

/** A report that had come by that moment and was not answered by then. */
export const awaitingMatch = (evening: Date): Match => ({
  remediations: { $elemMatch: { at: { $lt: evening }, 'verification.at': { $not: { $lt: evening } } } },
});

const openMatch = (on: Day): Match => ({ concludedOn: { $lte: on }, closedOn: { $not: { $lte: on } } });

function standingMatch(standing: Standing, on: Day): Match[] {
  const open = openMatch(on);
  const awaiting = awaitingMatch(eveningOf(on));
  if (standing === 'open') return [open];
  if (standing === 'awaiting') return [open, awaiting];
  const unremedied = [open, { $nor: [awaiting] }];
  if (standing === 'unremedied') return unremedied;
  return [...unremedied, { dueOn: standing === 'overdue' ? { $lt: on } : { $gte: on } }];
}

const remediedMatch = (remedied: 'on_time' | 'late'): Match => ({
  remediedOn: { $gt: '' },
  $expr: { [remedied === 'on_time' ? '$lte' : '$gt']: ['$remediedOn', '$dueOn'] },
});

/** Findings that repeat an earlier one. */
export const repeatMatch: Match = { 'repetition.of.id': { $gt: '' } };

/** Findings that were concluded, narrowed by the query. What was withdrawn is never concluded. */
export function findingMatch(query: FindingListQuery): Match {
  const { standing, on, remedied } = query;
  return {
    $and: [
      partyMatch(query),
      { concludedOn: { $gt: '', ...range(query.concludedFrom, query.concludedTo) } },
      within('closedOn', query.closedFrom, query.closedTo),
      within('dueOn', query.dueFrom, query.dueTo),
      ...(query.sign === undefined ? [] : [{ 'sign.code': query.sign }]),
      ...(query.severity === undefined ? [] : [{ severity: query.severity }]),
      ...(query.repeat === undefined ? [] : [repeatMatch]),
      ...(remedied === undefined ? [] : [remediedMatch(remedied)]),
      ...(standing === undefined || on === undefined ? [] : standingMatch(standing, on)),
    ],
  };
}
