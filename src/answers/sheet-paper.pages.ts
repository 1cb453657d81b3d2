import type { Readable } from 'node:stream';
import { drawPaper } from '../paper/draw-paper.js';
import type { Tongue } from '../paper/letterhead.js';
import type { Services } from '../services.js';
import { languages, type Language, type Translate } from '../shared/language.js';
import { idOf, type Answer, type Visit } from '../web/visit.js';
import { presentSheetPaper } from './sheet-paper.presenter.js';
import type { Reading } from './sheets.service.js';

export async function sheetPaperOf(
  { settings }: Pick<Services, 'settings'>,
  { now }: Pick<Visit, 'now'>,
  reading: Reading,
  tongue: Tongue,
): Promise<Readable> {
  return drawPaper(presentSheetPaper(reading, { office: await settings.get(), now }, tongue));
}

/** The checklist on paper, for those who may read its answers. */
export const sheetPaperPage =
  (services: Services, translate: (language: Language) => Translate) =>
  async (visit: Visit): Promise<Answer> => {
    const reading = await services.sheets.read(visit.actor, idOf(visit));
    const language = languages.find((word) => word === visit.query['language']) ?? 'vi';
    const headers = {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="checklist-${language}.pdf"`,
      'Cache-Control': 'no-store',
    };
    const body = await sheetPaperOf(services, visit, reading, { language, t: translate(language) });
    return { kind: 'file', body, headers };
  };
