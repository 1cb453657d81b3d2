import type { Journaled } from '../history/event.js';
import type { Author } from '../policies/actor.js';

/** The lists whose filter can be saved; each stands at `/<list>`. */
export const filteredLists = ['inspections', 'findings', 'handling'] as const;
export type FilteredList = (typeof filteredLists)[number];

export const sharings = ['nobody', 'unit'] as const;
/** Whom it is shown to beside its owner: nobody, or everybody who holds a post in the owner's unit. */
export type Sharing = (typeof sharings)[number];

/** What a list is narrowed to, under a name. The words of an address only: each reader finds there what he may see. */
export type SavedFilter = Journaled & {
  list: FilteredList;
  /** The words of the address, in their order. */
  query: string;
  name: string;
  sharing: Sharing;
  unitId: string;
  by: Author;
  removed: boolean;
};

/** Words that come from single cases: shared, they could tell of a visit that others may not know of. */
const OF_SINGLE_CASES = ['q', 'topic', 'only'];

const LONGEST = 2000;

/** The words of an address without its page; undefined when there is more of it than any list writes. */
export function queryFrom(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const words = new URLSearchParams(text);
  words.delete('key');
  return words.toString();
}

export const mayShare = (query: string): boolean => {
  const words = new URLSearchParams(query);
  return words.get('view') !== 'sealed' && !OF_SINGLE_CASES.some((word) => words.has(word));
};

export const addressOf = ({ list, query }: Pick<SavedFilter, 'list' | 'query'>): string =>
  query === '' ? `/${list}` : `/${list}?${query}`;
