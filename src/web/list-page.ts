import { fileFormats } from '../exports/table-file.js';
import { printDay } from '../shared/dates.js';
import { fieldMaker } from '../shared/fields.js';
import { writeFilter } from '../shared/filter.js';
import { printNumber } from '../shared/language.js';
import type { Page as Rows } from '../shared/paging.js';
import type { Page, Visit } from './visit.js';

/** What every list is narrowed by: one of its saved views, and whatever else stands in the address. */
type Filter = { view: string } & object;

/** What lists of one kind of thing share. Wordings are those of the feature: `<things>:list`, `:count`, `:filter.…`. */
export type ListKind = {
  /** The feature's word; the list stands at `/<things>`. */
  things: string;
  /** The view that the plain address shows. */
  usual: string;
  /** Fields whose values have wordings of their own, `<things>:<field>.<value>`. */
  worded: readonly string[];
};

export type Listing = {
  filter: Filter;
  views: readonly string[];
  count: number;
  /** What else may be chosen in the filter bar: fields of days, and fields of words with their words. */
  days: readonly string[];
  choices: Record<string, readonly string[]>;
  /** Names of what the filter speaks of by id or code. */
  names: Map<string, string>;
};

/** A filter, and the names of what it speaks of. */
type Narrowed = Pick<Listing, 'filter' | 'names'>;
type Telling = { kind: ListKind; listing: Listing; visit: Visit };

function addressOf({ things, usual }: ListKind, filter: object, suffix = ''): string {
  const query = writeFilter(filter, { view: usual });
  return query === '' ? `/${things}${suffix}` : `/${things}${suffix}?${query}`;
}

/** What the list is narrowed by, each with the address without it. */
function chipsOf(kind: ListKind, listing: Narrowed, { t, language }: Visit) {
  const { view: _view, ...narrowing } = listing.filter;
  return Object.entries(narrowing as Record<string, string>).map(([name, value]) => {
    const text = /^\d{4}-\d\d-\d\d$/.test(value)
      ? printDay(value, language)
      : kind.worded.includes(name)
        ? t(`${kind.things}:${name}.${value}`)
        : (listing.names.get(value) ?? value);
    const { [name]: _left, ...rest } = listing.filter as Record<string, unknown>;
    return { label: `${t(`${kind.things}:filter.${name}`)}: ${text}`, href: addressOf(kind, rest) };
  });
}

/** The saved view and what the list is narrowed by, in words: stands in the list as a file. */
export function describeFilter(kind: ListKind, listing: Narrowed, visit: Visit): string {
  const view = visit.t(`${kind.things}:view.${listing.filter.view}`);
  return [view, ...chipsOf(kind, listing, visit).map(({ label }) => label)].join('; ');
}

/** The filter bar. What it has no field for stays as it is when the bar is sent. */
function filterOf(telling: Telling) {
  const { kind, visit } = telling;
  const { filter, days, choices } = telling.listing;
  const { t, language } = visit;
  const values = Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [
      name,
      days.includes(name) ? printDay(value, language) : value,
    ]),
  );
  const field = fieldMaker(t, values, []);
  const label = (name: string) => `${kind.things}:filter.${name}`;
  return {
    action: `/${kind.things}`,
    open: false,
    chips: chipsOf(kind, telling.listing, visit),
    clear: addressOf(kind, { view: filter.view }),
    inputs: days.map((name) => field(name, { label: label(name), required: false, inputmode: 'numeric' })),
    selects: Object.entries(choices).map(([name, words]) =>
      field(name, {
        label: label(name),
        required: false,
        options: [
          { value: '', label: t(`${kind.things}:filter.any`) },
          ...words.map((word) => ({ value: word, label: t(`${kind.things}:${name}.${word}`) })),
        ],
      }),
    ),
    hidden: Object.entries(values)
      .filter(([name]) => !days.includes(name) && !(name in choices))
      .map(([name, value]) => ({ name, value })),
  };
}

/** What stands around the rows of every list: title, count, saved views, filter, pages, and what to say of no rows. */
export function presentList(kind: ListKind, rows: Rows<unknown>, listing: Listing, visit: Visit): Page {
  const { t, language } = visit;
  const { things } = kind;
  const { filter, views, count } = listing;
  const narrowed = Object.keys(filter).length > 1;
  const none = narrowed ? 'emptyFilter' : 'empty';
  const pageAt = (key: string | null) => (key === null ? null : addressOf(kind, { ...filter, key }));
  return {
    title: t(`${things}:list`),
    actions: null,
    count: t(`${things}:count`, { count, shown: printNumber(count, language) }),
    views: {
      label: t(`${things}:view.label`),
      tabs: views.map((view) => ({
        href: addressOf(kind, { view }),
        label: t(`${things}:view.${view}`),
        count: null,
        current: view === filter.view,
      })),
    },
    filter: filterOf({ kind, listing, visit }),
    downloads: fileFormats.map((format) => ({
      href: addressOf(kind, filter, `.${format}`),
      label: t(`exports:${format}`),
    })),
    pages: { previous: pageAt(rows.previous), next: pageAt(rows.next) },
    empty:
      rows.rows.length > 0
        ? null
        : {
            title: t(`${things}:${none}`),
            text: t(`${things}:${none}Text`),
            action: narrowed ? { href: `/${things}`, label: t(`${things}:showAll`) } : null,
          },
  };
}
