import { z } from 'zod';
import { LONGEST_TERM } from '../findings/finding.form.js';
import { severities } from '../findings/finding.js';
import { refuse } from '../shared/errors.js';
import { choice, optionalText, readForm, text, version, wholeNumber, type Fields } from '../shared/form.js';

const decisionShape = z.object({
  id: text(40),
  version: version(),
  outcome: choice(['accepted', 'declined']),
  reason: optionalText(2000),
});

/** `place`: the id of the case that the new finding belongs to. `heard`: what the unit said of it. */
const findingShape = z.object({
  place: text(40),
  severity: choice(severities),
  seen: text(4000),
  mustDo: text(4000),
  responsiblePost: text(200),
  term: wholeNumber(0, LONGEST_TERM),
  heard: text(2000),
});
export type NewFailure = z.output<typeof findingShape>;

/** What a supervisor decides about a failure to remedy; whoever accepts says what the new finding is to say. */
export function readFailure(fields: Fields) {
  const decision = readForm(decisionShape, fields);
  if (decision.outcome === 'declined') {
    if (decision.reason === '') refuse('reason', 'errors:required');
    return { ...decision, recorded: undefined };
  }
  return { ...decision, recorded: readForm(findingShape, fields) };
}
export type FailureInput = ReturnType<typeof readFailure>;
