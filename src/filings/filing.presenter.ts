import type { Errand } from '../errands/errand.js';
import { presentUnderWay } from '../errands/errands.presenter.js';
import { presentTimeline } from '../history/timeline.presenter.js';
import { postOf } from '../policies/actor.js';
import type { Action } from '../policies/rules.js';
import { readKey } from '../reports/figure-key.js';
import type { ContentSection } from '../reports/report-content.js';
import { printCorrection } from '../reports/report-texts.js';
import { presentPeriod } from '../reports/reports.presenter.js';
import { printTerm } from '../reports/term-words.js';
import type { CompiledReport } from '../reports/report.js';
import type { Term } from '../reports/term.js';
import { printDay } from '../shared/dates.js';
import { errorSummary } from '../shared/fields.js';
import { inLanguage, printNumber } from '../shared/language.js';
import { actionsFrom, link, post, type ActionView, type CaseFacts } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import type { Moved } from './comparison.js';
import type { Contradiction } from './contradictions.js';
import { filingSteps, missingTexts, walkHref, type Filing, type StepName } from './filing.js';
import { presentFilingState } from './filing-words.js';
import { presentWarnings } from './filing-warnings.presenter.js';
import type { OfferedPair } from './photo-choice.js';
import { presentChosen } from './chosen-photos.presenter.js';

type Disclosed = { open: boolean; breadth: 'whole' | 'figures'; takenDown?: { reason: string } };

export type FilingContent = {
  filing: Filing;
  report: CompiledReport;
  sections: ContentSection[];
  /** Figures beside those of the period before; undefined where there was none. */
  before: { term: Term; moved: Moved[] } | undefined;
  contradictions: Contradiction[];
  /** Other reports that tell of some of the same days. */
  overlapping: Filing[];
  digest: string;
  allowed: ReadonlySet<Action>;
  /** Whether everybody may read it, or might once. */
  disclosure: Disclosed | undefined;
  /** Those of the chosen photos that may be printed now. */
  photos: OfferedPair[];
  /** The step that is being taken in the background. */
  underWay: Errand | undefined;
};

export function presentFilingFacts(filing: Filing, { t, language }: Visit): CaseFacts {
  const { unit, cluster, issued, author } = filing;
  const by = `${author.name}, ${postOf(author, language)}`;
  return {
    unit: inLanguage((cluster ?? unit).name, language),
    unitHref: `/units/${unit.id}`,
    unitNote: '',
    tags: [presentFilingState(filing.state, t)],
    lamp: null,
    day: issued === undefined ? '' : `${issued.number} · ${printDay(issued.on, language)}`,
    lines: [by],
  };
}

function actionsOf({ filing, report, digest, allowed, underWay }: FilingContent, { t, language }: Visit) {
  const here = `/filings/${filing.id}`;
  const may = (name: StepName) =>
    underWay === undefined &&
    allowed.has(filingSteps[name].rule) &&
    filingSteps[name].from.includes(filing.state);
  const { version } = filing;
  const ready = !report.provisional && missingTexts(filing, report).length === 0;
  const accept = post(t('filings:act.accept'), `${here}/acceptance`, version);
  const actions: ActionView[] = [
    ...(may('accept') ? [{ ...accept, fields: [...accept.fields, { name: 'digest', value: digest }] }] : []),
    ...(may('submit') && ready ? [post(t('filings:act.submit'), `${here}/submission`, version)] : []),
    ...(may('issue') ? [link(t('filings:act.issue'), `${here}/issue`)] : []),
    ...(may('write') ? [link(t('filings:act.write'), `${here}/texts`)] : []),
    ...(may('choose') ? [link(t('filings:act.choose'), `${here}/photos`)] : []),
    ...(may('return') ? [link(t('filings:act.return'), `${here}/return`)] : []),
    ...(may('resume') ? [post(t('filings:act.resume'), `${here}/resumption`, version)] : []),
    ...(filing.issued === undefined
      ? [link(t('filings:preview'), `${here}/paper.pdf?language=${language}`)]
      : []),
  ];
  return actionsFrom(actions);
}

