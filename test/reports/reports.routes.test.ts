import { expect } from 'chai';
import mongoose from 'mongoose';
import readExcel from 'read-excel-file/node';
import { CountedDayModel } from '../../src/reports/counted-day.model.js';
import { actorIn } from '../support/actors.js';
import { knowingRows } from '../../src/reports/kept-rows.queries.js';
import { rowMatches } from '../../src/reports/report-pipelines.js';
import { countedDays } from '../../src/reports/counted-days.repository.js';
import { findingTallies, inspectionTallies, visitsIn } from '../../src/reports/counted-tallies.js';
import { periodOf } from '../../src/reports/period.js';
import { eveningOf } from '../../src/reports/report-filters.js';
import { termOf } from './support/make.js';
import { hidden } from '../support/cases.js';
import type { Staff } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';
import { readPdf } from '../paper/support/pdf.js';

describe('the pages of reports', () => {
  const { office, staff, walk } = officeAtWork({ now: new Date('2026-03-02T02:00:00Z') });
  before(async function () {
    this.timeout(60_000);
    const id = await walk.opened();
    const [first] = [await walk.record(id), await walk.record(id, { severity: 'serious', sign: '2.2' })];
    await walk.conclude(id, '2/3/2026');
    await walk.report(first);
    await walk.verify(first, 'accepted');
    await walk.prepare();
  });

  /** The list behind each figure of a page, with the number of its rows as the list itself says it. */
  async function expectFiguresToHold(page: string, agent: Staff['leader']['agent'], of = '', least = 11) {
    const { html } = await agent.get(page);
    const links = [...html.matchAll(/<td class="number"><a href="([^"]+)">(\d+)<\/a>/g)].filter(([link]) =>
      link.includes(of),
    );
    expect(links.length).to.be.at.least(least);
    for (const [, href = '', figure = ''] of links) {
      const { text } = await agent.get(href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
      expect(text, href).to.match(new RegExp(` ${figure} (cuộc kiểm tra|phát hiện)`));
    }
  }

  it('show a leader the month, marked as a draft while it runs', async () => {
    const { status, text } = await staff.leader.agent.get('/reports/01/2026-03');
    expect(status).to.equal(200);
    expect(text).to.include('Báo cáo tháng 3/2026');
    expect(text).to.include('Dự thảo: kỳ báo cáo chưa kết thúc');
    expect(text).to.include('còn đầu kỳ + phát sinh, mở lại − đã khắc phục = còn cuối kỳ: 0 + 2 − 1 = 1');
  });

  it('leave as a workbook with a sheet for each table and list, and as figures for other programs', async () => {
    const { agent } = staff.leader;
    const headers = { cookie: `session=${agent.cookie('session')}` };
    const file = await fetch(`${office.product.url}/reports/01/2026-03/report.xlsx`, { headers });
    const sheets = await readExcel(Buffer.from(await file.arrayBuffer()));
    const names = sheets.map(({ sheet }) => sheet);
    expect(names).to.include.members([
      'Các cuộc kiểm tra',
      'Phát hiện từ đầu năm',
      'Còn cuối kỳ',
      'Thông tin về tệp',
    ]);
    const list = sheets.find(({ sheet }) => sheet === 'Phát hiện từ đầu năm')?.data ?? [];
    expect(list).to.have.length(1 + 2 + 1);
    expect(list.at(-1)?.slice(0, 2)).to.deep.equal(['Tổng số (theo bộ lọc)', 2]);

    type Data = { figures: { key: string; value: number }[] };
    const { figures } = JSON.parse((await agent.get('/reports/01/2026-03/report.json')).html) as Data;
    const value = (name: string) =>
      figures.find(({ key }) => key.includes('scope=own') && key.endsWith(`name=${name}`))?.value;
    expect(['opening', 'fresh', 'closed', 'closing'].map(value)).to.deep.equal([0, 2, 1, 1]);
    const csv = (await agent.get('/reports/01/2026-03/report.csv')).html;
    expect(csv.split('\r\n').filter((line) => line.includes('?scope='))).to.have.length(figures.length);
    expect((await agent.get('/reports/01/2126-03/report.xlsx')).status).to.equal(303);
    expect((await staff.officer.agent.get('/reports/01/2026-03/report.xlsx')).status).to.equal(404);
  });

  it('count a sealed visit nowhere', async () => {
    const { html } = await staff.leader.agent.get('/reports/01/2026-03');
    expect(/Tổng số[\s\S]*?<td class="number">(?:<a[^>]*>)?(\d+)/.exec(html)?.[1]).to.equal('1');
  });

  it('open for each figure a list with as many rows, for the leader and for the unit', async function () {
    this.timeout(60_000);
    await expectFiguresToHold('/reports/01/2026-03', staff.leader.agent);
    await expectFiguresToHold('/reports/00118/2026-03', staff.officer.agent);
    await expectFiguresToHold('/reports/01/2026-q1-d14', staff.leader.agent);
    await expectFiguresToHold('/reports/01/2026', staff.leader.agent);
  });

  it('count by the unit inspected where that is chosen, and say so', async () => {
    const { agent } = staff.leader;
    const chosen = await agent.get('/reports?unit=01&term=3%2F2026&cutoff=&by=unit');
    expect(chosen.location).to.equal('/reports/01/2026-03-by-unit');
    const { text } = await agent.get('/reports/01/2026-03-by-unit');
    expect(text)
      .to.include('Số liệu tính theo đơn vị được kiểm tra.')
      .and.include('Các đơn vị thuộc được kiểm tra');
    await expectFiguresToHold('/reports/01/2026-03-by-unit', agent);
    const refused = await agent.get('/reports?unit=01&term=3%2F2026&cutoff=&by=leader');
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('Hãy chọn tính theo cơ quan tiến hành kiểm tra hay đơn vị được kiểm tra');
  });

  it('count signs by the version they were recorded under, or by a later one that says what became of them', async () => {
    const { signs } = office.services;
    const by = actorIn('administrator');
    const groups = structuredClone((await signs.record()).groups);
    // The sign 2.2 becomes 2.9 in other words, so that nobody but a person knows it.
    const text = { vi: 'Biểu hiện viết lại', en: 'A sign in other words' };
    for (const { signs: own } of groups)
      for (const sign of own) if (sign.code === '2.2') Object.assign(sign, { code: '2.9', text });
    const { number, version } = await signs.issue(by, {
      version: 1,
      validFrom: '2026-03-01',
      source: '',
      groups,
    });
    const { agent } = staff.leader;
    expect((await agent.get('/reports/01/2026-03')).text).to.include('phiên bản 1 của danh mục');
    await signs.succeed(by, number, { version, succession: [{ code: '2.2', to: '2.9' }] });

    const now = await agent.get('/reports/01/2026-03');
    expect(now.text)
      .to.include('theo phiên bản 2 của danh mục')
      .and.match(/2\.9\. /);
    expect(now.html)
      .to.include('href="/reports/01/2026-03-signs-recorded"')
      .and.include('sign&#x3D;2.2v1%2C2.9v2');
    await expectFiguresToHold('/reports/01/2026-03', agent, 'sign&#x3D;', 4);
    const chosen = await agent.get('/reports?unit=01&term=3%2F2026&cutoff=&by=&signs=recorded');
    expect(chosen.location).to.equal('/reports/01/2026-03-signs-recorded');
    const then = await agent.get(chosen.location ?? '');
    expect(then.text)
      .to.include('khi ghi từng phát hiện')
      .and.match(/2\.2\. /)
      .and.not.match(/2\.9\. /);
    await expectFiguresToHold(chosen.location ?? '', agent, 'sign&#x3D;', 4);
    expect((await agent.get('/findings?view=all&sign=2.2v1')).text).to.include('2.2 (phiên bản 1)');
    expect((await agent.get('/reports/01/2026-03-signs-7')).status).to.equal(422);
    expect((await agent.get('/reports?unit=01&term=3%2F2026&cutoff=&by=&signs=none')).status).to.equal(422);
  });

  it('tell of a cluster of units that somebody named once, and leave nobody else in', async () => {
    const { agent } = staff.supervisor;
    const form = {
      ...{ id: '', version: '0', code: 'cum1', name: 'Cụm Long Biên', nameEnglish: '', former: '' },
      ...{ units: 'Phường Bồ Đề\nPhường Không', validFrom: '1/1/2026', validTo: '' },
    };
    const refused = await agent.post('/clusters', form);
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('Không có đơn vị nào');
    expect(refused.html).to.include('Phường Bồ Đề\nPhường Không');
    const units = 'Phường Bồ Đề';
    expect((await agent.post('/clusters', { ...form, units })).status).to.equal(303);
    expect((await agent.post('/clusters', { ...form, units })).text).to.include('đã được dùng');
    const chosen = await staff.leader.agent.get(
      `/reports?unit=${encodeURIComponent('Cụm Long Biên · cum1')}&term=3%2F2026&by=unit`,
    );
    expect(chosen.location).to.equal('/reports/01/2026-03-by-unit-of-cum1');
    const { text } = await staff.leader.agent.get(chosen.location ?? '');
    expect(text).to.include('Cụm gồm 1 đơn vị: Phường Bồ Đề.');
    await expectFiguresToHold('/reports/01/2026-03-of-cum1', staff.leader.agent);
    const past = await staff.leader.agent.get('/reports/01/2025-12-of-cum1');
    expect(`${past.status} ${past.text}`).to.match(/^422 .*không có hiệu lực trong kỳ này/);
    const others = [staff.officer, staff.wardLeader].map(({ agent: one }) =>
      one.get('/reports/01/2026-03-of-cum1'),
    );
    expect((await Promise.all(others)).map(({ status }) => status)).to.deep.equal([404, 404]);
    expect((await staff.wardLeader.agent.get('/clusters')).text).not.to.include('Cụm Long Biên');
  });

  it('give the unit the same figures as its leader', async () => {
    const figures = (html: string) =>
      html.match(/<td class="number">[\s\S]*?<\/td>/g)?.map((cell) => cell.replace(/<[^>]+>/g, ''));
    const [officer, leader] = await Promise.all(
      [staff.officer, staff.wardLeader].map(({ agent }) => agent.get('/reports/00118/2026-03')),
    );
    expect(figures(officer?.html ?? '')).to.deep.equal(figures(leader?.html ?? ''));
  });

  it('are there for each term that is offered', async () => {
    const { agent } = staff.officer;
    const { html } = await agent.get('/reports');
    const offered = [...html.matchAll(/href="(\/reports\/\d+\/[^"/]+)"/g)].map(([, href = '']) => href);
    expect(offered.length).to.be.within(5, 30);
    for (const href of offered) expect((await agent.get(href)).status, href).to.equal(200);
  });

  it('are no page for whoever may not see the unit', async () => {
    const statuses = await Promise.all([
      staff.officer.agent.get('/reports/01/2026-03'),
      staff.officer.agent.get('/reports/00127/2026-03'),
      staff.wardLeader.agent.get('/reports/01/2026-03/report.pdf'),
      staff.administrator.agent.get('/reports'),
    ]);
    expect(statuses.map(({ status }) => status)).to.deep.equal([404, 404, 404, 403]);
  });

  it('say in words which month or unit cannot be', async () => {
    const said = async (path: string) => {
      const { status, text } = await staff.leader.agent.get(path);
      return `${status} ${text}`;
    };
    expect(await said('/reports/01/2026-04')).to.match(/^422 .*Kỳ này chưa đến/);
    expect(await said('/reports/01/2026-13')).to.match(/^422 .*Không có kỳ báo cáo này/);
    expect(await said('/reports/99999/2026-02')).to.match(/^422 .*Không có đơn vị nào/);
    expect(await said('/reports/00121/2026-02')).to.match(/^422 .*không tồn tại vào ngày đó/);
    await staff.leader.agent.post('/language', { language: 'en', back: '/reports' });
    expect(await said('/reports/00121/2026-02')).to.match(/^422 .*did not exist on that day.*30 June 2025/);
    await staff.leader.agent.post('/language', { language: 'vi', back: '/reports' });
    expect(await said('/reports/01/2026-04/report.pdf')).to.match(/^422 .*Kỳ này chưa đến/);
  });

  it('keep what was typed beside the message', async () => {
    const { status, html } = await staff.leader.agent.get(
      '/reports?unit=Ph%C6%B0%E1%BB%9Dng+Kh%C3%B4ng&term=2%2F2026',
    );
    expect(status).to.equal(422);
    expect(html).to.include('value="Phường Không"');
    expect(html).to.include('value="2/2026"');
    expect(html).to.include('href="#unit"');
  });

  it('lead from a name and a month to the report', async () => {
    const { agent } = staff.leader;
    const { status, location } = await agent.get(
      '/reports?unit=ph%C6%B0%E1%BB%9Dng+b%E1%BB%93+%C4%91%E1%BB%81&term=03%2F2026',
    );
    expect([status, location]).to.deep.equal([303, '/reports/00118/2026-03']);
  });

  it('take a longer term and a cut-off, and refuse what is none', async () => {
    const { agent } = staff.leader;
    const typed = (term: string, cutoff: string) =>
      agent.get(`/reports?unit=01&term=${encodeURIComponent(term)}&cutoff=${cutoff}`);
    expect((await typed('quý I/2026', '14')).location).to.equal('/reports/01/2026-q1-d14');
    const wrong = await typed('7 tháng', '3');
    expect([wrong.status, wrong.html.includes('value="7 tháng"')]).to.deep.equal([422, true]);
    const { text } = await agent.get('/reports/01/2026-q1-d14');
    expect(text).to.include('Báo cáo quý I/2026').and.include('Số liệu tính từ 15/12/2025');
  });

  it('find the unit that had a code in that month', async () => {
    expect((await staff.leader.agent.get('/reports/00121/2025-06')).text).to.include('Phường Gia Thụy');
  });

  it('say that a month is empty instead of showing empty tables', async () => {
    const { html, text } = await staff.leader.agent.get('/reports/00127/2026-02');
    expect(text).to.include('Không có số liệu trong kỳ');
    expect(html).not.to.include('<table');
  });

  it('give the paper in either language', async () => {
    const paper = async (language: string) => {
      const response = await staff.leader.agent.fetch(`/reports/01/2026-03/report.pdf?language=${language}`);
      expect(response.headers.get('content-type')).to.equal('application/pdf');
      expect(response.headers.get('content-disposition')).to.equal(
        `inline; filename="01-2026-03-${language}.pdf"`,
      );
      return readPdf(Buffer.from(await response.arrayBuffer()));
    };
    expect((await paper('vi')).text).to.include('DỰ THẢO - SỐ LIỆU TẠM TÍNH ĐẾN HẾT NGÀY 02/03/2026');
    expect((await paper('en')).text).to.include('READING COPY - THE VIETNAMESE TEXT IS THE OFFICIAL ONE');
  });

  it('say what their template says, once the administrator has saved it', async () => {
    const { administrator, leader } = staff;
    const page = '/settings/report-templates/month';
    expect((await leader.agent.get(page)).status).to.equal(403);
    expect((await administrator.agent.get('/settings/report-templates/week')).status).to.equal(404);
    const { html } = await administrator.agent.get(page);
    const form = {
      version: hidden(html, 'version'),
      order: hidden(html, 'order'),
      sections: ['inspections', 'remediation'],
      heading_vi_inspections: 'Công tác kiểm tra',
      validFrom: '2/3/2026',
    };
    const higher = await administrator.agent.post(page, { ...form, move: 'up remediation' });
    expect(higher.status).to.equal(200);
    expect(higher.html).to.include('value="Công tác kiểm tra"');
    const wrong = await administrator.agent.post(page, { ...form, validFrom: '1/3/2026' });
    expect(wrong.status).to.equal(422);
    const headings = async () =>
      [
        ...(await leader.agent.get('/reports/01/2026-03')).html.matchAll(
          /id="(inspections|remediation|findings)"/g,
        ),
      ]
        .map(([, id]) => id)
        .join();
    expect(await headings()).to.equal('inspections,findings,remediation');
    const order = hidden(higher.html, 'order')
      .split(' ')
      .sort((a) => (a === 'remediation' ? -1 : 0))
      .join(' ');
    expect((await administrator.agent.post(page, { ...form, order })).status).to.equal(303);
    expect(await headings()).to.equal('remediation,inspections');
    expect((await administrator.agent.post(page, form)).status).to.equal(409);
  });

  it('know the findings that they list, and after a change read only those that the journal names', async function () {
    this.timeout(60_000);
    const period = periodOf(termOf('2026'));
    const ground = {
      ...{ readers: [`area:${office.city.id}`], unitIds: [office.city.id], period },
      ...{ before: periodOf(termOf('2025')), evening: eveningOf(period.to) },
    };
    const matches = Object.values(rowMatches(ground));
    const rowsOf = knowingRows(2);
    const before = await rowsOf(matches, ground);
    const [known] = before;
    // Past the journal, which the product never does: whoever reads this row again would see it.
    const findings = mongoose.connection.collection<{ _id: string }>('findings');
    const seen = (text = '') => findings.updateOne({ _id: known?.id ?? '' }, { $set: { seen: text } });
    await seen('Không ai đọc lại');
    const id = await walk.opened();
    await walk.record(id);
    await walk.conclude(id, '2/3/2026');
    const after = await rowsOf(matches, ground);
    expect(after).to.have.length(before.length + 1);
    expect(after).to.include(known);
    await seen(known?.seen);
    expect(after).to.deep.equal(await knowingRows(2)(matches, ground));
  });

  it('count the cases of a year the same from days that are kept, whatever has become of those', async function () {
    this.timeout(60_000);
    const period = periodOf(termOf('2026'));
    const before = periodOf(termOf('2025'));
    const ground = {
      ...{ readers: [`area:${office.city.id}`], unitIds: [office.city.id] },
      ...{ period, before, evening: eveningOf(period.to) },
    };
    const tallies = async (few: number) => {
      const days = countedDays(few);
      const found = await Promise.all([days.findings(ground, period), days.inspections(ground, period)]);
      const told = [
        ...findingTallies(found[0], ground),
        ...inspectionTallies(found[1], ground, period.from),
        ...visitsIn(found[1], ground),
      ];
      return told.map((one) => JSON.stringify(one)).sort();
    };
    const [first, kept] = [await tallies(Infinity), await tallies(0)];
    expect(first).to.have.length.greaterThan(2);
    expect(kept).to.deep.equal(first);
    const id = await walk.opened();
    await walk.record(id, { severity: 'serious' });
    await walk.conclude(id, '2/3/2026');
    const after = await tallies(0);
    expect(after).to.deep.equal(await tallies(Infinity));
    expect(after).not.to.deep.equal(first);
    const nothing = JSON.stringify({ day: '2026-03-02', standings: [], likes: [], lots: [] });
    await CountedDayModel.updateMany({}, { $set: { counted: nothing } });
    expect(await tallies(0)).to.deep.equal(after);
  });

  it('are compared at night with the cases, and the administrator learns of a count that is not theirs', async () => {
    const { recounts } = office.services;
    const { agent } = staff.administrator;
    const all = await recounts.all();
    expect([all.days > 300, all.faults]).to.deep.equal([true, []]);
    expect((await agent.get('/settings/counts')).text).to.include('Số đếm khớp với hồ sơ');
    const id = 'finding 2026-03-02';
    const { counted = '' } = (await CountedDayModel.findById(id).lean())!;
    // As many cases as before, so that nothing but comparing them tells.
    await CountedDayModel.updateOne({ _id: id }, { counted: counted!.replace('serious', 'minor') });
    const found: string[] = [];
    for (let night = 0; night < 20 && found.length === 0; night += 1)
      found.push(...(await recounts.night()).faults.map(({ day }) => day));
    expect(found).to.deep.equal([id]);
    expect((await CountedDayModel.findById(id).lean())?.counted).to.equal(undefined);
    const page = (await agent.get('/settings/counts')).text;
    expect(page)
      .to.include('1 số đếm theo ngày không khớp')
      .and.match(/0?2\/0?3\/2026/);
    expect((await agent.get('/')).text).to.include('1 số đếm của báo cáo không khớp với hồ sơ');
    expect((await recounts.all()).faults).to.deep.equal([]);
    expect((await staff.leader.agent.get('/settings/counts')).status).to.equal(403);
  });
});
