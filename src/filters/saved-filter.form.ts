import { z } from 'zod';
import { Invalid } from '../shared/errors.js';
import { choice, optionalText, readForm, text, version, type Fields } from '../shared/form.js';
import { filteredLists, mayShare, queryFrom, sharings } from './saved-filter.js';

const shape = z.object({
  id: optionalText(40),
  list: choice(filteredLists),
  query: optionalText(2000),
  name: text(80),
  sharing: choice(sharings),
});

/** Reads the name of a filter and whom it is for. What speaks of single cases is for its owner alone. */
export function readSavedFilter(fields: Fields) {
  const { query: typed, ...input } = readForm(shape, fields);
  const query = queryFrom(typed) ?? '';
  if (input.sharing === 'unit' && !mayShare(query))
    throw new Invalid([{ field: 'sharing', message: 'filters:errors.ofSingleCases' }]);
  return { ...input, query };
}
export type SavedFilterInput = ReturnType<typeof readSavedFilter>;

export const readFilterRemoval = (fields: Fields) => readForm(z.object({ version: version() }), fields);
