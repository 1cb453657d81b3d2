export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

/** A text in Vietnamese, and in English where somebody has written it. */
export type Bilingual = { vi: string; en: string };

/** The text in the reader's language; Vietnamese where there is no English yet. */
export const inLanguage = (text: Bilingual, language: Language): string =>
  language === 'en' && text.en !== '' ? text.en : text.vi;

/** Looks up a wording, `feature:key.path`; unknown keys throw. */
export type Translate = (key: string, values?: Record<string, unknown>) => string;

const numberForms = new Map<string, Intl.NumberFormat>();

/** How numbers are written; made once for each language and count of digits, for making one takes long. */
function numberForm(language: Language, digits: number): Intl.NumberFormat {
  const key = `${language} ${digits}`;
  const known = numberForms.get(key);
  if (known !== undefined) return known;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const made = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', options);
  numberForms.set(key, made);
  return made;
}

/** 1.234,5 in Vietnamese, 1,234.5 in English. */
export const printNumber = (value: number, language: Language, digits = 0): string =>
  numberForm(language, digits).format(value);

/** 1,2 MB · 340 KB */
export const printSize = (bytes: number, language: Language): string =>
  bytes >= 1_000_000
    ? `${printNumber(bytes / 1_000_000, language, 1)} MB`
    : `${printNumber(Math.max(1, Math.round(bytes / 1000)), language)} KB`;
