import { weekdayNames } from '../calendar/working-calendar.js';
import { presentDeadline } from '../findings/deadline.presenter.js';
import { presentLamp, type Judge } from '../findings/finding-row.presenter.js';
import { findingNumber, type Deadline, type Finding } from '../findings/finding.js';
import { extractPaper } from '../paper/extract.js';
import { type Office, type Tongue } from '../paper/letterhead.js';
import type { Block, Paper } from '../paper/paper.js';
import { printDay, weekdayOf, type Day } from '../shared/dates.js';
import { inLanguage } from '../shared/language.js';
import type { FactView } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import { presentLedger } from './ledger.presenter.js';
import { daysOf, type CountedDay } from './receipt.js';

type Entry = ReturnType<typeof presentLedger>[number];

const weekday = (day: Day, { language }: Tongue): string => {
  const name = weekdayNames[weekdayOf(day)];
  return name === undefined ? '' : inLanguage(name, language);
};

/** A day in words: the event, which working day it is, or why it does not count. */
function sayDay({ number, why, uncertain }: CountedDay, { t, language }: Tongue): string {
  if (why !== undefined) return inLanguage(why, language);
  if (number === 0) return t('extensions:receipt.event');
  const said = t('extensions:receipt.counted', { number });
  return uncertain === undefined
    ? said
    : `${said}; ${t('extensions:receipt.uncertain', { why: inLanguage(uncertain, language) })}`;
}

/** What a due date was counted from and by, and where it lies now. */
function factsOf(finding: Finding, deadline: Deadline, tongue: Tongue): FactView[] {
  const { t, language } = tongue;
  const row = (name: string, text: string, href: string | null = null): FactView => ({
    label: t(`extensions:receipt.row.${name}`),
    text,
    href,
  });
  const ordered = finding.reopenedOn === deadline.from ? 'reopening' : 'delivery';
  const event = deadline.onSpot === true ? 'on_spot' : ordered;
  const counted = daysOf(deadline).at(-1)?.day ?? deadline.dueOn;
  return [
    row('unit', inLanguage(finding.unit.name, language)),
    row('mustDo', finding.mustDo, `/findings/${finding.id}`),
    row(
      'event',
      t(`extensions:receipt.event_${event}`, { day: printDay(deadline.from, language) }),
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
type Standing = { judge: Judge; would: Day | undefined; mayMove: boolean };

/** How a due date came about, day by day, and every entry that has moved it since. */
export function presentReceipt(
  finding: Finding,
  deadline: Deadline,
  { judge, would, mayMove }: Standing,
  visit: Visit,
): Page {
  const { t, language } = visit;
  const here = `/findings/${finding.id}`;
  const { warning } = presentDeadline(deadline, presentLamp(judge(finding), t), language, t);
  return {
    title: t('extensions:receipt.title', { number: findingNumber(finding) }),
    back: { href: here, label: findingNumber(finding) },
    facts: { rows: factsOf(finding, deadline, visit) },
    law: t('extensions:receipt.law'),
    warning:
      warning === ''
        ? null
        : { tone: 'amber', role: 'note', title: warning, text: t('extensions:receipt.warned') },
    would: would === undefined ? '' : t('extensions:receipt.would', { day: printDay(would, language) }),
    move:
      would !== undefined && mayMove ? { href: '/due-dates', label: t('extensions:differing.title') } : null,
    days: daysOf(deadline).map((one) => ({
      day: printDay(one.day, language),
      weekday: weekday(one.day, visit),
      number: one.number === undefined || one.number === 0 ? '' : String(one.number),
      why: sayDay(one, visit),
      off: one.why !== undefined,
    })),
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

const columns: { share: number; align: 'left' | 'centre' }[] = [
  { share: 0.2, align: 'left' },
  { share: 0.2, align: 'left' },
  { share: 0.15, align: 'centre' },
  { share: 0.45, align: 'left' },
];

/** The receipt on paper: a copy for the file, in the head of the authority. */
export function presentReceiptPaper(
  finding: Finding,
  deadline: Deadline,
  { office, now }: { office: Office; now: Date },
  tongue: Tongue,
): Paper {
  const { t, language } = tongue;
  const about = t('extensions:receipt.about', { number: findingNumber(finding) });
  const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
  const heading = (key: string): Block => ({ kind: 'heading', text: t(`extensions:receipt.${key}`) });
  const entries = presentLedger(finding, { t, language }).reverse();
  return extractPaper(
    {
      title: about,
      mark: t('extensions:receipt.mark'),
      type: t('extensions:receipt.type'),
      about,
      blocks: [
        ...factsOf(finding, deadline, tongue).map(({ label, text }) => paragraph(`${label}: ${text}`)),
        paragraph(t('extensions:receipt.law')),
        heading('days'),
        {
          kind: 'table',
          caption: null,
          columns,
          dense: false,
          head: [
            ['day', 'weekday', 'number', 'why'].map((key) => ({
              text: t(`extensions:receipt.column.${key}`),
            })),
          ],
          rows: daysOf(deadline).map((one) => ({
            cells: [
              printDay(one.day, language),
              weekday(one.day, tongue),
              one.number === undefined || one.number === 0 ? '' : String(one.number),
              sayDay(one, tongue),
            ],
          })),
        },
        ...(entries.length === 0 ? [] : [heading('entries')]),
        ...entries.flatMap(sayEntry).map(paragraph),
      ],
    },
    { authority: finding.authority, office, now },
    tongue,
  );
}
