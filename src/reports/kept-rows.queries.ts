import { changesBehind } from '../history/journal.repository.js';
import type { FindingRow } from './finding-figures.js';
import type { Match } from './report-filters.js';
import type { Ground } from './report-pipelines.js';
import { byDay, findingRows } from './report-rows.queries.js';

/** Rows as they stood when the journal ended at `seq`, in the order of lists. */
type Known = { seq: number; rows: readonly FindingRow[] };

/** Behind more changes than this all is read anew: that costs no more. */
const MANY = 500;

const inOrder = (rows: Iterable<FindingRow>): FindingRow[] => [...rows].sort(byDay('dueOn'));

/** Each finding once, however many of the questions it answers. */
async function answersTo(matches: readonly Match[], ground: Ground): Promise<FindingRow[]> {
  const answers = await Promise.all(matches.map((match) => findingRows(match, ground)));
  return [...new Map(answers.flat().map((row) => [row.id, row])).values()];
}

/** What has changed since takes the place of what was known of it, or goes, if it no longer answers. */
async function renewed(known: Known, changed: readonly string[], matches: readonly Match[], ground: Ground) {
  if (changed.length === 0) return known.rows;
  const fresh = await answersTo([{ _id: { $in: changed }, $or: matches }], ground);
  const gone = new Set(changed);
  return inOrder([...known.rows.filter(({ id }) => !gone.has(id)), ...fresh]);
}

/**
 * Finds the rows of findings that answer any of some questions, and knows them: after a change only those findings are
 * read anew that the journal names since, for none changes without a line in it. The answers to `most` sets of
 * questions are known, the oldest go first.
 */
export function knowingRows(most: number) {
  const answers = new Map<string, Known>();

  async function answer(matches: readonly Match[], ground: Ground, known: Known | undefined): Promise<Known> {
    // The end of the journal is read first: what changes meanwhile is read once too often, never missed.
    const { seq, ids } = await changesBehind('finding', known?.seq, MANY);
    if (known !== undefined && ids !== undefined)
      return { seq, rows: await renewed(known, ids, matches, ground) };
    return { seq, rows: inOrder(await answersTo(matches, ground)) };
  }

  return async (matches: readonly Match[], ground: Ground): Promise<readonly FindingRow[]> => {
    const key = JSON.stringify([matches, ground.unitIds]);
    const known = await answer(matches, ground, answers.get(key));
    answers.delete(key);
    answers.set(key, known);
    const [oldest] = answers.keys();
    if (answers.size > most && oldest !== undefined) answers.delete(oldest);
    return known.rows;
  };
}
export type RowsOf = ReturnType<typeof knowingRows>;
