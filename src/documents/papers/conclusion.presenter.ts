import { paragraph, type Block } from '../../paper/paper.js';
import { officialDay } from '../../paper/letterhead.js';
import { checksBody, isLeftOver } from './checks-table.presenter.js';
import { evidenceHint } from './evidence-annex.presenter.js';
import {
  findingsTable,
  numberedSections,
  paragraphsOf,
  unitWords,
  valuesOf,
  written,
  type BodyInput,
} from './paper-words.js';

/** Results, shortcomings, causes, recommendations: what a conclusion must state (TT 25/2014/TT-BTP, Article 15). */
export function conclusionBody(input: BodyInput): Block[] {
  const { facts, tongue } = input;
  const { t } = tongue;
  const values = valuesOf(input);
  const title = (key: string) => t(`documents:paper.conclusion.${key}`, values);
  const found = facts.findings.length > 0;
  const more = written(input, 'recommendations');
  return [
    paragraph(t('documents:paper.conclusion.introduction', values)),
    ...numberedSections([
      [title('result'), [...paragraphsOf(facts.inspection.conclusion), ...checksBody(input)]],
      [title('shortcomings'), findingsTable(input)],
      [title('causes'), causes(input)],
      [
        title('recommendations'),
        [
          ...(found ? [paragraph(title('remedy'))] : []),
          ...(isLeftOver(input) ? [paragraph(title('remedyLeft'))] : []),
          ...(more === '' ? [] : paragraphsOf(more)),
          toldTo('publish', input),
        ],
      ],
    ]),
    paragraph(t('documents:paper.conclusion.end', values)),
  ];
}

/** Room for the causes of what was found; where nothing was found, only what somebody wrote. */
const causes = (input: BodyInput): Block[] =>
  input.facts.findings.length === 0 && written(input, 'causes') === ''
    ? []
    : paragraphsOf(written(input, 'causes'));

/** What the head reports to whoever signed the decision, with what he proposes. */
export function teamReportBody(input: BodyInput): Block[] {
  const { facts, tongue } = input;
  const { t } = tongue;
  const values = valuesOf(input);
  const title = (key: string) => t(`documents:paper.report.${key}`);
  const { minutes } = facts.inspection;
  return [
    paragraph(t('documents:paper.report.introduction', values)),
    ...numberedSections([
      [title('result'), [...paragraphsOf(minutes?.course), ...checksBody(input)]],
      [title('findings'), [...findingsTable(input), ...evidenceHint(input)]],
      [title('words'), unitWords(input)],
      [title('assessment'), paragraphsOf(written(input, 'assessment'))],
      [title('proposals'), paragraphsOf(written(input, 'proposals'))],
    ]),
    paragraph(t('documents:paper.report.end', values)),
  ];
}

/** What the unit is told to do, with the working days that it has; drafts of before these were kept do not say them. */
function toldTo(act: 'answer' | 'publish', input: BodyInput): Block {
  const { days } = input.facts;
  const key = `documents:paper.conclusion.${act}`;
  const values = valuesOf(input);
  if (days === undefined) return paragraph(input.tongue.t(key, values));
  const count = act === 'answer' ? days.reply : days.publication;
  return paragraph(input.tongue.t(`${key}Within`, { ...values, count }));
}

/** What the unit may answer, finding by finding, before the conclusion. */
export function draftBody(input: BodyInput): Block[] {
  const { tongue } = input;
  const { t } = tongue;
  const values = valuesOf(input);
  const title = (key: string) => t(`documents:paper.conclusion.${key}`);
  return [
    paragraph(t('documents:paper.conclusion.introduction', values)),
    ...numberedSections([
      [title('result'), [...paragraphsOf(written(input, 'assessment')), ...checksBody(input)]],
      [title('shortcomings'), findingsTable(input)],
      [title('causes'), causes(input)],
    ]),
    toldTo('answer', input),
  ];
}

/** A correction changes nothing that was issued: it says what was wrong there and what stands now. */
export function correctionBody(input: BodyInput): Block[] {
  const { document, tongue } = input;
  const cited = document.cites;
  const values = {
    ...valuesOf(input),
    cited: cited?.number ?? '',
    citedOn: cited === undefined ? '' : officialDay(cited.on, tongue),
  };
  const { t } = tongue;
  return [
    paragraph(t('documents:paper.correction.introduction', values)),
    ...paragraphsOf(written(input, 'corrections')),
    paragraph(t('documents:paper.correction.end', values)),
  ];
}
