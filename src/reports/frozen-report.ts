import type { CountDays } from './remediation-figures.js';
import type { CompiledReport } from './report.js';

/** Fields of a report that are moments; everything else in it is text and numbers. */
const MOMENTS = ['at', 'verifiedAt'];

/** A report as it is kept once it is issued: every figure and every row that it counts. JSON. */
export const freeze = ({ days: _days, ...report }: CompiledReport): string => JSON.stringify(report);

/** The report as it was frozen. `days` counts working days for its pages; no figure is counted again. */
export function thaw(text: string, days: CountDays): CompiledReport {
  const revive = (key: string, value: unknown): unknown =>
    MOMENTS.includes(key) && typeof value === 'string' ? new Date(value) : value;
  return { ...(JSON.parse(text, revive) as Omit<CompiledReport, 'days'>), days };
}
