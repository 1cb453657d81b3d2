import type { InTransaction, Transaction } from '../database/connect.js';
import { emptyCells, rowsIn } from '../imports/columns.js';
import type { Fault, ImportKind, Row } from '../imports/import-kind.js';
import { unitCells, type ResolveUnit } from '../imports/unit-cell.js';
import { authorOf, type Actor, type Author } from '../policies/actor.js';
import { allowed, assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { dayOf } from '../shared/dates.js';
import { newId } from '../shared/ids.js';
import { snapshotOf, type Unit } from '../units/unit.js';
import { inspectionColumns, readPastInspection, repeated, type PastInspection } from './inspection-import.js';
import { settled, type Inspection } from './inspection.js';
import type { InspectionsRepository } from './inspections.repository.js';

export type ImportDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: InspectionsRepository;
  resolveUnit: ResolveUnit<Unit>;
};
type Past = { facts: PastInspection; authority: Unit; unit: Unit };

const inspectionOf = ({ facts, authority, unit }: Past, by: Author): Inspection => {
  const { number, mode, kind, topic, openedOn, concludedOn, basis } = facts;
  return settled({
    id: newId(),
    version: 0,
    number,
    authority: snapshotOf(authority),
    unit: snapshotOf(unit),
    mode,
    kind,
    topic,
    decision: { number: '' },
    plannedFrom: openedOn,
    plannedTo: openedOn,
    team: [],
    preparer: by,
    approver: by,
    state: 'closed',
    approvedOn: openedOn,
    openedOn,
    ...(concludedOn === undefined ? {} : { concludedOn }),
    findings: { total: 0, open: 0 },
    sortDay: openedOn,
    readers: [],
    ...(basis === '' ? {} : { source: basis }),
    history: [],
  });
};

/** Takes past inspections from a table; what is there already, by its number, is left as it is. */
export function inspectionImport({ clock, inTransaction, repository, resolveUnit }: ImportDeps) {
  /** Whose inspections one may bring in: the administrator everybody's, a supervisor those of his area. */
  const isWithin = ({ post }: Actor, { id, ancestorIds }: Unit): boolean =>
    post.role === 'administrator' || id === post.unitId || ancestorIds.includes(post.unitId);

  async function prepare(rows: readonly Row[], actor: Actor | undefined, tx?: Transaction) {
    const today = dayOf(clock.now());
    const faults: Fault[] = repeated(rows, 'number');
    const unitOf = unitCells(resolveUnit);
    const past: Past[] = [];
    for (const row of rows) {
      const facts = readPastInspection(row, today, faults);
      if (facts === undefined) continue;
      const authority = await unitOf(row, 'authority_code', facts.openedOn, faults);
      const unit = await unitOf(row, 'unit_code', facts.openedOn, faults);
      if (authority !== undefined && actor !== undefined && !isWithin(actor, authority))
        faults.push({ row: row.row, column: 'authority_code', message: 'inspections:import.notYours' });
      if (authority !== undefined && unit !== undefined) past.push({ facts, authority, unit });
    }
    const numbers = await repository.knownNumbers(
      past.map(({ facts }) => facts.number),
      tx,
    );
    const items = past.filter(({ facts }) => !numbers.has(facts.number));
    return { items, known: past.length - items.length, faults };
  }

  async function write(items: readonly Past[], by: Author, tx: Transaction): Promise<void> {
    const act = { at: clock.now(), by, action: 'imported' };
    for (const item of items) await repository.create(inspectionOf(item, by), act, tx);
  }

  const kind: ImportKind<Past> = {
    name: 'inspections',
    words: 'inspections:import',
    columns: inspectionColumns,
    fields: [],
    offered: (actor) => allowed(actor, 'inspection.import'),
    assertMay: async ({ actor }) => assertAllowed(actor, 'inspection.import'),
    placeOf: () => '/imports',
    prepare: ({ actor }, rows, tx) => prepare(rows, actor, tx),
    write: ({ actor }, items, tx) => write(items, authorOf(actor), tx),
  };

  return {
    kind,

    /** For the command line, which is for those who keep the machine: all of the table or, with any bad row, nothing. */
    async take(table: Parameters<typeof rowsIn>[0], by: Author) {
      const rows = rowsIn(table, inspectionColumns);
      return inTransaction(async (tx) => {
        const { items, known, faults } = await prepare(rows, undefined, tx);
        const all = [...emptyCells(inspectionColumns, rows), ...faults].sort((a, b) => a.row - b.row);
        if (all.length > 0) return { taken: 0, known: 0, faults: all };
        await write(items, by, tx);
        return { taken: items.length, known, faults: [] };
      });
    },
  };
}
