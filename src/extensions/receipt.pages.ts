import { drawPaper } from '../paper/draw-paper.js';
import { findingSubject, findingTransitionFor, type Deadline, type Finding } from '../findings/finding.js';
import { allowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import { languages, type Language, type Translate } from '../shared/language.js';
import { idOf, page, type Answer, type Visit } from '../web/visit.js';
import { differingOf } from './differing.js';
import { presentReceipt, presentReceiptPaper } from './receipt.presenter.js';

const isRunning = ({ state }: Finding): boolean => findingTransitionFor('move_due', state) !== undefined;

/** How a due date came about, on the screen and on paper. */
export function receiptPages(services: Services, translate: (language: Language) => Translate) {
  const { findings, timing, settings, calendar } = services;

  async function load(visit: Visit): Promise<{ finding: Finding; deadline: Deadline }> {
    const finding = await findings.load(visit.actor, idOf(visit));
    if (finding.deadline === undefined) throw new NotFound(`deadline of ${finding.id}`);
    return { finding, deadline: finding.deadline };
  }

  return {
    show: async (visit: Visit): Promise<Answer> => {
      const { finding, deadline } = await load(visit);
      const [judge, calendars] = await Promise.all([timing.judge(dayOf(visit.now)), calendar.calendars()]);
      const would = isRunning(finding) ? differingOf([finding], calendars)[0]?.would : undefined;
      const mayMove = allowed(visit.actor, 'deadline.move', findingSubject(finding));
      return page('extensions/receipt', presentReceipt(finding, deadline, { judge, would, mayMove }, visit));
    },

    print: async (visit: Visit): Promise<Answer> => {
      const { finding, deadline } = await load(visit);
      const language = languages.find((word) => word === visit.query['language']) ?? 'vi';
      const context = { office: await settings.get(), now: visit.now };
      const tongue = { language, t: translate(language) };
      const headers = {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename="deadline-${language}.pdf"`,
        'Cache-Control': 'no-store',
      };
      const body = drawPaper(presentReceiptPaper(finding, deadline, context, tongue));
      return { kind: 'file', body, headers };
    },
  };
}
