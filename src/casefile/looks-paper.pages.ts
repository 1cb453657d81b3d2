import type { Readable } from 'node:stream';
import { knownTo } from '../inspections/disclosure.js';
import { isSealed, type Inspection } from '../inspections/inspection.js';
import { sealOf } from '../inspections/seal.pages.js';
import type { Tongue } from '../paper/letterhead.js';
import { drawPaper } from '../paper/draw-paper.js';
import type { Services } from '../services.js';
import { NotFound } from '../shared/errors.js';
import { languages, type Language, type Translate } from '../shared/language.js';
import { idOf, type Answer, type Visit } from '../web/visit.js';
import { presentLooksPaper } from './looks-paper.presenter.js';

/** The paper that says who looked before a surprise visit was opened; none of another visit, nor while it is sealed. */
export async function looksPaperOf(
  services: Services,
  visit: Visit,
  inspection: Inspection,
  tongue: Tongue,
): Promise<Readable | undefined> {
  const seal = isSealed(inspection) ? null : await sealOf(services, { ...visit, ...tongue }, inspection);
  if (seal === null) return undefined;
  const context = { office: await services.settings.get(), now: visit.now };
  return drawPaper(presentLooksPaper(seal, inspection, context, tongue));
}

export const looksPaperPage =
  (services: Services, translate: (language: Language) => Translate) =>
  async (visit: Visit): Promise<Answer> => {
    const inspection = knownTo(visit.actor, await services.inspections.load(visit.actor, idOf(visit)));
    const language = languages.find((word) => word === visit.query['language']) ?? 'vi';
    const body = await looksPaperOf(services, visit, inspection, { language, t: translate(language) });
    if (body === undefined) throw new NotFound(`looks at ${inspection.id}`);
    const headers = {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="looks-${language}.pdf"`,
      'Cache-Control': 'no-store',
    };
    return { kind: 'file', body, headers };
  };
