import { itemsIn, type ChecklistRecord, type ChecklistSection } from '../checklists/checklist.js';
import type { InTransaction, Transaction } from '../database/connect.js';
import type { Act } from '../history/event.js';
import { subjectOf, type Inspection } from '../inspections/inspection.js';
import type { InspectionsRepository } from '../inspections/inspections.repository.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import type { Day } from '../shared/dates.js';
import { NotFound, Stale, refuse } from '../shared/errors.js';
import type { AnswerView } from './answer.js';
import type { AnswersRepository } from './answers.repository.js';
import { isChoosable, mayReadAnswers, sectionsOf, sheetId, type Sheet } from './sheet.js';
import { tallyOf, unansweredIn } from './tally.js';

export type SheetsDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: AnswersRepository;
  inspections: InspectionsRepository;
  checklistInForce: (day: Day) => Promise<ChecklistRecord>;
  checklistVersion: (number: number, tx?: Transaction) => Promise<ChecklistRecord>;
};

/** The checklist of a case with its answers, as somebody reads it. */
export type Reading = {
  inspection: Inspection;
  sheet: Sheet;
  record: ChecklistRecord;
  sections: ChecklistSection[];
  answers: Map<string, AnswerView>;
};

/** What a case is checked by: chosen ahead of the visit, read by whom it may concern, its numbers fixed at the end. */
export function sheetsService(deps: SheetsDeps) {
  const { repository, inspections, clock } = deps;

  async function loadCase(actor: Actor, id: string, tx?: Transaction): Promise<Inspection> {
    const inspection = await inspections.find(id, keysOf(actor), tx);
    if (inspection === undefined) throw new NotFound(`inspection ${id}`);
    return inspection;
  }

  async function readingOf(inspection: Inspection, tx?: Transaction): Promise<Reading | undefined> {
    const sheet = await repository.sheet(inspection.id, tx);
    if (sheet === undefined) return undefined;
    const [record, answers] = await Promise.all([
      deps.checklistVersion(sheet.checklist, tx),
      repository.ofInspection(inspection.id, tx),
    ]);
    const byCode = new Map(answers.map((answer) => [answer.code, answer]));
    return { inspection, sheet, record, sections: sectionsOf(sheet, record), answers: byCode };
  }

  /** What is chosen must exist; what has answers must stay. */
  function assertPossible(record: ChecklistRecord, chosen: string[], before: Reading | undefined): void {
    const known = record.sections.map(({ code }) => code);
    if (chosen.length === 0 || chosen.some((code) => !known.includes(code))) {
      refuse('sections', 'answers:errors.noSection');
    }
    const answered = (before?.sections ?? [])
      .filter(({ items }) => items.some(({ code }) => before?.answers.has(code)))
      .map(({ code }) => code);
    const lost = answered.filter((code) => !chosen.includes(code));
    if (lost.length > 0) refuse('sections', 'answers:errors.answered', { codes: lost.join(', ') });
    if (answered.length > 0 && before?.record.number !== record.number)
      throw new Stale('checklist of a case');
  }

  return {
    loadCase,
    readingOf,

    /** Within reach, or not found: the case, its checklist, and the answers to it. */
    async read(actor: Actor, id: string): Promise<Reading> {
      const inspection = await loadCase(actor, id);
      const reading = mayReadAnswers(actor, inspection) ? await readingOf(inspection) : undefined;
      if (reading === undefined) throw new NotFound(`checklist of ${id}`);
      return reading;
    },

    /** For the page of a case that has been loaded: nothing when there is no checklist or it is not the reader's to know. */
    ofCase: async (actor: Actor, inspection: Inspection): Promise<Reading | undefined> =>
      mayReadAnswers(actor, inspection) ? readingOf(inspection) : undefined,

    /** The version that a case would be checked by: the one it has, else the one in force on the day of the visit. */
    async offered(inspection: Inspection): Promise<ChecklistRecord> {
      const sheet = await repository.sheet(inspection.id);
      return sheet === undefined
        ? deps.checklistInForce(inspection.openedOn ?? inspection.plannedFrom)
        : deps.checklistVersion(sheet.checklist);
    },

    /** Chooses the sections. `input.version` is that of the choice that was seen, 0 for none. */
    async choose(
      actor: Actor,
      id: string,
      input: { version: number; checklist: number; sections: string[] },
    ): Promise<Sheet> {
      return deps.inTransaction(async (tx) => {
        const inspection = await loadCase(actor, id, tx);
        assertAllowed(actor, 'checklist.choose', subjectOf(inspection));
        const before = await readingOf(inspection, tx);
        const seen = before?.sheet.version ?? 0;
        if (!isChoosable(inspection) || seen !== input.version) throw new Stale(`checklist of ${id}`);
        const record = await deps.checklistVersion(input.checklist, tx);
        assertPossible(record, input.sections, before);
        const facts = { checklist: record.number, sections: [...new Set(input.sections)].sort() };
        const act: Act = { at: clock.now(), by: authorOf(actor), action: 'chosen' };
        return before === undefined
          ? repository.createSheet({ id: sheetId(id), inspectionId: id, ...facts }, act, tx)
          : repository.changeSheet(before.sheet, { ...before.sheet, ...facts }, act, tx);
      });
    },

    /** Items without an answer, by section; empty where there is no checklist. For the decision to conclude. */
    async unanswered(inspection: Inspection, tx?: Transaction) {
      const reading = await readingOf(inspection, tx);
      return reading === undefined ? [] : unansweredIn(reading.sections, reading.answers);
    },

    /** The same as what is missing before a conclusion: one line for each section, with the place to supply it. */
    async missing(inspection: Inspection, tx?: Transaction) {
      const reading = await readingOf(inspection, tx);
      if (reading === undefined) return [];
      return unansweredIn(reading.sections, reading.answers).map(({ section, codes }) => ({
        message: 'answers:missing',
        values: { section: section.code, codes: codes.join(', '), count: codes.length },
        href: `/inspections/${inspection.id}/checklist/${section.code}#item-${codes[0] ?? ''}`,
      }));
    },

    /** Told of every change of a case: once it is concluded, the numbers of its checklist are written down for good. */
    async ofInspection(inspection: Inspection, act: Act, tx: Transaction): Promise<void> {
      if (inspection.concludedOn === undefined) return;
      const sheet = await repository.sheet(inspection.id, tx);
      const reading = sheet?.result === undefined ? await readingOf(inspection, tx) : undefined;
      if (reading === undefined) return;
      const result = tallyOf(itemsIn(reading.sections), reading.answers);
      const { at, by } = act;
      await repository.changeSheet(
        reading.sheet,
        { ...reading.sheet, result },
        { at, by, action: 'fixed' },
        tx,
      );
    },
  };
}
export type SheetsService = ReturnType<typeof sheetsService>;
