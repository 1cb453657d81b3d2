import type { InTransaction, Transaction } from '../database/connect.js';
import { authorOf, type Actor } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import { Invalid, NotFound, refuse, Stale } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import { emptyCells, rowsIn } from './columns.js';
import type { Fault, ImportKind, ImportRequest, Row } from './import-kind.js';
import type { ImportRecord } from './import-record.js';
import type { ImportsRepository } from './imports.repository.js';
import { LARGEST_TABLE, Unreadable, type Table } from './table.js';
import { readTable } from './table-reader.js';

/** A file that has arrived with a form and belongs to nothing yet. */
export type TableFile = { id: string; name: string; size: number; sha256: string };

export type ImportsDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: ImportsRepository;
  kinds: readonly ImportKind[];
  readFile: (id: string) => Promise<Buffer>;
};

/** What a file would lead to: nothing has been written. */
export type Trial = { file: TableFile; rows: Row[]; taken: number; known: number; faults: Fault[] };

const inOrder = (faults: Fault[]): Fault[] => [...faults].sort((a, b) => a.row - b.row);

/** Takes things from tables: first dry, then all or nothing, in one transaction with a record of the file. */
export function importsService({ clock, inTransaction, repository, kinds, readFile }: ImportsDeps) {
  function kindOf(name: string): ImportKind {
    const kind = kinds.find((one) => one.name === name);
    if (kind === undefined) throw new NotFound(`import ${name}`);
    return kind;
  }

  /** What is wrong with the table as a whole is said beside the file. */
  async function read(kind: ImportKind, file: TableFile): Promise<{ table: Table; rows: Row[] }> {
    try {
      // Before a byte of it is read into memory.
      if (file.size > LARGEST_TABLE)
        throw new Unreadable('imports:unreadable.tooLarge', { megabytes: LARGEST_TABLE / 1024 / 1024 });
      const table = await readTable(await readFile(file.id));
      return { table, rows: rowsIn(table, kind.columns) };
    } catch (error) {
      if (error instanceof Unreadable) refuse('table', error.key, { ...error.values, name: file.name });
      throw error;
    }
  }

  async function judge(kind: ImportKind, request: ImportRequest, rows: Row[], tx?: Transaction) {
    const empty = emptyCells(kind.columns, rows);
    const prepared = await kind.prepare(request, rows, tx);
    // A cell that is empty is said once, not again by whoever looked into it.
    const said = new Set(empty.map(({ row, column }) => `${row} ${column}`));
    const others = prepared.faults.filter(({ row, column }) => !said.has(`${row} ${column}`));
    return { ...prepared, faults: inOrder([...empty, ...others]) };
  }

  return {
    kindOf,
    offered: (actor: Actor): ImportKind[] => kinds.filter((kind) => kind.offered(actor)),
    last: (actor: Actor) =>
      repository.last(
        actor.post.unitId,
        kinds.filter((kind) => kind.offered(actor)).map(({ name }) => name),
      ),

    /** That something was taken; for whoever did it, and whoever might have. */
    async record(actor: Actor, id: string): Promise<ImportRecord> {
      const record = await repository.find(id);
      if (record === undefined) throw new NotFound(`import ${id}`);
      if (record.by.personId !== actor.personId)
        await kindOf(record.kind).assertMay({ actor, of: record.of, fields: {} });
      return record;
    },

    /** Looks at every row of the file and writes nothing. */
    async attempt(name: string, request: ImportRequest, file: TableFile): Promise<Trial> {
      const kind = kindOf(name);
      await kind.assertMay(request);
      const { rows } = await read(kind, file);
      const { items, known, faults } = await judge(kind, request, rows);
      return { file, rows, taken: items.length, known, faults };
    },

    /**
     * Takes everything that is in the file, or nothing. `id` comes with the page of the attempt, so that sending it twice
     * takes it once. What has become wrong since then stops it (`Stale`): the page shows the file anew.
     */
    async take(name: string, request: ImportRequest, file: TableFile, id: string): Promise<ImportRecord> {
      const kind = kindOf(name);
      const { actor, of } = request;
      const key = isId(id) ? id : newId();
      const before = await repository.find(key);
      if (before?.by.personId === actor.personId) return before;
      await kind.assertMay(request);
      const { rows } = await read(kind, file);
      return inTransaction(async (tx) => {
        const done = await repository.find(key, tx);
        if (done !== undefined) return done;
        const { items, known, faults } = await judge(kind, request, rows, tx);
        if (faults.length > 0) throw new Stale(`import ${name}`);
        if (items.length === 0) throw new Invalid([{ field: 'table', message: 'imports:nothingNew' }]);
        await kind.write(request, items, tx);
        const by = authorOf(actor);
        const at = clock.now();
        const { id: _id, ...facts } = file;
        const record = {
          id: key,
          kind: name,
          of,
          authorityId: actor.post.unitId,
          file: { name: facts.name, size: facts.size, sha256: facts.sha256 },
          rows: rows.length,
          taken: items.length,
          known,
          by,
          at,
        };
        return repository.create(record, { at, by, action: 'imported' }, tx);
      });
    },
  };
}
