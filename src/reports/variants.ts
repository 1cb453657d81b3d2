/** How much of a report is printed: all of it; two pages for leaders; one page. */
export const variants = ['full', 'summary', 'sheet'] as const;
export type Variant = (typeof variants)[number];

/** Undefined and unknown words are the full report. */
export const readVariant = (word: string | undefined): Variant =>
  variants.find((one) => one === word) ?? 'full';

/** What stands in the name of its file, after the term. */
export const variantSuffix = (variant: Variant): string => (variant === 'full' ? '' : `-${variant}`);
