import { inLanguage } from '../shared/language.js';
import type { Visit } from '../web/visit.js';
import { presentEvidence } from './evidence.presenter.js';
import type { Likeness } from './likeness.queries.js';

/** What views/components/likenesses.hbs prints: a warning and both pictures, or the warning alone. */
export const presentLikenesses = (likenesses: readonly Likeness[], { t, language }: Visit) =>
  likenesses.map(({ item, same, otherUnit, other }) => ({
    title: t(`likeness:${same ? 'same' : 'alike'}`),
    text:
      other === undefined
        ? t(`likeness:hidden${otherUnit ? 'Unit' : ''}`)
        : t(`likeness:seen${otherUnit ? 'Unit' : ''}`, {
            number: other.number,
            unit: inLanguage(other.unit, language),
          }),
    href: other === undefined ? null : `/findings/${other.findingId}`,
    pictures: { items: presentEvidence(other === undefined ? [item] : [item, other.item], language, t) },
  }));
