import { printDay } from '../shared/dates.js';
import { inLanguage, printNumber } from '../shared/language.js';
import type { Visit } from '../web/visit.js';
import type { AmendedPart, AmendmentRow } from './amendments.js';
import { printSpan } from './plan-words.js';

/** As many units of one amendment are named; of the others it is said how many they are. */
const UNITS_SHOWN = 5;

function printPart({ unit, moved }: AmendedPart, { t, language }: Visit): string {
  const name = inLanguage(unit.name, language);
  if (moved === undefined) return name;
  const [before, after] = [printSpan(moved.before, language, t), printSpan(moved.after, language, t)];
  return t('plans:amendment.moved', { name, before, after });
}

/** What became of a plan since it was approved: number, day, what was changed, and why. */
export const presentAmendments = (rows: readonly AmendmentRow[], visit: Visit) =>
  rows.map(({ number, on, reason, action, parts }) => {
    const shown = parts.slice(0, UNITS_SHOWN).map((part) => printPart(part, visit));
    const more = parts.length - shown.length;
    return {
      number: printNumber(number, visit.language),
      on: printDay(on, visit.language),
      what: visit.t(`history:action.${action}`),
      units: [...shown, ...(more > 0 ? [visit.t('plans:gap.more', { count: more })] : [])].join('; '),
      reason,
    };
  });
