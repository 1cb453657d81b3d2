import type { Finding } from '../../src/findings/finding.js';
import type { Actor } from '../../src/policies/actor.js';
import type { Services } from '../../src/services.js';
import { addDays, type Day } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import { send } from './cast.js';
import type { Fate } from './plot.js';
import { sampleFindings } from './samples.js';
import type { StageClock } from './stage.js';

export type Remedying = {
  services: Services;
  clock: StageClock;
  today: Day;
  /** The head of the team, who verifies. */
  head: Actor;
  /** Who writes the unit's reports, and who confirms them where the unit has two accounts. */
  officer: Actor;
  unitHead: Actor | undefined;
};

/** The unit breaks a finding into steps; the first is done. */
async function planSteps({ services, clock, today, officer }: Remedying, finding: Finding): Promise<Finding> {
  const due = finding.deadline?.dueOn ?? today;
  const steps = [
    { what: 'Rà soát và phân công lại người chịu trách nhiệm', post: 'Chánh Văn phòng HĐND và UBND' },
    {
      what: 'Niêm yết bảng phân công tại trụ sở và trên trang thông tin',
      post: 'Công chức Văn phòng - Thống kê',
    },
  ];
  let now = finding;
  for (const step of steps) {
    const dueOn = due < today ? today : due;
    const sent = { id: newId(), version: now.version, ...step, dueOn };
    now = await services.remedyActions.add(officer, finding.id, sent);
  }
  const [first] = now.actions ?? [];
  clock.set(addDays(today, -1), '10:20');
  return services.remedyActions.note(officer, finding.id, first?.id ?? '', {
    id: newId(),
    version: now.version,
    outcome: 'done',
    on: addDays(today, -1),
    words: 'Đã có quyết định phân công, gửi kèm báo cáo (trình diễn).',
  });
}

/** Every other report the head of the team gives to one of its members to verify. */
async function shareOut({ services, head }: Remedying, finding: Finding, seed: number): Promise<void> {
  const people = await services.verifiers.candidates(head, finding);
  const chosen = people.find(({ personId }) => personId !== head.personId);
  if (seed % 2 === 1 || chosen === undefined) return;
  const input = {
    version: finding.version,
    verifier: chosen.personId,
    reason: 'Phân công trong đoàn (trình diễn).',
  };
  await services.verifiers.assign(head, finding.id, input);
}

/** Reports on a day, and verifies some days later when the outcome is known. */
export async function remedy(stage: Remedying, finding: Finding, fate: Fate, sample: number, seed: number) {
  if (fate === 'recorded' || fate === 'at_once' || fate === 'to_remedy') return;
  const { services, clock, today, head, officer, unitHead } = stage;
  const due = finding.deadline?.dueOn ?? today;
  const soon = addDays(finding.deadline?.from ?? today, 5);
  const reportedOn = fate === 'late' ? addDays(due, 4) : fate === 'closed' ? soon : addDays(today, -3);
  clock.set(reportedOn, '15:40');
  const planned = fate === 'drafted' ? await planSteps(stage, finding) : finding;
  const { scene, done } = sampleFindings[sample] ?? { scene: 'board' as const, done: '' };
  const file = await send(scene, true, seed, officer, clock.now());
  const report = { version: planned.version, done, caption: 'Trước và sau khắc phục (trình diễn)' };
  const written = await services.remediation.report(officer, finding.id, report, [file]);
  if (fate === 'drafted') return;
  const yes = { version: written.version, outcome: 'confirmed' as const, reason: '' };
  const reported =
    written.draft === undefined || unitHead === undefined
      ? written
      : await services.remediation.confirm(unitHead, finding.id, yes);
  if (fate === 'reported') return shareOut(stage, reported, seed);
  clock.set(addDays(reportedOn, 2), '10:05');
  const returned = fate === 'returned';
  await services.remediation.verify(head, finding.id, {
    version: reported.version,
    outcome: returned ? 'returned' : 'accepted',
    reason: returned
      ? 'Ảnh chưa thể hiện đủ danh mục; chưa có văn bản phân công kèm theo.'
      : 'Đã đối chiếu tại chỗ, đạt yêu cầu.',
  });
}
