import type { Author } from '../policies/actor.js';
import type { Day } from '../shared/dates.js';
import type { Deadline } from './finding.js';

/**
 * A time in which the finding was open, from the conclusion or from a reopening to its closing. Those that are over are
 * kept when a follow-up visit opens it once more, so that every month that was reported keeps its figures.
 */
export type Spell = {
  from: Day;
  dueOn: Day;
  remediedOn: Day;
  closedOn: Day;
  /** Remedied after the due date. */
  late: boolean;
  /** It began with a reopening. */
  reopened: boolean;
  /** A later spell was due, or was closed, in the same month. Older documents have only this. */
  dueAgain?: boolean;
  closedAgain?: boolean;
  /** The days on which later spells that are over were due, or closed: of those in one term the last counts. */
  dueLater?: Day[];
  closedLater?: Day[];
};

export const checkOutcomes = ['remedied', 'reopened', 'persists'] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

/** What a follow-up visit has seen of a finding. `deadline` is the one that held until it was opened again. */
export type FollowUpCheck = {
  inspectionId: string;
  inspectionNumber: string;
  outcome: CheckOutcome;
  seen: string;
  by: Author;
  at: Date;
  before?: Pick<Spell, 'closedOn' | 'remediedOn'> & { deadline?: Deadline };
};
