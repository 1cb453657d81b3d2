import type { CountDays } from './remediation-figures.js';
import { readKey } from './figure-key.js';
import type { CompiledReport } from './report.js';
import { usualTemplate } from './template.js';
import type { SectionName } from './writing.js';

/** Fields of a report that are moments; everything else in it is text and numbers. */
const MOMENTS = ['at', 'verifiedAt'];

/** What reports did not tell at first: those of that time say nothing of it, not that there was none. */
const LATER_SECTIONS: readonly SectionName[] = ['rulings', 'handlings'];
const LATER = {
  report: {
    rulings: [],
    handlings: [],
    template: {
      ...usualTemplate,
      sections: usualTemplate.sections.filter(({ name }) => !LATER_SECTIONS.includes(name)),
    },
  },
  findings: { bySection: [], byPost: [] },
  lists: { rulings: [], handlings: [] },
};

/** A report as it is kept once it is issued: every figure and every row that it counts. JSON. */
export const freeze = ({ days: _days, ...report }: CompiledReport): string => JSON.stringify(report);

/** Whether a report tells a figure at all: those of an earlier making know no plans, good practice, rulings, handlings, sections and posts. */
export function tells({ before, plan, practices }: CompiledReport, key: string): boolean {
  const of = readKey(key);
  if (of?.counts === 'plan') return plan !== undefined;
  if (of?.counts === 'practices') return practices !== undefined;
  const narrow = of?.narrow ?? {};
  const isLater =
    LATER_SECTIONS.some((name) => name === of?.counts) || 'section' in narrow || 'post' in narrow;
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
