import { allowedActions, assertAllowed } from '../policies/policy.js';
import { readKey } from '../reports/figure-key.js';
import { presentContent } from '../reports/report-content.js';
import type { CompiledReport } from '../reports/report.js';
import { codeOf, termBefore } from '../reports/term.js';
import type { Services } from '../services.js';
import { Forbidden, Invalid, NotFound } from '../shared/errors.js';
import { languages } from '../shared/language.js';
import { rowsOf } from '../web/list-files.js';
import { idOf, page, wasSent, type Answer, type FormState, type Visit } from '../web/visit.js';
import { besideBefore } from './comparison.js';
import { contradictions } from './contradictions.js';
import { digestOf, figuresIn } from './filing-figures.js';
import { presentIssueForm, presentReturnForm, presentTextsForm } from './filing-forms.presenter.js';
import { filingErrandKinds } from './filing-errands.js';
import { fieldsOfFiling } from './filing.form.js';
import { filingColumns, presentFilings } from './filing-list.presenter.js';
import { presentFiling } from './filing.presenter.js';
import { presentWalk } from './filing-walk.presenter.js';
import { filingSteps, subjectOfFiling, writingOf, type Filing, type StepName } from './filing.js';

const PRIVATE = { 'Cache-Control': 'no-store' };

/** The pages of reports on file: each loads what it shows and gives it to its presenter. */
export function filingPages({ filings, filingIssue, filingPhotos, reports, errands, disclosures }: Services) {
  const load = (visit: Visit): Promise<Filing> => filings.load(visit.actor, idOf(visit));

  /** The report of the term before: as it was issued, else as the record stands; none where the unit did not exist. */
  async function reportBefore(visit: Visit, filing: Filing): Promise<CompiledReport | undefined> {
    const code = codeOf(termBefore(filing.term));
    const earlier = await filings.ofTerm(visit.actor, filing.unit.id, code);
    try {
      return earlier === undefined
        ? await filings.live(visit.actor, { ...filing, code })
        : await filingIssue.report(visit.actor, earlier);
    } catch (error) {
      if (error instanceof Invalid || error instanceof NotFound) return undefined;
      throw error;
    }
  }

  async function show(visit: Visit, form: FormState): Promise<Answer> {
    const filing = await load(visit);
    const { language, t } = visit;
    const report = await filingIssue.report(visit.actor, filing);
    const earlier = await reportBefore(visit, filing);
    const sections = presentContent({ report, language, t, writing: writingOf(filing) });
    const figures = figuresIn(report, language, t);
    const before =
      earlier === undefined
        ? undefined
        : { term: earlier.term, moved: besideBefore(figures, figuresIn(earlier, language, t)) };
    const content = {
      filing,
      report,
      sections,
      before,
      overlapping: await filings.overlapping(filing),
      contradictions: contradictions(filing.texts, figures),
      digest: digestOf(filing, report),
      allowed: allowedActions(visit.actor, subjectOfFiling(filing)),
      disclosure: await disclosures.of(filing.id),
      photos: filing.issued === undefined ? await filingPhotos.chosen(visit.actor, filing) : [],
      underWay: (await errands.openOn(filing.id, filingErrandKinds))[0],
    };
    return page('filings/show', presentFiling(content, form, visit));
  }

  /** A step's form, while the step is possible; what was sent too late is answered by the step itself. */
  const stepForm =
    (name: StepName, present: (filing: Filing, form: FormState, visit: Visit) => Answer | Promise<Answer>) =>
    async (visit: Visit, form: FormState): Promise<Answer> => {
      const filing = await load(visit);
      const { rule, from } = filingSteps[name];
      assertAllowed(visit.actor, rule, subjectOfFiling(filing));
      if (!from.includes(filing.state) && !wasSent(visit)) throw new Forbidden(`filing is ${filing.state}`);
      return present(filing, form, visit);
    };

  return {
    show,

    listFile: async (visit: Visit) => ({
      title: visit.t('filings:title'),
      columns: filingColumns(visit),
      rows: rowsOf(await filings.list(visit.actor)),
      filter: visit.t('exports:everything'),
    }),
    list: async (visit: Visit, form: FormState): Promise<Answer> =>
      page('filings/list', presentFilings(await filings.list(visit.actor), form, visit)),

    texts: stepForm('write', async (filing, form, visit) => {
      const typed = Object.keys(form.values).length > 0;
      const shown = { values: typed ? form.values : fieldsOfFiling(filing), errors: form.errors };
      return page(
        'filings/texts',
        presentTextsForm(filing, await reports.template(filing.term.kind), shown, visit),
      );
    }),
    sendBack: stepForm('return', (filing, form, visit) =>
      page('inspections/act', presentReturnForm(filing, form, visit)),
    ),
    issue: stepForm('issue', (filing, form, visit) =>
      page('inspections/act', presentIssueForm(filing, form, visit)),
    ),

    async walk(visit: Visit): Promise<Answer> {
      const filing = await load(visit);
      const key = visit.query['key'] ?? '';
      const report = await filingIssue.report(visit.actor, filing);
      const earlier = await reportBefore(visit, filing);
      const figure = [report, earlier]
        .flatMap((one) => (one === undefined ? [] : figuresIn(one, visit.language, visit.t)))
        .find((one) => one.key === key);
      if (readKey(key) === undefined || figure === undefined) throw new NotFound(`figure ${key}`);
      return page('filings/walk', presentWalk(filing, figure, report, earlier, visit));
    },

    async paper(visit: Visit): Promise<Answer> {
      const language = languages.find((word) => word === visit.query['language']) ?? visit.language;
      const { body, name } = await filingIssue.paper(visit.actor, idOf(visit), language);
      const disposition = `inline; filename="${name}"`;
      const headers = { ...PRIVATE, 'Content-Type': 'application/pdf', 'Content-Disposition': disposition };
      return { kind: 'file', body, headers };
    },

    async data(visit: Visit): Promise<Answer> {
      const { bytes, file } = await filingIssue.data(visit.actor, idOf(visit));
      const disposition = `attachment; filename="${file.name}"`;
      const headers = { ...PRIVATE, 'Content-Type': file.type, 'Content-Disposition': disposition };
      return { kind: 'file', body: bytes, headers };
    },
  };
}
