import { z } from 'zod';
import { optionalText, readForm, text, version, type Fields } from '../shared/form.js';

/** Instead of a person: the team judges it again, whoever of it comes first. */
export const TEAM = 'team';

const shape = z.object({ version: version(), verifier: text(40), reason: optionalText(1000) });
export const readVerifier = (fields: Fields) => readForm(shape, fields);
export type VerifierInput = z.output<typeof shape>;
