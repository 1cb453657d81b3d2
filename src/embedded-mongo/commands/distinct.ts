import { find, prepare } from '../engine/find.js';
import { decode } from '../engine/values/documents.js';
import { keyOf } from '../engine/values/keys.js';
import { pick, wantedBy } from '../engine/values/raw.js';
import { candidates } from '../engine/values/paths.js';
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
    const wanted = wantedBy([path]);
    const values = new Map<string, unknown>();
    if (!collection) return { values: [], ok: 1 };
    for (const { bytes } of await request.collect(find(request.reader, collection, prepared))) {
      const found = candidates(decode(pick(bytes, wanted)), path).filter((each) => each.found);
      const hasItems = found.some(({ value }) => !Array.isArray(value));
      // An array counts by its items, or as nothing when it has none.
      for (const { value } of found) {
        if (Array.isArray(value) && (hasItems || value.length === 0)) continue;
        const key = keyOf(value, fold).toString('latin1');
        if (!values.has(key)) values.set(key, value);
      }
    }
    const sorted = [...values].sort(([a], [b]) => (a < b ? -1 : 1));
    return { values: sorted.map(([, value]) => value), ok: 1 };
  },
};
