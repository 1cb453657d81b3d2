import { paragraph, type Block } from '../../paper/paper.js';
import { bodyOf, officialDay } from '../../paper/letterhead.js';
import type { FindingFacts } from '../document-facts.js';
import { paragraphsOf, valuesOf, written, type BodyInput } from './paper-words.js';

const WAITING = ['to_remedy', 'returned'];

/** What is still open, each with its due date. */
const openTable = (findings: FindingFacts[], { tongue }: BodyInput): Block => ({
  kind: 'table',
  caption: null,
  dense: true,
  columns: [
    { share: 12, align: 'centre' },
    { share: 64, align: 'left' },
    { share: 24, align: 'left' },
  ],
  head: [['number', 'mustDo', 'dueOn'].map((key) => ({ text: tongue.t(`documents:paper.column.${key}`) }))],
  rows: findings.map((finding) => ({
    cells: [
      String(finding.ordinal),
      finding.mustDo,
      finding.deadline === undefined ? '' : officialDay(finding.deadline.dueOn, tongue),
    ],
  })),
});

/** A letter that urges the unit to do what it was told. */
export function urgingBody(input: BodyInput): Block[] {
  const { t } = input.tongue;
  const { heirs, unit } = input.facts.inspection;
  // The visit was at the unit of then; what is left is asked of whoever answers for it.
  const body = bodyOf(heirs?.unit ?? unit, input.tongue);
  const values = { ...valuesOf(input), body };
  const introduction = heirs?.unit === undefined ? 'introduction' : 'introductionHeir';
  const open = input.facts.findings.filter(({ state }) => WAITING.includes(state));
  const request = written(input, 'request');
  return [
    paragraph(t(`documents:paper.urging.${introduction}`, values)),
    ...(open.length === 0 ? [] : [openTable(open, input)]),
    ...(request === '' ? [paragraph(t('documents:paper.urging.request', values))] : paragraphsOf(request)),
    paragraph(t('documents:paper.urging.end', values)),
  ];
}
