import type { Journaled } from '../history/event.js';
import type { Day } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';

/** How an item is known: its legal text was read (S), practice uses it (P), or it is general knowledge (G). */
export const itemStatuses = ['S', 'P', 'G'] as const;
export type ItemStatus = (typeof itemStatuses)[number];

/** A number that an item asks for, such as how many people should be present. `key` names it in answers. */
export type Count = { key: string; text: Bilingual };

/** One thing to check. `weight`: 1 to 3, for results. `sign`: the code of the sign that it shows when it is not met. */
export type ChecklistItem = {
  code: string;
  text: Bilingual;
  basis: string;
  /** From when to when the legal basis holds, where that is known. */
  basisFrom?: Day;
  basisTo?: Day;
  weight: number;
  sign: string;
  /** The version of the catalogue that this code is of; see `sign-links.ts` for items that were written without. */
  signVersion?: number;
  counts: Count[];
  /** Wording, weight, link or counts are ours until somebody has confirmed them. */
  provisional: boolean;
  status: ItemStatus[];
};
export type ChecklistSection = { code: string; title: Bilingual; items: ChecklistItem[] };

/** A version of the checklist. It is written once and never changes; the next one replaces it. */
export type ChecklistRecord = Journaled & {
  number: number;
  validFrom: Day;
  source: string;
  sections: ChecklistSection[];
};

/** The next version while it is being written. `base`: the version that it was begun from; 0 while none is written. */
export type ChecklistDraft = Journaled & { base: number; sections: ChecklistSection[] };

export const weights = [1, 2, 3] as const;

export const itemsIn = (sections: readonly ChecklistSection[]): ChecklistItem[] =>
  sections.flatMap((section) => section.items);

/** A1, A3, B2 */
export const codesOf = (items: readonly ChecklistItem[]): string => items.map(({ code }) => code).join(', ');

export const mapItems = (
  sections: readonly ChecklistSection[],
  change: (item: ChecklistItem) => ChecklistItem,
): ChecklistSection[] => sections.map((section) => ({ ...section, items: section.items.map(change) }));

export const sectionIn = (sections: readonly ChecklistSection[], code: string) =>
  sections.find((section) => section.code === code);

/** The section of an item, which its code begins with: A of A10. */
export const sectionCodeOf = (item: string): string => item.replace(/\d+$/, '');

/** A10 after A9, AA after Z. */
export const byPlace = (a: { code: string }, b: { code: string }): number =>
  sectionCodeOf(a.code).length - sectionCodeOf(b.code).length ||
  a.code.localeCompare(b.code, 'en', { numeric: true });

/** Whether the legal basis of an item holds on a day. */
export const basisHolds = ({ basisFrom, basisTo }: ChecklistItem, day: Day): boolean =>
  (basisFrom === undefined || basisFrom <= day) && (basisTo === undefined || day <= basisTo);

/** Codes that stand in it more than once. */
export const twiceIn = (sections: readonly ChecklistSection[]): string[] => {
  const codes = itemsIn(sections).map((item) => item.code);
  return [...new Set(codes.filter((code, index) => codes.indexOf(code) !== index))];
};
