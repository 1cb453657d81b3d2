import type { ChecklistItem, ChecklistSection } from '../checklists/checklist.js';
import { subjectOf, type Inspection } from '../inspections/inspection.js';
import { allowed, assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { Forbidden, Invalid, NotFound, Stale } from '../shared/errors.js';
import { inLanguage } from '../shared/language.js';
import {
  data,
  idOf,
  page,
  redirect,
  wasSent,
  type Answer,
  type FormState,
  type Visit,
} from '../web/visit.js';
import { holds, readGiven, readSent, uploadsOf } from './answer.form.js';
import { answerTogether } from './rest.pages.js';
import { presentClosed, presentFaults, presentTaken } from './answer-data.presenter.js';
import { presentAnswerHistory, presentItem } from './item.presenter.js';
import { afterSection, presentSection, type SectionContext } from './section.presenter.js';
import { presentChoice, presentSheet } from './sheet.presenter.js';
import { isAnswerable, isChoosable } from './sheet.js';
import type { Reading } from './sheets.service.js';

type Sent = Pick<SectionContext, 'typed' | 'errors' | 'conflicts' | 'rest' | 'uploads'>;
const onlySent = ({ uploads }: Visit): Sent => ({
  typed: new Map(),
  errors: [],
  conflicts: new Map(),
  rest: {},
  uploads,
});

/** The pages of a case's checklist: each loads what it shows and gives it to its presenter. */
export function answerPages(services: Services) {
  const { sheets, answers, findings } = services;

  const mayAnswer = (visit: Visit, inspection: Inspection): boolean =>
    allowed(visit.actor, 'answer.give', subjectOf(inspection)) && isAnswerable(inspection);
  const mayChoose = (visit: Visit, inspection: Inspection): boolean =>
    allowed(visit.actor, 'checklist.choose', subjectOf(inspection)) && isChoosable(inspection);

  function sectionIn({ sections }: Reading, visit: Visit): ChecklistSection {
    const found = sections.find(({ code }) => code === visit.params['section']);
    if (found === undefined) throw new NotFound(`section ${visit.params['section'] ?? ''}`);
    return found;
  }

  function itemIn({ sections }: Reading, visit: Visit): ChecklistItem {
    const items = sections.flatMap((section) => section.items);
    const found = items.find(({ code }) => code === visit.params['code']);
    if (found === undefined) throw new NotFound(`item ${visit.params['code'] ?? ''}`);
    return found;
  }

  async function sectionPage(visit: Visit, sent: Sent = onlySent(visit), status = 200): Promise<Answer> {
    const reading = await sheets.read(visit.actor, idOf(visit));
    const section = sectionIn(reading, visit);
    const { inspection } = reading;
    const context: SectionContext = {
      ...sent,
      findings: await findings.ofInspection(visit.actor, inspection.id),
      mayAnswer: mayAnswer(visit, inspection) || (sent.typed.size > 0 && wasSent(visit)),
      mayRecord:
        inspection.state === 'opened' && allowed(visit.actor, 'finding.record', subjectOf(inspection)),
    };
    const view = context.mayAnswer ? 'answers/section' : 'answers/reading';
    return page(view, presentSection(reading, section, context, visit), status);
  }

  /** Takes the answer to one item of a section's form. */
  async function takeAnswer(visit: Visit, item: ChecklistItem, sent: Sent): Promise<void> {
    const { code } = item;
    if (visit.fields[`theirs-${code}`] === 'yes') return;
    const given = readGiven(visit.fields, item);
    const from = readSent(visit.fields, code);
    const { answer, verdict } = await answers.give(visit.actor, idOf(visit), code, from, given);
    if (verdict !== 'conflict' || answer === undefined) return;
    sent.conflicts.set(code, { theirs: answer, yours: given });
    sent.typed.set(code, visit.fields);
  }

  /** Takes the files that came for it: whatever is wrong with the answer, they need not be sent again. */
  async function takeFiles(visit: Visit, item: ChecklistItem, sent: Sent): Promise<void> {
    const files = uploadsOf(item.code, visit.uploads);
    if (files.length === 0) return;
    const { write } = readSent(visit.fields, item.code);
    await answers.attach(visit.actor, idOf(visit), item.code, { write: `${write}-files` }, files);
    sent.uploads = sent.uploads.filter((upload) => !files.includes(upload));
  }

  /** Takes one item of a section's form; what cannot be taken stays in `sent`, so that it is shown again. */
  async function takeItem(visit: Visit, item: ChecklistItem, sent: Sent): Promise<void> {
    const { code } = item;
    for (const take of [takeAnswer, takeFiles])
      try {
        await take(visit, item, sent);
      } catch (error) {
        // Somebody has ended the visit meanwhile: what was typed is shown again, to be taken elsewhere.
        if (error instanceof Invalid) sent.errors.push(...error.errors);
        else if (error instanceof Stale)
          sent.errors.push({ field: `note-${code}`, message: 'answers:closed' });
        else throw error;
        sent.typed.set(code, visit.fields);
      }
  }

  return {
    sectionPage,

    /** How far the checklist is; whoever may choose one where there is none is led there. */
    async overview(visit: Visit): Promise<Answer> {
      const inspection = await sheets.loadCase(visit.actor, idOf(visit));
      const reading = await sheets.ofCase(visit.actor, inspection);
      if (reading === undefined && mayChoose(visit, inspection)) {
        return redirect(`/inspections/${inspection.id}/checklist/choice`);
      }
      if (reading === undefined) throw new NotFound(`checklist of ${inspection.id}`);
      const may = { mayAnswer: mayAnswer(visit, inspection), mayChoose: mayChoose(visit, inspection) };
      return page('answers/show', presentSheet(reading, may, visit));
    },

    async choiceForm(visit: Visit, form: FormState): Promise<Answer> {
      const inspection = await sheets.loadCase(visit.actor, idOf(visit));
      assertAllowed(visit.actor, 'checklist.choose', subjectOf(inspection));
      if (!isChoosable(inspection) && !wasSent(visit)) throw new Forbidden(`not ${inspection.state}`);
      const [record, reading] = await Promise.all([sheets.offered(inspection), sheets.readingOf(inspection)]);
      const context = { inspection, record, sheet: reading?.sheet };
      return page('answers/choice', presentChoice(form, context, visit));
    },

    /** A whole section sent as a form: every item that can be taken is taken, the rest is shown again. */
    async sendSection(visit: Visit): Promise<Answer> {
      const reading = await sheets.read(visit.actor, idOf(visit));
      const section = sectionIn(reading, visit);
      assertAllowed(visit.actor, 'answer.give', subjectOf(reading.inspection));
      const sent: Sent = { ...onlySent(visit), errors: [...visit.uploadErrors] };
      for (const item of section.items) if (holds(visit.fields, item)) await takeItem(visit, item, sent);
      if (sent.conflicts.size > 0) return sectionPage(visit, sent, 409);
      const together =
        sent.errors.length > 0 ? undefined : await answerTogether(services, visit, section.code, sent);
      if (sent.errors.length > 0) return sectionPage(visit, sent, 422);
      if (together !== undefined)
        return redirect(`/inspections/${idOf(visit)}/checklist/${section.code}#rest`, together);
      return redirect(afterSection(reading, section.code), 'answers:sectionSaved');
    },

    /** One answer, sent by the script of the page. */
    async give(visit: Visit): Promise<Answer> {
      const reading = await sheets.read(visit.actor, idOf(visit));
      const item = itemIn(reading, visit);
      try {
        const given = readGiven(visit.fields, item);
        const sent = readSent(visit.fields, item.code);
        const taken = await answers.give(visit.actor, idOf(visit), item.code, sent, given);
        const now = await sheets.read(visit.actor, idOf(visit));
        return data(presentTaken(item, taken, given, now, visit), taken.verdict === 'conflict' ? 409 : 200);
      } catch (error) {
        return refused(error, visit);
      }
    },

    /** Files of one answer, sent by the script of the page. */
    async attach(visit: Visit): Promise<Answer> {
      const reading = await sheets.read(visit.actor, idOf(visit));
      const item = itemIn(reading, visit);
      try {
        if (visit.uploadErrors.length > 0) throw new Invalid(visit.uploadErrors);
        const { write } = readSent(visit.fields, item.code);
        const answer = await answers.attach(visit.actor, idOf(visit), item.code, { write }, visit.uploads);
        const now = await sheets.read(visit.actor, idOf(visit));
        const taken = { answer, verdict: 'keep' as const };
        return data(presentTaken(item, taken, answer, now, visit));
      } catch (error) {
        return refused(error, visit);
      }
    },

    /** What was said of one item, by whom and when. */
    async item(visit: Visit): Promise<Answer> {
      const reading = await sheets.read(visit.actor, idOf(visit));
      const { inspection } = reading;
      const item = itemIn(reading, visit);
      const answer = await answers.find(inspection.id, item.code);
      const context = {
        inspectionId: inspection.id,
        day: inspection.openedOn ?? inspection.plannedFrom,
        answer,
        findings: await findings.ofInspection(visit.actor, inspection.id),
        mayRecord: false,
      };
      const section = reading.sections.find(({ items }) => items.includes(item));
      return page('answers/item', {
        title: `${item.code}. ${inLanguage(item.text, visit.language)}`,
        back: {
          href: `/inspections/${inspection.id}/checklist/${section?.code ?? ''}#item-${item.code}`,
          label: visit.t('answers:backToSection'),
        },
        item: { ...presentItem(item, context, visit), headed: false, history: null },
        history: { events: answer === undefined ? [] : presentAnswerHistory(answer, item, visit) },
      });
    },
  };
}

/** What a script is told of an answer that was not taken; what no script sends is left to the error pages. */
function refused(error: unknown, visit: Visit): Answer {
  if (error instanceof Invalid) return data(presentFaults(error.errors, visit.t), 422);
  if (error instanceof Stale) return data(presentClosed(visit.t), 409);
  throw error;
}
