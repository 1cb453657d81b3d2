import { readRows } from '../shared/data-file.js';
import type { Succession, Unit, UnitKind } from './unit.js';
import { overlap } from './unit-record.js';

type Column = 'code' | 'kind' | 'name_vi' | 'name_en' | 'parent_code' | 'valid_from' | 'valid_to' | 'source';
type LinkColumn = 'old_code' | 'old_valid_to' | 'new_code' | 'new_valid_from' | 'extent';

/** What tells two units of one code apart. */
export const periodKey = ({ code, validFrom }: Pick<Unit, 'code' | 'validFrom'>): string =>
  `${code} ${validFrom ?? ''}`;

const unitFrom = (row: Record<Column, string>, idOf: (key: string) => string): Unit => ({
  id: idOf(`${row.code} ${row.valid_from}`),
  code: row.code,
  kind: row.kind as UnitKind,
  name: { vi: row.name_vi, en: row.name_en },
  ancestorIds: [],
  source: row.source,
  ...(row.valid_from === '' ? {} : { validFrom: row.valid_from }),
  ...(row.valid_to === '' ? {} : { validTo: row.valid_to }),
});

/**
 * The City and its units as they ship with the product, before and after 1 July 2025. Codes are reused, so a parent
 * is the unit with that code whose existence overlaps. `idOf` gives the identity of a unit by its `periodKey`.
 */
export function hanoiUnits(idOf: (key: string) => string): { units: Unit[]; successions: Succession[] } {
  const rows = readRows<Column>('src/units/data/units.csv');
  const bare = rows.map((row) => unitFrom(row, idOf));
  const byCode = groupByCode(bare);
  const parentIds = new Map<string, string>();
  bare.forEach((unit, index) => {
    const candidates = byCode.get(rows[index]?.parent_code ?? '') ?? [];
    const parent = candidates.find((candidate) => candidate !== unit && overlap(candidate, unit));
    if (parent !== undefined) parentIds.set(unit.id, parent.id);
  });
  const units = bare.map((unit) => withAncestors(unit, parentIds));
  return { units, successions: successionsAmong(byCode) };
}

/** A code may have been several units, one after the other. */
export function groupByCode(units: Unit[]): Map<string, Unit[]> {
  const groups = new Map<string, Unit[]>();
  for (const unit of units) groups.set(unit.code, [...(groups.get(unit.code) ?? []), unit]);
  return groups;
}

function withAncestors(unit: Unit, parentIds: Map<string, string>): Unit {
  const ancestorIds: string[] = [];
  for (let id = parentIds.get(unit.id); id !== undefined; id = parentIds.get(id)) ancestorIds.push(id);
  const [parentId] = ancestorIds;
  return { ...unit, ancestorIds, ...(parentId === undefined ? {} : { parentId }) };
}

/** The passing of the former wards and communes to the present ones; a line that names no known unit is a fault of the data. */
function successionsAmong(byCode: Map<string, Unit[]>): Succession[] {
  const unitWith = (code: string, fits: (unit: Unit) => boolean): string => {
    const unit = byCode.get(code)?.find(fits);
    if (unit === undefined) throw new Error(`unit_successors.csv names an unknown unit ${code}`);
    return unit.id;
  };
  return readRows<LinkColumn>('src/units/data/unit_successors.csv').map((row) => ({
    fromId: unitWith(row.old_code, (unit) => unit.validTo === row.old_valid_to),
    toId: unitWith(row.new_code, (unit) => unit.validFrom === row.new_valid_from),
    on: row.new_valid_from,
    extent: row.extent as Succession['extent'],
  }));
}
