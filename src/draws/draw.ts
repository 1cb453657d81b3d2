import type { Event } from '../history/event.js';
import type { Author } from '../policies/actor.js';
import type { Subject } from '../policies/policy.js';
import { readersOf, type ReaderKey } from '../policies/visibility.js';
import { addDays, dayOf, type Day } from '../shared/dates.js';
import type { UnitSnapshot } from '../units/unit.js';
import { shareCandidates, type DrawList } from './draw-list.js';

/** A drawn unit was visited: the visit is open to everybody whom it concerns. */
export type DrawnVisit = { unitId: string; inspectionId: string; openedOn: Day };
/** A drawn unit that will not be visited after all. */
export type Release = { unitId: string; on: Day; reason: string };

/**
 * One drawing of units for surprise visits. List, seed and result never change; what came of each drawn unit is added.
 * It tells who will be surprised, so it is sealed like the visits themselves until each of them has been opened.
 */
export type Draw = {
  id: string;
  version: number;
  /** Given at disclosure: a number given before would tell others, by its gap, that somebody is to be surprised. */
  number?: string;
  authority: UnitSnapshot;
  drawer: Author;
  team: Author[];
  at: Date;
  drawnOn: Day;
  list: DrawList;
  fingerprint: string;
  seed: string;
  /** Ids of units in the order in which they were drawn. */
  drawn: string[];
  /** Earlier draws of the same candidates that the drawer knew of, and why he drew again. */
  repeated?: { earlier: string[]; reason: string };
  visits: DrawnVisit[];
  released: Release[];
  disclosedOn?: Day;
  readers: ReaderKey[];
  history: Event[];
};

/** A draw of the same candidates within so many days is a repetition, and so is one while the first is not settled. */
export const REPETITION_DAYS = 30;

export const isSealed = ({ disclosedOn }: Pick<Draw, 'disclosedOn'>): boolean => disclosedOn === undefined;

type Outcome = Pick<Draw, 'drawn' | 'visits' | 'released'>;

/** The drawn units that have been neither visited nor released, in the order in which they were drawn. */
export const waitingOf = ({ drawn, visits, released }: Outcome): string[] => {
  const settled = new Set([...visits, ...released].map(({ unitId }) => unitId));
  return drawn.filter((id) => !settled.has(id));
};

export const subjectOfDraw = ({ drawer, team, authority }: Draw): Subject => ({
  preparerId: drawer.personId,
  approverId: '',
  teamIds: team.map(({ personId }) => personId),
  authorityId: authority.id,
  unitId: '',
});

/** Brings up to date who may see it: those named on it, and once it is disclosed the authority and those above it. */
export const settledDraw = (draw: Draw): Draw => ({
  ...draw,
  readers: readersOf({
    sealed: isSealed(draw),
    // The inspected units are never told by the draw itself: it weighs findings that they may not know yet.
    disclosed: false,
    named: [draw.drawer.personId, ...draw.team.map(({ personId }) => personId)],
    authority: draw.authority,
    unit: draw.authority,
  }),
});

/** What is asked of another draw to tell whether one repeats the other. */
export type DrawRow = Pick<
  Draw,
  'id' | 'number' | 'at' | 'drawnOn' | 'drawer' | 'list' | 'drawn' | 'disclosedOn'
>;

/** Whether drawing from `list` on `day` would repeat the earlier draw. */
export const wouldRepeat = (list: DrawList, day: Day, earlier: DrawRow): boolean =>
  shareCandidates(list.candidates, earlier.list.candidates) &&
  (earlier.disclosedOn === undefined || addDays(dayOf(earlier.at), REPETITION_DAYS) >= day);

/** Whether one of two draws, the later, repeats the other. */
export const repeatEachOther = (one: DrawRow, other: DrawRow): boolean =>
  one.at < other.at ? wouldRepeat(other.list, other.drawnOn, one) : wouldRepeat(one.list, one.drawnOn, other);
