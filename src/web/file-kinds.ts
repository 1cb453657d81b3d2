import type { Translate } from '../shared/language.js';

/** What a city can do without: it may take no sound and no film, say. Tables are taken by their own field alone. */
export const fileFamilies = ['pictures', 'papers', 'sound', 'film'] as const;
export type FileFamily = (typeof fileFamilies)[number];

/** What may be sent in on a day: a dated setting. */
export type FileRules = {
  /** Of one file. */
  megabytes: number;
  /** Files with one form. */
  most: number;
  families: readonly FileFamily[];
};

/** A kind of file that may be sent in: its media type, and the endings that a name of this kind may have. */
type Kind = { type: string; endings: readonly string[]; found: readonly string[]; family?: FileFamily };

/** The field of forms that take a table; no other field takes text, and it takes nothing else. */
const TABLE_FIELD = 'table';

const office = 'application/vnd.openxmlformats-officedocument';
const PLAIN = 'text/plain';
const open = 'application/vnd.oasis.opendocument';

/** `found`: what the first bytes may say of such a file (the names that the file-type package uses). */
const kinds: readonly Kind[] = [
  { type: 'image/jpeg', family: 'pictures', endings: ['jpg', 'jpeg'], found: ['image/jpeg'] },
  { type: 'image/png', family: 'pictures', endings: ['png'], found: ['image/png'] },
  { type: 'image/webp', family: 'pictures', endings: ['webp'], found: ['image/webp'] },
  { type: 'image/heic', family: 'pictures', endings: ['heic', 'heif'], found: ['image/heic', 'image/heif'] },
  { type: 'application/pdf', family: 'papers', endings: ['pdf'], found: ['application/pdf'] },
  {
    type: `${office}.wordprocessingml.document`,
    family: 'papers',
    endings: ['docx'],
    found: [`${office}.wordprocessingml.document`],
  },
  {
    type: `${office}.spreadsheetml.sheet`,
    family: 'papers',
    endings: ['xlsx'],
    found: [`${office}.spreadsheetml.sheet`],
  },
  { type: `${open}.text`, family: 'papers', endings: ['odt'], found: [`${open}.text`] },
  { type: `${open}.spreadsheet`, family: 'papers', endings: ['ods'], found: [`${open}.spreadsheet`] },
  { type: 'audio/mpeg', family: 'sound', endings: ['mp3'], found: ['audio/mpeg'] },
  { type: 'audio/mp4', family: 'sound', endings: ['m4a'], found: ['audio/mp4', 'audio/x-m4a', 'video/mp4'] },
  { type: 'audio/wav', family: 'sound', endings: ['wav'], found: ['audio/wav', 'audio/vnd.wave'] },
  { type: 'video/mp4', family: 'film', endings: ['mp4'], found: ['video/mp4', 'video/x-m4v'] },
];

const sheet = `${office}.spreadsheetml.sheet`;
const tables: readonly Kind[] = [
  // Text has no first bytes that tell it.
  { type: 'text/csv', endings: ['csv'], found: [PLAIN] },
  { type: sheet, endings: ['xlsx'], found: [sheet] },
];
const kindsOf = (field: string, { families }: FileRules): readonly Kind[] =>
  field === TABLE_FIELD
    ? tables
    : kinds.filter(({ family }) => family !== undefined && families.includes(family));

export const largestOf = ({ megabytes }: FileRules): number => megabytes * 1024 * 1024;

/** For the `accept` of a file field. */
export const acceptedEndings = (rules: FileRules): string =>
  kindsOf('', rules)
    .flatMap(({ endings }) => endings.map((ending) => `.${ending}`))
    .join(',');

/** The same words before a file is chosen and when it is refused. */
export const fileWords = ({ megabytes, most, families }: FileRules, t: Translate) => ({
  kinds: families.map((family) => t(`uploads:family.${family}`)).join(', '),
  megabytes,
  files: most,
});

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** True when a file of this name may be sent in at all; its bytes are judged later. */
export const isAllowedName = (name: string, field: string, rules: FileRules): boolean =>
  kindsOf(field, rules).some(({ endings }) => endings.includes(endingOf(name)));

/** What is said of a file of another kind. */
export const wrongKind = (field: string): string =>
  field === TABLE_FIELD ? 'errors:fileTable' : 'errors:fileKind';

/** The media type of a file, or the wording key of what is wrong: its bytes must be of the kind its name claims. */
export function judge(
  name: string,
  found: string | undefined,
  field: string,
  rules: FileRules,
): { type: string } | { fault: string } {
  const kind = kindsOf(field, rules).find(({ endings }) => endings.includes(endingOf(name)));
  if (kind === undefined) return { fault: wrongKind(field) };
  if (!kind.found.includes(found ?? PLAIN)) return { fault: 'errors:fileLies' };
  return { type: kind.type };
}

/** A name to keep: without folders and control characters, composed accents, not longer than a list can show. */
export function tidyName(name: string): string {
  const bare = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  // Control, direction and invisible characters can make a name look like another.
  const plain = bare
    .replace(/[\u0000-\u001f\u007f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .trim();
  const ending = endingOf(plain);
  const most = 150;
  if (plain.length <= most) return plain;
  // A picture letter takes two places; half of one is no letter.
  const start = plain.slice(0, most - ending.length - 2).replace(/[\ud800-\udbff]$/, '');
  return `${start}….${ending}`;
}
