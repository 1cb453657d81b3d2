import type { ChecklistItem, ChecklistSection } from '../checklists/checklist.js';
import { outcomes, type Given, type Outcome } from './answer.js';

/** How a checklist, or a section of it, stands. */
export type Tally = Record<Outcome, number> & {
  items: number;
  /** Items with one of the four answers. A note alone is no answer. */
  answered: number;
  good: number;
  /** Share of what was checked that is met, by weight, in percent; none while nothing was checked. */
  rate?: number;
};

export type Answers = ReadonlyMap<string, Given>;

/** Counts answers. Only what was checked, met or not, enters the rate: "not checked" never counts as met. */
export function tallyOf(items: readonly ChecklistItem[], answers: Answers): Tally {
  const of = (outcome: Outcome) => items.filter(({ code }) => answers.get(code)?.outcome === outcome);
  const weigh = (outcome: Outcome) => of(outcome).reduce((sum, { weight }) => sum + weight, 0);
  const [met, notMet] = [weigh('met'), weigh('not_met')];
  const counted = Object.fromEntries(outcomes.map((outcome) => [outcome, of(outcome).length]));
  return {
    ...(counted as Record<Outcome, number>),
    items: items.length,
    answered: outcomes.reduce((sum, outcome) => sum + of(outcome).length, 0),
    good: items.filter(({ code }) => answers.get(code)?.good === true).length,
    ...(met + notMet === 0 ? {} : { rate: Math.round((100 * met) / (met + notMet)) }),
  };
}

/** The sections that still have items without an answer, with the codes of those items. */
export const unansweredIn = (
  sections: readonly ChecklistSection[],
  answers: Answers,
): { section: ChecklistSection; codes: string[] }[] =>
  sections
    .map((section) => ({
      section,
      codes: section.items
        .filter(({ code }) => answers.get(code)?.outcome === undefined)
        .map(({ code }) => code),
    }))
    .filter(({ codes }) => codes.length > 0);
