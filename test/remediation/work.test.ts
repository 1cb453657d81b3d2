import { expect } from 'chai';
import { presentSheetPaper } from '../../src/remediation/sheet-paper.presenter.js';
import { unitSheet } from '../../src/remediation/work.queries.js';
import { momentAt } from '../../src/shared/dates.js';
import { loadTranslations } from '../../src/web/translations.js';
import { officeAtWork } from '../support/office-at-work.js';

describe('the work of teams and units', () => {
  const { office, staff, walk } = officeAtWork();
  const findings: string[] = [];
  before(async () => {
    office.product.clock.present = momentAt('2026-03-02', '09:00');
    const id = await walk.opened();
    for (const mustDo of ['Việc một', 'Việc hai', 'Việc ba', 'Việc bốn'])
      findings.push(await walk.record(id, { term: '3', mustDo }));
    await walk.conclude(id, '2/3/2026');
    office.product.clock.present = momentAt('2026-03-03', '09:00');
    await walk.report(findings[1]!);
    office.product.clock.present = momentAt('2026-03-03', '10:00');
    await walk.report(findings[0]!);
    await walk.report(findings[2]!);
    await walk.verify(findings[2]!, 'returned', 'Thiếu quyết định phân công');
    office.product.clock.present = momentAt('2026-03-10', '09:00');
  });

  const places = (text: string, ...words: string[]) => words.map((word) => text.indexOf(word));

  it('shows a team what waits for its verdict, the oldest report first, and whoever is late with what follows', async () => {
    const { text } = await staff.member.agent.get('/work');
    const [two = -1, one = -1] = places(text, 'Việc hai', 'Việc một');
    expect(two).to.be.greaterThan(0).and.to.be.lessThan(one);
    expect(text).to.not.include('Việc ba');
    expect(text)
      .to.include('Phường Bồ Đề')
      .and.to.match(/2 (việc|phát hiện)[^.]*quá hạn/);
    expect(text).to.include('tiếp theo: ');
  });

  it('leads to the letters that urge, and says when every post has been told', async () => {
    const { clock } = office.product;
    const before = clock.present;
    clock.present = momentAt('2026-04-03', '06:00');
    await office.services.reminders.run();
    for (const { agent } of [staff.member, staff.supervisor]) {
      const { text, html } = await agent.get('/work');
      expect(text).to.include('đã báo đủ các cấp').and.not.include('tiếp theo: ');
      expect(html).to.include('href="/urging"');
      expect((await agent.get('/urging')).status).to.equal(200);
    }
    clock.present = before;
  });

  it('shows a colleague of other teams the whole authority’s, and a stranger nothing', async () => {
    expect((await staff.colleague.agent.get('/work')).text).to.include('Không có báo cáo nào chờ xác minh');
    expect((await staff.colleague.agent.get('/work?of=reach')).text).to.include('Việc hai');
    const { text, html } = await staff.supervisor.agent.get('/work');
    expect(text).to.include('Việc hai');
    expect(html).to.not.include(`/findings/${findings[1]}/verification`);
    expect((await staff.strangeOfficer.agent.get('/work')).text).to.not.include('Việc');
    for (const { agent } of [staff.leader, staff.administrator])
      expect((await agent.get('/work')).status).to.equal(404);
    expect((await staff.head.agent.get('/work?of=%24ne')).status).to.equal(200);
  });

  it('gives a unit one sheet: what to fix and by when, what was returned and why, what waits, what was accepted', async () => {
    await walk.verify(findings[1]!, 'accepted');
    const { text, html } = await staff.officer.agent.get('/work');
    const order = places(text, 'Phải khắc phục', 'Việc ba', 'Đã báo cáo, chờ xác minh', 'Việc một');
    expect(order).to.deep.equal([...order].sort((a, b) => a - b));
    expect(order[0]).to.be.greaterThan(0);
    expect(text).to.include('Thiếu quyết định phân công').and.to.include('05/03/2026');
    expect(text.indexOf('Được chấp nhận trong tháng này')).to.be.lessThan(text.indexOf('Việc hai'));
    expect(html).to.include('href="/findings.xlsx');
    expect((await staff.officer.agent.get('/')).html).to.include('href="/work"');
  });

  it('prints the sheet: what to fix and by when, what was returned and why', async () => {
    const { boDe } = office.wards;
    const actor = { personId: staff.officer.id, name: '', post: staff.officer.posts[0]! };
    const { services } = office;
    const [sheet, judge, settings] = await Promise.all([
      unitSheet(actor, '2026-03-01', { toFix: 10, waiting: 10, accepted: 10 }),
      services.timing.judge('2026-03-10'),
      services.settings.get(),
    ]);
    const now = momentAt('2026-03-10', '09:00');
    const t = (await loadTranslations())('vi');
    const shown = { sheet, unit: boDe, office: settings, judge, now };
    const said = JSON.stringify(presentSheetPaper(shown, { language: 'vi', t }).blocks);
    expect(said).to.include('Việc ba').and.to.include('Thiếu quyết định phân công');
    expect(said)
      .to.include('05/03/2026')
      .and.to.match(/quá hạn 3 ngày/i);
    const file = await staff.officer.agent.get('/work/sheet.pdf');
    expect([file.status, file.headers.get('content-type')]).to.deep.equal([200, 'application/pdf']);
    expect((await staff.supervisor.agent.get('/work/sheet.pdf')).status).to.equal(404);
  });
});
