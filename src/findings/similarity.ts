import { fold } from '../units/unit-names.js';

/** Syllables that stand in any finding and say nothing of what was wrong. */
const EMPTY = new Set(
  'luc tai cua va la co khong cac nhung cho theo tren duoi trong ngoai voi den tu da dang chua duoc bi do ve mot so nguoi ngay gio phut thang nam con lai thi ma nay do'.split(
    ' ',
  ),
);

/**
 * What a text is compared by, without accents: Vietnamese words are mostly of two syllables, so pairs of neighbours
 * count beside single ones. Figures are left out: the same fault is found with other numbers.
 */
export function featuresOf(text: string): Set<string> {
  const syllables = fold(text)
    .split(' ')
    .filter((syllable) => syllable !== '' && !/^\d+$/.test(syllable) && !EMPTY.has(syllable));
  const pairs = syllables.slice(1).map((syllable, index) => `${syllables[index]} ${syllable}`);
  return new Set([...syllables, ...pairs]);
}

/** How alike two texts are, from 0 to 1 (Dice): twice what they share, by what they have. */
export function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const feature of a) if (b.has(feature)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}

/** From here on two wordings are shown as alike. Found by trying; a hint to the inspector, never a judgement. */
export const ALIKE = 0.35;
