import type { ChecklistItem, ChecklistSection } from '../checklists/checklist.js';
import { extractPaper } from '../paper/extract.js';
import type { Office, Tongue } from '../paper/letterhead.js';
import {
  heading,
  paragraph,
  subheading,
  type Block,
  type Column,
  type Paper,
  type Row,
} from '../paper/paper.js';
import { printDay } from '../shared/dates.js';
import { inLanguage } from '../shared/language.js';
import type { AnswerView } from './answer.js';
import { printCounts } from './item.presenter.js';
import { presentResult } from './sheet.presenter.js';
import type { Reading } from './sheets.service.js';

const left = (share: number): Column => ({ share, align: 'left' });
const right = (share: number): Column => ({ share, align: 'right' });

const ITEMS = [left(8), left(40), left(16), left(36)];

/** What was said of an item beside its outcome: note, numbers, that it is a good example, and the files that prove it. */
function remarksOn(answer: AnswerView, item: ChecklistItem, { t, language }: Tongue): string {
  const files = answer.evidence.filter(({ withdrawn }) => withdrawn === undefined).map(({ name }) => name);
  return [
    answer.note,
    printCounts(answer, item, language),
    answer.good ? t('answers:good') : '',
    files.length === 0 ? '' : t('answers:paper.files', { names: files.join(', ') }),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function rowOf(item: ChecklistItem, answer: AnswerView | undefined, tongue: Tongue): Row {
  const text = inLanguage(item.text, tongue.language);
  if (answer === undefined) return { cells: [item.code, text, '', ''] };
  const outcome = answer.outcome === undefined ? '' : tongue.t(`answers:outcome.${answer.outcome}`);
  return { cells: [item.code, text, outcome, remarksOn(answer, item, tongue)] };
}

function sectionBlocks(
  { code, title, items }: ChecklistSection,
  answers: Reading['answers'],
  tongue: Tongue,
): Block[] {
  const head = ['code', 'item', 'outcome', 'remarks'].map((key) => ({
    text: tongue.t(`answers:paper.column.${key}`),
  }));
  return [
    subheading(`${code}. ${inLanguage(title, tongue.language)}`),
    {
      kind: 'table',
      caption: null,
      columns: ITEMS,
      dense: true,
      head: [head],
      rows: items.map((item) => rowOf(item, answers.get(item.code), tongue)),
    },
  ];
}

/** The numbers by section, as they stand or as the conclusion has fixed them. */
function resultBlocks(reading: Reading, tongue: Tongue): Block[] {
  const { columns, rows, total, note } = presentResult(reading, tongue);
  const { t } = tongue;
  const heads = [t('answers:column.section'), t('answers:column.answered'), ...columns];
  return [
    heading(t('answers:result')),
    {
      kind: 'table',
      caption: null,
      columns: [left(22), ...heads.slice(1).map(() => right(13))],
      dense: true,
      head: [heads.map((text) => ({ text }))],
      rows: [
        ...rows.map(({ label, answered, values }) => ({ cells: [label, answered, ...values] })),
        { cells: [total.label, total.answered, ...total.values], bold: true },
      ],
    },
    { kind: 'note', text: note },
  ];
}

/** The checklist of a case with its answers, for its file; before the visit, to be filled in by hand. */
export function presentSheetPaper(
  reading: Reading,
  { office, now }: { office: Office; now: Date },
  tongue: Tongue,
): Paper {
  const { t, language } = tongue;
  const { inspection, record, sections, answers } = reading;
  const about = t('answers:paper.about', {
    unit: inLanguage(inspection.unit.name, language),
    number: inspection.number ?? t('answers:paper.noNumber'),
  });
  return extractPaper(
    {
      title: `${t('answers:paper.title')}: ${about}`,
      mark: t('answers:paper.mark'),
      type: t('answers:paper.type'),
      about,
      blocks: [
        paragraph(
          t('answers:paper.introduction', {
            version: record.number,
            validFrom: printDay(record.validFrom, language),
          }),
        ),
        ...resultBlocks(reading, tongue),
        heading(t('answers:paper.items')),
        ...sections.flatMap((section) => sectionBlocks(section, answers, tongue)),
      ],
    },
    { authority: inspection.authority, office, now },
    tongue,
  );
}
