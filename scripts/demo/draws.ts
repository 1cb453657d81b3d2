import type { Actor } from '../../src/policies/actor.js';
import type { Draw } from '../../src/draws/draw.js';
import type { Services } from '../../src/services.js';
import { addDays, type Day } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import { fingerprintOf } from '../../src/draws/draw-list.js';
import type { Plot } from './plot.js';
import type { StageClock } from './stage.js';

type Stage = { services: Services; clock: StageClock; actors: Map<string, Actor>; today: Day };

/** Draws among the wards, as the pages would. Which units come out differs: the seed is the server's own here as well. */
async function draw({ services, clock, actors }: Stage, on: Day, count: number): Promise<Draw> {
  const drawer = actors.get('pheduyet.ha');
  const inspector = actors.get('kiemtra.an');
  if (drawer === undefined || inspector === undefined) throw new Error('the demonstration needs its people');
  clock.set(on, '08:45');
  const criteria = {
    kind: 'ward' as const,
    below: '',
    on,
    restDays: 180,
    seriousWeight: 2,
    absenceWeight: 1,
    complaintWeight: 1,
    count,
    team: [inspector.personId],
    exclusions: [],
    complaints: [
      { unit: '00118', count: 4 },
      { unit: '00316', count: 2 },
    ],
    complaintSource: 'Tổng hợp phản ánh tháng trước (trình diễn)',
  };
  const { list } = await services.draws.candidates(drawer, criteria);
  const reason = 'Lượt bốc thăm của tháng sau (trình diễn)';
  return services.draws.draw(drawer, { criteria, id: newId(), shown: fingerprintOf(list), reason });
}

/** A draw whose visit has taken place, as the plot of that visit, and one that is still sealed. */
export async function playDraws(stage: Stage, visit: (plot: Plot) => Promise<void>): Promise<void> {
  const { list, drawn, id } = await draw(stage, addDays(stage.today, -70), 1);
  const unit = list.candidates.find((candidate) => candidate.id === drawn[0])?.code ?? '';
  await visit({
    unit,
    mode: 'surprise',
    kind: 'public_service',
    stage: 'concluded',
    opened: 52,
    concluded: 48,
    findings: [[0, 'closed']],
    draw: id,
  });
  await draw(stage, addDays(stage.today, -1), 3);
}
