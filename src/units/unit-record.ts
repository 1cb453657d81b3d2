import type { Journaled } from '../history/event.js';
import type { Day } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';
import { fold } from './unit-names.js';
import { existsOn, unitKinds, type Unit } from './unit.js';

/** A unit as it is kept: with its history, and with what lists sort and search by. */
export type UnitRecord = Unit &
  Journaled & {
    /** The order of lists: kind, then name without accents. */
    sortKey: string;
    /** Both names and the code without accents, for searching. */
    words: string;
    /** The days of its existence as a range that is always there. */
    existsFrom: Day;
    existsTo: Day;
  };

const FIRST_DAY: Day = '0000-01-01';
const LAST_DAY: Day = '9999-12-31';

/** Brings the fields that follow from the others up to date. */
export const settledUnit = <T extends Unit>(unit: T) => ({
  ...unit,
  sortKey: `${unitKinds.indexOf(unit.kind)} ${fold(unit.name.vi)}`,
  words: fold(`${unit.name.vi} ${unit.name.en} ${unit.code}`),
  existsFrom: unit.validFrom ?? FIRST_DAY,
  existsTo: unit.validTo ?? LAST_DAY,
});

/** The unit itself, as the rest of the product knows it. */
export const unitOf = (record: UnitRecord): Unit => ({
  id: record.id,
  code: record.code,
  kind: record.kind,
  name: record.name,
  ancestorIds: record.ancestorIds,
  source: record.source,
  ...(record.parentId === undefined ? {} : { parentId: record.parentId }),
  ...(record.validFrom === undefined ? {} : { validFrom: record.validFrom }),
  ...(record.validTo === undefined ? {} : { validTo: record.validTo }),
});

type Span = Pick<Unit, 'validFrom' | 'validTo'>;

export const overlap = (a: Span, b: Span): boolean =>
  (a.validFrom ?? FIRST_DAY) <= (b.validTo ?? LAST_DAY) &&
  (b.validFrom ?? FIRST_DAY) <= (a.validTo ?? LAST_DAY);

const covers = (outer: Span, inner: Span): boolean =>
  (outer.validFrom ?? FIRST_DAY) <= (inner.validFrom ?? FIRST_DAY) &&
  (inner.validTo ?? LAST_DAY) <= (outer.validTo ?? LAST_DAY);

/** What must hold before a unit is saved: `sameCode` are the other units with its code. */
export function assertFits(unit: Unit, parent: Unit | undefined, sameCode: Unit[], children: Unit[]): void {
  if (unit.validFrom !== undefined && unit.validTo !== undefined && unit.validTo < unit.validFrom) {
    refuse('validTo', 'units:errors.endsBeforeStart');
  }
  const twin = sameCode.find((other) => overlap(other, unit));
  if (twin !== undefined) refuse('code', 'units:errors.codeTaken', { name: twin.name.vi });
  if (parent !== undefined && !covers(parent, unit)) {
    refuse('validFrom', 'units:errors.outsideParent', { name: parent.name.vi });
  }
  const orphan = children.find((child) => !covers(unit, child));
  if (orphan !== undefined) refuse('validTo', 'units:errors.childOutside', { name: orphan.name.vi });
}

/** The unit with this code among those that existed on the day. */
export const onDay = <T extends Unit>(units: T[], day: Day): T | undefined =>
  units.find((unit) => existsOn(unit, day));
