import { Router } from 'express';
import type { Services } from '../services.js';
import { dayOf, monthOf } from '../shared/dates.js';
import { Invalid } from '../shared/errors.js';
import { present } from '../shared/filter.js';
import { languages, type Language, type Translate } from '../shared/language.js';
import { signedIn } from '../web/handle.js';
import { emptyForm, page, redirect, type Answer, type FormState, type Visit } from '../web/visit.js';
import { presentCoverage, readCoverage } from './coverage.presenter.js';
import { drawPaper } from '../paper/draw-paper.js';
import { chartView } from './chart.js';
import { reportCharts } from './report-charts.js';
import { makeReportPaper } from './report-paper.js';
import { askForPaper } from './report-errands.js';
import { presentPlanList } from './plan-list.presenter.js';
import { presentPracticeList } from './practice-list.presenter.js';
import { presentReport } from './report.presenter.js';
import { reportHref } from './report-links.js';
import { presentReportChoice } from './reports.presenter.js';
import { liveLists } from './tables/figure-table.js';
import { codeOf } from './term.js';
import { readVariant, variantSuffix } from './variants.js';
import { subjectOfFiling } from '../filings/filing.js';
import { presentFile } from '../filings/file-action.presenter.js';
import { allowed } from '../policies/policy.js';

const asked = ({ params, language }: Visit) =>
  [params['unitCode'] ?? '', params['term'] ?? '', language] as const;

/** `translate` gives the wordings of the language of a paper, which need not be the reader's; `home` is where people reach the product. */
export function reportsRoutes(
  { reports, filings, errands, settings }: Services,
  translate: (language: Language) => Translate,
  home: string,
): Router {
  const router = Router();

  const showChoice = async (visit: Visit, form: FormState) =>
    page('reports/index', presentReportChoice(await reports.offer(visit.actor), form, visit));

  /** A unit or term that cannot be is said in words, on the page where another can be chosen. */
  const orChoice = (show: (visit: Visit) => Promise<Answer>) => async (visit: Visit) => {
    try {
      return await show(visit);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const [unit, term] = asked(visit);
      const values = { unit, term, ...visit.query };
      return { ...(await showChoice(visit, { values, errors: error.errors })), status: 422 };
    }
  };

  async function choose(visit: Visit): Promise<Answer> {
    const { unit, term, cutoff, by, signs } = visit.query;
    if (unit === undefined && term === undefined)
      return showChoice(visit, { ...emptyForm, values: present({ unit: visit.query['about'] }) });
    const typed = {
      unit: unit ?? '',
      term: term ?? '',
      cutoff: cutoff ?? '',
      by: by ?? '',
      signs: signs ?? '',
    };
    const chosen = await reports.choose(visit.actor, typed, visit.language);
    return redirect(reportHref(chosen.code, chosen.term));
  }

  async function show(visit: Visit): Promise<Answer> {
    const report = await reports.report(visit.actor, ...asked(visit));
    const trend = await reports.trend(visit.actor, report, monthOf(report.period.to));
    const { language, t } = visit;
    const charts = await Promise.all(reportCharts({ report, language, t }, trend).map(chartView));
    const code = codeOf(report.term);
    const filing = await filings.ofTerm(visit.actor, report.unit.id, code);
    const subject = subjectOfFiling({ unit: report.unit, author: { personId: '' } });
    const mayFile = allowed(visit.actor, 'filing.write', subject);
    const { rowsAtOnce } = await settings.limits('errands', dayOf(visit.now));
    const file = presentFile(report, filing, mayFile, visit);
    return page(
      'reports/show',
      presentReport(report, charts, { file, rowsAtOnce, signVersions: await reports.signVersions() }, visit),
    );
  }

  async function showCoverage(visit: Visit): Promise<Answer> {
    const report = await reports.report(visit.actor, ...asked(visit));
    return page('reports/units', presentCoverage(report, readCoverage(visit.query), visit));
  }

  const showPlan = async (visit: Visit): Promise<Answer> =>
    page('reports/plan', presentPlanList(await reports.report(visit.actor, ...asked(visit)), visit));

  const showPractices = async (visit: Visit): Promise<Answer> =>
    page('reports/practices', presentPracticeList(await reports.report(visit.actor, ...asked(visit)), visit));

  const languageIn = (word: unknown, { language }: Visit): Language =>
    languages.find((one) => one === word) ?? language;

  async function print(visit: Visit): Promise<Answer> {
    const language = languageIn(visit.query['language'], visit);
    const tongue = { language, t: translate(language) };
    const variant = readVariant(visit.query['variant']);
    const made = makeReportPaper(reports, visit.actor, asked(visit), tongue, liveLists(home), { variant });
    const { paper, report } = await made;
    const name = `${report.unit.code}-${codeOf(report.term)}${variantSuffix(variant)}-${language}.pdf`;
    const headers = {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${name}"`,
      'Cache-Control': 'no-store',
    };
    return { kind: 'file', body: drawPaper(paper), headers };
  }

  async function printLater(visit: Visit): Promise<Answer> {
    const language = languageIn(visit.fields['language'], visit);
    const errand = await askForPaper({ reports, errands }, visit.actor, asked(visit), language);
    return redirect(`/errands/${errand.id}`);
  }

  router.get('/reports', signedIn(orChoice(choose)));
  router.get('/reports/:unitCode/:term', signedIn(orChoice(show)));
  router.get('/reports/:unitCode/:term/units', signedIn(orChoice(showCoverage)));
  router.get('/reports/:unitCode/:term/plan', signedIn(orChoice(showPlan)));
  router.get('/reports/:unitCode/:term/practices', signedIn(orChoice(showPractices)));
  router.get('/reports/:unitCode/:term/report.pdf', signedIn(orChoice(print)));
  router.post('/reports/:unitCode/:term/paper', signedIn(orChoice(printLater)));
  return router;
}
