import type { InTransaction } from '../database/connect.js';
import type { Author } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import type { Day } from '../shared/dates.js';
import { newId } from '../shared/ids.js';
import { snapshotOf, type Unit } from '../units/unit.js';
import { readInspectionCsv, type ImportFault, type ImportRow } from './inspection-import.js';
import { settled, type Inspection } from './inspection.js';
import type { InspectionsRepository } from './inspections.repository.js';

export type ImportDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: InspectionsRepository;
  unitByCode: (code: string, day: Day) => Promise<Unit | undefined>;
};

/** Takes past inspections from a CSV: all of them or, when anything is wrong, none. */
export function importService({ clock, inTransaction, repository, unitByCode }: ImportDeps) {
  async function inspectionFrom(row: ImportRow, by: Author): Promise<Inspection | ImportFault[]> {
    const [authority, unit] = await Promise.all([
      unitByCode(row.authorityCode, row.openedOn),
      unitByCode(row.unitCode, row.openedOn),
    ]);
    const unknown = (code: string) => ({ line: row.line, what: `no unit ${code} on ${row.openedOn}` });
    if (authority === undefined) return [unknown(row.authorityCode)];
    if (unit === undefined) return [unknown(row.unitCode)];
    return settled({
      id: newId(),
      version: 0,
      number: row.number,
      authority: snapshotOf(authority),
      unit: snapshotOf(unit),
      mode: row.mode,
      kind: row.kind,
      topic: row.topic,
      decision: { number: '' },
      plannedFrom: row.openedOn,
      plannedTo: row.openedOn,
      team: [],
      preparer: by,
      approver: by,
      state: 'closed',
      approvedOn: row.openedOn,
      openedOn: row.openedOn,
      ...(row.concludedOn === '' ? {} : { concludedOn: row.concludedOn }),
      findings: { total: 0, open: 0 },
      sortDay: row.openedOn,
      readers: [],
      ...(row.basis === '' ? {} : { source: row.basis }),
      history: [],
    });
  }

  return {
    /** Answers how many cases were taken and how many were there already, or every fault and then nothing was written. */
    async inspections(
      csv: string,
      by: Author,
    ): Promise<{ taken: number; known: number; faults: ImportFault[] }> {
      const { rows, faults } = readInspectionCsv(csv);
      if (faults.length > 0) return { taken: 0, known: 0, faults };
      const read = await Promise.all(rows.map((row) => inspectionFrom(row, by)));
      const wrong = read.filter((one) => Array.isArray(one)).flat();
      if (wrong.length > 0) return { taken: 0, known: 0, faults: wrong };
      const cases = read.filter((one): one is Inspection => !Array.isArray(one));
      return inTransaction(async (tx) => {
        const numbers = await repository.knownNumbers(
          cases.map((one) => one.number ?? ''),
          tx,
        );
        const fresh = cases.filter((one) => !numbers.has(one.number ?? ''));
        for (const one of fresh) {
          await repository.create(one, { at: clock.now(), by, action: 'imported' }, tx);
        }
        return { taken: fresh.length, known: numbers.size, faults: [] };
      });
    },
  };
}
export type ImportService = ReturnType<typeof importService>;
