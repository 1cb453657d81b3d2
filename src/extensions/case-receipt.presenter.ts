import type { Receipt } from '../calendar/working-calendar.js';
import type { Inspection } from '../inspections/inspection.js';
import type { Office, Tongue } from '../paper/letterhead.js';
import type { Paper } from '../paper/paper.js';
import { printDay, type Day } from '../shared/dates.js';
import { inLanguage } from '../shared/language.js';
import type { FactView } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import type { CaseTerm } from './case-terms.js';
import { frameReceipt, frameReceiptPaper, rowsFor } from './receipt-frame.presenter.js';

export type CaseReceipt = { inspection: Inspection; term: CaseTerm; receipt: Receipt };

export const receiptPath = (id: string, term: CaseTerm): string => `/inspections/${id}/terms/${term}`;

const nameOf = ({ inspection, term }: CaseReceipt, t: Tongue['t']): string =>
  t(`extensions:caseTerm.title.${term}`, { number: inspection.number ?? '' });

function factsOf({ inspection, term, receipt }: CaseReceipt, tongue: Tongue): FactView[] {
  const { t, language } = tongue;
  const row = rowsFor(tongue);
  const event = t(`extensions:caseTerm.event.${term}`, { day: printDay(receipt.from, language) });
  return [
    row('unit', inLanguage(inspection.unit.name, language)),
    row('event', event, `/inspections/${inspection.id}#documents`),
    row('term', t('extensions:receipt.term', { count: receipt.workingDays })),
    row('calendars', receipt.calendars.join(', ')),
    row('due', printDay(receipt.dueOn, language)),
  ];
}

/**
 * How a term of a case was counted, day by day; `would`: where it would end by the calendars of today. Only the time to
 * answer can be counted anew, by whoever records once more when the draft was delivered.
 */
export function presentCaseReceipt(
  shown: CaseReceipt,
  { would, mayRecount }: { would: Day | undefined; mayRecount: boolean },
  visit: Visit,
): Page {
  const { t, language } = visit;
  const { inspection, term, receipt } = shown;
  const print = `${receiptPath(inspection.id, term)}/receipt.pdf?language=${language}`;
  return {
    ...frameReceipt(factsOf(shown, visit), receipt, t('extensions:caseTerm.warned'), visit),
    title: nameOf(shown, t),
    back: { href: `/inspections/${inspection.id}`, label: inspection.number ?? t('inspections:noNumber') },
    would:
      would === undefined ? '' : t(`extensions:caseTerm.would.${term}`, { day: printDay(would, language) }),
    move:
      would !== undefined && mayRecount
        ? { href: `/inspections/${inspection.id}/draft-date`, label: t('extensions:caseTerm.recount') }
        : null,
    entries: [],
    print: { href: print, label: t('extensions:receipt.print') },
  };
}

/** The same on paper, for the file. */
export const presentCaseReceiptPaper = (
  shown: CaseReceipt,
  made: { office: Office; now: Date },
  tongue: Tongue,
): Paper =>
  frameReceiptPaper(
    { about: nameOf(shown, tongue.t), rows: factsOf(shown, tongue), receipt: shown.receipt },
    { authority: shown.inspection.authority, ...made },
    tongue,
  );
