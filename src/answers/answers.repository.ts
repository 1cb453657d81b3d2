import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import { answerId, type Answer, type AnswerView } from './answer.js';
import { AnswerModel, SheetModel } from './answer.model.js';
import { sheetId, type Sheet } from './sheet.js';

const store = journaledRepository<Answer>('answer', AnswerModel as never);
const sheets = journaledRepository<Sheet>('sheet', SheetModel as never);

/** Answers have no readers of their own: they are reached only through a case that was loaded within reach. */
export const answersRepository = {
  create: store.create,
  change: store.change,
  find: (inspectionId: string, code: string, tx?: Transaction) =>
    store.findOne({ _id: answerId(inspectionId, code) }, tx),

  /** What stands in the answers of a case, without their histories. */
  async ofInspection(inspectionId: string, tx?: Transaction): Promise<AnswerView[]> {
    const found = await AnswerModel.find({ inspectionId }, { history: 0 })
      .sort({ code: 1 })
      .session(tx ?? null)
      .lean();
    return found.map((document) => plain<AnswerView>(document as never));
  },

  byEvidence: (fileId: string) => store.findOne({ 'evidence.id': fileId }),

  sheet: (inspectionId: string, tx?: Transaction) => sheets.findOne({ _id: sheetId(inspectionId) }, tx),
  createSheet: sheets.create,
  changeSheet: sheets.change,

  async *all(): AsyncGenerator<Answer> {
    for await (const found of AnswerModel.find().lean().cursor()) yield plain<Answer>(found);
  },
  async *allSheets(): AsyncGenerator<Sheet> {
    for await (const found of SheetModel.find().lean().cursor()) yield plain<Sheet>(found);
  },
};
export type AnswersRepository = typeof answersRepository;
