import type { Finding } from '../../src/findings/finding.js';
import type { Actor } from '../../src/policies/actor.js';
import type { Services } from '../../src/services.js';
import { dayOf, type Day } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import { send } from './cast.js';
import type { StageClock } from './stage.js';

type Deciding = { services: Services; clock: StageClock; today: Day; head: Actor };

/** What was decided about those who answer for a finding; every fourth case has one for the collective as well. */
export async function handle(stage: Deciding, { id, responsiblePost, unit }: Finding, index: number) {
  const { services, clock, today, head } = stage;
  clock.set(today, '09:15');
  const { measures } = await services.settings.get();
  const measure = (party: string, words: string) =>
    measures.find((one) => one.party === party && one.text.vi === words && one.validTo === undefined)?.id ??
    '';
  const decide = async (chosen: string, who: string, place: number) => {
    const file = await send('board', true, index * 100 + 80 + place, head, clock.now());
    await services.handlings.record(
      head,
      id,
      {
        id: newId(),
        version: 0,
        measure: chosen,
        who,
        person: '',
        number: `${index + 200 + place}/QĐ-UBND`,
        decidedOn: dayOf(clock.now()),
        decidedBy: 'Chủ tịch UBND thành phố (trình diễn)',
      },
      [file],
    );
  };
  const words = index % 2 === 0 ? 'Kiểm điểm rút kinh nghiệm' : 'Khiển trách';
  await decide(measure('person', words), responsiblePost, 0);
  if (index % 4 === 0)
    await decide(measure('collective', 'Phê bình'), `Văn phòng HĐND và UBND ${unit.name.vi}`, 1);
}
