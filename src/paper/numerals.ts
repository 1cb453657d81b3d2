const NUMERALS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'] as const;

/** The title of the section at `index` (from 0): a Roman numeral and a full stop, as Decree 30/2020/NĐ-CP numbers parts. */
export const numbered = (title: string, index: number): string => `${NUMERALS[index] ?? ''}. ${title}`;
