import { printDay } from '../shared/dates.js';
import { inLanguage, printNumber } from '../shared/language.js';
import type { DrawList, Exclusion } from './draw-list.js';
import type { Reader } from './draw-words.js';

/** The candidates with what they weigh and why; the heaviest first, those drawn marked. */
export function presentCandidates(list: DrawList, drawn: ReadonlySet<string>, { t, language }: Reader) {
  const total = list.candidates.reduce((sum, { weight }) => sum + weight, 0);
  const rows = [...list.candidates].sort((a, b) => b.weight - a.weight || (a.code < b.code ? -1 : 1));
  return {
    caption: t('draws:candidates'),
    // Only where complaints were counted: a column of noughts would say that there were none.
    withComplaints: list.parameters.complaints !== undefined,
    rows: rows.map(({ id, code, name, serious, complaints = 0, lastVisitOn, weight, burden }) => ({
      href: `/units/${id}`,
      name: inLanguage(name, language),
      code,
      serious: printNumber(serious, language),
      complaints: printNumber(complaints, language),
      lastVisit: lastVisitOn === undefined ? t('draws:neverVisited') : printDay(lastVisitOn, language),
      burden: burden === undefined ? '–' : t('draws:burden', burden),
      weight: printNumber(weight, language),
      share: `${printNumber((100 * weight) / total, language, 1)} %`,
      drawn: drawn.has(id),
    })),
  };
}

/** The units left out, each with every reason. */
export function presentExcluded(list: DrawList, { t, language }: Reader) {
  const say = ({ why, text }: Exclusion) =>
    t(`draws:excludedFor.${why}`, { text: why === 'recent' ? printDay(text, language) : text });
  return {
    caption: t('draws:excluded'),
    rows: list.excluded.map(({ id, code, name, reasons }) => ({
      href: `/units/${id}`,
      name: inLanguage(name, language),
      code,
      reasons: reasons.map(say),
    })),
  };
}
