import { eventOf } from '../findings/deadline.presenter.js';
import { findingNumber, type Deadline, type Finding } from '../findings/finding.js';
import type { Office, Tongue } from '../paper/letterhead.js';
import { paragraph, type Block, type Paper } from '../paper/paper.js';
import { printDay, type Day } from '../shared/dates.js';
import { inLanguage } from '../shared/language.js';
import type { FactView } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import { presentLedger } from './ledger.presenter.js';
import { frameReceipt, frameReceiptPaper, rowsFor } from './receipt-frame.presenter.js';
import { daysOf } from './receipt.js';

type Entry = ReturnType<typeof presentLedger>[number];

/** What a due date was counted from and by, and where it lies now. */
function factsOf(finding: Finding, deadline: Deadline, tongue: Tongue): FactView[] {
  const { t, language } = tongue;
  const row = rowsFor(tongue);
  const counted = daysOf(deadline).at(-1)?.day ?? deadline.dueOn;
  return [
    row('unit', inLanguage(finding.unit.name, language)),
    row('mustDo', finding.mustDo, `/findings/${finding.id}`),
    row(
      'event',
      t(`extensions:receipt.event_${eventOf(finding, deadline)}`, { day: printDay(deadline.from, language) }),
      `/inspections/${finding.inspectionId}#documents`,
    ),
    row('term', t('extensions:receipt.term', { count: deadline.workingDays })),
    row('calendars', deadline.calendars.join(', ')),
    row('counted', printDay(counted, language)),
    ...(deadline.firstDueOn === deadline.dueOn
      ? []
      : [row('first', printDay(deadline.firstDueOn, language))]),
    row('due', printDay(deadline.dueOn, language)),
  ];
}

/** `would`: where the date would lie by the calendars of today, when that is another day. */
type Standing = { would: Day | undefined; mayMove: boolean };

/** How a due date came about, day by day, and every entry that has moved it since. */
export function presentReceipt(
  finding: Finding,
  deadline: Deadline,
  { would, mayMove }: Standing,
  visit: Visit,
): Page {
  const { t, language } = visit;
  const here = `/findings/${finding.id}`;
  return {
    ...frameReceipt(factsOf(finding, deadline, visit), deadline, t('extensions:receipt.warned'), visit),
    title: t('extensions:receipt.title', { number: findingNumber(finding) }),
    back: { href: here, label: findingNumber(finding) },
    would: would === undefined ? '' : t('extensions:receipt.would', { day: printDay(would, language) }),
    move:
      would !== undefined && mayMove ? { href: '/due-dates', label: t('extensions:differing.title') } : null,
    entries: presentLedger(finding, visit),
    print: { href: `${here}/deadline.pdf?language=${language}`, label: t('extensions:receipt.print') },
  };
}

/** An entry of the ledger in words: what was asked or moved, and what was decided. */
const sayEntry = ({ title, who, reason, outcome, decided, decidedReason }: Entry): string[] => [
  `${title} (${who}): ${reason}`,
  ...(outcome === null
    ? []
    : [decided === '' ? outcome.text : `${outcome.text} (${decided}): ${decidedReason}`]),
];

/** The receipt on paper: a copy for the file, with the ledger below its days. */
export function presentReceiptPaper(
  finding: Finding,
  deadline: Deadline,
  made: { office: Office; now: Date },
  tongue: Tongue,
): Paper {
  const { t } = tongue;
  const entries = presentLedger(finding, tongue).reverse();
  const heading: Block = { kind: 'heading', text: t('extensions:receipt.entries') };
  return frameReceiptPaper(
    {
      about: t('extensions:receipt.about', { number: findingNumber(finding) }),
      rows: factsOf(finding, deadline, tongue),
      receipt: deadline,
      below: [...(entries.length === 0 ? [] : [heading]), ...entries.flatMap(sayEntry).map(paragraph)],
    },
    { authority: finding.authority, ...made },
    tongue,
  );
}
