import type { Tally } from '../inspections/inspection.js';
import { isUnitsTurn } from './at-once.js';
import { openStates, type Finding } from './finding.js';

/** The numbers that the inspection keeps of its findings. Withdrawn ones are no longer findings. */
export function tallyOf(findings: readonly Finding[]): Tally {
  const standing = findings.filter((finding) => finding.state !== 'withdrawn');
  const open = standing.filter((finding) => openStates.includes(finding.state));
  const nextDueOn = open
    .filter(isUnitsTurn)
    .map((finding) => finding.dueOn)
    .sort()[0];
  return {
    total: standing.length,
    open: open.length,
    ...(nextDueOn === undefined ? {} : { nextDueOn }),
  };
}
