import { printMonth, isMonth, type Month } from '../shared/dates.js';
import type { Language } from '../shared/language.js';
import { lastMonthOf, type Term, type TermKind } from './term.js';

const ROMAN = ['I', 'II', 'III', 'IV'] as const;
const ORDINAL = ['first', 'second', 'third', 'fourth'] as const;

/** tháng 8/2024, quý III/2024, 6 tháng đầu năm 2024 · August 2024, the third quarter of 2024. */
export function printTerm(term: Term, language: Language): string {
  const { kind, year, index } = term;
  if (kind === 'month') return printMonth(lastMonthOf(term), language);
  const vi: Record<Exclude<TermKind, 'month'>, string> = {
    quarter: `quý ${ROMAN[index - 1] ?? ''}/${year}`,
    half: `6 tháng đầu năm ${year}`,
    nine_months: `9 tháng năm ${year}`,
    year: `năm ${year}`,
  };
  const en: typeof vi = {
    quarter: `the ${ORDINAL[index - 1] ?? ''} quarter of ${year}`,
    half: `the first six months of ${year}`,
    nine_months: `the first nine months of ${year}`,
    year: String(year),
  };
  return (language === 'vi' ? vi : en)[kind];
}

/** Reads what people type: 8/2024, 08-2024, tháng 8/2024, 2024-08 or 2024/8. Undefined when it is no month. */
export function readMonth(text: string): Month | undefined {
  const typed = text.trim().toLowerCase();
  const [, before, year, after] =
    /^(?:(?:tháng\s+)?(\d{1,2})[/.-])?(\d{4})(?:[/.-](\d{1,2}))?$/.exec(typed.normalize('NFC')) ?? [];
  const number = before ?? after;
  if (number === undefined || (before !== undefined && after !== undefined)) return undefined;
  const month = `${year}-${number.padStart(2, '0')}`;
  return isMonth(month) ? month : undefined;
}

const SHAPES: readonly [TermKind, RegExp][] = [
  ['quarter', /^(?:quý|quarter|q)\s*(?<index>[1-4]|iv|i{1,3})\s*[/.\s-]\s*(?:năm\s*)?(?<year>[12]\d{3})$/],
  ['half', /^(?:6|sáu|six)\s*(?:tháng|months)(?:\s*đầu năm)?\s*[/.\s-]\s*(?:năm\s*)?(?<year>[12]\d{3})$/],
  [
    'nine_months',
    /^(?:9|chín|nine)\s*(?:tháng|months)(?:\s*đầu)?\s*[/.\s-]\s*(?:năm\s*)?(?<year>[12]\d{3})$/,
  ],
  ['year', /^(?:năm|year)?\s*(?<year>[12]\d{3})$/],
];

/** Reads a month or a longer term as people type it: 8/2024, quý III/2024, 6 tháng 2024, 9 tháng 2024, năm 2024. */
export function readTerm(text: string): Term | undefined {
  const month = readMonth(text);
  if (month !== undefined)
    return { kind: 'month', year: Number(month.slice(0, 4)), index: Number(month.slice(5)) };
  const typed = text.trim().toLowerCase().normalize('NFC').replace(/\s+/g, ' ');
  for (const [kind, shape] of SHAPES) {
    const { year, index = '1' } = shape.exec(typed)?.groups ?? {};
    if (year === undefined) continue;
    const roman = ROMAN.findIndex((numeral) => numeral.toLowerCase() === index) + 1;
    return { kind, year: Number(year), index: roman > 0 ? roman : Number(index) };
  }
  return undefined;
}

/** As people type it, so that it can be chosen from a list: 8/2024, quý III/2024. */
export const typeTerm = (term: Term, language: Language = 'vi'): string => {
  if (term.kind === 'month') return `${term.index}/${term.year}`;
  if (language === 'vi') return printTerm(term, 'vi');
  return {
    quarter: `Q${term.index} ${term.year}`,
    half: `6 months ${term.year}`,
    nine_months: `9 months ${term.year}`,
    year: String(term.year),
  }[term.kind];
};
