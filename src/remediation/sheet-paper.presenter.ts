import { presentLamp, presentSeverity, printDue, type Judge } from '../findings/finding-row.presenter.js';
import { findingNumber } from '../findings/finding.js';
import { extractPaper } from '../paper/extract.js';
import { type Office, type Tongue } from '../paper/letterhead.js';
import { heading, paragraph, type Block, type Column, type Paper } from '../paper/paper.js';
import { dayOf, printDay } from '../shared/dates.js';
import { inLanguage } from '../shared/language.js';
import type { Unit } from '../units/unit.js';
import type { UnitSheet, WorkRow } from './work.queries.js';

type Printing = { sheet: UnitSheet; unit: Unit; office: Office; judge: Judge; now: Date };

const SHARES: [number, Column['align']][] = [
  [0.14, 'left'],
  [0.4, 'left'],
  [0.12, 'left'],
  [0.16, 'left'],
  [0.18, 'left'],
];
const COLUMNS: Column[] = SHARES.map(([share, align]) => ({ share, align }));

/** The date now, and the one that was fixed first where it was moved. */
function datesOf({ dueOn, firstDueOn }: WorkRow, { t, language }: Tongue): string {
  const first =
    firstDueOn === undefined ? [] : [t('extensions:first', { day: printDay(firstDueOn, language) })];
  return [printDue(dueOn, language), ...first].join('; ');
}

/** What must be done and by whom; of what was returned, why. */
function taskOf({ mustDo, responsiblePost, state, remediations }: WorkRow, { t }: Tongue): string {
  const reason = remediations.at(-1)?.verification?.reason;
  const returned =
    state === 'returned' && reason !== undefined ? [t('findings:returnedBecause', { reason })] : [];
  return [mustDo, t('findings:responsible', { post: responsiblePost }), ...returned].join('\n');
}

function tableOf(key: 'toFix' | 'waiting', rows: WorkRow[], judge: Judge, tongue: Tongue): Block[] {
  const { t } = tongue;
  if (rows.length === 0) return [];
  const heads = ['number', 'task', 'severity', 'due', 'left'];
  return [
    heading(t(`work:${key}`)),
    {
      kind: 'table',
      caption: null,
      columns: COLUMNS,
      dense: true,
      rowHeads: true,
      head: [heads.map((head) => ({ text: t(`work:paper.${head}`) }))],
      rows: rows.map((row) => ({
        cells: [
          findingNumber(row),
          taskOf(row, tongue),
          presentSeverity(row.severity, t).text,
          datesOf(row, tongue),
          presentLamp(judge(row), t).text,
        ],
      })),
    },
  ];
}

/** The sheet of a unit on paper: what to fix and by when, what waits for the team; to hang up or hand round. */
export function presentSheetPaper({ sheet, unit, office, judge, now }: Printing, tongue: Tongue): Paper {
  const { t, language } = tongue;
  const today = dayOf(now);
  const about = t('work:paper.about', {
    unit: inLanguage(unit.name, language),
    day: printDay(today, language),
  });
  const blocks = [
    ...tableOf('toFix', sheet.toFix, judge, tongue),
    ...tableOf('waiting', sheet.waiting, judge, tongue),
  ];
  const nothing: Block = paragraph(t('dashboard:nothingToFix'));
  return extractPaper(
    {
      title: about,
      mark: null,
      type: t('work:paper.type'),
      about,
      blocks: blocks.length === 0 ? [nothing] : blocks,
    },
    { authority: unit, office, now },
    tongue,
  );
}
