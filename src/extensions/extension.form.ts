import { z } from 'zod';
import { consentKinds, extensionOutcomes } from '../findings/ledger.js';
import type { Day } from '../shared/dates.js';
import { Invalid, refuse, type FieldError } from '../shared/errors.js';
import {
  choice,
  day,
  optionalDay,
  optionalText,
  readForm,
  text,
  version,
  type Fields,
} from '../shared/form.js';

const askingShape = z.object({
  version: version(),
  id: text(64),
  reason: text(2000),
  progress: text(2000),
  dueOn: day(),
  consent: choice(consentKinds),
  consentName: optionalText(150),
  consentPost: optionalText(200),
  consentPaper: optionalText(200),
});
export type AskingInput = z.output<typeof askingShape>;

const missing = (field: string): FieldError => ({ field, message: 'extensions:errors.consentMissing' });

/** Where the head has no account of his own, it is said who consents, and the paper is with it. */
export function readAsking(fields: Fields, files: number): AskingInput {
  const input = readForm(askingShape, fields);
  if (input.consent === 'own') return { ...input, consentName: '', consentPost: '', consentPaper: '' };
  const errors = (['consentName', 'consentPost'] as const).filter((name) => input[name] === '').map(missing);
  if (files === 0) errors.push({ field: 'files', message: 'extensions:errors.consentFile' });
  if (errors.length > 0) throw new Invalid(errors);
  return input;
}

const decisionShape = z.object({
  version: version(),
  id: text(64),
  outcome: choice(extensionOutcomes),
  dueOn: optionalDay(),
  reason: text(2000),
});
export type DecisionInput = Omit<z.output<typeof decisionShape>, 'dueOn'> & { dueOn: Day | undefined };

/** Another date than the one asked for has to be named. */
export function readDecision(fields: Fields): DecisionInput {
  const input = readForm(decisionShape, fields);
  if (input.outcome !== 'other_date') return { ...input, dueOn: undefined };
  if (input.dueOn === undefined) refuse('dueOn', 'errors:required');
  return input;
}
