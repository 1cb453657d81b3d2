import { sampleXlsx } from '../../src/imports/sample.js';
import type { Inspection } from '../../src/inspections/inspection.js';
import type { Actor } from '../../src/policies/actor.js';
import type { Services } from '../../src/services.js';
import { addDays, type Day } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import { keepFile } from './cast.js';
import type { StageClock } from './stage.js';

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Announcement = {
  services: Services;
  clock: StageClock;
  head: Actor;
  officer: Actor;
  inspection: Inspection;
  /** When the notice goes out, and when the unit reports; none yet when it still has time. */
  sentOn: Day;
  reportedOn: Day | undefined;
  index: number;
};

/** Notice and outline go to the unit, which says that it has them and reports before the visit. */
export async function announce(given: Announcement): Promise<void> {
  const { services, clock, head, officer, inspection, sentOn, reportedOn, index } = given;
  const { documents, documentIssue, announcements } = services;
  clock.set(sentOn, '10:00');
  for (const kind of ['notice', 'outline'] as const) {
    const drawn = await documents.drawUp(head, inspection.id, { id: newId(), kind, cites: '' });
    const number = { number: `${120 + index}/TB-SNV`, datedOn: sentOn, sure: false, reason: '' };
    const { version } =
      kind === 'notice'
        ? await documentIssue.giveNumber(head, drawn.id, { version: drawn.version, ...number })
        : drawn;
    const way = { deliveredOn: sentOn, how: 'electronic', to: 'Văn thư đơn vị (trình diễn)' } as const;
    const sent = await documentIssue.deliver(head, drawn.id, { version, ...way });
    clock.set(addDays(sentOn, 1), '08:40');
    if (kind === 'notice') await documentIssue.acknowledge(officer, drawn.id, sent.version);
    clock.set(sentOn, '10:05');
  }
  if (reportedOn === undefined) return;
  clock.set(reportedOn, '16:20');
  const rows = [
    ['Nội dung', 'Số liệu (trình diễn)'],
    ['Hồ sơ tiếp nhận trong kỳ', '412'],
    ['Hồ sơ giải quyết đúng hạn', '397'],
    ['Lượt tiếp công dân', '38'],
  ];
  const file = await keepFile(await sampleXlsx(rows), 'bao-cao-cua-don-vi.xlsx', SHEET, officer, clock.now());
  const text = 'Báo cáo theo đề cương, kèm phụ lục số liệu. (Hồ sơ trình diễn)';
  const input = { id: newId(), version: 0, text, caption: 'Báo cáo và phụ lục số liệu (trình diễn)' };
  await announcements.send(officer, inspection.id, input, [file]);
}
