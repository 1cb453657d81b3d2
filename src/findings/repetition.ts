import { refuse } from '../shared/errors.js';
import type { Day } from '../shared/dates.js';
import { ALIKE, featuresOf, similarity } from './similarity.js';
import { severities, type Finding, type Severity } from './finding.js';

/** An earlier finding as a repetition names it. */
export type EarlierReference = { id: string; number: string; foundOn: Day };

/** The rule for repeated findings: steps up in severity, and how much of the term is left. */
export type RepetitionRule = { steps: number; percent: number };

/**
 * What the inspector says of earlier findings: that this repeats one of them, or why it does not. `raised` is kept
 * when the rule was applied: what it was, and what severity and term were without it.
 */
export type Repetition = {
  of?: EarlierReference;
  reason?: string;
  raised?: RepetitionRule & { severity: Severity; term: number };
};

/** An earlier finding of the unit or of one that it came from. */
export type Earlier = Pick<
  Finding,
  'id' | 'ordinal' | 'inspectionNumber' | 'unit' | 'sign' | 'severity' | 'seen' | 'state' | 'foundOn'
>;

export type Candidates = { same: Earlier[]; similar: Earlier[] };
/** The most that a form shows of either kind. */
const MOST_SHOWN = 10;

/** The code of a recorded sign in the version of the catalogue in force; undefined when that has no such sign. */
export type CodeNow = (sign: Finding['sign']) => string | undefined;

/**
 * Those with the same sign, whatever its wording and whatever its code was then, and others that are worded alike; the
 * latest, and the most alike, first.
 */
export function candidatesAmong(
  earlier: readonly Earlier[],
  sign: string,
  seen: string,
  codeNow: CodeNow,
): Candidates {
  const isSame = (one: Earlier) => sign !== '' && codeNow(one.sign) === sign;
  const mine = featuresOf(seen);
  const alike = earlier
    .filter((one) => !isSame(one))
    .map((one) => ({ one, likeness: similarity(mine, featuresOf(one.seen)) }))
    .filter(({ likeness }) => likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness);
  return {
    same: earlier.filter(isSame).slice(0, MOST_SHOWN),
    similar: alike.map(({ one }) => one).slice(0, MOST_SHOWN),
  };
}

/** What the rule proposes for a severity and a term that were chosen without it. */
export function raise<T extends { severity: Severity; term: number }>(facts: T, rule: RepetitionRule): T {
  const place = Math.min(severities.length - 1, severities.indexOf(facts.severity) + rule.steps);
  const term = Math.min(facts.term, Math.max(1, Math.ceil((facts.term * rule.percent) / 100)));
  return { ...facts, severity: severities[place] ?? facts.severity, term };
}

export const changesNothing = ({ steps, percent }: RepetitionRule): boolean => steps === 0 && percent === 100;

export const proposals = ['apply', 'keep'] as const;
export type RepetitionAnswer = {
  /** The id of an earlier finding, NOT_A_REPEAT, or '' for no answer. */
  repeatOf?: string;
  notRepeatReason?: string;
  proposal?: string;
};
export const NOT_A_REPEAT = 'none';

type Told = { severity: Severity; term: number };

/**
 * Takes the inspector's answer: what is then kept, with the severity and the term that follow. An answer is needed only
 * when an earlier finding has the same sign; nothing is raised that he has not agreed to.
 */
export function answered<T extends Told>(
  facts: T,
  answer: RepetitionAnswer,
  earlier: readonly Earlier[],
  { same, rule }: { same: readonly Earlier[]; rule: RepetitionRule },
): T & { repetition: Repetition } {
  const { repeatOf = '', notRepeatReason = '', proposal = '' } = answer;
  if (repeatOf === '' && same.length > 0)
    refuse('repeatOf', 'findings:errors.repeat', { count: same.length });
  if (repeatOf === '' || repeatOf === NOT_A_REPEAT) {
    if (same.length > 0 && notRepeatReason === '') refuse('notRepeatReason', 'findings:errors.notRepeat');
    return { ...facts, repetition: notRepeatReason === '' ? {} : { reason: notRepeatReason } };
  }
  const found = earlier.find(({ id }) => id === repeatOf);
  if (found === undefined) refuse('repeatOf', 'errors:choose');
  const of = { id: found.id, number: `${found.inspectionNumber}/${found.ordinal}`, foundOn: found.foundOn };
  if (changesNothing(rule) || proposal === 'keep') return { ...facts, repetition: { of } };
  if (proposal !== 'apply') refuse('proposal', 'findings:errors.proposal');
  const { severity, term } = facts;
  return { ...raise(facts, rule), repetition: { of, raised: { ...rule, severity, term } } };
}
