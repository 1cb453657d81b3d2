import { z } from 'zod';
import { choice, optionalText, readForm, text, version, wholeNumber } from '../shared/form.js';
import type { Fields } from '../shared/form.js';
import { severities, type Finding } from './finding.js';

/** Longest term that can be asked for, in working days: about a year. */
export const LONGEST_TERM = 250;

const shape = z.object({
  id: optionalText(40),
  version: version().catch(0),
  sign: text(20),
  severity: choice(severities),
  seen: text(4000),
  legalBasis: optionalText(500),
  mustDo: text(4000),
  responsiblePost: text(200),
  term: wholeNumber(0, LONGEST_TERM),
  caption: optionalText(300),
});
export type FindingInput = z.output<typeof shape>;

export const readFinding = (fields: Fields): FindingInput => readForm(shape, fields);

const evidenceShape = z.object({ version: version(), caption: optionalText(300) });
export const readEvidence = (fields: Fields) => readForm(evidenceShape, fields);

const withdrawalShape = z.object({ version: version(), reason: text(1000) });
export const readWithdrawal = (fields: Fields) => readForm(withdrawalShape, fields);

export const fieldsOfFinding = (finding: Finding): Fields => ({
  id: finding.id,
  version: String(finding.version),
  sign: finding.sign.code,
  severity: finding.severity,
  seen: finding.seen,
  legalBasis: finding.legalBasis,
  mustDo: finding.mustDo,
  responsiblePost: finding.responsiblePost,
  term: String(finding.term),
  caption: '',
});
