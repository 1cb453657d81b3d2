import { literally } from '../shared/literally.js';

/** What stands in place of words that were taken out. */
export const TAKEN_OUT = '[…]';

/** Words that begin a post or a body and no name: after "đồng chí" both occur. */
const POST = '(?:Chủ|Phó|Bí|Giám|Trưởng|Thủ|Ủy|Uỷ|Chánh|Thường|Phòng|Ban|Sở|Hội)(?!\\p{L})';
const TITLE =
  '(?:[Ôô]ng\\/[Bb]à|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Đđ]ồng chí|[Đđ]\\/c|[Hh]ọ và tên:?|[Hh]ọ tên:?|Mr\\.?|Mrs\\.?|Ms\\.?)';
/** Streets and wards are called after people, and stay: phố Bà Triệu. */
const PLACE = '(?:[Pp]hố|[Đđ]ường|[Nn]gõ|[Pp]hường|[Xx]ã|[Cc]hợ|[Đđ]ền|[Cc]hùa)';

const NAMED = new RegExp(
  `(?<!\\p{L})(?<!${PLACE} )(${TITLE})((?: (?!${POST})\\p{Lu}(?:\\p{L}|\\.(?=\\p{L}))*){1,5})`,
  'gu',
);
const MAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** Vietnamese telephone numbers, and those of identity papers (9 digits, since 2016 12). */
const TELEPHONE = /(?<![\d./-])(?:\+84|0)(?:[ .-]?\d){9,10}(?![\d/])/g;
const IDENTITY = /(?<![\d./-])(?:\d{12}|\d{9})(?![\d./-]\d|\d)/g;

/** The names of the people of the product, the longest first, so that none is cut by another. A single word names nobody. */
function anyOf(names: readonly string[]): RegExp | undefined {
  const full = [...new Set(names.map((name) => name.normalize('NFC').trim()))].filter((name) =>
    name.includes(' '),
  );
  if (full.length === 0) return undefined;
  const words = full.sort((a, b) => b.length - a.length).map(literally);
  return new RegExp(`(?<!\\p{L})(?:${words.join('|')})(?!\\p{L})`, 'giu');
}

export type Cleaned = { text: string; taken: number };

/**
 * A text without the names, addresses and numbers of persons that can be recognised (Law 91/2025/QH15 on personal
 * data): names of accounts, names after a form of address, e-mail, telephone, identity papers. Whoever makes it
 * public reads it before: no rule finds every name.
 */
export function withoutPersonalData(text: string, names: readonly string[]): Cleaned {
  let taken = 0;
  const count = (put: string) => {
    taken += 1;
    return put;
  };
  const known = anyOf(names);
  let clean = text.normalize('NFC');
  if (known !== undefined) clean = clean.replace(known, () => count(TAKEN_OUT));
  clean = clean
    .replace(NAMED, (_all, title: string) => count(`${title} ${TAKEN_OUT}`))
    .replace(MAIL, () => count(TAKEN_OUT))
    .replace(TELEPHONE, () => count(TAKEN_OUT))
    .replace(IDENTITY, () => count(TAKEN_OUT));
  return { text: clean, taken };
}
