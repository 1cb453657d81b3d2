import type { Action } from '../policies/rules.js';
import { isDay, printDay, readDay, type Day } from '../shared/dates.js';
import type { FieldError } from '../shared/errors.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import { readKey, type Key, type Page as Rows } from '../shared/paging.js';
import { printSpan } from '../shared/span.js';
import { fileLinks } from '../web/list-files.js';
import { link } from '../web/parts.js';
import type { Page } from '../web/visit.js';
import { unitKinds, type Unit } from './unit.js';
import type { UnitFilter } from './units.repository.js';

type Reader = { t: Translate; language: Language };

/** What the address of the list says, and what is wrong with it. */
export type ListRequest = {
  filter: UnitFilter & { on: Day };
  key: Key | undefined;
  /** As it was typed, for the form. */
  typed: { text: string; kind: string; on: string };
  errors: FieldError[];
};

/** Reads the address. Units are always those of one day, today unless another is given. */
export function readUnitList(query: Record<string, string>, today: Day): ListRequest {
  const typed = {
    text: (query['text'] ?? '').slice(0, 100),
    kind: query['kind'] ?? '',
    on: query['on'] ?? '',
  };
  const day = typed.on === '' || isDay(typed.on) ? typed.on : readDay(typed.on);
  const kind = unitKinds.find((word) => word === typed.kind);
  const parent = query['parent'];
  return {
    filter: {
      on: day === undefined || day === '' ? today : day,
      ...(kind === undefined ? {} : { kind }),
      ...(typed.text === '' ? {} : { text: typed.text }),
      ...(parent === undefined || parent === '' ? {} : { parent: parent.slice(0, 40) }),
    },
    key: readKey(query['key']),
    typed,
    errors: day === undefined ? [{ field: 'on', message: 'errors:noSuchDay' }] : [],
  };
}

const addressOf = (parts: Record<string, string | null | undefined>): string => {
  const used = Object.entries(parts).filter((part): part is [string, string] => Boolean(part[1]));
  return used.length === 0 ? '/units' : `/units?${new URLSearchParams(used).toString()}`;
};

export type UnitListContext = {
  page: Rows<Unit>;
  count: number;
  above: Map<string, Unit>;
  today: Day;
  allowed: Set<Action>;
};

function filterBar(request: ListRequest, context: UnitListContext, { t, language }: Reader) {
  const { filter, typed, errors } = request;
  const parts = {
    text: filter.text,
    kind: filter.kind,
    parent: filter.parent,
    on: filter.on === context.today ? undefined : filter.on,
  };
  const field = fieldMaker(
    t,
    { ...typed, on: errors.length > 0 ? typed.on : printDay(filter.on, 'vi') },
    errors,
  );
  const parent = filter.parent === undefined ? undefined : context.above.get(filter.parent);
  const words = {
    text: filter.text,
    kind: filter.kind && t(`units:kind.${filter.kind}`),
    parent: parent && inLanguage(parent.name, language),
    on: parts.on && printDay(parts.on, language),
  };
  const chips = (['text', 'kind', 'parent', 'on'] as const).flatMap((name) =>
    words[name] === undefined
      ? []
      : [
          {
            label: `${t(`units:filter.${name}`)}: ${words[name]}`,
            href: addressOf({ ...parts, [name]: null }),
          },
        ],
  );
  return {
    action: '/units',
    open: errors.length > 0,
    chips,
    clear: '/units',
    inputs: [
      field('text', { label: 'units:filter.text', hint: true, required: true, type: 'search' }),
      field('on', { label: 'units:filter.on', hint: true, required: true, inputmode: 'numeric' }),
    ],
    selects: [
      field('kind', {
        label: 'units:filter.kind',
        options: [
          { value: '', label: t('units:filter.anyKind') },
          ...unitKinds.map((kind) => ({ value: kind, label: t(`units:kind.${kind}`) })),
        ],
      }),
    ],
    hidden: filter.parent === undefined ? [] : [{ name: 'parent', value: filter.parent }],
  };
}

/** The list of units as they are, or were on a day. */
export function presentUnits(request: ListRequest, context: UnitListContext, reader: Reader): Page {
  const { t, language } = reader;
  const { filter } = request;
  const { page, count, above, allowed } = context;
  const on = filter.on === context.today ? undefined : filter.on;
  const pageAt = (key: string | null) =>
    key === null ? null : addressOf({ text: filter.text, kind: filter.kind, parent: filter.parent, on, key });
  return {
    title: t('units:title'),
    errors: errorSummary(t, request.errors),
    actions: allowed.has('units.manage')
      ? {
          main: link(t('units:add'), '/units/new'),
          more: [link(t('rearrangements:title'), '/units/rearrangements')],
          blocked: [],
        }
      : null,
    filter: filterBar(request, context, reader),
    downloads: fileLinks('/units', { text: filter.text, kind: filter.kind, parent: filter.parent, on }, t),
    count: t('units:count', { count, day: printDay(filter.on, language) }),
    rows: page.rows.map((unit) => ({
      href: `/units/${unit.id}`,
      name: inLanguage(unit.name, language),
      code: unit.code,
      under: [t(`units:kind.${unit.kind}`), nameOf(above.get(unit.parentId ?? ''), language)]
        .filter((word) => word !== '')
        .join(' · '),
      period: printSpan(unit, language, t),
    })),
    pages: { previous: pageAt(page.previous), next: pageAt(page.next) },
    empty: page.rows.length > 0 ? null : { title: t('units:none'), text: t('units:noneText'), action: null },
  };
}

const nameOf = (unit: Unit | undefined, language: Language): string =>
  unit === undefined ? '' : inLanguage(unit.name, language);

/** What the list is narrowed to, in words, for the list as a file. */
export const tellFilter = (
  filter: UnitFilter & { on: Day },
  above: Map<string, Unit>,
  { t, language }: Reader,
): string =>
  [
    `${t('units:filter.on')}: ${printDay(filter.on, language)}`,
    ...(filter.text === undefined ? [] : [`${t('units:filter.text')}: ${filter.text}`]),
    ...(filter.kind === undefined ? [] : [`${t('units:filter.kind')}: ${t(`units:kind.${filter.kind}`)}`]),
    ...(filter.parent === undefined
      ? []
      : [`${t('units:filter.parent')}: ${nameOf(above.get(filter.parent), language)}`]),
  ].join('; ');
