import { driverOf } from '../database/driver.js';
import { unitsTurnBefore } from '../findings/at-once.js';
import { FindingModel } from '../findings/finding.model.js';
import { findingNumber, type Finding } from '../findings/finding.js';
import type { Day } from '../shared/dates.js';
import type { Chased } from './reminder.js';

const FIELDS = {
  ordinal: 1,
  inspectionNumber: 1,
  severity: 1,
  dueOn: 1,
  unit: 1,
  authority: 1,
  heirs: 1,
} as const;

/** Findings that it is a unit's turn to remedy and that are due by a day, by unit. Nobody's page: the clock reads it. */
export async function chasedByUnit(until: Day): Promise<Map<string, Chased[]>> {
  const query = { ...unitsTurnBefore(), dueOn: { $lte: until } };
  const byUnit = new Map<string, Chased[]>();
  const cursor = driverOf<Finding & { _id: string }>(FindingModel).find(query, { projection: FIELDS });
  for await (const { _id: id, severity, dueOn, unit, authority, heirs, ...rest } of cursor) {
    const chased = {
      id,
      number: findingNumber(rest),
      severity,
      dueOn,
      unit,
      authority,
      ...(heirs === undefined ? {} : { heirs }),
    };
    const known = byUnit.get(unit.id);
    if (known === undefined) byUnit.set(unit.id, [chased]);
    else known.push(chased);
  }
  return byUnit;
}
