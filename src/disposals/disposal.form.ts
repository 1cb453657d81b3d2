import { z } from 'zod';
import { day, idList, readForm, text, version, type Fields } from '../shared/form.js';

const proposalShape = z.object({
  id: text(64),
  number: text(60),
  on: day(),
  cases: idList().refine((ids) => ids.length > 0, 'disposals:errors.none'),
});
export type Proposal = z.output<typeof proposalShape>;
export const readProposal = (fields: Fields): Proposal => readForm(proposalShape, fields);

const signatureShape = z.object({ version: version() });
export const readSignature = (fields: Fields): number => readForm(signatureShape, fields).version;

const withdrawalShape = z.object({ version: version(), reason: text(500) });
export const readWithdrawal = (fields: Fields): { version: number; reason: string } =>
  readForm(withdrawalShape, fields);
