import type { Transaction } from '../database/connect.js';
import type { Actor } from '../policies/actor.js';
import type { FieldOptions } from '../shared/fields.js';
import type { Fields } from '../shared/form.js';

/** A column of the table: how it is called in the file, whether it must be there, what may stand in it. */
export type Column = {
  name: string;
  needed: boolean;
  /** Other words that people put at its head, in either language; case and accents do not count. */
  called: readonly string[];
  /** What stands in it in the sample, one for each of the sample's rows. */
  samples: readonly string[];
};

/** A row of the table as a kind reads it. `row` is its number in the file; what is not there is ''. */
export type Row = { row: number; cell: (column: string) => string };

/** What is wrong with a row. `message` is a wording key; `column` is none when the row as a whole is wrong. */
export type Fault = { row: number; column?: string; message: string; values?: Record<string, unknown> };

/** `of`: the id of what the rows belong to, such as a plan; '' for nothing. `fields`: what else the form says. */
export type ImportRequest = { actor: Actor; of: string; fields: Fields };

/** What a table would lead to: the things to write, and how many of its rows are known already. */
export type Prepared<Item> = { items: Item[]; known: number; faults: Fault[] };

/**
 * One thing that can be taken from a table, declared by the feature that it belongs to and listed in wiring/import-services.ts. Of
 * the items that `prepare` gives only `write` knows the shape, so kinds of all things stand in one list.
 * Wordings are the feature's: `<words>.title`, `.lead`, `.ready`, `.take` and `.taken` (with how many), `.column.<name>` and
 * `.about.<name>`.
 */
export type ImportKind<Item = unknown> = {
  /** Its address is `/imports/<name>`. */
  name: string;
  words: string;
  columns: readonly Column[];
  /** What the form asks besides the file. */
  fields: readonly ({ name: string } & FieldOptions)[];
  /** Whether the list of imports offers it; of what belongs to something, that thing's own page does. */
  offered: (actor: Actor) => boolean;
  /** Throws `NotFound` or `Forbidden` when the actor may not import this. */
  assertMay: (request: ImportRequest) => Promise<void>;
  /** Where the reader came from, and where what was taken is seen. */
  placeOf: (of: string) => string;
  /** Looks at every row and writes nothing. Throws `Invalid` for what is wrong in the form's own fields. */
  prepare(request: ImportRequest, rows: readonly Row[], tx?: Transaction): Promise<Prepared<Item>>;
  /** Writes everything that was prepared in the same transaction. */
  write(request: ImportRequest, items: readonly Item[], tx: Transaction): Promise<void>;
};
