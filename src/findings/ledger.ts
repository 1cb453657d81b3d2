import type { Receipt } from '../calendar/working-calendar.js';
import type { Author } from '../policies/actor.js';
import { dayOf, type Day } from '../shared/dates.js';
import type { Finding } from './finding.js';

/** Who on the unit's side agrees: its head from an account of his own, or somebody named, with the paper that says so. */
export const consentKinds = ['own', 'named'] as const;
export type Consent = {
  kind: (typeof consentKinds)[number];
  name: string;
  post: string;
  /** Number and day of the paper; empty for the head's own account. */
  paper: string;
  fileIds: string[];
};

export const extensionOutcomes = ['granted', 'other_date', 'refused'] as const;
export type ExtensionOutcome = (typeof extensionOutcomes)[number];

/** `before` is the due date as it was then. */
type Entry = { id: string; by: Author; at: Date; reason: string; before: Day };

export type ExtensionDecision = {
  id: string;
  by: Author;
  at: Date;
  on: Day;
  outcome: ExtensionOutcome;
  reason: string;
  /** The new due date; none when it was refused. */
  dueOn?: Day;
};

/** The unit asks for more time, before its time is over. */
export type ExtensionRequest = Entry & {
  kind: 'extension';
  progress: string;
  /** The date asked for. */
  asked: Day;
  consent: Consent;
  /** Until when it should be decided. */
  decideBy: Day;
  decision?: ExtensionDecision;
};

/**
 * The authority moves the date: because what it was counted from was wrong, the calendar or the day of the delivery, or by
 * order of a supervisor, within the limits of an extension. `receipt` is the one that held before; `counted` is where the
 * term itself ends now, without what was granted or ordered.
 */
export type DateMove = Entry & {
  kind: 'calendar' | 'delivery' | 'order';
  after: Day;
  counted: Day;
  receipt: Receipt;
};

export type LedgerEntry = ExtensionRequest | DateMove;

/** How the last request stands; `on` is the day until which it should be decided, then the day of its decision. */
export type ExtensionState = { state: 'asked' | ExtensionOutcome; on: Day };

type Ledgered = Pick<Finding, 'ledger' | 'reopenedOn'>;

/** Entries since the finding was last opened: with a new term everything begins anew. */
const entriesNow = ({ ledger = [], reopenedOn }: Ledgered): LedgerEntry[] =>
  ledger.filter(({ at }) => reopenedOn === undefined || dayOf(at) >= reopenedOn);

const requestsNow = (finding: Ledgered): ExtensionRequest[] =>
  entriesNow(finding).filter((entry) => entry.kind === 'extension');

/** Requests that moved the date. */
export const grantedNow = (finding: Ledgered): ExtensionRequest[] =>
  requestsNow(finding).filter(({ decision }) => decision?.dueOn !== undefined);

/** The request that waits for its decision. */
export const pendingRequest = (finding: Ledgered): ExtensionRequest | undefined =>
  requestsNow(finding).find(({ decision }) => decision === undefined);

/** The day to which the date was last moved by a decision: of a request, or an order. It is a day, not a number of days. */
export const decidedDay = (finding: Ledgered): Day | undefined => {
  const last = entriesNow(finding).findLast((entry) =>
    entry.kind === 'extension' ? entry.decision?.dueOn !== undefined : entry.kind === 'order',
  );
  return last?.kind === 'extension' ? last.decision?.dueOn : last?.after;
};

/** The day on which the term ends by itself: extensions are counted from it. */
export const ownDueDay = (finding: Ledgered & Pick<Finding, 'deadline'>): Day => {
  const last = entriesNow(finding).findLast((entry) => entry.kind !== 'extension');
  return last?.counted ?? finding.deadline?.firstDueOn ?? '';
};
