import type { Finding } from '../findings/finding.js';
import { waitingForUnit } from '../findings/finding.js';
import { faultsOfDate, type Rules } from '../extensions/extension.js';
import { pendingRequest } from '../findings/ledger.js';
import type { Journaled } from '../history/event.js';
import type { Author } from '../policies/actor.js';
import type { Day } from '../shared/dates.js';
import type { FieldError } from '../shared/errors.js';
import type { Bilingual } from '../shared/language.js';

/** What can be done to many findings at once: remind their units, ask somebody to judge the remedies, set another due date. */
export const batchActs = ['remind', 'assign', 'move'] as const;
export type BatchAct = (typeof batchActs)[number];

/** Why a finding is left out, as a wording with its values. */
export type Refusal = Pick<FieldError, 'message' | 'values'>;

/** What came of one finding: done, or left out and why. `before` and `after` are due dates. */
export type BatchItem = {
  findingId: string;
  number: string;
  unit: { id: string; name: Bilingual };
  before: Day;
  after?: Day;
  /** Who was to judge it before somebody else was asked. */
  had?: Author;
  refused?: Refusal;
  /** Why it could not be taken back. */
  kept?: Refusal;
};

/** `waiting`: its reminders have not been sent yet, so that they can be taken back honestly. */
export type BatchState = 'waiting' | 'done' | 'undone';

/** One piece of work on many findings, as it was done. */
export type Batch = Journaled & {
  act: BatchAct;
  by: Author;
  at: Date;
  reason: string;
  /** Who was asked to judge the remedies. */
  verifier?: Author;
  items: BatchItem[];
  state: BatchState;
  undoUntil: Date;
};

/** A finding as it was shown when it was chosen. */
export type Chosen = { id: string; version: number };

/** Without values rather than with none: the store does not keep what is empty. */
const because = (message: string, values: Record<string, unknown> = {}): Refusal =>
  Object.keys(values).length === 0 ? { message } : { message, values };

/** Why a unit is not reminded of a finding; undefined when it is. */
export const refusedReminder = ({ state }: Pick<Finding, 'state'>): Refusal | undefined =>
  waitingForUnit.includes(state) ? undefined : because('batches:refused.notItsTurn');

/** Why a due date is not set: the same limits hold as for what a unit asks for. */
export function refusedMove(finding: Finding, dueOn: Day, rules: Rules): Refusal | undefined {
  if (!waitingForUnit.includes(finding.state)) return because('batches:refused.notItsTurn');
  if (pendingRequest(finding) !== undefined) return because('batches:refused.asked');
  const [fault] = faultsOfDate(finding, dueOn, rules);
  return fault === undefined ? undefined : because(fault.message, fault.values);
}

/** Why it stays with whoever was asked: something has happened to it since. */
export const refusedHandBack = (
  finding: Finding | undefined,
  { verifier }: Pick<Batch, 'verifier'>,
): Refusal | undefined =>
  finding?.verifier?.personId === verifier?.personId && finding?.state !== 'closed'
    ? undefined
    : because('batches:refused.movedOn');

/** Why a moved date stays: something has happened to it since. */
export function refusedReturn(finding: Finding | undefined, { after }: BatchItem): Refusal | undefined {
  if (finding === undefined || !waitingForUnit.includes(finding.state) || finding.dueOn !== after)
    return because('batches:refused.movedOn');
  return pendingRequest(finding) === undefined ? undefined : because('batches:refused.asked');
}

export const doneOf = ({ items }: Pick<Batch, 'items'>): BatchItem[] =>
  items.filter(({ refused }) => refused === undefined);

export const mayUndo = ({ state, undoUntil, items }: Batch, now: Date): boolean =>
  state !== 'undone' && now < undoUntil && doneOf({ items }).length > 0;
