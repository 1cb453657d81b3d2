import { z } from 'zod';
import { progressOutcomes } from '../findings/remedy.js';
import {
  choice,
  day,
  idList,
  optionalDay,
  optionalText,
  readForm,
  text,
  version,
  type Fields,
} from '../shared/form.js';
import { refuse } from '../shared/errors.js';
import { pairCaptionField } from './pairing.js';

/** `linked`: files of an earlier draft that stay. */
const reportShape = z.object({
  version: version(),
  done: text(4000),
  caption: optionalText(300),
  wishedOn: optionalDay(),
  linked: idList(),
});

/** What was typed beside each photo of what was wrong, by its id. */
function captionsIn(fields: Fields): Record<string, string> {
  const named = Object.keys(fields).filter((name) => name.startsWith(pairCaptionField('')));
  const shape = z.object(Object.fromEntries(named.map((name) => [name, optionalText(300)])));
  const typed = Object.entries(readForm(shape, fields));
  return Object.fromEntries(
    typed.map(([name, caption]) => [name.slice(pairCaptionField('').length), caption]),
  );
}

export const readRemediation = (fields: Fields) => ({
  ...readForm(reportShape, fields),
  captions: captionsIn(fields),
});
type Read = ReturnType<typeof readRemediation>;
export type RemediationInput = Pick<Read, 'version' | 'done' | 'caption'> & Partial<Read>;

const confirmationShape = z.object({
  version: version(),
  outcome: choice(['confirmed', 'given_back']),
  reason: optionalText(2000),
});
export type ConfirmationInput = z.output<typeof confirmationShape>;

/** Whoever wants the report otherwise says how. */
export function readConfirmation(fields: Fields): ConfirmationInput {
  const input = readForm(confirmationShape, fields);
  if (input.outcome === 'given_back' && input.reason === '') refuse('reason', 'errors:required');
  return input;
}

export const verificationOutcomes = ['accepted', 'returned', 'visit'] as const;
const verificationShape = z.object({
  version: version(),
  outcome: choice(verificationOutcomes),
  reason: optionalText(2000),
});
export type VerificationInput = z.output<typeof verificationShape>;

/** Returning needs a reason: the unit must know what is still missing. So does a visit: the team must know what to look at. */
export function readVerification(fields: Fields): VerificationInput {
  const input = readForm(verificationShape, fields);
  if (input.outcome === 'returned' && input.reason === '') refuse('reason', 'remediation:errors.sayWhy');
  if (input.outcome === 'visit' && input.reason === '') refuse('reason', 'remediation:errors.sayWhat');
  return input;
}

const actionShape = z.object({
  id: text(40),
  version: version(),
  what: text(1000),
  post: text(200),
  dueOn: day(),
});
export const readAction = (fields: Fields) => readForm(actionShape, fields);
export type ActionInput = z.output<typeof actionShape>;

const progressShape = z.object({
  id: text(40),
  version: version(),
  outcome: choice(progressOutcomes),
  on: day(),
  words: optionalText(2000),
});
export type ProgressInput = z.output<typeof progressShape>;

/** A step that is given up, or goes on, has something to be said of it. */
export function readProgress(fields: Fields): ProgressInput {
  const input = readForm(progressShape, fields);
  if (input.outcome !== 'done' && input.words === '') refuse('words', 'errors:required');
  return input;
}
