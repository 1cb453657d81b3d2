import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import type { Visit } from '../web/visit.js';
import { burdenOf } from './burden.js';
import { presentBurden, type BurdenView } from './burden.presenter.js';
import { burdenFacts } from './burden.queries.js';

type Sources = Pick<Services, 'units' | 'timing'>;

/** What is asked of a unit, as far as the reader may know; a part of other pages. Its predecessors’ visits are its own. */
export async function burdenFor(
  { units, timing }: Sources,
  visit: Visit,
  unitId: string,
): Promise<BurdenView> {
  const today = dayOf(visit.now);
  const [{ predecessors }, { count }] = await Promise.all([units.succession(unitId), timing.timer()]);
  const ids = [unitId, ...predecessors.map(({ unit }) => unit.id)];
  return presentBurden(burdenOf({ ...(await burdenFacts(visit.actor, ids, today)), count }), visit);
}
