import type { Finding } from '../../src/findings/finding.js';
import type { Actor } from '../../src/policies/actor.js';
import { addDays } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import type { Remedying } from './remedy.js';

/** The unit asks for more time while there is some; what is `extended` was asked in time and granted the next day. */
export async function extend(
  { services, clock, today, officer, unitHead }: Remedying,
  approver: Actor,
  finding: Finding,
  fate: 'asked' | 'extended',
): Promise<void> {
  const due = finding.deadline?.dueOn ?? today;
  const wanted = fate === 'asked' ? addDays(today, -1) : addDays(due, -6);
  const askedOn = wanted < due ? wanted : addDays(due, -1);
  clock.set(askedOn, '09:30');
  const { dueOn } = await services.calendar.deadline(due, 8);
  const asked = await services.extensions.ask(
    unitHead ?? officer,
    finding.id,
    {
      id: newId(),
      version: finding.version,
      reason:
        'Phải chờ Sở Tài chính thẩm định dự toán sửa chữa; dự kiến có kết quả trong tuần tới (trình diễn).',
      progress: 'Đã khảo sát, lập dự toán và trình thẩm định ngày hôm qua (trình diễn).',
      dueOn,
      consent: 'own',
      consentName: '',
      consentPost: '',
      consentPaper: '',
    },
    [],
  );
  if (fate === 'asked') return;
  clock.set(addDays(askedOn, 1), '14:10');
  await services.extensions.decide(approver, finding.id, {
    id: newId(),
    version: asked.version,
    outcome: 'granted',
    dueOn: undefined,
    reason: 'Lý do khách quan, đơn vị đã làm đúng phần việc của mình (trình diễn).',
  });
}
