import { printDay, type Day } from './dates.js';
import type { Language, Translate } from './language.js';

type Valid = { validFrom?: Day | undefined; validTo?: Day | undefined };

/** "01/07/2025 – 30/06/2026", "từ 01/07/2025", "đến hết 30/06/2025", or a dash where neither day is known. */
export function printSpan({ validFrom, validTo }: Valid, language: Language, t: Translate): string {
  if (validFrom === undefined)
    return validTo === undefined ? '–' : t('common:span.to', { day: printDay(validTo, language) });
  const from = printDay(validFrom, language);
  return validTo === undefined
    ? t('common:span.from', { day: from })
    : `${from} – ${printDay(validTo, language)}`;
}
