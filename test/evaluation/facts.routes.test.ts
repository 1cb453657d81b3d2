import { expect } from 'chai';
import { paper } from '../support/cases.js';
import { officeAtWork } from '../support/office-at-work.js';

describe('the page of facts for an evaluation', () => {
  const { staff, walk } = officeAtWork();
  before(async () => {
    const id = await walk.opened();
    const serious = await walk.record(id, { severity: 'serious' });
    const other = await walk.record(id, { responsiblePost: 'Công chức Địa chính' });
    await walk.conclude(id, '2/3/2026');
    await walk.report(serious);
    await walk.verify(serious, 'returned', 'Chưa đủ');
    await walk.report(other, [paper()]);
    await walk.verify(other, 'accepted');
  });

  const links = (html: string): [string, number][] =>
    [...html.matchAll(/<td[^>]*><a href="(\/findings\?[^"]+)">(\d+)<\/a>/g)].map(([, href, count]) => [
      (href ?? '').replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
      Number(count),
    ]);

  it('counts what the list behind each figure holds, by unit and by post', async () => {
    for (const { agent } of [staff.leader, staff.officer]) {
      const page = await agent.get('/evaluation');
      expect(page.status).to.equal(200);
      const unit = /href="(\/evaluation\?[^"]*unit[^"]+)"/.exec(page.html)?.[1] ?? '';
      const posts = await agent.get(unit.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
      expect(posts.text).to.include('Công chức Địa chính');
      const all = [...links(page.html), ...links(posts.html)];
      // Concluded 2, serious 1, in time 1, returned 1, open 1; by post 1, 1, 1, 1, 1, 1 and their sums.
      expect(links(page.html).map(([, count]) => count)).to.deep.equal([2, 1, 1, 1, 1]);
      for (const [href, count] of all) {
        const list = await agent.get(href);
        expect(list.text, href).to.match(new RegExp(`\\b${count} phát hiện`));
      }
    }
  });

  it('leaves as a file, and is nobody’s who reads no reports', async () => {
    const file = await staff.leader.agent.get('/evaluation.csv?month=2026-03');
    expect(file.status).to.equal(200);
    expect(file.html).to.include('Phường Bồ Đề,2,1,0,1,0,1,1,0');
    expect((await staff.administrator.agent.get('/evaluation')).status).to.equal(403);
    expect((await staff.strangeOfficer.agent.get('/evaluation')).text).to.include('Không có số liệu');
    expect((await staff.leader.agent.get('/evaluation?unit=nobody')).status).to.equal(404);
  });

  it('gives the other lists as files too, to those who may see them', async () => {
    const { administrator, supervisor, officer } = staff;
    const units = await administrator.agent.get(`/units.csv?text=${encodeURIComponent('bồ đề')}`);
    expect(units.html).to.include('00118,Phường,Phường Bồ Đề,Bo De Ward').and.to.include('Số dòng,1');
    const people = await administrator.agent.get('/people.csv?role=officer');
    expect(people.html).to.include(officer.userName).and.not.to.include(supervisor.userName);
    expect((await officer.agent.get('/people.csv')).status).to.equal(403);
    expect((await officer.agent.get('/notices.csv')).html).to.include('Ngày,Nội dung,Mới');
    expect((await supervisor.agent.get('/draws.xlsx')).headers.get('content-type')).to.include(
      'spreadsheetml',
    );
    expect((await supervisor.agent.get('/wordings.csv')).status).to.equal(200);
    expect((await officer.agent.get('/wordings.csv')).status).to.equal(403);
  });
});
