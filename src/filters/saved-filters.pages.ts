import type { Services } from '../services.js';
import { writeFilter, oneOf } from '../shared/filter.js';
import { NotFound } from '../shared/errors.js';
import { page, type Answer, type FormState, type Visit } from '../web/visit.js';
import {
  presentSaved,
  presentSavedFilterForm,
  presentSavedFilters,
  type SavedView,
} from './saved-filters.presenter.js';
import { filteredLists, queryFrom, type FilteredList } from './saved-filter.js';

/** The saved filters of a list, for its page; `usual` is the view that its plain address shows. */
export async function savedFor(
  { savedFilters }: Pick<Services, 'savedFilters'>,
  visit: Visit,
  { things, usual }: { things: string; usual: string },
  filter: object,
): Promise<SavedView | null> {
  const list = oneOf(filteredLists, things);
  if (list === undefined) return null;
  const query = writeFilter(filter, { view: usual });
  return presentSaved(await savedFilters.list(visit.actor), { list, query }, visit);
}

/** The pages of saved filters. */
export function savedFilterPages({ savedFilters }: Pick<Services, 'savedFilters'>) {
  /** What is to be saved: from the link above a list, then from the form itself. */
  function ofForm({ query }: Visit, { values }: FormState): { list: FilteredList; query: string } {
    const list = oneOf(filteredLists, String(values['list'] ?? query['list'] ?? ''));
    const words = queryFrom(String(values['query'] ?? query['query'] ?? ''));
    if (list === undefined || words === undefined) throw new NotFound('a list of that name');
    return { list, query: words };
  }

  return {
    list: async (visit: Visit, form: FormState): Promise<Answer> =>
      page('filters/list', presentSavedFilters(await savedFilters.list(visit.actor), form, visit)),

    form: (visit: Visit, form: FormState): Answer =>
      page('filters/form', presentSavedFilterForm(form, ofForm(visit, form), visit)),
  };
}
