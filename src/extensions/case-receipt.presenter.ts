import type { Receipt } from '../calendar/working-calendar.js';
import { warningOf } from '../findings/deadline.presenter.js';
import type { Inspection } from '../inspections/inspection.js';
import { extractPaper } from '../paper/extract.js';
import type { Office, Tongue } from '../paper/letterhead.js';
import type { Block, Paper } from '../paper/paper.js';
import { printDay, type Day } from '../shared/dates.js';
import { inLanguage } from '../shared/language.js';
import type { FactView } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import type { CaseTerm } from './case-terms.js';
import { daysOnPaper, presentDays } from './receipt-days.presenter.js';

export type CaseReceipt = { inspection: Inspection; term: CaseTerm; receipt: Receipt };

export const receiptPath = (id: string, term: CaseTerm): string => `/inspections/${id}/terms/${term}`;

const nameOf = ({ inspection, term }: CaseReceipt, t: Tongue['t']): string =>
  t(`extensions:caseTerm.title.${term}`, { number: inspection.number ?? '' });

function factsOf({ inspection, term, receipt }: CaseReceipt, { t, language }: Tongue): FactView[] {
  const row = (name: string, text: string, href: string | null = null): FactView => ({
    label: t(`extensions:receipt.row.${name}`),
    text,
    href,
  });
  const event = t(`extensions:caseTerm.event.${term}`, { day: printDay(receipt.from, language) });
  return [
    row('unit', inLanguage(inspection.unit.name, language)),
    row('event', event, `/inspections/${inspection.id}#documents`),
    row('term', t('extensions:receipt.term', { count: receipt.workingDays })),
    row('calendars', receipt.calendars.join(', ')),
    row('due', printDay(receipt.dueOn, language)),
  ];
}

/** How a term of a case was counted, day by day; `would`: where it would end by the calendars of today. */
export function presentCaseReceipt(shown: CaseReceipt, would: Day | undefined, visit: Visit): Page {
  const { t, language } = visit;
  const { inspection, term, receipt } = shown;
  const warning = warningOf(receipt, language, t);
  const print = `${receiptPath(inspection.id, term)}/receipt.pdf?language=${language}`;
  return {
    title: nameOf(shown, t),
    back: { href: `/inspections/${inspection.id}`, label: inspection.number ?? t('inspections:noNumber') },
    facts: { rows: factsOf(shown, visit) },
    law: t('extensions:receipt.law'),
    warning:
      warning === ''
        ? null
        : { tone: 'amber', role: 'note', title: warning, text: t('extensions:caseTerm.warned') },
    would: would === undefined ? '' : t('extensions:caseTerm.would', { day: printDay(would, language) }),
    move: null,
    days: presentDays(receipt, visit),
    entries: [],
    print: { href: print, label: t('extensions:receipt.print') },
  };
}

/** The same on paper, for the file. */
export function presentCaseReceiptPaper(
  shown: CaseReceipt,
  { office, now }: { office: Office; now: Date },
  tongue: Tongue,
): Paper {
  const { t } = tongue;
  const about = nameOf(shown, t);
  const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
  return extractPaper(
    {
      title: about,
      mark: t('extensions:receipt.mark'),
      type: t('extensions:receipt.type'),
      about,
      blocks: [
        ...factsOf(shown, tongue).map(({ label, text }) => paragraph(`${label}: ${text}`)),
        paragraph(t('extensions:receipt.law')),
        ...daysOnPaper(shown.receipt, tongue),
      ],
    },
    { authority: shown.inspection.authority, office, now },
    tongue,
  );
}
