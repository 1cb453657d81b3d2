import { findingNumber } from '../findings/finding.js';
import { printDay } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { newId } from '../shared/ids.js';
import { inLanguage } from '../shared/language.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import type { Differing } from './differing.js';
import { receiptPath } from './case-receipt.presenter.js';
import type { DifferingTerm } from './case-terms.js';
import { writeMove } from './moves.form.js';

type Row = Differing & { mayMove: boolean };

/** As many as one form takes; the rest stands there once these are moved. */
const SHOWN = 200;

/** Due dates that the calendars in force would change: old and new, to be marked and moved, or left. */
export function presentDiffering(
  { rows, terms, counted }: { rows: Row[]; terms: DifferingTerm[]; counted: number },
  form: FormState,
  visit: Visit,
): Page {
  const { t, language } = visit;
  const field = fieldMaker(t, form.values, form.errors);
  const marked = [form.values['move'] ?? []].flat();
  const row = ({ finding, would, mayMove }: Row, index: number) => {
    const value = writeMove({ id: finding.id, dueOn: would });
    return {
      id: index === 0 ? 'move' : `move-${index}`,
      value: mayMove ? value : '',
      chosen: marked.includes(value),
      href: `/findings/${finding.id}`,
      number: findingNumber(finding),
      unit: inLanguage(finding.unit.name, language),
      mustDo: finding.mustDo,
      before: printDay(finding.dueOn, language),
      after: printDay(would, language),
      later: t(would > finding.dueOn ? 'extensions:differing.later' : 'extensions:differing.earlier'),
      why: mayMove ? '' : t('extensions:differing.notYours'),
    };
  };
  const termRow = ({ inspection, term, dueOn, would }: DifferingTerm) => ({
    id: '',
    value: '',
    chosen: false,
    href: receiptPath(inspection.id, term),
    number: inspection.number ?? '',
    unit: inLanguage(inspection.unit.name, language),
    mustDo: t(`ending:due.${term}`),
    before: printDay(dueOn, language),
    after: printDay(would, language),
    later: t(would > dueOn ? 'extensions:differing.later' : 'extensions:differing.earlier'),
    why: t(`extensions:caseTerm.told.${term}`),
  });
  return {
    title: t('extensions:differing.title'),
    back: { href: '/extensions', label: t('extensions:list') },
    errors: errorSummary(t, form.errors),
    lead: t('extensions:differing.lead', { count: counted, differ: rows.length + terms.length }),
    more: rows.length > SHOWN ? t('extensions:differing.more', { shown: SHOWN }) : '',
    id: String(form.values['id'] || newId()),
    rows: [...rows.slice(0, SHOWN).map(row), ...terms.slice(0, SHOWN).map(termRow)],
    mayMove: rows.some(({ mayMove }) => mayMove),
    reason: field('reason', { label: 'extensions:differing.reason', hint: true, rows: 3 }),
    empty: { title: t('extensions:differing.none'), text: t('extensions:differing.noneText'), action: null },
    buttons: { label: t('extensions:differing.submit'), cancel: null, saved: null },
  };
}
