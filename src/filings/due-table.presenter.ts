import { day, text, type Column } from '../exports/table-file.js';
import { inLanguage } from '../shared/language.js';
import type { Visit } from '../web/visit.js';
import type { UnitDue } from './filing-due.service.js';

/** The columns of the list of units that owe a report, as a file. */
export const dueColumns = ({ t, language }: Visit): Column<UnitDue>[] => [
  text(t('units:field.code'), 10, ({ unit }) => unit.code),
  text(t('filings:due.unit'), 34, ({ unit }) => inLanguage(unit.name, language)),
  text(t('units:field.kind'), 18, ({ unit }) => t(`units:kind.${unit.kind}`)),
  text(t('filings:due.standing'), 20, ({ standing }) => t(`filings:due.state.${standing}`)),
  day(t('filings:due.sent'), ({ issuedOn }) => issuedOn),
];
