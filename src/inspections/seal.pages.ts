import { journalLinesOf } from '../history/journal.repository.js';
import type { Services } from '../services.js';
import type { Visit } from '../web/visit.js';
import { isOfAuthority } from './disclosure.js';
import { isSealed, type Inspection } from './inspection.js';
import { presentSeal, type SealView } from './seal.presenter.js';

type Sources = Pick<Services, 'looks'>;

/** How a surprise visit was kept secret; a part of its page, for the authority and those above it. */
export async function sealOf(
  { looks }: Sources,
  visit: Visit,
  inspection: Inspection,
): Promise<SealView | null> {
  if (inspection.mode !== 'surprise' || !isOfAuthority(visit.actor, inspection)) return null;
  const [lookers, journal] = await Promise.all([looks.of(inspection.id), journalLinesOf(inspection.id)]);
  const print = isSealed(inspection)
    ? ''
    : `/inspections/${inspection.id}/looks.pdf?language=${visit.language}`;
  return presentSeal(inspection, { lookers, journal, print }, visit);
}

/** Who looked at a draw while it was sealed; its fingerprints stand on its own page. */
export const looksAtDraw = async ({ looks }: Sources, visit: Visit, drawId: string): Promise<SealView> =>
  presentSeal({ history: [] }, { lookers: await looks.of(drawId), journal: [] }, visit);
