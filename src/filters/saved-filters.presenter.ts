import { errorSummary, fieldMaker } from '../shared/fields.js';
import { newId } from '../shared/ids.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { addressOf, mayShare, sharings, type FilteredList, type SavedFilter } from './saved-filter.js';

const LIST = '/filters';

/** What stands above a list: the saved filters of it, and the way to save the one that it has now. */
export function presentSaved(
  filters: readonly SavedFilter[],
  now: { list: FilteredList; query: string },
  { t }: Visit,
) {
  const own = filters.filter(({ list }) => list === now.list);
  const here = addressOf(now);
  const known = own.some((filter) => addressOf(filter) === here);
  const words = new URLSearchParams({ list: now.list, query: now.query });
  return {
    label: t('filters:title'),
    items: own.map((filter) => ({
      href: addressOf(filter),
      label: filter.name,
      current: addressOf(filter) === here,
    })),
    // The list as it always is needs no name.
    save:
      known || now.query === ''
        ? null
        : { href: `${LIST}/new?${words.toString()}`, label: t('filters:save') },
    manage: own.length === 0 ? null : { href: LIST, label: t('filters:manage') },
  };
}
export type SavedView = ReturnType<typeof presentSaved>;

/** Everything that is shown to somebody, with a way to take one's own away. */
export function presentSavedFilters(
  filters: readonly SavedFilter[],
  form: FormState,
  { t, actor }: Visit,
): Page {
  return {
    title: t('filters:title'),
    errors: errorSummary(t, form.errors),
    lead: t('filters:lead'),
    rows: filters.map((filter) => {
      const mine = filter.by.personId === actor.personId;
      return {
        href: addressOf(filter),
        name: filter.name,
        list: t(`${filter.list}:list`),
        shown: t(mine ? `filters:sharing.${filter.sharing}` : 'filters:sharedBy', { name: filter.by.name }),
        removal: mine ? { action: `${LIST}/${filter.id}/removal`, version: String(filter.version) } : null,
      };
    }),
    empty: { title: t('filters:empty'), text: t('filters:emptyText'), action: null },
  };
}

/** The form that gives a filter its name. */
export function presentSavedFilterForm(
  form: FormState,
  of: { list: FilteredList; query: string },
  { t }: Visit,
): Page {
  const field = fieldMaker(t, { sharing: 'nobody', ...form.values }, form.errors);
  const back = { href: addressOf(of), label: t(`${of.list}:list`) };
  const offered = mayShare(of.query) ? sharings : (['nobody'] as const);
  return {
    title: t('filters:save'),
    back,
    errors: errorSummary(t, form.errors),
    id: String(form.values['id'] || newId()),
    list: of.list,
    query: of.query,
    name: field('name', { label: 'filters:field.name', hint: true }),
    sharing: field('sharing', {
      label: 'filters:field.sharing',
      options: offered.map((one) => ({ value: one, label: t(`filters:sharing.${one}`) })),
    }),
    alone: offered.length === 1 ? t('filters:alone') : '',
    buttons: {
      label: t('filters:save'),
      cancel: { href: back.href, label: t('filters:cancel') },
      saved: null,
    },
  };
}
