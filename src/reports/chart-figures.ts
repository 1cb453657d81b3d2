import { inLanguage, type Language } from '../shared/language.js';
import type { FindingRow } from './finding-figures.js';
import type { CompiledReport } from './report.js';
import type { Scope } from './scope.js';
import type { SignLine } from './sign-lines.js';

/** The first scope in which anything was found since the start of the year: its signs are drawn. */
export const scopeOfSigns = ({ scopes, findings }: CompiledReport): Scope | undefined =>
  scopes.find((one) => findings.total[one].year > 0);

/** `share`: of all findings, in per cent. */
export type SignCount = { sign: SignLine['sign']; count: number; share: number };

/** How often each sign was found since the start of the year, the most frequent first. */
export function signCounts(report: CompiledReport): SignCount[] {
  const scope = scopeOfSigns(report);
  if (scope === undefined) return [];
  const { bySign, total } = report.findings;
  return bySign
    .map(({ sign, counts }) => ({ sign, count: counts[scope].year }))
    .filter(({ count }) => count > 0)
    .map((line) => ({ ...line, share: Math.round((100 * line.count) / total[scope].year) }))
    .sort((a, b) => b.count - a.count);
}

export type Standing = { label: string; open: number; overdue: number; change: number };

/** How many findings each unit has open at the end of the period, overdue among them, and how many more than before it. */
export function standings({ lists }: CompiledReport, language: Language): Standing[] {
  const { opening, closing, overdue } = lists;
  const found = new Map<string, Standing>();
  const count = (rows: readonly FindingRow[], add: (standing: Standing) => void) => {
    for (const { unit } of rows) {
      const known = found.get(unit.vi) ?? {
        label: inLanguage(unit, language),
        open: 0,
        overdue: 0,
        change: 0,
      };
      found.set(unit.vi, known);
      add(known);
    }
  };
  count(closing, (standing) => {
    standing.open += 1;
    standing.change += 1;
  });
  count(opening, (standing) => (standing.change -= 1));
  count(overdue, (standing) => (standing.overdue += 1));
  return [...found.values()]
    .filter(({ open }) => open > 0)
    .sort((a, b) => b.overdue - a.overdue || b.open - a.open || a.label.localeCompare(b.label, 'vi'));
}
