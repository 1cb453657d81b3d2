import { z } from 'zod';
import {
  choice,
  idList,
  day,
  optionalDay,
  optionalText,
  readForm,
  text,
  version,
  wholeNumber,
} from '../shared/form.js';
import type { Fields } from '../shared/form.js';
import { severities, type Finding } from './finding.js';
import { NOT_A_REPEAT, type RepetitionAnswer } from './repetition.js';

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
  atOnceBy: optionalDay(),
  caption: optionalText(300),
  item: optionalText(20),
  linked: idList(),
  repeatOf: optionalText(40),
  notRepeatReason: optionalText(500),
  proposal: optionalText(10),
});
type Read = z.output<typeof shape>;
/** `atOnceBy`: a date set on the spot. `item`: the code of the item of the checklist that it comes from; `linked`: which of the files there prove it. */
type Origin = Partial<Pick<Read, 'item' | 'linked' | 'atOnceBy'>>;
export type FindingInput = Omit<Read, keyof RepetitionAnswer | keyof Origin> & RepetitionAnswer & Origin;

export const readFinding = (fields: Fields): FindingInput => readForm(shape, fields);

const evidenceShape = z.object({ version: version(), caption: optionalText(300) });
export const readEvidence = (fields: Fields) => readForm(evidenceShape, fields);

const withdrawalShape = z.object({ version: version(), reason: text(1000) });
export const readWithdrawal = (fields: Fields) => readForm(withdrawalShape, fields);

const atOnceShape = z.object({ version: version(), atOnceBy: day(), reason: text(1000) });
export const readAtOnce = (fields: Fields) => readForm(atOnceShape, fields);
export type AtOnceInput = z.output<typeof atOnceShape>;

/** A finding as its form takes it: with the severity and term that were chosen before the rule for repeats was applied. */
export function fieldsOfFinding(finding: Finding): Fields {
  const { of, reason = '', raised } = finding.repetition ?? {};
  return {
    id: finding.id,
    version: String(finding.version),
    sign: finding.sign.code,
    severity: raised?.severity ?? finding.severity,
    seen: finding.seen,
    legalBasis: finding.legalBasis,
    mustDo: finding.mustDo,
    responsiblePost: finding.responsiblePost,
    term: String(raised?.term ?? finding.term),
    caption: '',
    repeatOf: of?.id ?? (reason === '' ? '' : NOT_A_REPEAT),
    notRepeatReason: reason,
    proposal: of === undefined ? '' : raised === undefined ? 'keep' : 'apply',
  };
}
