import type { Author } from '../policies/actor.js';

export const replyKinds = ['agreement', 'slip', 'wrong_fact', 'missing_evidence'] as const;
type ReplyKind = (typeof replyKinds)[number];
export const replyOutcomes = ['upheld', 'amended', 'dropped'] as const;
type ReplyOutcome = (typeof replyOutcomes)[number];

/** What the unit says of a finding before the conclusion, and what was decided about it. */
export type Reply = {
  id: string;
  by: Author;
  at: Date;
  kind: ReplyKind;
  words: string;
  evidenceIds: string[];
  /** It came after the day until which the unit could answer; it counts even so. */
  late: boolean;
  decision?: { by: Author; at: Date; outcome: ReplyOutcome; reason: string };
};
