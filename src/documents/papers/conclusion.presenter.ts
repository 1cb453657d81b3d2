import type { Block } from '../../paper/paper.js';
import { officialDay } from '../../paper/letterhead.js';
import { checksBody } from './checks-table.presenter.js';
import { evidenceHint } from './evidence-annex.presenter.js';
import {
  findingsTable,
  heading,
  paragraph,
  paragraphsOf,
  valuesOf,
  written,
  type BodyInput,
} from './paper-words.js';

/** Results, shortcomings, causes, recommendations: what a conclusion must state (TT 25/2014/TT-BTP, Article 15). */
export function conclusionBody(input: BodyInput): Block[] {
  const { facts, tongue } = input;
  const { t } = tongue;
  const values = valuesOf(input);
  const head = (key: string) => heading(t(`documents:paper.conclusion.${key}`));
  const found = facts.findings.length > 0;
  return [
    paragraph(t('documents:paper.conclusion.introduction', values)),
    head('result'),
    ...paragraphsOf(facts.inspection.conclusion),
    ...checksBody(input),
    head('shortcomings'),
    ...findingsTable(facts.findings, tongue),
    head('causes'),
    ...paragraphsOf(written(input, 'causes')),
    head('recommendations'),
    ...(found ? [paragraph(t('documents:paper.conclusion.remedy', values))] : []),
    ...(written(input, 'recommendations') === '' && found
      ? []
      : paragraphsOf(written(input, 'recommendations'))),
    toldTo('publish', input),
    paragraph(t('documents:paper.conclusion.end', values)),
  ];
}

/** What the head reports to whoever signed the decision, with what he proposes. */
export function teamReportBody(input: BodyInput): Block[] {
  const { facts, tongue } = input;
  const { t } = tongue;
  const values = valuesOf(input);
  const head = (key: string) => heading(t(`documents:paper.report.${key}`));
  const { minutes } = facts.inspection;
  return [
    paragraph(t('documents:paper.report.introduction', values)),
    head('result'),
    ...paragraphsOf(minutes?.course),
    ...checksBody(input),
    head('findings'),
    ...findingsTable(facts.findings, tongue),
    ...evidenceHint(input),
    head('words'),
    ...paragraphsOf(minutes?.unitWords),
    head('assessment'),
    ...paragraphsOf(written(input, 'assessment')),
    head('proposals'),
    ...paragraphsOf(written(input, 'proposals')),
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
  const { facts, tongue } = input;
  const { t } = tongue;
  const values = valuesOf(input);
  const head = (key: string) => heading(t(`documents:paper.conclusion.${key}`));
  return [
    paragraph(t('documents:paper.conclusion.introduction', values)),
    head('result'),
    ...paragraphsOf(written(input, 'assessment')),
    ...checksBody(input),
    head('shortcomings'),
    ...findingsTable(facts.findings, tongue),
    head('causes'),
    ...paragraphsOf(written(input, 'causes')),
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
