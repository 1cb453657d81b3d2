import { z } from 'zod';
import { severities } from '../findings/finding.js';
import { replyKinds, replyOutcomes } from '../findings/reply.js';
import { LONGEST_TERM } from '../findings/finding.form.js';
import { refuse } from '../shared/errors.js';
import { choice, optionalText, readForm, text, version, wholeNumber, type Fields } from '../shared/form.js';

const replyShape = z.object({
  version: version(),
  kind: choice(replyKinds),
  words: optionalText(4000),
  caption: optionalText(300),
});

/** Whoever does not agree says what is wrong. */
export function readReply(fields: Fields) {
  const input = readForm(replyShape, fields);
  if (input.kind !== 'agreement' && input.words === '') refuse('words', 'replies:errors.sayWhat');
  return input;
}
export type ReplyInput = ReturnType<typeof readReply>;

const decisionShape = z.object({
  version: version(),
  outcome: choice(replyOutcomes),
  reason: text(2000),
});
const amendedShape = z.object({
  severity: choice(severities),
  seen: text(4000),
  legalBasis: optionalText(500),
  mustDo: text(4000),
  term: wholeNumber(0, LONGEST_TERM),
});

/** The decision on an answer; where it changes the finding, with what the finding says from now on. */
export function readDecision(fields: Fields) {
  const decision = readForm(decisionShape, fields);
  if (decision.outcome !== 'amended') return { ...decision, amended: undefined };
  return { ...decision, amended: readForm(amendedShape, fields) };
}
export type DecisionInput = ReturnType<typeof readDecision>;
