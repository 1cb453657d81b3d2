import { weekdayNames, type Receipt } from '../calendar/working-calendar.js';
import type { Tongue } from '../paper/letterhead.js';
import { heading, type Block, type Table } from '../paper/paper.js';
import { printDay, weekdayOf, type Day } from '../shared/dates.js';
import { inLanguage } from '../shared/language.js';
import { daysOf, type CountedDay } from './receipt.js';

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

/** Every day of a term, as the rows of views/extensions/receipt.hbs. */
export const presentDays = (receipt: Receipt, tongue: Tongue) =>
  daysOf(receipt).map((one) => ({
    day: printDay(one.day, tongue.language),
    weekday: weekday(one.day, tongue),
    number: one.number === undefined || one.number === 0 ? '' : String(one.number),
    why: sayDay(one, tongue),
    off: one.why !== undefined,
  }));

const columns: Table['columns'] = [
  // Wide enough for "10 September 2026" in one line.
  { share: 0.27, align: 'left' },
  { share: 0.17, align: 'left' },
  { share: 0.13, align: 'centre' },
  { share: 0.43, align: 'left' },
];

/** The same days on paper, below their heading. */
export const daysOnPaper = (receipt: Receipt, tongue: Tongue): Block[] => [
  heading(tongue.t('extensions:receipt.days')),
  {
    kind: 'table',
    caption: null,
    columns,
    dense: false,
    head: [
      ['day', 'weekday', 'number', 'why'].map((key) => ({
        text: tongue.t(`extensions:receipt.column.${key}`),
      })),
    ],
    rows: presentDays(receipt, tongue).map(({ day, weekday: name, number, why }) => ({
      cells: [day, name, number, why],
    })),
  },
];
