import { AnswerModel, SheetModel } from '../answers/answer.model.js';
import { UnitReportModel } from '../announcements/unit-report.model.js';
import { reportId } from '../announcements/announcement.js';
import { DocumentModel } from '../documents/document.model.js';
import { retentionId } from '../disposals/retention.js';
import { RetentionModel } from '../disposals/retention.model.js';
import { FileNoteModel } from '../evidence/file-note.model.js';
import { ChecklistModel } from '../checklists/checklist.model.js';
import { FindingModel } from '../findings/finding.model.js';
import { HandlingModel } from '../handling/handling.model.js';
import type { Journaled } from '../history/event.js';
import { JournalModel, type JournalEntry } from '../history/journal.model.js';
import { plain } from '../history/journaled.repository.js';
import { withoutDrafts, type Exported } from './withheld.js';
import { LooksModel } from '../inspections/look.model.js';
import { InspectionModel } from '../inspections/inspection.model.js';

export type CaseRecords = {
  histories: { subject: string; documents: Exported[] }[];
  journal: JournalEntry[];
};

type Readable = { find: (filter: object) => { lean: <T>() => Promise<T> } };

/** `names`: who was held responsible too; `fileIds`: the files of which it is told what was said and covered. */
type Wanted = { names: boolean; fileIds: readonly string[] };

/**
 * Everything that was recorded of a case as it is stored, with the lines of the journal about it. The version of the
 * checklist goes along: answers name its items by their codes only.
 */
export async function readCaseRecords(
  inspectionId: string,
  { names, fileIds }: Wanted,
): Promise<CaseRecords> {
  const ofCase = { inspectionId };
  const sheet = await SheetModel.findOne(ofCase, { checklist: 1 }).lean();
  const asked: [subject: string, model: unknown, filter: object][] = [
    ['inspection', InspectionModel, { _id: inspectionId }],
    ['look', LooksModel, { subjectId: inspectionId }],
    ['finding', FindingModel, ofCase],
    ['document', DocumentModel, ofCase],
    ['sheet', SheetModel, ofCase],
    ['answer', AnswerModel, ofCase],
    ['checklist', ChecklistModel, { number: sheet?.checklist ?? 0 }],
    ['retention', RetentionModel, { _id: retentionId(inspectionId) }],
    ['file_note', FileNoteModel, { _id: { $in: [...fileIds] } }],
    ['unit_report', UnitReportModel, { _id: reportId(inspectionId) }],
    ...(names ? [['handling', HandlingModel, ofCase] as [string, unknown, object]] : []),
  ];
  const histories = await Promise.all(
    asked.map(async ([subject, model, filter]) => {
      const found = await (model as Readable).find(filter).lean<never[]>();
      return { subject, documents: found.map((document) => withoutDrafts(plain<Journaled>(document))) };
    }),
  );
  const ids = histories.flatMap(({ documents }) => documents.map(({ id }) => id));
  const lines = await JournalModel.find({ subjectId: { $in: ids } })
    .sort({ _id: 1 })
    .lean();
  return { histories, journal: lines.map(({ _id, ...line }) => ({ seq: _id, ...line })) };
}
