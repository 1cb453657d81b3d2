import type { CalendarYear } from '../calendar/working-calendar.js';
import type { ChecklistSection } from '../checklists/checklist.js';
import type { SignGroup } from '../checklists/sign-catalogue.js';
import type { Action } from '../policies/rules.js';
import type { Bilingual } from '../shared/language.js';
import type { Unit } from '../units/unit.js';
import type { Wording } from '../wordings/wording.js';

/** What ships with the product as data, and where it is kept. A later version of the product may bring more of it. */
export const shippedKinds = {
  units: { list: '/units', action: 'units.manage' },
  calendar: { list: '/calendar', action: 'calendar.manage' },
  signs: { list: '/signs', action: 'signs.manage' },
  checklist: { list: '/checklists', action: 'checklists.manage' },
  wordings: { list: '/wordings', action: 'wording.manage' },
} as const satisfies Record<string, { list: string; action: Action }>;
export type ShippedKind = keyof typeof shippedKinds;
export const kindNames = Object.keys(shippedKinds) as ShippedKind[];

/** One thing that would be added, as it is shown before. */
export type ShippedRow = { code: string; text: Bilingual; more: Bilingual };

const same = (text: string): Bilingual => ({ vi: text, en: text });

export const unitRow = ({ code, name, source }: Unit): ShippedRow => ({
  code,
  text: name,
  more: same(source),
});

export const yearRow = ({ year, days, document }: CalendarYear): ShippedRow => ({
  code: String(year),
  text: {
    vi: days.map(({ name }) => name.vi).join('; '),
    en: days.map(({ name }) => name.en).join('; '),
  },
  more: same(document),
});

export const signRows = (groups: readonly SignGroup[]): ShippedRow[] =>
  groups.flatMap(({ title, signs }) => signs.map(({ code, text }) => ({ code, text, more: title })));

export const itemRows = (sections: readonly ChecklistSection[]): ShippedRow[] =>
  sections.flatMap(({ title, items }) => items.map(({ code, text }) => ({ code, text, more: title })));

export const wordingRow = ({
  sign,
  seen,
  mustDo,
}: Pick<Wording, 'sign' | 'seen' | 'mustDo'>): ShippedRow => ({
  code: sign,
  text: seen,
  more: mustDo,
});
