import type { Router } from 'express';
import { exportAnswer, type Exported } from '../exports/answer.js';
import { fileFormats } from '../exports/table-file.js';
import type { Translate } from '../shared/language.js';
import { readKey, type Key, type Page } from '../shared/paging.js';
import { signedIn } from './handle.js';
import type { Visit } from './visit.js';

/** The links to a list as a file, narrowed as the list is; `query` are the words of its address. */
export function fileLinks(
  path: string,
  query: Record<string, string | undefined>,
  t: Translate,
): { href: string; label: string }[] {
  const used = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const words = used.length === 0 ? '' : `?${new URLSearchParams(used).toString()}`;
  return fileFormats.map((format) => ({ href: `${path}.${format}${words}`, label: t(`exports:${format}`) }));
}

/** All rows of a list that is read by pages, one page after another. */
export async function* everyRow<Row>(
  read: (key: Key | undefined) => Promise<Page<Row>>,
): AsyncGenerator<Row> {
  let key: Key | undefined;
  do {
    const { rows, next } = await read(key);
    yield* rows;
    key = readKey(next);
  } while (key !== undefined);
}

/** A list that is there as a whole already. */
export async function* rowsOf<Row>(rows: Iterable<Row>): AsyncGenerator<Row> {
  yield* rows;
  await Promise.resolve();
}

/** The list as a file in every format, beside the address of its page. */
export function serveFiles<Row>(
  router: Router,
  path: string,
  name: string,
  list: (visit: Visit) => Promise<Exported<Row>>,
): void {
  for (const format of fileFormats)
    router.get(
      `${path}.${format}`,
      signedIn(async (visit) => exportAnswer(name, format, await list(visit), visit)),
    );
}
