import type { FieldError } from '../shared/errors.js';

export const SHORTEST = 14;
export const LONGEST = 128;

/** What everybody tries first, in Vietnamese and English, without accents and spaces. */
const COMMON = [
  'password',
  'matkhau',
  'iloveyou',
  'anhyeuem',
  'emyeuanh',
  'vietnam',
  'hanoi',
  'kycuong',
  'chitthi24',
  'chithi24',
  'administrator',
  'admin',
  'welcome',
  'letmein',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'asdfgh',
  'zxcvbnm',
  'zxcvbn',
  '1q2w3e4r',
  'abc123',
];

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Takes out runs such as aaaa, 1234, fedc: they are as quick to guess as to type. */
function withoutRuns(text: string): string {
  const codes = [...text].map((letter) => letter.codePointAt(0) ?? 0);
  const step = (index: number) => (codes[index] ?? 0) - (codes[index - 1] ?? 0);
  const keep = codes.map(() => true);
  for (let begin = 0; begin < codes.length;) {
    let end = begin + 1;
    while (end + 1 < codes.length && Math.abs(step(end)) <= 1 && step(end + 1) === step(end)) end += 1;
    const run = end < codes.length && Math.abs(step(end)) <= 1 ? end - begin + 1 : 1;
    if (run >= 3) keep.fill(false, begin, begin + run);
    begin += Math.max(1, run);
  }
  return [...text].filter((_, index) => keep[index]).join('');
}

/** How much is left to guess once common words, one's own names and runs are gone: [characters, different ones]. */
function remains(password: string, names: string[]): [number, number] {
  const own = names.map(folded).filter((name) => name.length >= 3);
  const known = [...own, ...COMMON].sort((a, b) => b.length - a.length);
  const rest = withoutRuns(known.reduce((text, word) => text.replaceAll(word, ''), folded(password)));
  return [rest.length, new Set(rest).size];
}

const LEAST_LEFT = 6;
const LEAST_DIFFERENT = 5;

/**
 * What is wrong with a new password, or nothing. Long rather than complicated (NIST SP 800-63B 5.1.1.2): no rule about
 * kinds of characters, but neither a common word nor one's own name made longer with 1234.
 */
export function passwordFault(
  password: string,
  person: { userName: string; name: string },
): Omit<FieldError, 'field'> | undefined {
  const length = [...password].length;
  if (length < SHORTEST) return { message: 'people:password.short', values: { length: SHORTEST } };
  if (length > LONGEST) return { message: 'errors:tooLong', values: { max: LONGEST } };
  const names = [
    person.userName,
    ...person.userName.split(/[@._-]/),
    person.name,
    ...person.name.split(/\s+/),
  ];
  const [left, different] = remains(password, names);
  return left < LEAST_LEFT || different < LEAST_DIFFERENT ? { message: 'people:password.weak' } : undefined;
}

/** A password as it is hashed: the same whether accents were typed as one sign or two. */
export const normalPassword = (typed: string): string => typed.normalize('NFC');
