import { inLanguage } from '../shared/language.js';
import type { Visit } from '../web/visit.js';
import { presentEvidence } from './evidence.presenter.js';
import type { Likeness } from './likeness.queries.js';

/** A warning and both pictures, or the warning alone. */
const presentOne = ({ item, same, otherUnit, other }: Likeness, { t, language }: Visit) => ({
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
});

/** What views/components/likenesses.hbs prints: what tells most to look at, the rest folded. */
export function presentLikenesses(likenesses: readonly Likeness[], visit: Visit) {
  const [first, ...rest] = likenesses.map((one) => presentOne(one, visit));
  if (first === undefined) return null;
  const more = rest.length === 0 ? '' : visit.t('likeness:more', { count: rest.length });
  return { first, rest, more };
}
