import type { Journaled } from '../history/event.js';
import { dayOf, type Day } from '../shared/dates.js';
import { inForceOn, signsIn, type CatalogueRecord, type Sign } from './sign-catalogue.js';
import { codeIn } from './sign-succession.js';

/** What an item or a wording shows: a sign, by the code that it has in a version of the catalogue; '' for none. */
export type SignLink = { sign: string; signVersion?: number };
/** The record that a link stands in. */
type Holder = Pick<Journaled, 'history'>;
/** A link whose sign is called otherwise now; `now` is undefined when the catalogue names it no longer. */
export type MovedLink<T extends SignLink> = { link: T; old: Sign | undefined; now: Sign | undefined };

/** Reads links to signs by the version of the catalogue that is in force. */
export function signLinks(editions: CatalogueRecord[], today: Day) {
  const number = inForceOn(editions, today)?.number ?? 1;
  const signs = (version: number) => signsIn(editions.find((one) => one.number === version)?.groups ?? []);
  const signIn = (version: number, code: string) => signs(version).find((sign) => sign.code === code);

  /** What was written before links kept their version means the catalogue that was in force when it was written. */
  function versionOf({ signVersion }: SignLink, { history }: Holder): number {
    const written = history.at(-1)?.at;
    if (signVersion !== undefined || written === undefined) return signVersion ?? 1;
    const known = editions.filter(({ history: [issued] }) => issued === undefined || issued.at < written);
    return inForceOn(known, dayOf(written))?.number ?? 1;
  }

  const signNow = (link: SignLink, holder: Holder): Sign | undefined =>
    signIn(number, codeIn(editions, { code: link.sign, version: versionOf(link, holder) }, number) ?? '');

  /** The link with the version that its code is of. */
  const dated = <T extends SignLink>(link: T, holder: Holder): T =>
    link.sign === '' ? link : { ...link, signVersion: versionOf(link, holder) };

  return {
    isSign: (code: string): boolean => signIn(number, code) !== undefined,
    dated,

    /** A link that was chosen among the signs in force. */
    chosen: <T extends SignLink>(link: T): T => (link.sign === '' ? link : { ...link, signVersion: number }),

    /** The code of the linked sign in the version in force; '' when it has none. */
    codeNow: (link: SignLink, holder: Holder): string => signNow(link, holder)?.code ?? '',

    /** The link by what its sign is called now. One whose sign is gone stays: only a person can choose another. */
    followed<T extends SignLink>(link: T, holder: Holder): T {
      const now = signNow(link, holder);
      return now === undefined ? dated(link, holder) : { ...link, sign: now.code, signVersion: number };
    },

    /** The link for a form that offers the signs in force. One whose sign is gone has none there: its code may mean another. */
    offered: <T extends SignLink>(link: T, holder: Holder): T => ({
      ...link,
      sign: link.sign === '' ? '' : (signNow(link, holder)?.code ?? ''),
    }),

    /** Those that are called otherwise now, in the order given. */
    moved: <T extends SignLink>(links: readonly T[], holderOf: (link: T) => Holder): MovedLink<T>[] =>
      links.flatMap((link) => {
        const now = signNow(link, holderOf(link));
        if (link.sign === '' || now?.code === link.sign) return [];
        return [{ link, old: signIn(versionOf(link, holderOf(link)), link.sign), now }];
      }),
  };
}
export type SignLinks = ReturnType<typeof signLinks>;
