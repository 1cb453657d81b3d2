import { inLanguage, type Language, type Translate } from '../shared/language.js';
import type { Sign } from './sign-catalogue.js';
import type { MovedLink, SignLink } from './sign-links.js';

type Reader = { t: Translate; language: Language };

const named = (sign: Sign, { language }: Reader): string =>
  `${sign.code}. ${inLanguage(sign.text, language)}`;

/** Links that lag behind the catalogue, those of one sign in one row; null when there are none. `namesOf`: what is linked. */
export function presentMovedLinks<T extends SignLink>(
  moved: readonly MovedLink<T>[],
  namesOf: (links: T[]) => string,
  reader: Reader,
) {
  const { t } = reader;
  if (moved.length === 0) return null;
  const bySign = new Map<string, { old: string; now: string; links: T[] }>();
  for (const { link, old, now } of moved) {
    const row = {
      old: old === undefined ? link.sign : named(old, reader),
      now: now === undefined ? t('signs:succession.none') : named(now, reader),
      links: [],
    };
    const known = bySign.get(`${row.old} ${row.now}`) ?? row;
    bySign.set(`${row.old} ${row.now}`, { ...known, links: [...known.links, link] });
  }
  const gone = moved.some(({ now }) => now === undefined);
  return {
    notice: {
      tone: 'amber',
      role: 'note',
      title: t('signs:links.title', { count: moved.length }),
      text: [t('signs:links.text'), ...(gone ? [t('signs:links.gone')] : [])].join(' '),
    },
    rows: [...bySign.values()].map(({ links, ...row }) => ({ ...row, what: namesOf(links) })),
  };
}

/** Whether some have a sign to follow to; for the others somebody must choose one. */
export const canFollow = (moved: readonly MovedLink<SignLink>[]): boolean =>
  moved.some(({ now }) => now !== undefined);

/** For the form that an item's finding is written in: by which code the item knew its sign; null when by that of now. */
export function presentMovedSign<T extends SignLink>(
  [moved]: readonly MovedLink<T>[],
  reader: Reader,
): string | null {
  const { old, now } = moved ?? {};
  if (old === undefined) return null;
  const was = named(old, reader);
  return now === undefined
    ? reader.t('signs:links.wasGone', { was })
    : reader.t('signs:links.was', { was, now: now.code });
}
