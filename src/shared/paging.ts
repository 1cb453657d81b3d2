/** One page of a list, paged by key: the address carries the last row's sort value, never an offset. */
export type Page<Row> = { rows: Row[]; next: string | null; previous: string | null };

export const ROWS_PER_PAGE = 25;

/** Where a page starts: after (or before) the row with this sort value and id. */
export type Key = { direction: 'after' | 'before'; value: string; id: string };

export const writeKey = (key: Key): string =>
  `${key.direction === 'after' ? '' : '-'}${key.id}~${encodeURIComponent(key.value)}`;

/** Undefined when the address carries no key or one that nobody here wrote: the list then starts at its beginning. */
export function readKey(text: unknown): Key | undefined {
  const match = typeof text === 'string' ? /^(-?)([\w:.-]{1,64})~([^~]{0,200})$/.exec(text) : null;
  if (match === null) return undefined;
  try {
    const value = decodeURIComponent(match[3] ?? '');
    return { direction: match[1] === '-' ? 'before' : 'after', value, id: match[2] ?? '' };
  } catch {
    return undefined;
  }
}

type Order = 1 | -1;
type Query = { filter: Record<string, unknown>; sort: Record<string, Order>; limit: number };

/** The database query of one page, in one index order: the sort field, then the id. Asks for one row more than it shows. */
export function keyQuery(field: string, order: Order, key: Key | undefined): Query {
  const turned: Order = key?.direction === 'before' ? (order === 1 ? -1 : 1) : order;
  const beyond = turned === 1 ? '$gt' : '$lt';
  const filter =
    key === undefined
      ? {}
      : {
          [field]: { [turned === 1 ? '$gte' : '$lte']: key.value },
          $or: [{ [field]: { [beyond]: key.value } }, { [field]: key.value, _id: { [beyond]: key.id } }],
        };
  return { filter, sort: { [field]: turned, _id: turned }, limit: ROWS_PER_PAGE + 1 };
}

/** Cuts the extra row off and says which pages lie on either side. */
export function pageOf<Row>(
  found: Row[],
  key: Key | undefined,
  keyOf: (row: Row) => { value: string; id: string },
): Page<Row> {
  const more = found.length > ROWS_PER_PAGE;
  const rows = found.slice(0, ROWS_PER_PAGE);
  const backwards = key?.direction === 'before';
  if (backwards) rows.reverse();
  const first = rows[0];
  const last = rows.at(-1);
  const before = backwards ? more : key !== undefined;
  const after = backwards ? true : more;
  return {
    rows,
    next: after && last !== undefined ? writeKey({ direction: 'after', ...keyOf(last) }) : null,
    previous: before && first !== undefined ? writeKey({ direction: 'before', ...keyOf(first) }) : null,
  };
}

/** One page of rows that are all at hand, in their order. A key whose row is gone leads back to the beginning. */
export function pageAmong<Row>(
  rows: readonly Row[],
  key: Key | undefined,
  idOf: (row: Row) => string,
): Page<Row> {
  const at = key === undefined ? -1 : rows.findIndex((row) => idOf(row) === key.id);
  const from = at === -1 ? undefined : key;
  const around = from?.direction === 'before' ? rows.slice(0, at).reverse() : rows.slice(at + 1);
  return pageOf(around.slice(0, ROWS_PER_PAGE + 1), from, (row) => ({ value: '', id: idOf(row) }));
}
