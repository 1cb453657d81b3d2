import { knownTo } from '../inspections/disclosure.js';
import { subjectOf } from '../inspections/inspection.js';
import { drawPaper } from '../paper/draw-paper.js';
import type { Tongue } from '../paper/letterhead.js';
import type { Paper } from '../paper/paper.js';
import { findingSubject, findingTransitionFor, type Deadline, type Finding } from '../findings/finding.js';
import { allowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { NotFound } from '../shared/errors.js';
import { oneOf } from '../shared/filter.js';
import { languages, type Language, type Translate } from '../shared/language.js';
import { idOf, page, type Answer, type Visit } from '../web/visit.js';
import { differingOf } from './differing.js';
import { presentCaseReceipt, presentCaseReceiptPaper, type CaseReceipt } from './case-receipt.presenter.js';
import { caseTerms, isWaitedFor, receiptOf, wouldEnd } from './case-terms.js';
import { presentReceipt, presentReceiptPaper } from './receipt.presenter.js';

const isRunning = ({ state }: Finding): boolean => findingTransitionFor('move_due', state) !== undefined;

/** How a due date came about, on the screen and on paper. */
export function receiptPages(services: Services, translate: (language: Language) => Translate) {
  const { findings, inspections, settings, calendar } = services;

  async function load(visit: Visit): Promise<{ finding: Finding; deadline: Deadline }> {
    const finding = await findings.load(visit.actor, idOf(visit));
    if (finding.deadline === undefined) throw new NotFound(`deadline of ${finding.id}`);
    return { finding, deadline: finding.deadline };
  }

  async function loadTerm(visit: Visit): Promise<CaseReceipt> {
    const inspection = knownTo(visit.actor, await inspections.load(visit.actor, idOf(visit)));
    const term = oneOf(caseTerms, visit.params['term']);
    const receipt = term === undefined ? undefined : receiptOf(inspection, term);
    if (term === undefined || receipt === undefined) throw new NotFound(`term of ${inspection.id}`);
    return { inspection, term, receipt };
  }

  /** As the paper is asked for: the language of a paper need not be the reader's. */
  function printed(visit: Visit, paperIn: (tongue: Tongue) => Paper): Answer {
    const language = languages.find((word) => word === visit.query['language']) ?? 'vi';
    const headers = {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="deadline-${language}.pdf"`,
      'Cache-Control': 'no-store',
    };
    return { kind: 'file', body: drawPaper(paperIn({ language, t: translate(language) })), headers };
  }

  return {
    show: async (visit: Visit): Promise<Answer> => {
      const { finding, deadline } = await load(visit);
      const calendars = await calendar.calendars();
      const would = isRunning(finding) ? differingOf([finding], calendars)[0]?.would : undefined;
      const mayMove = allowed(visit.actor, 'deadline.move', findingSubject(finding));
      return page('extensions/receipt', presentReceipt(finding, deadline, { would, mayMove }, visit));
    },

    print: async (visit: Visit): Promise<Answer> => {
      const { finding, deadline } = await load(visit);
      const context = { office: await settings.get(), now: visit.now };
      return printed(visit, (tongue) => presentReceiptPaper(finding, deadline, context, tongue));
    },

    showTerm: async (visit: Visit): Promise<Answer> => {
      const shown = await loadTerm(visit);
      const runs = isWaitedFor(shown.inspection, shown.term);
      const would = runs ? wouldEnd(shown.receipt, await calendar.calendars()) : undefined;
      const mayRecount =
        shown.term === 'reply' &&
        allowed(visit.actor, 'inspection.redate_draft', subjectOf(shown.inspection));
      return page('extensions/receipt', presentCaseReceipt(shown, { would, mayRecount }, visit));
    },

    printTerm: async (visit: Visit): Promise<Answer> => {
      const shown = await loadTerm(visit);
      const context = { office: await settings.get(), now: visit.now };
      return printed(visit, (tongue) => presentCaseReceiptPaper(shown, context, tongue));
    },
  };
}
