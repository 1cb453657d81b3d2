import { day, text, type Column } from '../exports/table-file.js';
import type { Visit } from '../web/visit.js';
import { inLanguage } from '../shared/language.js';
import type { Unit } from './unit.js';

/** The columns of the list of units as a file; `above` names the units that others stand under. */
export function unitColumns({ t, language }: Visit, above: Map<string, Unit>): Column<Unit>[] {
  const parentOf = ({ parentId }: Unit) => above.get(parentId ?? '');
  return [
    text(t('units:field.code'), 10, ({ code }) => code),
    text(t('units:field.kind'), 18, ({ kind }) => t(`units:kind.${kind}`)),
    text(t('units:field.nameVi'), 34, ({ name }) => name.vi),
    text(t('units:field.nameEn'), 34, ({ name }) => name.en),
    text(t('units:field.parent'), 30, (unit) => {
      const parent = parentOf(unit);
      return parent === undefined ? '' : inLanguage(parent.name, language);
    }),
    day(t('units:field.validFrom'), ({ validFrom }) => validFrom),
    day(t('units:field.validTo'), ({ validTo }) => validTo),
    text(t('units:field.source'), 20, ({ source }) => source),
  ];
}
