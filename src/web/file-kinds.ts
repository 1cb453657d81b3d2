/** A kind of file that may be sent in: its media type, and the endings that a name of this kind may have. */
type Kind = { type: string; endings: readonly string[]; found: readonly string[] };

/** The field of forms that take a table; no other field takes text, and it takes nothing else. */
const TABLE_FIELD = 'table';

const office = 'application/vnd.openxmlformats-officedocument';
const PLAIN = 'text/plain';
const open = 'application/vnd.oasis.opendocument';

/** `found`: what the first bytes may say of such a file (the names that the file-type package uses). */
const kinds: readonly Kind[] = [
  { type: 'image/jpeg', endings: ['jpg', 'jpeg'], found: ['image/jpeg'] },
  { type: 'image/png', endings: ['png'], found: ['image/png'] },
  { type: 'image/webp', endings: ['webp'], found: ['image/webp'] },
  { type: 'image/heic', endings: ['heic', 'heif'], found: ['image/heic', 'image/heif'] },
  { type: 'application/pdf', endings: ['pdf'], found: ['application/pdf'] },
  {
    type: `${office}.wordprocessingml.document`,
    endings: ['docx'],
    found: [`${office}.wordprocessingml.document`],
  },
  { type: `${office}.spreadsheetml.sheet`, endings: ['xlsx'], found: [`${office}.spreadsheetml.sheet`] },
  { type: `${open}.text`, endings: ['odt'], found: [`${open}.text`] },
  { type: `${open}.spreadsheet`, endings: ['ods'], found: [`${open}.spreadsheet`] },
  { type: 'audio/mpeg', endings: ['mp3'], found: ['audio/mpeg'] },
  { type: 'audio/mp4', endings: ['m4a'], found: ['audio/mp4', 'audio/x-m4a', 'video/mp4'] },
  { type: 'audio/wav', endings: ['wav'], found: ['audio/wav', 'audio/vnd.wave'] },
  { type: 'video/mp4', endings: ['mp4'], found: ['video/mp4', 'video/x-m4v'] },
];

const sheet = `${office}.spreadsheetml.sheet`;
const tables: readonly Kind[] = [
  // Text has no first bytes that tell it.
  { type: 'text/csv', endings: ['csv'], found: [PLAIN] },
  { type: sheet, endings: ['xlsx'], found: [sheet] },
];
const kindsOf = (field: string): readonly Kind[] => (field === TABLE_FIELD ? tables : kinds);

export const LARGEST_FILE = 20 * 1024 * 1024;
export const MOST_FILES = 20;

/** For the `accept` of a file field. */
export const acceptedEndings = kinds
  .flatMap(({ endings }) => endings.map((ending) => `.${ending}`))
  .join(',');

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** True when a file of this name may be sent in at all; its bytes are judged later. */
export const isAllowedName = (name: string, field = ''): boolean =>
  kindsOf(field).some(({ endings }) => endings.includes(endingOf(name)));

/** What is said of a file of another kind. */
export const wrongKind = (field: string): string =>
  field === TABLE_FIELD ? 'errors:fileTable' : 'errors:fileKind';

/** The media type of a file, or the wording key of what is wrong: its bytes must be of the kind its name claims. */
export function judge(
  name: string,
  found: string | undefined,
  field = '',
): { type: string } | { fault: string } {
  const kind = kindsOf(field).find(({ endings }) => endings.includes(endingOf(name)));
  if (kind === undefined) return { fault: wrongKind(field) };
  if (!kind.found.includes(found ?? PLAIN)) return { fault: 'errors:fileLies' };
  return { type: kind.type };
}

/** A name to keep: without folders and control characters, composed accents, not longer than a list can show. */
export function tidyName(name: string): string {
  const bare = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  // Control and direction characters can make a name look like another.
  const plain = bare.replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  const ending = endingOf(plain);
  const most = 150;
  return plain.length <= most ? plain : `${plain.slice(0, most - ending.length - 2)}….${ending}`;
}
