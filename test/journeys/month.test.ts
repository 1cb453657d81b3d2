import { expect } from 'chai';
import { momentAt, type Day } from '../../src/shared/dates.js';
import { paper } from '../support/cases.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

type Figure = { label: string; text: string; href: string | null };

const unescaped = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
const inner = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** The figures of one table of a report, by the labels of their rows in the order of the page. */
function figuresOf(html: string, section: string): Figure[] {
  const [, part = ''] = html.split(`id="${section}"`);
  const [table = ''] = part.split('</section>');
  return [...table.matchAll(/<th scope="row"[^>]*>([\s\S]*?)<\/th>([\s\S]*?)<\/tr>/g)].flatMap(
    ([, label = '', cells = '']) =>
      [...cells.matchAll(/<td class="number">(?:<a href="([^"]+)">)?([^<]*)/g)].map(
        ([, href, text = '']) => ({
          label: inner(label),
          text,
          href: href === undefined ? null : unescaped(href),
        }),
      ),
  );
}

describe('a month of inspections, as its people live it', () => {
  const { office, staff, walk } = officeAtWork({ now: momentAt('2026-08-03', '08:00') });
  let vietHung: Worker;
  let surprise: string;
  let scheduled: string;
  const findings: string[] = [];

  const on = (day: Day, time = '09:00') => {
    office.product.clock.present = momentAt(day, time);
  };
  before(async () => {
    vietHung = staff.strangeOfficer;
  });

  it('begins with two plans: one that nobody must know of, one that is announced', async () => {
    surprise = await walk.prepare({ plannedFrom: '4/8/2026', plannedTo: '4/8/2026' });
    await walk.approve(surprise);
    scheduled = await walk.prepare({
      unit: 'Phường Việt Hưng',
      mode: 'scheduled',
      kind: 'thematic',
      topic: 'Văn thư, lưu trữ',
      plannedFrom: '20/8/2026',
      plannedTo: '20/8/2026',
    });
    await walk.approve(scheduled);
    expect((await vietHung.agent.get('/')).text).to.include('Cuộc kiểm tra sắp tới');
    expect((await staff.officer.agent.get('/')).text).not.to.include('Cuộc kiểm tra sắp tới');
  });

  it('sees the surprise visit opened, two findings recorded and concluded', async () => {
    on('2026-08-04', '08:30');
    await walk.open(surprise);
    findings.push(
      await walk.record(surprise, { term: '5', severity: 'serious' }, [paper('vắng mặt.pdf')]),
      await walk.record(surprise, { term: '10', sign: '1.1', mustDo: 'Niêm yết đủ thủ tục.' }),
    );
    on('2026-08-06', '15:00');
    await walk.conclude(surprise, '6/8/2026');
    const home = await staff.officer.agent.get('/');
    expect(home.text).to.include('Có 2 việc phải khắc phục').and.to.include('còn 5 ngày làm việc');
  });

  it('sees the unit report, be refused, report again late, and be accepted', async () => {
    const [first, second] = findings;
    on('2026-08-11');
    await walk.report(first!, [paper('lịch trực.pdf')]);
    expect((await staff.head.agent.get('/')).text).to.include('Báo cáo khắc phục chờ xác minh');
    on('2026-08-12');
    await walk.verify(first!, 'returned', 'Lịch trực chưa ký');
    expect((await staff.officer.agent.get('/')).text).to.include('Bị trả lại: Lịch trực chưa ký');
    on('2026-08-14');
    expect((await staff.officer.agent.get('/')).text).to.include('quá hạn 1 ngày làm việc');
    await walk.report(first!, [paper('lịch trực đã ký.pdf')]);
    on('2026-08-17');
    await walk.verify(first!, 'accepted');
    on('2026-08-18');
    await walk.report(second!);
    on('2026-08-19');
    await walk.verify(second!, 'accepted');
    const page = await staff.leader.agent.get(`/inspections/${surprise}`);
    expect(page.text).to.include('Đã kết thúc').and.to.include('2/2 phát hiện đã khắc phục');
  });

  it('sees the announced visit find one thing, which is still within its term at the end', async () => {
    on('2026-08-20', '14:00');
    await walk.open(scheduled);
    findings.push(await walk.record(scheduled, { term: '20', severity: 'minor' }));
    on('2026-08-21', '16:00');
    await walk.conclude(scheduled, '21/8/2026', staff.supervisor, vietHung);
    expect((await vietHung.agent.get(`/findings/${findings[2]}`)).text).to.include('22/09/2026');
  });

  const report = '/reports/01/2026-08';

  it('ends in a report with exactly these figures', async () => {
    on('2026-09-01');
    const { html } = await staff.leader.agent.get(report);
    // Each row: run by the City in the month and since January, then run by the levels below; of all inspections also
    // the month, the same month last year and the difference, and the same since January.
    const rows = (section: string) => {
      const found = new Map<string, string>();
      for (const { label, text } of figuresOf(html, section))
        found.set(label, `${found.get(label) ?? ''} ${text}`.trim());
      return Object.fromEntries(found);
    };
    expect(rows('inspections')).to.include({
      'Tổng số': '2 2 0 0 2 0 +2 2 0 +2',
      'Đột xuất': '1 1 0 0 1 0 +1 1 0 +1',
      'Theo kế hoạch': '1 1 0 0 1 0 +1 1 0 +1',
      'Kiểm tra công vụ': '1 1 0 0 1 0 +1 1 0 +1',
      'Kiểm tra chuyên đề': '1 1 0 0 1 0 +1 1 0 +1',
      'Trách nhiệm thực thi công vụ': '1 1 0 0',
      'Văn thư, lưu trữ': '1 1 0 0',
    });
    expect(rows('findings')).to.include({
      'Tổng số': '3 3 0 0',
      'Tồn tại': '1 1 0 0',
      'Hạn chế': '1 1 0 0',
      'Khuyết điểm': '1 1 0 0',
    });
    expect(rows('remediation')).to.include({
      'Còn phải khắc phục đầu kỳ': '0 0',
      'Phát sinh trong kỳ': '3 0',
      'Đã khắc phục trong kỳ': '2 0',
      'Đúng hạn': '1 0',
      'Còn phải khắc phục cuối kỳ': '1 0',
      'Trong hạn': '1 0',
      'Đến hạn trong kỳ': '2 0',
      'Khắc phục đúng hạn': '1 0',
      'Khắc phục quá hạn': '1 0',
      'Chưa khắc phục': '0 0',
    });
    expect(html).to.include('1; 1');
  });

  it('lets every figure open a list with as many rows as it says, for the leader and the unit alike', async () => {
    const pages: [Worker, string][] = [
      [staff.leader, report],
      [staff.officer, `/reports/${office.wards.boDe.code}/2026-08`],
      [staff.wardLeader, `/reports/${office.wards.boDe.code}/2026-08`],
    ];
    for (const [{ agent, userName }, address] of pages) {
      const { html, status } = await agent.get(address);
      expect(status).to.equal(200);
      const listed = ['inspections', 'findings', 'remediation'].flatMap((section) =>
        figuresOf(html, section),
      );
      const links = new Map(
        listed.flatMap(({ href, text }) => (href === null ? [] : [[href, text] as const])),
      );
      expect(links.size, userName).to.be.above(10);
      for (const [href, text] of links) {
        const list = await agent.get(href);
        const rows = list.html.match(/<a class="table__main"/g)?.length ?? 0;
        expect([list.status, String(rows)], `${userName} ${href}`).to.deep.equal([200, text]);
        expect(list.text).to.match(new RegExp(`\\b${text} (cuộc kiểm tra|phát hiện)`));
      }
      for (const { href, text } of listed)
        if (href === null) expect(text).to.match(/^(0|–|\d+; \d+|[+−]\d+)?$/);
    }
  });

  it('gives the same figures on paper, and none to those outside the area', async () => {
    const paperOf = await staff.leader.agent.get(`${report}/report.pdf`);
    expect(paperOf.headers.get('content-type')).to.equal('application/pdf');
    expect((await vietHung.agent.get(`/reports/${office.wards.boDe.code}/2026-08`)).status).to.be.oneOf([
      404, 422,
    ]);
    expect((await vietHung.agent.get(report)).status).to.be.oneOf([404, 422]);
    expect((await staff.administrator.agent.get(report)).status).to.equal(403);
  });

  it('leaves a record that is whole', async () => {
    expect((await office.services.journal.verify()).faults).to.deep.equal([]);
  });
});
