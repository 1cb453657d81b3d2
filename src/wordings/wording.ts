import type { Facts, Journaled } from '../history/event.js';
import type { Bilingual } from '../shared/language.js';

/** Words for a finding and for what must be done about it, offered by the sign that they are for. */
export type Wording = Journaled & {
  /** The code of a sign, and the version of the catalogue that it is of; wordings outlive versions. */
  sign: string;
  signVersion?: number;
  seen: Bilingual;
  mustDo: Bilingual;
  /** It came with the product and nobody of the authority has gone over it. */
  provisional: boolean;
  /** It is offered no longer. */
  retired: boolean;
};

/** What stands between braces in a wording and is put in when it is used. */
export const placeholders = ['unit', 'day', 'count'] as const;
export type Placeholder = (typeof placeholders)[number];

/** A wording with what is known put in; what only the inspector knows is left as dots. */
export const fill = (text: string, known: Partial<Record<Placeholder, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    (placeholders as readonly string[]).includes(name) ? (known[name as Placeholder] ?? '…') : whole,
  );

/** The words between braces that nothing is known to put in for. */
export const unknownIn = (text: string): string[] =>
  [...text.matchAll(/\{([^}]*)\}/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => !(placeholders as readonly string[]).includes(name));

/** How a wording began: whoever has gone over it since may have changed every word. */
const firstSeen = ({ history, seen }: Wording): string => {
  const began = history[0]?.changes.find(({ field }) => field === 'seen')?.after as Bilingual | undefined;
  return (began ?? seen).vi;
};

/** Of the wordings that ship with the product those that the library never held, nor holds by somebody's own hand. */
export function neverHeld(shipped: readonly Facts<Wording>[], held: readonly Wording[]): Facts<Wording>[] {
  const known = new Set(held.flatMap((one) => [firstSeen(one), one.seen.vi]));
  return shipped.filter(({ seen }) => !known.has(seen.vi));
}
