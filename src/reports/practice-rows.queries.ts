import type { Answer } from '../answers/answer.js';
import { AnswerModel, SheetModel } from '../answers/answer.model.js';
import { itemsIn, type ChecklistSection } from '../checklists/checklist.js';
import { ChecklistModel } from '../checklists/checklist.model.js';
import type { Inspection } from '../inspections/inspection.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import type { Bilingual } from '../shared/language.js';
import type { PracticeRow } from './practice-figures.js';
import { readable, type Ground } from './report-pipelines.js';
import { byDay } from './report-rows.queries.js';
import { scopesOf } from './scope.js';

const CASE = { number: 1, authority: 1, unit: 1, deliveredOn: 1 } as const;
type Case = Pick<Inspection, 'authority' | 'unit'> & { _id: string; number?: string; deliveredOn: string };
type Good = Pick<Answer, 'inspectionId' | 'code' | 'note'> & { _id: string };

/** The wordings of items by the case whose checklist they stand in: an older case keeps its own version. */
async function wordingsOf(inspectionIds: readonly string[]) {
  const [sheets, versions] = await Promise.all([
    SheetModel.find({ inspectionId: { $in: [...inspectionIds] } }, { inspectionId: 1, checklist: 1 }).lean(),
    ChecklistModel.find({}, { number: 1, sections: 1 }).lean(),
  ]);
  const items = versions.map(({ number, sections }) => {
    const all = itemsIn(sections as unknown as ChecklistSection[]);
    return [number, new Map(all.map(({ code, text }) => [code, text]))] as const;
  });
  const byVersion = new Map(items);
  const ofCase = new Map(
    sheets.map(({ inspectionId, checklist }) => [inspectionId, byVersion.get(checklist)]),
  );
  return (inspectionId: string, code: string): Bilingual =>
    ofCase.get(inspectionId)?.get(code) ?? { vi: code, en: code };
}

/** Good practice of the year so far. Asked from the answers: few of them are marked so, and few cases have any. */
export async function practiceRows(ground: Ground): Promise<PracticeRow[]> {
  const { since, to } = ground.period;
  const found = await AnswerModel.find({ good: true }, { inspectionId: 1, code: 1, note: 1 }).lean();
  if (found.length === 0) return [];
  const good = found as unknown as Good[];
  const match = {
    ...readable(ground),
    _id: { $in: [...new Set(good.map(({ inspectionId }) => inspectionId))] },
    deliveredOn: { $gte: since, $lte: to },
  };
  const cases = (await InspectionModel.find(match, CASE).lean()) as unknown as Case[];
  const byId = new Map(cases.map((one) => [one._id, one]));
  const textOf = await wordingsOf([...byId.keys()]);
  return good
    .flatMap(({ _id, inspectionId, code, note }): PracticeRow[] => {
      const of = byId.get(inspectionId);
      if (of === undefined) return [];
      const { number = '', unit, deliveredOn: on } = of;
      const told = { number, unit: unit.name, on, scopes: scopesOf(of, ground.unitIds) };
      return [{ id: _id, inspectionId, code, note, text: textOf(inspectionId, code), ...told }];
    })
    .sort(byDay('on'));
}
