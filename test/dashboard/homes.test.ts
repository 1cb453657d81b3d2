import { expect } from 'chai';
import { momentAt } from '../../src/shared/dates.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

const links = (html: string) =>
  [...(html.split('<main')[1] ?? '').matchAll(/href="(\/[^"]*)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
  );

describe('the home page of each role', () => {
  const { office, staff, walk } = officeAtWork({ now: momentAt('2026-03-02', '09:00') });

  const home = ({ agent }: Worker) => agent.get('/');

  it('says that there is nothing to do when there is nothing', async () => {
    expect((await home(staff.head)).text).to.include('Tuần này chưa có cuộc kiểm tra nào');
    expect((await home(staff.officer)).text).to.include('Không còn việc nào phải khắc phục');
    expect((await home(staff.leader)).text).to.include('Không đơn vị nào có phát hiện quá hạn');
  });

  it('greets by the clock in Hanoi', async () => {
    for (const [time, words] of [
      ['00:30', 'Chào buổi sáng'],
      ['12:00', 'Chào buổi chiều'],
      ['18:00', 'Chào buổi tối'],
    ] as const) {
      office.product.clock.present = momentAt('2026-03-02', time);
      expect((await home(staff.head)).text).to.include(words);
    }
    office.product.clock.present = momentAt('2026-03-02', '09:00');
  });

  it('shows the inspector the week, what waits and what is late, and leads to each', async () => {
    const draft = await walk.prepare();
    expect((await home(staff.supervisor)).text).to.include('Đang chờ bạn Thứ Ba 03/03');
    expect(links((await home(staff.head)).html)).to.include(`/inspections/${draft}`);
    const id = await walk.opened();
    const late = await walk.record(id, { term: '1' });
    const reported = await walk.record(id, { term: '1' });
    await walk.conclude(id, '2/3/2026');
    await walk.report(reported);
    office.product.clock.present = momentAt('2026-03-05', '09:00');
    for (const person of [staff.head, staff.secretary, staff.supervisor]) {
      const { text, html } = await home(person);
      expect(text).to.include('1 phát hiện quá hạn khắc phục');
      const list = await person.agent.get(links(html).find((href) => href.includes('view=overdue')) ?? '');
      expect(list.html.match(/class="table__main"/g)).to.have.length(1);
      expect(list.html).to.include(`/findings/${late}`);
    }
    const { html } = await home(staff.head);
    expect(html).to.include(`/findings/${reported}/verification`);
    const list = await staff.head.agent.get(
      links(html).find((href) => href.includes('view=to_verify')) ?? '',
    );
    expect(list.html.match(/class="table__main"/g)).to.have.length(1);
    // The approver concludes but does not verify: nothing of the kind waits for him.
    expect((await home(staff.supervisor)).text).not.to.include('báo cáo khắc phục cần xác minh');
    expect((await home(staff.colleague)).text).to.include('Không có phát hiện nào quá hạn');
  });

  it('shows the unit what to fix, the most urgent first, with the days left and the next step', async () => {
    const { text, html } = await home(staff.officer);
    expect(text)
      .to.include('1 việc')
      .and.to.include('quá hạn 2 ngày làm việc')
      .and.to.include('chờ đoàn kiểm tra');
    // The line of the work and the one filled button lead to the same form.
    const reports = links(html).filter((href) => href.endsWith('/remediation'));
    expect(reports).to.have.length(2);
    expect(new Set(reports)).to.have.property('size', 1);
    expect((await home(staff.strangeOfficer)).text).to.include('Không còn việc nào phải khắc phục');
  });

  it('shows the leader figures that open lists of just that length, and one drawn chart', async () => {
    for (const leader of [staff.leader, staff.wardLeader]) {
      const { html, text } = await home(leader);
      expect(text, 'a change says of what').to.match(/\d cuộc trong tháng, .* so với tháng trước/);
      expect(text).to.match(/\d phát hiện mới kết luận trong tháng, .* so với tháng trước/);
      // One chart, drawn for a page and for a telephone.
      expect(html.match(/<figure class="chart"/g)?.length).to.equal(1);
      expect(html.match(/<svg/g)?.length).to.equal(2);
      const figures = [
        ...html.matchAll(/class="figure__link" href="([^"]+)"><span class="figure__value">(\d+)<\/span>/g),
      ].map(([, href = '', value = '']) => [href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='), value]);
      expect(figures.length).to.be.at.least(3);
      for (const [href, value] of figures) {
        const list = await leader.agent.get(href!);
        expect(list.html.match(/class="table__main"/g)?.length ?? 0, `${leader.userName} ${href}`).to.equal(
          Number(value),
        );
      }
    }
  });

  it('shows the administrator what keeps the product true', async () => {
    const { text } = await home(staff.administrator);
    expect(text).to.include('Xác nhận lịch làm việc năm 2027').and.to.include('Nhập nguyên văn phụ lục');
    expect(text).not.to.include('Phường Bồ Đề');
  });

  it('leads nobody to a page that does not open', async () => {
    for (const person of Object.values(staff)) {
      const hrefs = new Set(links((await home(person)).html).map((href) => href.split('#')[0] ?? ''));
      for (const href of hrefs)
        expect((await person.agent.get(href)).status, `${person.userName} ${href}`).to.equal(200);
    }
  });
});
