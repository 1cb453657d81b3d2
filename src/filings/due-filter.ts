import { oneOf, present } from '../shared/filter.js';
import { fold } from '../units/unit-names.js';
import { unitKinds, type UnitKind } from '../units/unit.js';
import { dueStandings, type DueStanding } from './due.js';
import type { UnitDue } from './filing-due.service.js';

/** What the list of units that owe a report is narrowed to; it stands in the address. */
export type DueFilter = { standing?: DueStanding; kind?: UnitKind; text?: string };

export const readDueFilter = (query: Record<string, string>): DueFilter =>
  present({
    standing: oneOf(dueStandings, query['standing']),
    kind: oneOf(unitKinds, query['kind']),
    text: query['text']?.trim().slice(0, 100),
  });

/** The units of that kind and name, however they stand: their standings are counted for the links above the list. */
export function unitsMeant(rows: readonly UnitDue[], { kind, text = '' }: DueFilter): UnitDue[] {
  const words = fold(text);
  return rows.filter(
    ({ unit }) =>
      (kind === undefined || unit.kind === kind) &&
      (fold(unit.name.vi).includes(words) || fold(unit.name.en).includes(words) || unit.code === text),
  );
}

export const inStanding = (rows: readonly UnitDue[], { standing }: DueFilter): UnitDue[] =>
  rows.filter((row) => standing === undefined || row.standing === standing);
