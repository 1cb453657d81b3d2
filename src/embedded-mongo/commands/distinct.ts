import { find, prepare } from '../engine/find.js';
import { PAUSE, type Record, type Work } from '../engine/plan/scan.js';
import { decode } from '../engine/values/documents.js';
import { keyOf, type Fold } from '../engine/values/keys.js';
import { pick, wantedBy } from '../engine/values/raw.js';
import { candidates } from '../engine/values/paths.js';
import { sortInSteps, type Keyed } from '../engine/query/sort.js';
import { type Command } from './request.js';

/** `distinct`: the different values of a field. */
export const distinct: Command = {
  fields: ['key', 'query', 'collation', 'hint'],
  inTransaction: true,
  async run(request) {
    const { body, collection } = request;
    const fold = request.foldFor();
    const path = request.string('key');
    const prepared = prepare(
      { filter: request.document('query') ?? {}, hint: body.hint, fold },
      request.evaluation,
    );
    if (!collection) return { values: [], ok: 1 };
    const records = find(request.reader, collection, prepared);
    return { values: await request.collect(different(records, path, fold)), ok: 1 };
  },
};

function* different(records: Work<Record>, path: string, fold: Fold): Work<unknown> {
  const wanted = wantedBy([path]);
  const values = new Map<string, Keyed<unknown>>();
  for (const record of records) {
    if (record === PAUSE) {
      yield record;
      continue;
    }
    const found = candidates(decode(pick(record.bytes, wanted)), path).filter((each) => each.found);
    const hasItems = found.some(({ value }) => !Array.isArray(value));
    // An array counts by its items, or as nothing when it has none.
    for (const { value } of found) {
      if (Array.isArray(value) && (hasItems || value.length === 0)) continue;
      const key = keyOf(value, fold);
      const text = key.toString('latin1');
      if (!values.has(text)) values.set(text, { key, item: value });
    }
  }
  yield* sortInSteps([...values.values()]);
}
