import { answersRepository } from '../answers/answers.repository.js';
import { answersService, type AnswersDeps } from '../answers/answers.service.js';
import { restService } from '../answers/rest.service.js';
import { sheetsService, type SheetsDeps } from '../answers/sheets.service.js';
import type { ChecklistsService } from '../checklists/checklists.service.js';
import { inTransaction } from '../database/connect.js';

type AnswerParts = Pick<SheetsDeps, 'clock' | 'inspections'> &
  Pick<AnswersDeps, 'keepFiles'> & { checklists: ChecklistsService };

/** The parts that carry the checklist of a case and its answers. */
export function answerServices({ clock, inspections, checklists, keepFiles }: AnswerParts) {
  const common = { clock, inTransaction, repository: answersRepository };
  const sheets = sheetsService({
    ...common,
    inspections,
    checklistInForce: checklists.inForceOn,
    checklistVersion: checklists.version,
  });
  return {
    sheets,
    answers: answersService({ ...common, sheets, keepFiles }),
    restOfSection: restService({ ...common, sheets }),
  };
}
