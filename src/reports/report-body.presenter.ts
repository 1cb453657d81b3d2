import { printDay } from '../shared/dates.js';
import { inLanguage } from '../shared/language.js';
import { officialDay, type Office } from '../paper/letterhead.js';
import { numbered } from '../paper/numerals.js';
import { paragraph, type Block } from '../paper/paper.js';
import { presentContent, type ContentSection } from './report-content.js';
import { nameInSentence } from './subject.js';
import { spansOf, type Telling } from './tables/figure-table.js';
import { paperTable } from './tables/paper-table.js';
import { presentBasis } from './reports.presenter.js';
import { printTerm } from './term-words.js';

function introduction({ report, language, t }: Telling, office: Office): Block {
  const { directive } = office;
  const { from, to, since } = report.period;
  return paragraph(
    t(spansOf(report).length === 1 ? 'reports:paper.introductionOfYear' : 'reports:paper.introduction', {
      number: directive.number,
      day: officialDay(directive.on, { language, t }),
      body: inLanguage(directive.body, language),
      title: inLanguage(directive.title, language),
      unit: nameInSentence(report, language),
      term: printTerm(report.term, language),
      from: printDay(from, language),
      to: printDay(report.provisional ? report.asOf : to, language),
      since: printDay(since, language),
    }),
  );
}

/** A section under its numeral. */
const sectionBlocks = (
  telling: Telling,
  { heading, sentences, tables, notes, none }: ContentSection,
  index: number,
): Block[] => [
  { kind: 'heading', text: numbered(heading.toLocaleUpperCase(telling.language), index) },
  ...sentences.map(paragraph),
  ...(none === '' ? [] : [paragraph(none)]),
  ...tables.map((table) => paperTable(telling, table)),
  ...notes.map((text): Block => ({ kind: 'note', text })),
];

/** What the report says: the introduction, its sections, and the words at its end. */
export function presentBody(telling: Telling, office: Office): Block[] {
  const { report, language, t } = telling;
  const unit = nameInSentence(report, language);
  const sections = presentContent(telling);
  return [
    introduction(telling, office),
    paragraph(presentBasis(report, telling)),
    ...(sections.length === 0 ? [paragraph(t('reports:paper.nothing'))] : []),
    ...sections.flatMap((section, index) => sectionBlocks(telling, section, index)),
    paragraph(t('reports:paper.end', { unit })),
  ];
}
