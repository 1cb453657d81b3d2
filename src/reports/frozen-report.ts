import type { CountDays } from './remediation-figures.js';
import { readKey } from './figure-key.js';
import type { CompiledReport } from './report.js';
import { usualTemplate } from './template.js';

/** Fields of a report that are moments; everything else in it is text and numbers. */
const MOMENTS = ['at', 'verifiedAt'];

/** What reports did not tell at first: those of that time tell nothing of it. */
const LATER = {
  report: { rulings: [], template: usualTemplate },
  findings: { bySection: [], byPost: [] },
  lists: { rulings: [] },
};

/** A report as it is kept once it is issued: every figure and every row that it counts. JSON. */
export const freeze = ({ days: _days, ...report }: CompiledReport): string => JSON.stringify(report);

/** Whether a report tells a figure at all: those of an earlier making know no rulings, sections and posts. */
export function tells({ before }: CompiledReport, key: string): boolean {
  const of = readKey(key);
  const isLater = of?.counts === 'rulings' || 'section' in (of?.narrow ?? {}) || 'post' in (of?.narrow ?? {});
  return before !== undefined || !isLater;
}

/** The report as it was frozen. `days` counts working days for its pages; no figure is counted again. */
export function thaw(text: string, days: CountDays): CompiledReport {
  const revive = (key: string, value: unknown): unknown =>
    MOMENTS.includes(key) && typeof value === 'string' ? new Date(value) : value;
  const kept = JSON.parse(text, revive) as Omit<CompiledReport, 'days'>;
  const { findings, lists } = kept;
  return {
    ...LATER.report,
    ...kept,
    findings: { ...LATER.findings, ...findings },
    lists: { ...LATER.lists, ...lists },
    days,
  };
}
