import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { fromRoot } from './project-root.js';

/** Reads a CSV file that ships with the product; the first line names the columns, missing cells are ''. */
export const readRows = <Column extends string>(pathFromRoot: string): Record<Column, string>[] =>
  parse(readFileSync(fromRoot(pathFromRoot)), { columns: true, bom: true, skip_empty_lines: true });
