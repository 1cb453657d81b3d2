import type { Standing } from '../findings/finding-filter.js';
import { signMatch } from '../findings/sign-choice.js';
import { addDays, momentAt, type Day } from '../shared/dates.js';
import { partyMatch } from '../inspections/party-filter.js';
import { BESIDE } from './finding-places.js';
import type { FindingListQuery, InspectionListQuery } from './report-links.js';

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

/** Inspections that were opened; a sealed or cancelled one never was. */
export const inspectionMatch = (query: InspectionListQuery): Match => ({
  ...partyMatch(query),
  ...(query.mode === undefined ? {} : { mode: query.mode }),
  ...(query.kind === undefined ? {} : { kind: query.kind }),
  ...(query.topic === undefined ? {} : { 'topic.vi': query.topic }),
  openedOn: { $gt: '', ...range(query.from, query.to) },
});

/** A report that had come by that moment and was not answered by then. */
const awaitingMatch = (evening: Date): Match => ({
  remediations: { $elemMatch: { at: { $lt: evening }, 'verification.at': { $not: { $lt: evening } } } },
});

/** The spell that goes on, or is the only one: its days are the finding's own fields. */
const presentOpen = (on: Day): Match => ({
  concludedOn: { $lte: on },
  reopenedOn: { $not: { $gt: on } },
  closedOn: { $not: { $lte: on } },
});

/** Open on the evening of a day: in the present spell, or in one that is over now. */
const openMatch = (on: Day): Match => ({
  $or: [presentOpen(on), { spells: { $elemMatch: { from: { $lte: on }, closedOn: { $gt: on } } } }],
});

const remediedMatch = (remedied: 'on_time' | 'late'): Match => ({
  remediedOn: { $gt: '' },
  $expr: { [remedied === 'on_time' ? '$lte' : '$gt']: ['$remediedOn', '$dueOn'] },
});

const afterwards = (standing: Standing, on: Day): Match =>
  standing === 'overdue' ? { dueOn: { $lt: on } } : standing === 'within_term' ? { dueOn: { $gte: on } } : {};

/** What a query asks of one spell: when it was due, when and how it ended, whether it went on on a day. */
function spellMatch(query: FindingListQuery): Match[] {
  const { standing, on, remedied, dueFrom, dueTo, closedFrom, closedTo } = query;
  const days = [within('dueOn', dueFrom, dueTo), within('closedOn', closedFrom, closedTo)];
  const judged = standing === undefined || on === undefined ? undefined : { standing, on };
  const present = [
    ...days,
    ...(remedied === undefined ? [] : [remediedMatch(remedied)]),
    ...(judged === undefined ? [] : [presentOpen(judged.on), afterwards(judged.standing, judged.on)]),
  ].filter((match) => Object.keys(match).length > 0);
  if (present.length === 0) return [];
  const past: Match[] = [
    ...days,
    ...(remedied === undefined ? [] : [{ late: remedied === 'late' }]),
    ...(judged === undefined
      ? []
      : [
          { from: { $lte: judged.on }, closedOn: { $gt: judged.on } },
          afterwards(judged.standing, judged.on),
        ]),
  ];
  const waits = judged === undefined ? [] : awaitingFor(judged.standing, judged.on);
  const last = lastOfTerm(query);
  const over = { spells: { $elemMatch: { $and: [...past, ...last.past] } } };
  return [{ $or: [{ $and: present }, { $and: [over, ...last.finding] }] }, ...waits];
}

const MONTH = 'YYYY-MM'.length;

/** Nothing later lies between two days. Older documents know that of one calendar month only. */
const noneLater = (field: 'due' | 'closed', from: Day, to: Day): Match => ({
  [`${field}Later`]: { $not: { $elemMatch: { $gte: from, $lte: to } } },
  ...(from.slice(0, MONTH) === to.slice(0, MONTH) ? { [`${field}Again`]: { $ne: true } } : {}),
});

