import { printDay } from '../shared/dates.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import type { Objection } from './conflict.js';

/** What speaks against somebody, as a clause without its subject. */
function printObjection(objection: Objection, language: Language, t: Translate): string {
  if (objection.why === 'visited') {
    const { count, lastOn } = objection;
    return t('inspections:conflict.visited', { count, day: printDay(lastOn, language) });
  }
  const unit = inLanguage(objection.unit, language);
  return objection.to === undefined
    ? t('inspections:conflict.serves', { unit })
    : t('inspections:conflict.served', { unit, day: printDay(objection.to, language) });
}

export const printObjections = (objections: readonly Objection[], language: Language, t: Translate): string =>
  objections.map((one) => printObjection(one, language, t)).join('; ');
