import type { Unit } from './unit.js';

/** Without case, accents and punctuation: `Phường Đức Giang` and `phuong duc  giang` are alike. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The same name, whatever the case and the way its accents are encoded; accents themselves count. */
export const sameName = (a: string, b: string): boolean => key(a) === key(b);

const key = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

const SEPARATOR = ' · ';

/** What a person chooses from a list: the name, which is not unique, and the code, which is on one day. */
export const labelOf = ({ name, code }: Pick<Unit, 'name' | 'code'>): string =>
  `${name.vi}${SEPARATOR}${code}`;

/** Takes a label apart again. Without a separator the text may be a name or a code. */
export function readLabel(text: string): { name: string; code?: string } {
  const at = text.lastIndexOf('·');
  if (at < 0) return { name: text.trim() };
  return { name: text.slice(0, at).trim(), code: text.slice(at + 1).trim() };
}

/** True when one of the unit's names is the one typed; English names are written without accents. */
export const isCalled = ({ name }: Pick<Unit, 'name'>, typed: string): boolean =>
  sameName(name.vi, typed) || sameName(name.en, typed);
