import { z } from 'zod';
import { choice, optionalText, readForm, text, version, type Fields } from '../shared/form.js';
import { refuse } from '../shared/errors.js';

const reportShape = z.object({
  version: version(),
  done: text(4000),
  caption: optionalText(300),
});
export const readRemediation = (fields: Fields) => readForm(reportShape, fields);
export type RemediationInput = z.output<typeof reportShape>;

const verificationShape = z.object({
  version: version(),
  outcome: choice(['accepted', 'returned']),
  reason: optionalText(2000),
});
export type VerificationInput = z.output<typeof verificationShape>;

/** Returning needs a reason: the unit must know what is still missing. */
export function readVerification(fields: Fields): VerificationInput {
  const input = readForm(verificationShape, fields);
  if (input.outcome === 'returned' && input.reason === '') refuse('reason', 'remediation:errors.sayWhy');
  return input;
}
