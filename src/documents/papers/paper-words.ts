import { kindRules, type CaseDocument } from '../document.js';
import type { DocumentFacts, FindingFacts } from '../document-facts.js';
import { bodyOf, nameInText, officialDay, type Tongue } from '../../paper/letterhead.js';
import { numbered } from '../../paper/numerals.js';
import { heading, paragraph, type Block, type Passage, type Table } from '../../paper/paper.js';
import { postOf } from '../../policies/actor.js';
import { isAtOnce } from '../../findings/at-once.js';
import { printDay, type Day } from '../../shared/dates.js';
import { inLanguage } from '../../shared/language.js';

/** What the body of a paper is made of. */
export type BodyInput = { document: CaseDocument; facts: DocumentFacts; tongue: Tongue };

/** Dots to write on, where the one who draws up or signs fills in. */
export const DOTS = '……………………………………………………';
/** Room for the number of a document, in a sentence that goes on. */
const NUMBER_DOTS = '…………………';

/** A text of several lines as paragraphs; dots where nothing was written. */
export const paragraphsOf = (text: string | undefined): Passage[] => {
  const lines = (text ?? '').split('\n').filter((line) => line.trim() !== '');
  return lines.length === 0 ? [paragraph(DOTS), paragraph(DOTS)] : lines.map(paragraph);
};

/** Sections under their numbered titles; one of which nothing is said is left out. */
export const numberedSections = (sections: [title: string, body: Block[]][]): Block[] =>
  sections
    .filter(([, body]) => body.length > 0)
    .flatMap(([title, body], index) => [heading(numbered(title, index)), ...body]);

/** What the unit said to the minutes; dots while there are none. */
export function unitWords({ facts, tongue }: Pick<BodyInput, 'facts' | 'tongue'>): Passage[] {
  const said = facts.inspection.minutes?.unitWords;
  return paragraphsOf(said === '' ? tongue.t('documents:paper.minutes.noWords') : said);
}

/** A day as papers print it, or room for it. */
const dayOr = (day: Day | undefined, tongue: Tongue): string =>
  day === undefined ? tongue.t('paper:blankDay') : officialDay(day, tongue);

/** The names and days that nearly every sentence of a case's papers needs. */
export function valuesOf({ facts, tongue }: Pick<BodyInput, 'facts' | 'tongue'>): Record<string, string> {
  const { inspection, office } = facts;
  const { language, t } = tongue;
  const { decision } = inspection;
  return {
    unit: nameInText(inspection.unit, language),
    body: bodyOf(inspection.unit, tongue),
    topic: inLanguage(inspection.topic, language),
    kind: t(`documents:paper.kind.${inspection.kind}`),
    case: inspection.number ?? '',
    decision: decision.number === '' ? NUMBER_DOTS : decision.number,
    decisionOn: dayOr(decision.on, tongue),
    from: officialDay(inspection.plannedFrom, tongue),
    to: officialDay(inspection.plannedTo, tongue),
    openedOn: dayOr(inspection.openedOn, tongue),
    concludedOn: dayOr(inspection.concludedOn, tongue),
    directive: office.directive.number,
    directiveOn: officialDay(office.directive.on, tongue),
    directiveBody: inLanguage(office.directive.body, language),
    directiveTitle: inLanguage(office.directive.title, language),
  };
}

export const duties = (input: Pick<BodyInput, 'facts' | 'tongue'>): Table => {
  const { facts, tongue } = input;
  const { language, t } = tongue;
  return {
    kind: 'table',
    caption: null,
    dense: false,
    columns: [
      { share: 8, align: 'centre' },
      { share: 30, align: 'left' },
      { share: 40, align: 'left' },
      { share: 22, align: 'left' },
    ],
    head: [['order', 'name', 'post', 'duty'].map((key) => ({ text: t(`documents:paper.column.${key}`) }))],
    rows: facts.inspection.team.map((member, index) => ({
      cells: [
        String(index + 1),
        member.name,
        postOf(member, language),
        t(`documents:paper.duty.${member.duty}`),
      ],
    })),
  };
};

/** What must be done, and by when: within its term, or by the date that was set on the spot. */
const withinWords = (finding: FindingFacts, { language, t }: Tongue): string =>
  isAtOnce(finding)
    ? t('documents:paper.atOnce', { what: finding.mustDo, day: printDay(finding.dueOn, language) })
    : t('documents:paper.within', { what: finding.mustDo, count: finding.term });

/** What was seen, the sign that it shows, and which earlier finding it repeats. */
function seenWords({ seen, sign, repetition }: FindingFacts, { language, t }: Tongue): string {
  const words = `${seen} (${sign.code}: ${inLanguage(sign.text, language)})`;
  if (repetition?.of === undefined) return words;
  const { number, foundOn } = repetition.of;
  return `${words} ${t('documents:paper.repeats', { number, day: printDay(foundOn, language) })}`;
}

/** What was seen, by which basis, what must be done within how long, as a table; or one line that nothing was. */
export function findingsTable({ facts, tongue }: Pick<BodyInput, 'facts' | 'tongue'>): Block[] {
  const { findings, checks = [] } = facts;
  const { t } = tongue;
  // A visit that went to see earlier findings tells of those where it tells its results.
  const none = checks.length === 0 ? 'noFindings' : 'noNewFindings';
  if (findings.length === 0) return [paragraph(t(`documents:paper.${none}`))];
  return [
    {
      kind: 'table',
      caption: null,
      dense: true,
      columns: [
        { share: 6, align: 'centre' },
        { share: 34, align: 'left' },
        { share: 18, align: 'left' },
        { share: 14, align: 'left' },
        { share: 28, align: 'left' },
      ],
      head: [
        ['order', 'seen', 'basis', 'severity', 'mustDo'].map((key) => ({
          text: t(`documents:paper.column.${key}`),
        })),
      ],
      rows: findings.map((finding) => ({
        cells: [
          String(finding.ordinal),
          seenWords(finding, tongue),
          finding.legalBasis,
          t(`findings:severity.${finding.severity}`),
          withinWords(finding, tongue),
        ],
      })),
    },
  ];
}

/** What was written into the document; '' when nothing was. */
export const written = ({ document }: Pick<BodyInput, 'document'>, name: string): string =>
  kindRules[document.kind].fields.includes(name) ? (document.fields[name] ?? '') : '';
