import { fieldMaker, errorSummary } from '../shared/fields.js';
import { printDay, type Month } from '../shared/dates.js';
import { inLanguage, type Translate } from '../shared/language.js';
import type { Unit } from '../units/unit.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { paperHref, reportHref } from './report-links.js';
import type { CompiledReport } from './report.js';
import { basisOf, bases } from './scope.js';
import { codeOf, lastMonthOf, type Term } from './term.js';
import { cutoffs, sides, termsSince } from './term-choice.js';
import { printTerm, typeTerm } from './term-words.js';

export type Offer = {
  own: Unit | undefined;
  months: Term[];
  longer: Term[];
  labels: string[];
  now: Month;
  signVersions: number[];
};

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function presentTerm(term: Term, code: string, now: Month, { language, t }: Visit) {
  return {
    label: capitalised(printTerm(term, language)),
    href: reportHref(code, term),
    running: lastMonthOf(term) >= now ? t('reports:running') : '',
    papers: (['vi', 'en'] as const).map((paper) => ({
      href: paperHref(code, term, paper),
      label: t(`reports:paperIn.${paper}`),
    })),
  };
}

function presentForm(
  { months, longer, labels, signVersions }: Offer,
  form: FormState,
  { t, language }: Visit,
) {
  const field = fieldMaker(t, form.values, form.errors);
  return {
    unit: field('unit', { label: 'reports:field.unit', hint: true, suggestions: labels }),
    term: field('term', {
      label: 'reports:field.term',
      hint: true,
      width: 'govuk-input--width-20',
      suggestions: [...months, ...longer].map((term) => typeTerm(term, language)),
    }),
    cutoff: field('cutoff', {
      label: 'reports:field.cutoff',
      hint: true,
      required: false,
      options: cutoffs.map((value) => ({
        value,
        label: t(`reports:cutoff.${value === '' ? 'settings' : value}`),
      })),
    }),
    by: field('by', {
      label: 'reports:field.by',
      hint: true,
      required: false,
      options: sides.map((value) => ({ value, label: t(`reports:by.${value === '' ? 'usual' : value}`) })),
    }),
    signs:
      signVersions.length < 2
        ? null
        : field('signs', {
            label: 'reports:field.signs',
            hint: true,
            required: false,
            options: ['', 'recorded', ...signVersions].map((value) => ({
              value: String(value),
              label:
                typeof value === 'number'
                  ? t('reports:signs.version', { version: value })
                  : t(`reports:signs.${value === '' ? 'usual' : value}`),
            })),
          }),
    buttons: { label: t('reports:show'), cancel: null, saved: null },
  };
}

/** The page that leads to every report: the last terms of the own unit, and a form for any other unit and term. */
export function presentReportChoice(offer: Offer, form: FormState, visit: Visit): Page {
  const { t, language } = visit;
  const { own, months, longer, labels, now } = offer;
  const rows = (terms: Term[]) =>
    own === undefined
      ? []
      : termsSince(own.validFrom, terms).map((term) => presentTerm(term, own.code, now, visit));
  return {
    title: t('reports:title'),
    errors: errorSummary(t, form.errors),
    lead: t('reports:lead'),
    unit: own === undefined ? '' : inLanguage(own.name, language),
    tables: [
      { caption: t('reports:recent'), rows: rows(months) },
      { caption: t('reports:longer'), rows: rows(longer) },
    ].filter((table) => table.rows.length > 0),
    form: labels.length === 0 ? null : presentForm(offer, form, visit),
  };
}

/** From … to … of the term and of the year, in words. */
export const presentPeriod = (
  { term, period, asOf }: { term: Term; period: { from: string; to: string; since: string }; asOf: string },
  { language, t }: Pick<Visit, 'language' | 't'>,
): string =>
  t(period.from === period.since && term.kind !== 'month' ? 'reports:periodOfYear' : 'reports:period', {
    code: codeOf(term),
    from: printDay(period.from, language),
    to: printDay(asOf < period.to ? asOf : period.to, language),
    since: printDay(period.since, language),
  });

/** Nothing to say while there has been one version of the catalogue only. */
function presentSignBasis(
  { term, signsBy = 1 }: Pick<CompiledReport, 'term' | 'signsBy'>,
  t: Translate,
): string[] {
  if (signsBy === 'recorded') return [t('reports:signs.countedAsRecorded')];
  if (term.signs === undefined && signsBy === 1) return [];
  return [t('reports:signs.countedByVersion', { version: signsBy })];
}

/** By which side of the inspections and which signs it counts, and which units its cluster has, in sentences. */
export function presentBasis(
  report: Pick<CompiledReport, 'scopes' | 'cluster' | 'term' | 'signsBy'>,
  { language, t }: Pick<Visit, 'language' | 't'>,
): string {
  const { scopes, cluster } = report;
  const sides = bases.filter((basis) => scopes.some((scope) => basisOf(scope) === basis));
  const [side = 'unit'] = sides;
  const counted = [
    t(`reports:counted.${sides.length > 1 ? 'both' : side}`),
    ...presentSignBasis(report, t),
  ].join(' ');
  if (cluster === undefined) return counted;
  const units = cluster.units.map(({ name }) => inLanguage(name, language)).join(', ');
  return `${counted} ${t('clusters:consists', { count: cluster.units.length, units })}`;
}
