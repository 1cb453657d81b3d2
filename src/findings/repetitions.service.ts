import type { Actor } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import {
  answered,
  candidatesAmong,
  type CodeNow,
  type Earlier,
  type RepetitionAnswer,
  type RepetitionRule,
} from './repetition.js';
import type { Severity } from './finding.js';

/** Findings up to a day, of some units, but for those of one inspection. */
export type EarlierFindings = (
  actor: Actor,
  line: readonly string[],
  exceptInspectionId: string,
  on: Day,
) => Promise<Earlier[]>;

export type RepetitionsDeps = {
  clock: Clock;
  lineOf: (unitId: string) => Promise<string[]>;
  earlier: EarlierFindings;
  /** The rule for repeated findings, by the setting of the day. */
  ruleOn: (day: Day) => Promise<RepetitionRule>;
  /** What recorded signs are called in the version of the catalogue in force. */
  codesNow: () => Promise<CodeNow>;
};

/** The visit on which something is found. */
type Place = { unitId: string; inspectionId: string };

/** Whether a unit, or one that it came from, was found at fault in the same way before. */
export function repetitionsService({ clock, lineOf, earlier, ruleOn, codesNow }: RepetitionsDeps) {
  const before = async (actor: Actor, { unitId, inspectionId }: Place) =>
    earlier(actor, await lineOf(unitId), inspectionId, dayOf(clock.now()));
  const rule = () => ruleOn(dayOf(clock.now()));

  return {
    rule,

    /** Earlier findings like this one, for its form. */
    candidates: async (actor: Actor, place: Place, sign: string, seen: string) =>
      candidatesAmong(await before(actor, place), sign, seen, await codesNow()),

    /** What was written, with the answer of whether it is a repetition. Throws `Invalid` when the answer is missing. */
    async answer<T extends { sign: { code: string }; seen: string; severity: Severity; term: number }>(
      actor: Actor,
      place: Place,
      facts: T,
      answer: RepetitionAnswer,
    ) {
      const known = await before(actor, place);
      const { same } = candidatesAmong(known, facts.sign.code, '', await codesNow());
      return answered(facts, answer, known, { same, rule: await rule() });
    },
  };
}
export type RepetitionsService = ReturnType<typeof repetitionsService>;
