import type { TextName } from '../reports/writing.js';

/** A number that somebody has typed beside a noun that the report counts, and that no figure of the report is. */
export type Contradiction = { text: TextName; typed: string; noun: string; figures: number[] };

type Counted = { key: string; value: number };

/** Nouns by the figures that count them, in the words of both languages; "kiểm tra 15 cuộc" is said as often as "15 cuộc kiểm tra". */
const NOUNS: readonly [RegExp, (key: string) => boolean][] = [
  [
    /(\d[\d.]*)\s+(cuộc kiểm tra|(?<=kiểm tra\s+[\d.]+\s+)cuộc|inspections?)(?!\p{L})/giu,
    (key) => key.startsWith('inspections?'),
  ],
  [
    /(\d[\d.]*)\s+(phát hiện|tồn tại|hạn chế|khuyết điểm|vi phạm|findings?)(?!\p{L})/giu,
    (key) => key.startsWith('findings?') || key.startsWith('remediation?'),
  ],
];

/**
 * Numbers in what people wrote that contradict the data: "15 cuộc kiểm tra" where no figure of inspections is 15. A hint
 * for the author, no verdict: the text may speak of something else.
 */
export function contradictions(
  texts: Partial<Record<TextName, string>>,
  figures: readonly Counted[],
): Contradiction[] {
  return Object.entries(texts).flatMap(([name, text]) =>
    NOUNS.flatMap(([shape, counts]) => {
      const known = [...new Set(figures.filter(({ key }) => counts(key)).map(({ value }) => value))];
      return [...text.normalize('NFC').matchAll(shape)].flatMap(([, typed = '', noun = '']) =>
        known.includes(Number(typed.replaceAll('.', '')))
          ? []
          : [{ text: name as TextName, typed, noun, figures: known.sort((a, b) => a - b) }],
      );
    }),
  );
}
