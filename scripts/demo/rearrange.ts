import type { Actor } from '../../src/policies/actor.js';
import type { Services } from '../../src/services.js';
import { addDays, type Day } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import type { StageClock } from './stage.js';

type Theatre = { services: Services; clock: StageClock; actors: Map<string, Actor>; today: Day };

/** A ward with an open case, and the neighbour that takes it over. */
const [FROM, TO] = ['00025', '00008'];

/** Merges two units today, so that a case is seen with its heir. Invented, like every current case. */
export async function rearrange({ services, clock, actors, today }: Theatre): Promise<void> {
  const administrator = actors.get('quantri');
  if (administrator === undefined) throw new Error('nobody keeps the units');
  clock.set(today, '07:00');
  const input = {
    decisionNumber: '00/NQ-HĐND (trình diễn)',
    decisionOn: addDays(today, -20),
    effectiveOn: today,
    predecessors: [FROM],
    successors: [{ row: 1, existing: TO }],
  };
  const { print } = await services.rearrangements.look(administrator, input);
  await services.rearrangements.record(administrator, newId(), print, input);
}
