import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import type { Visit } from '../web/visit.js';
import { burdenOf } from './burden.js';
import { presentBurden, type BurdenView } from './burden.presenter.js';
import { burdenFacts } from './burden.queries.js';

type Sources = Pick<Services, 'units' | 'timing' | 'settings'>;

/** What is asked of a unit, as far as the reader may know; a part of other pages. Its predecessors’ visits are its own. */
export async function burdenFor(
  { units, timing, settings }: Sources,
  visit: Visit,
  unitId: string,
): Promise<BurdenView> {
  const today = dayOf(visit.now);
  const [{ predecessors }, { count }, limits] = await Promise.all([
    units.succession(unitId),
    timing.timer(today),
    settings.limits('burden', today),
  ]);
  const ids = [unitId, ...predecessors.map(({ unit }) => unit.id)];
  const facts = await burdenFacts(visit.actor, ids, today);
  return presentBurden(burdenOf({ ...facts, count, limits }), limits, visit);
}
