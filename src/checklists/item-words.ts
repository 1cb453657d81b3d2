import type { Count } from './checklist.js';

const line = /^(?:([a-z][a-z0-9_]{0,40}):)?([^|:]{1,120})(?:\|([^|]{0,120}))?$/;

/** A key from words, where nobody gave one: it must stay the same from version to version. */
const keyOf = (words: string): string =>
  words
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/gi, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 40);

/** Reads what an item counts, one on a line: `key:Tiếng Việt|English`. Undefined when a line cannot be read. */
export function readCounts(lines: string[]): Count[] | undefined {
  const counts: Count[] = [];
  for (const typed of lines.map((one) => one.trim()).filter((one) => one !== '')) {
    const [, given, vi = '', en = ''] = line.exec(typed) ?? [];
    const key = given ?? keyOf(vi);
    if (vi.trim() === '' || key === '' || counts.some((count) => count.key === key)) return undefined;
    counts.push({ key, text: { vi: vi.trim(), en: en.trim() } });
  }
  return counts.length > 12 ? undefined : counts;
}

/** The same lines again. */
export const writeCounts = (counts: readonly Count[]): string[] =>
  counts.map(({ key, text }) => `${key}:${text.vi}${text.en === '' ? '' : `|${text.en}`}`);