/** Of several spells that were due, or closed, in one term the last one counts. */
function lastOfTerm({ dueFrom, dueTo, closedFrom, closedTo }: FindingListQuery) {
  const due = dueFrom !== undefined && dueTo !== undefined;
  const closed = closedFrom !== undefined && closedTo !== undefined;
  return {
    past: [
      ...(due ? [noneLater('due', dueFrom, dueTo)] : []),
      ...(closed ? [noneLater('closed', closedFrom, closedTo)] : []),
    ],
    finding: [
      ...(due ? [{ $nor: [within('dueOn', dueFrom, dueTo)] }] : []),
      ...(closed ? [{ $nor: [within('closedOn', closedFrom, closedTo)] }] : []),
    ],
  };
}

function awaitingFor(standing: Standing, on: Day): Match[] {
  if (standing === 'open') return [];
  const awaiting = awaitingMatch(eveningOf(on));
  return standing === 'awaiting' ? [awaiting] : [{ $nor: [awaiting] }];
}

/**
 * A term in which a finding went more than once counts it once, see `courseOf`: what was closed counts unless it came
 * by reopening only and stayed open; what was reopened counts unless it was there before and is closed again.
 */
function onceMatch({ closedFrom, closedTo, reopenedFrom, reopenedTo }: FindingListQuery): Match[] {
  const cameBefore = (from: Day, to: Day): Match => ({
    $or: [openMatch(addDays(from, -1)), { concludedOn: { $gte: from, $lte: to } }],
  });
  const matches: Match[] = [];
  if (closedFrom !== undefined && closedTo !== undefined)
    matches.push({ $or: [{ $nor: [openMatch(closedTo)] }, cameBefore(closedFrom, closedTo)] });
  if (reopenedFrom !== undefined || reopenedTo !== undefined) {
    const days = range(reopenedFrom, reopenedTo);
    matches.push({ $or: [{ reopenedOn: days }, { spells: { $elemMatch: { reopened: true, from: days } } }] });
  }
  if (reopenedFrom !== undefined && reopenedTo !== undefined)
    matches.push({ $or: [openMatch(reopenedTo), { $nor: [cameBefore(reopenedFrom, reopenedTo)] }] });
  return matches;
}

/** Findings that repeat an earlier one. */
export const repeatMatch: Match = { 'repetition.of.id': { $gt: '' } };

/** A ruling on its due date, made in a span of days. */
function ruledMatch({ ruling, ruledFrom, ruledTo }: FindingListQuery): Match {
  if (ruling === undefined) return {};
  const outcome = ruling === 'granted' ? { $in: ['granted', 'other_date'] } : 'refused';
  const at = {
    ...(ruledFrom === undefined ? {} : { $gte: momentAt(ruledFrom, '00:00') }),
    ...(ruledTo === undefined ? {} : { $lt: eveningOf(ruledTo) }),
  };
  return ruling === 'failed'
    ? { failures: { $elemMatch: { outcome: 'accepted', at } } }
    : { ledger: { $elemMatch: { 'decision.on': range(ruledFrom, ruledTo), 'decision.outcome': outcome } } };
}

/** Where in the checklist it was found, and who is to put it right. */
export function placeMatch({ section, post }: Pick<FindingListQuery, 'section' | 'post'>): Match {
  const items = section === BESIDE ? null : { $regex: `^${section?.replace(/[^A-Z]/g, '') ?? ''}\\d+$` };
  return {
    ...(section === undefined ? {} : { 'item.code': items }),
    ...(post === undefined ? {} : { responsiblePost: post }),
  };
}

/** Findings that were concluded, narrowed by the query. What was withdrawn is never concluded. */
export function findingMatch(query: FindingListQuery): Match {
  return {
    $and: [
      partyMatch(query),
      { concludedOn: { $gt: '', ...range(query.concludedFrom, query.concludedTo) } },
      ...(query.sign === undefined ? [] : [signMatch(query.sign)]),
      ...(query.severity === undefined ? [] : [{ severity: query.severity }]),
      ...(query.repeat === undefined ? [] : [repeatMatch]),
      placeMatch(query),
      ruledMatch(query),
      ...spellMatch(query),
      ...onceMatch(query),
    ],
  };
}
