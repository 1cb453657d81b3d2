import { paragraph, type Block, type Table } from '../../paper/paper.js';
import { printDay } from '../../shared/dates.js';
import type { CheckFact } from '../document-facts.js';
import type { BodyInput } from './paper-words.js';

type Row = Table['rows'][number];

/** What was to be done, what the unit has reported of it, and what was seen on site; blanks where that is still open. */
export function secondLookTable(rows: Row[], { t }: BodyInput['tongue']): Block {
  return {
    kind: 'table',
    caption: null,
    dense: true,
    columns: [
      { share: 22, align: 'left' },
      { share: 28, align: 'left' },
      { share: 25, align: 'left' },
      { share: 25, align: 'left' },
    ],
    head: [
      ['number', 'mustDo', 'reported', 'seenNow'].map((key) => ({
        text: t(`documents:paper.column.${key}`),
      })),
    ],
    rows,
  };
}

/** Whether something that a follow-up visit went to see is still to be remedied. */
export const isLeftOver = ({ facts }: Pick<BodyInput, 'facts'>): boolean =>
  (facts.checks ?? []).some(({ dueOn }) => dueOn !== undefined);

/** The findings that a follow-up visit went to see, as rows of that table. */
export const checkRows = ({ facts, tongue: { language, t } }: BodyInput): Row[] =>
  (facts.checks ?? []).map(({ number, mustDo, reported, outcome, seen, dueOn }: CheckFact) => {
    const told = outcome === undefined ? '' : t(`followups:outcome.${outcome}`);
    const due = dueOn === undefined ? '' : t('documents:paper.leftUntil', { day: printDay(dueOn, language) });
    const words = [[told, seen].filter((text) => text !== '').join(': '), due].join(' ').trim();
    const report = reported === '' ? t('documents:paper.reinspection.nothingReported') : reported;
    return { cells: [number, mustDo, report, words] };
  });

/** The same with its introduction, for papers that tell of more; nothing of a visit that follows nothing up. */
export function checksBody(input: BodyInput): Block[] {
  const rows = checkRows(input);
  if (rows.length === 0) return [];
  return [paragraph(input.tongue.t('documents:paper.checked')), secondLookTable(rows, input.tongue)];
}