/** Figures of an issued report open the lists that were frozen with it; those of a draft the living ones. */
const presentSection =
  ({ filing }: FilingContent) =>
  (section: ContentSection) => ({
    ...section,
    tables: section.tables.map((table) => ({
      ...table,
      rows: table.rows.map((row) => ({
        ...row,
        figures: row.figures.map((figure) =>
          filing.issued === undefined || figure.href === null
            ? figure
            : { ...figure, href: walkHref(filing.id, figure.key) },
        ),
      })),
    })),
    remark: filing.remarks.find((remark) => remark.section === section.id)?.text ?? '',
  });

function presentComparison({ filing, before, report }: FilingContent, { t, language }: Visit) {
  if (before === undefined || before.moved.length === 0) return null;
  const number = (value: number) => printNumber(value, language);
  const scopeOf = (key: string) => readKey(key)?.scope ?? '';
  return {
    text: t('filings:comparisonText', { term: printTerm(before.term, language) }),
    rows: before.moved.map(({ key, section, label, value, before: earlier }) => ({
      label,
      // The same words head the figures of each column.
      section: [
        t(`reports:section.${section}`),
        ...(report.scopes.length > 1 ? [t(`reports:scope.${scopeOf(key)}`)] : []),
      ].join(' · '),
      before: number(earlier),
      now: number(value),
      change:
        value === earlier
          ? t('filings:same')
          : `${value > earlier ? '+' : '−'}${number(Math.abs(value - earlier))}`,
      href: walkHref(filing.id, key),
    })),
  };
}

function presentFiles({ filing: { id, issued } }: FilingContent, { t, language }: Visit) {
  if (issued === undefined) return [];
  const here = `/filings/${id}`;
  const { papers, data } = issued;
  return (
    [
      ['vi', papers.vi, `${here}/paper.pdf?language=vi`],
      ['en', papers.en, `${here}/paper.pdf?language=en`],
      ['data', data, `${here}/data.json`],
    ] as const
  ).map(([name, file, href]) => ({
    href,
    label: t(`filings:file.${name}`),
    size: t('filings:size', { size: printNumber(file.size, language) }),
    sha256: file.sha256,
  }));
}

/** What everybody may read of it, and the way to change that. */
function presentDisclosure({ filing: { id, issued }, disclosure, allowed }: FilingContent, { t }: Visit) {
  const may = allowed.has('disclosure.decide');
  if (issued === undefined || (disclosure === undefined && !may)) return null;
  const word = disclosure?.open === true ? disclosure.breadth : 'takenDown';
  const act = disclosure?.open === true ? 'taking-down' : 'disclosure';
  const label = t(disclosure?.open === true ? 'disclosures:takeDown' : 'disclosures:disclose');
  return {
    text:
      disclosure === undefined
        ? t('disclosures:lead')
        : t(`disclosures:standing.${word}`, { reason: disclosure.takenDown?.reason ?? '' }),
    links: [
      ...(disclosure?.open === true ? [{ href: `/disclosures/${id}`, label: t('disclosures:look') }] : []),
      ...(may ? [{ href: `/filings/${id}/${act}`, label }] : []),
    ],
  };
}

/** The page of a report on file, where its author works and its leader decides. */
export function presentFiling(content: FilingContent, form: FormState, visit: Visit): Page {
  const { filing, report } = content;
  const { t, language } = visit;
  return {
    title: t('filings:ofTerm', { term: printTerm(filing.term, language) }),
    back: { href: '/filings', label: t('filings:title') },
    errors: errorSummary(t, form.errors),
    actions: actionsOf(content, visit),
    version: String(filing.version),
    facts: presentFilingFacts(filing, visit),
    period: presentPeriod(report, visit),
    underWay: content.underWay === undefined ? null : presentUnderWay(content.underWay, visit),
    warnings: presentWarnings(content, visit),
    sections: content.sections.map(presentSection(content)),
    comparison: presentComparison(content, visit),
    corrections: filing.corrections.map((correction) => ({
      text: printCorrection(correction, visit),
      cases: [...correction.added, ...correction.gone].map(({ id, number }) => ({
        href: correction.key.startsWith('inspections') ? `/inspections/${id}` : `/findings/${id}`,
        label: number,
      })),
    })),
    photos: presentChosen(filing, content.photos, visit),
    files: presentFiles(content, visit),
    disclosure: presentDisclosure(content, visit),
    history: { events: presentTimeline(filing.history, language, t) },
  };
}
