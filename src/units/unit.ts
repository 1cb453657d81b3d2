import type { Day } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';

export const unitKinds = [
  'city',
  'department',
  'urban_district',
  'rural_district',
  'town',
  'ward',
  'commune',
  'township',
] as const;
export type UnitKind = (typeof unitKinds)[number];

/**
 * A unit of the State in one form of its existence. Codes are reused (00004 was Phường Trúc Bạch until 30/6/2025 and is
 * Phường Ba Đình since), so `id` is our own and `code` is unique only within a period.
 */
export type Unit = {
  id: string;
  code: string;
  kind: UnitKind;
  name: Bilingual;
  /** The unit above it, and all units above, nearest first. */
  parentId?: string;
  ancestorIds: string[];
  validFrom?: Day;
  validTo?: Day;
  source: string;
};

/** A unit as it was on the day that a case was made; later renamings and mergers do not touch it. */
export type UnitSnapshot = Pick<Unit, 'id' | 'code' | 'kind' | 'name' | 'ancestorIds'>;

export const snapshotOf = ({ id, code, kind, name, ancestorIds }: Unit): UnitSnapshot => ({
  id,
  code,
  kind,
  name,
  ancestorIds,
});

/** True when the unit existed on that day (both ends included). */
export const existsOn = ({ validFrom, validTo }: Unit, day: Day): boolean =>
  (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo);

/** A former unit passed to a present one, whole or in part. */
export type Succession = {
  fromId: string;
  toId: string;
  on: Day;
  extent: 'full' | 'partial' | 'partial_area';
};

/** Who answers for a case since the units that it was made with were rearranged: in place of which of the two. */
export type Heirs = { authority?: UnitSnapshot; unit?: UnitSnapshot };

export const heirIdsOf = ({ heirs }: { heirs?: Heirs }) =>
  heirs === undefined
    ? {}
    : {
        heirIds: {
          ...(heirs.authority === undefined ? {} : { authority: heirs.authority.id }),
          ...(heirs.unit === undefined ? {} : { unit: heirs.unit.id }),
        },
      };
