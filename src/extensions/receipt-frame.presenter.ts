import type { Receipt } from '../calendar/working-calendar.js';
import { warningOf } from '../findings/deadline.presenter.js';
import { extractPaper, type Making } from '../paper/extract.js';
import type { Tongue } from '../paper/letterhead.js';
import { paragraph, type Block, type Paper } from '../paper/paper.js';
import type { FactView } from '../web/parts.js';
import type { Visit } from '../web/visit.js';
import { daysOnPaper, presentDays } from './receipt-days.presenter.js';

/** Makes the rows above the days: `name` is that of a wording `extensions:receipt.row.…`. */
export const rowsFor =
  ({ t }: Tongue) =>
  (name: string, text: string, href: string | null = null): FactView => ({
    label: t(`extensions:receipt.row.${name}`),
    text,
    href,
  });

/** What every receipt says on a page; `warned`: what follows from days that nobody has confirmed. */
export function frameReceipt(rows: FactView[], receipt: Receipt, warned: string, visit: Visit) {
  const warning = warningOf(receipt, visit.language, visit.t);
  return {
    facts: { rows },
    law: visit.t('extensions:receipt.law'),
    warning: warning === '' ? null : { tone: 'amber', role: 'note', title: warning, text: warned },
    days: presentDays(receipt, visit),
  };
}

type Copy = { about: string; rows: FactView[]; receipt: Receipt; below?: Block[] };

/** A receipt on paper, for the file: the same rows and days in the head of the authority, with what comes `below`. */
export function frameReceiptPaper(
  { about, rows, receipt, below = [] }: Copy,
  making: Making,
  tongue: Tongue,
): Paper {
  const { t } = tongue;
  return extractPaper(
    {
      title: about,
      mark: t('extensions:receipt.mark'),
      type: t('extensions:receipt.type'),
      about,
      blocks: [
        ...rows.map(({ label, text }) => paragraph(`${label}: ${text}`)),
        paragraph(t('extensions:receipt.law')),
        ...daysOnPaper(receipt, tongue),
        ...below,
      ],
    },
    making,
    tongue,
  );
}
