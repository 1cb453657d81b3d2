import type { Actor } from '../../src/policies/actor.js';
import type { Services } from '../../src/services.js';
import { addDays, dayOf, weekdayOf, type Day } from '../../src/shared/dates.js';
import type { StageClock } from './stage.js';

type Theatre = { services: Services; clock: StageClock };
type Scene = { id: string; visit: Day; head: Actor };

/** Writes the minutes on the evening of the visit, and records that the unit has signed. */
export async function closeVisit({ services, clock }: Theatre, { id, visit, head }: Scene): Promise<void> {
  clock.set(visit, '16:30');
  const { version, unit } = await services.inspections.load(head, id);
  const on = dayOf(clock.now());
  const written = await services.minutes.write(head, id, {
    version,
    on,
    begunAt: '08:05',
    endedAt: '16:30',
    place: `Trụ sở ${unit.name.vi}`,
    present: 'Đại diện lãnh đạo đơn vị (trình diễn)\nCông chức bộ phận một cửa (trình diễn)',
    representative: 'Đại diện lãnh đạo đơn vị (trình diễn)',
    course:
      'Đoàn làm việc tại bộ phận một cửa, xem sổ theo dõi, đối chiếu lịch trực và làm việc với lãnh đạo đơn vị.',
    unitWords: 'Đơn vị tiếp thu và sẽ chỉ đạo khắc phục.',
  });
  const signing = { version: written.version, on, outcome: 'signed' as const, words: '', witnesses: [] };
  await services.minutes.sign(head, id, signing);
}

const nextWorkday = (day: Day): Day => {
  const next = addDays(day, 1);
  return [0, 6].includes(weekdayOf(next)) ? nextWorkday(next) : next;
};

/** Gives the unit the draft on the next working day; it agrees to everything, or first objects to what it sees first. */
export async function hear(
  { services, clock }: Theatre,
  { id, visit, head, officer }: Scene & { officer: Actor },
  objects: boolean,
): Promise<void> {
  clock.set(nextWorkday(visit), '09:00');
  const { version } = await services.inspections.load(head, id);
  const delivery = {
    deliveredOn: dayOf(clock.now()),
    how: 'electronic' as const,
    to: 'Văn phòng đơn vị (trình diễn)',
  };
  await services.conclusion.sendDraft(head, id, { version, ...delivery });
  const findings = await services.findings.ofInspection(head, id);
  clock.set(nextWorkday(visit), '15:10');
  for (const [place, finding] of findings.entries()) {
    if (objects && place === 2) continue;
    const objection = objects && place === 0;
    await services.replies.answer(
      officer,
      finding.id,
      {
        version: finding.version,
        kind: objection ? 'wrong_fact' : 'agreement',
        words: objection
          ? 'Buổi tiếp công dân hôm đó đã dời theo thông báo, đơn vị chưa kịp xuất trình. (Hồ sơ trình diễn)'
          : '',
        caption: '',
      },
      [],
    );
  }
}

/** The unit makes the conclusion public inside, two days after it has come. */
export async function publish({ services, clock }: Theatre, id: string, officer: Actor): Promise<void> {
  const { version, publication, deliveredOn } = await services.inspections.load(officer, id);
  if (publication === undefined || deliveredOn === undefined) return;
  const day = nextWorkday(nextWorkday(deliveredOn));
  clock.set(day, '08:30');
  const place = 'Niêm yết tại bảng tin trụ sở và thông báo tại giao ban (trình diễn)';
  const publishedOn = dayOf(clock.now());
  await services.conclusion.publish(officer, id, { version, publishedOn, place }, []);
}
