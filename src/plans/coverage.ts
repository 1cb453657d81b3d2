import { monthOf, type Day } from '../shared/dates.js';
import type { Unit, UnitKind } from '../units/unit.js';
import type { PlanLine } from './plan-line.js';

export const steps = ['month', 'quarter'] as const;
export type Step = (typeof steps)[number];

export type CoverageFacts = {
  year: number;
  units: readonly Pick<Unit, 'id' | 'kind'>[];
  /** Opened visits of the year. */
  visits: readonly { unitId: string; openedOn: Day }[];
  lines: readonly (Pick<PlanLine, 'from' | 'state'> & { unit: { id: string } })[];
  lastVisits: ReadonlyMap<string, Day>;
};

/** Done and still planned visits of one unit in one column. */
export type Cell = { done: number; planned: number };
export type CoverageRow = { unitId: string; cells: Cell[]; done: number; planned: number; lastVisit?: Day };
/** How many units of a kind had been visited by the end of each column. */
export type CoverageGroup = { kind: UnitKind; units: number; reached: number[] };
export type Coverage = { rows: CoverageRow[]; groups: CoverageGroup[]; reached: number };

const columnOf = (month: string, step: Step): number => {
  const index = Number(month.slice(5)) - 1;
  return step === 'month' ? index : Math.floor(index / 3);
};
export const columnsOf = (step: Step): number => (step === 'month' ? 12 : 4);

/** Units against the months or quarters of a year. A line stands in its first month, and only while no visit was made. */
export function coverageOf(facts: CoverageFacts, step: Step): Coverage {
  const { year, units, visits, lines, lastVisits } = facts;
  const empty = () => Array.from({ length: columnsOf(step) }, (): Cell => ({ done: 0, planned: 0 }));
  const cells = new Map(units.map(({ id }) => [id, empty()]));
  const within = visits.filter(({ openedOn }) => openedOn.startsWith(`${year}-`));
  for (const { unitId, openedOn } of within) {
    const cell = cells.get(unitId)?.[columnOf(monthOf(openedOn), step)];
    if (cell) cell.done += 1;
  }
  for (const { unit, from, state } of lines) {
    const cell = cells.get(unit.id)?.[columnOf(from, step)];
    if (cell && state === 'planned') cell.planned += 1;
  }
  const rows = units.map(({ id }): CoverageRow => {
    const own = cells.get(id) ?? empty();
    const lastVisit = lastVisits.get(id);
    const total = (name: keyof Cell) => own.reduce((sum, cell) => sum + cell[name], 0);
    return {
      unitId: id,
      cells: own,
      done: total('done'),
      planned: total('planned'),
      ...(lastVisit === undefined ? {} : { lastVisit }),
    };
  });
  return { rows, groups: groupsOf(units, rows, step), reached: rows.filter(({ done }) => done > 0).length };
}

function groupsOf(units: CoverageFacts['units'], rows: CoverageRow[], step: Step): CoverageGroup[] {
  const kinds = [...new Set(units.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const own = rows.filter((_, index) => units[index]?.kind === kind);
    const firsts = own.map(({ cells }) => cells.findIndex(({ done }) => done > 0));
    const reached = Array.from(
      { length: columnsOf(step) },
      (_, column) => firsts.filter((first) => first !== -1 && first <= column).length,
    );
    return { kind, units: own.length, reached };
  });
}
