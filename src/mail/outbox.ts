import type { Language } from '../shared/language.js';

/**
 * What becomes of a letter. `unknown`: the line broke, or the process died, while the server had it; it is not sent
 * again, for it may have arrived, and what it told stands in the next digest unless it was read.
 */
export const letterStates = ['queued', 'sending', 'sent', 'refused', 'given_up', 'unknown'] as const;
export type LetterState = (typeof letterStates)[number];
/** Those that somebody may still send by other means. */
export const openStates: readonly LetterState[] = ['queued', 'unknown', 'given_up'];

export type Letter = {
  id: string;
  personId: string;
  kind: 'digest' | 'at_once';
  /** Where it went, or would go: the address that the person had then. */
  name: string;
  address: string;
  language: Language;
  subject: string;
  text: string;
  html: string;
  /** What it tells. */
  noticeIds: string[];
  createdAt: Date;
  state: LetterState;
  attempts: number;
  /** When it is tried next. */
  nextAt: Date;
  sentAt?: Date;
  failure: string;
};

/** What a mail server made of a letter. `address`: whether it is the address that it would not have. */
export type Outcome =
  | { kind: 'sent' }
  | { kind: 'refused'; reason: string; address: boolean }
  | { kind: 'later'; reason: string }
  | { kind: 'unknown'; reason: string };

const MINUTE = 60_000;
/** Minutes until the next try, by the number of tries so far; then always the last. */
const BACK_OFF = [1, 5, 15, 60, 240];
/** A letter that could not be sent for so long tells nothing new any more. */
export const PATIENCE_DAYS = 3;
/** So long a letter may be on its way before whoever sends it is taken for dead. */
export const SENDING_MINUTES = 10;
/** Letters are forgotten after this; what they told stays in the inbox. */
export const KEPT_DAYS = 30;

export const daysBefore = (now: Date, days: number): Date =>
  new Date(now.getTime() - days * 24 * 60 * MINUTE);

/** What a letter is after a try. */
export function afterTry(letter: Letter, outcome: Outcome, now: Date): Partial<Letter> {
  const attempts = letter.attempts + 1;
  if (outcome.kind === 'sent') return { state: 'sent', attempts, sentAt: now, failure: '' };
  const failure = outcome.reason.slice(0, 500);
  if (outcome.kind !== 'later') return { state: outcome.kind, attempts, failure };
  if (letter.createdAt < daysBefore(now, PATIENCE_DAYS)) return { state: 'given_up', attempts, failure };
  const minutes = BACK_OFF[Math.min(attempts, BACK_OFF.length) - 1] ?? 1;
  return { state: 'queued', attempts, failure, nextAt: new Date(now.getTime() + minutes * MINUTE) };
}
