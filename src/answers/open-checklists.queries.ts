import { InspectionModel } from '../inspections/inspection.model.js';
import type { Inspection } from '../inspections/inspection.js';
import type { Actor } from '../policies/actor.js';
import type { Answer } from './answer.js';
import { AnswerModel, SheetModel } from './answer.model.js';

/** A checklist that the reader is answering with others: how many answers it has and when the last one was saved. */
export type OpenChecklist = Pick<Inspection, 'id' | 'number' | 'unit' | 'openedOn' | 'plannedFrom'> & {
  checklist: number;
  sections: string[];
  answered: number;
  savedAt?: Date;
};

const MOST = 10;

/** The checklists of the visits that last and have the reader on their team. */
export async function openChecklists(actor: Actor): Promise<OpenChecklist[]> {
  const { personId } = actor;
  const mine = { readers: `person:${personId}`, state: 'opened' as const, 'team.personId': personId };
  const cases = await InspectionModel.find(mine, { number: 1, unit: 1, openedOn: 1, plannedFrom: 1 })
    .sort({ sortDay: -1, _id: -1 })
    .limit(MOST)
    .lean();
  const ids = cases.map(({ _id }) => _id);
  if (ids.length === 0) return [];
  const [sheets, answers] = await Promise.all([
    SheetModel.find({ inspectionId: { $in: ids } }, { inspectionId: 1, checklist: 1, sections: 1 }).lean(),
    AnswerModel.find({ inspectionId: { $in: ids } }, { inspectionId: 1, outcome: 1, at: 1 }).lean<Answer[]>(),
  ]);
  return cases.flatMap(({ _id: id, ...facts }) => {
    const sheet = sheets.find(({ inspectionId }) => inspectionId === id);
    if (sheet === undefined) return [];
    const own = answers.filter(({ inspectionId }) => inspectionId === id);
    const last = own.map(({ at }) => at.getTime()).sort((a, b) => b - a)[0];
    return [
      {
        ...(facts as unknown as Omit<Inspection, 'id'>),
        id,
        checklist: sheet.checklist,
        sections: sheet.sections,
        answered: own.filter(({ outcome }) => outcome !== undefined).length,
        ...(last === undefined ? {} : { savedAt: new Date(last) }),
      },
    ];
  });
}
