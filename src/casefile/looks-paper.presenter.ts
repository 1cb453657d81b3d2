import type { Inspection } from '../inspections/inspection.js';
import type { SealView } from '../inspections/seal.presenter.js';
import { extractPaper } from '../paper/extract.js';
import { BLANK, type Office, type Tongue } from '../paper/letterhead.js';
import type { Block, Column, Paper, Passage, Table } from '../paper/paper.js';
import { printDay } from '../shared/dates.js';
import { inLanguage } from '../shared/language.js';

const passage = (kind: Passage['kind'], text: string): Block => ({ kind, text });
const left = (share: number): Column => ({ share, align: 'left' });

const table = (head: string[], columns: Column[], rows: string[][]): Table => ({
  kind: 'table',
  caption: null,
  columns,
  dense: true,
  head: [head.map((text) => ({ text }))],
  rows: rows.map((cells) => ({ cells })),
});

/** The plan as it was fixed, and everybody who had it before his eyes while it was sealed. */
function blocksOf({ prints, rows, none }: SealView, inspection: Inspection, tongue: Tongue): Block[] {
  const { t, language } = tongue;
  const head = (...names: string[]) => names.map((name) => t(`casefile:looks.column.${name}`));
  const values = {
    unit: inLanguage(inspection.unit.name, language),
    topic: inLanguage(inspection.topic, language),
    decision: inspection.decision.number === '' ? BLANK : inspection.decision.number,
    openedOn: printDay(inspection.openedOn ?? '', language),
  };
  return [
    passage('paragraph', t('casefile:looks.introduction', values)),
    passage('heading', t('casefile:looks.planned')),
    table(
      head('event', 'line', 'fingerprint'),
      [left(30), left(20), left(50)],
      prints.map(({ label, line, fingerprint }) => [label, line, fingerprint]),
    ),
    passage('heading', t('casefile:looks.lookers')),
    rows.length === 0
      ? passage('paragraph', none)
      : table(
          head('order', 'name', 'first', 'last', 'times'),
          [{ share: 7, align: 'centre' }, left(45), left(19), left(19), { share: 10, align: 'centre' }],
          rows.map(({ name, post, first, last, count }, index) => [
            String(index + 1),
            `${name}, ${post}`,
            first,
            last,
            count,
          ]),
        ),
    passage('note', t('casefile:looks.note')),
  ];
}

/** Who looked at a surprise visit before it was opened, and when: a paper for its file. */
export function presentLooksPaper(
  seal: SealView,
  inspection: Inspection,
  { office, now }: { office: Office; now: Date },
  tongue: Tongue,
): Paper {
  const { t } = tongue;
  const about = t('casefile:looks.about', { number: inspection.number ?? '' });
  return extractPaper(
    {
      title: `${t('casefile:looks.title')}: ${about}`,
      mark: t('casefile:looks.mark'),
      type: t('casefile:looks.type'),
      about,
      blocks: blocksOf(seal, inspection, tongue),
    },
    { authority: inspection.authority, office, now },
    tongue,
  );
}
