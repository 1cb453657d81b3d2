import { expect } from 'chai';
import { officeAtWork } from '../support/office-at-work.js';

const decoded = (href: string): string => href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');

/** The addresses of the links whose words match. */
const linksOn = (html: string, words: RegExp): string[] =>
  [...html.matchAll(/<a [^>]*href="([^"]+)"[^>]*>([^]*?)<\/a>/g)]
    .filter(([, , text]) => words.test(text ?? ''))
    .map(([, href]) => decoded(href ?? ''));

/** One day's cell, as one reads it. */
function dayOn(html: string, day: string): string {
  const cell = html.split('<td ').find((one) => one.includes(`datetime="${day}"`)) ?? '';
  return cell
    .replace(/^[^>]*>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('the schedule', () => {
  const { office, staff, walk } = officeAtWork();
  let openedId: string;
  let findingId: string;

  before(async function () {
    this.timeout(120_000);
    // Monday, 2 March 2026.
    openedId = await walk.opened();
    findingId = await walk.record(openedId);
    await walk.conclude(openedId, '2/3/2026');
    const planned = { mode: 'scheduled', plannedFrom: '30/3/2026', plannedTo: '1/4/2026' };
    await walk.approve(await walk.prepare(planned));
    for (let round = 0; round < 4; round += 1)
      await walk.prepare({ mode: 'scheduled', plannedFrom: '12/3/2026', plannedTo: '12/3/2026' });
  });

  it('shows the month of today with visits on each of their days and due dates, each leading to its case', async () => {
    const { html, text, status } = await staff.leader.agent.get('/schedule');
    expect(status).to.equal(200);
    expect(text).to.include('Lịch tháng 3/2026').and.to.include('6 cuộc kiểm tra');
    expect(dayOn(html, '2026-03-02')).to.include('Hôm nay').and.to.include('Công bố kiểm tra, đến 04/03');
    expect(dayOn(html, '2026-03-03')).to.include('Đang kiểm tra, đến 04/03');
    expect(dayOn(html, '2026-03-04')).to.match(/Đang kiểm tra Phường Bồ Đề KT-2026-0001$/);
    expect(dayOn(html, '2026-03-05')).to.not.include('Bồ Đề');
    expect(dayOn(html, '2026-03-30')).to.include('Kiểm tra theo kế hoạch, đến 01/04');
    // Delivered on 2 March, 10 working days.
    expect(dayOn(html, '2026-03-16')).to.include('KT-2026-0001/1').and.to.include('còn 10 ngày');
    expect(html)
      .to.include(`href="/inspections/${openedId}"`)
      .and.to.include(`href="/findings/${findingId}"`);
  });

  it('counts what does not fit, and every count leads to the list of exactly that', async () => {
    const { html } = await staff.head.agent.get('/schedule?month=2026-03');
    expect(dayOn(html, '2026-03-12')).to.include('và 1 cuộc kiểm tra khác');
    const [more] = linksOn(html, /và 1 cuộc kiểm tra khác/);
    expect((await staff.head.agent.get(more ?? '')).text).to.include('4 cuộc kiểm tra');
    const [visits] = linksOn(html, /^6 cuộc kiểm tra$/);
    expect((await staff.head.agent.get(visits ?? '')).text).to.include('6 cuộc kiểm tra');
    const [dues] = linksOn(html, /^1 thời hạn khắc phục chưa xong$/);
    const list = await staff.head.agent.get(dues ?? '');
    expect(list.text).to.include('1 phát hiện').and.to.include('KT-2026-0001/1');
  });

  it('shows a visit that began in the month before, and no more than was asked for', async () => {
    const april = await staff.head.agent.get('/schedule?month=2026-04');
    expect(dayOn(april.html, '2026-04-01')).to.include('Kiểm tra theo kế hoạch');
    const [visits] = linksOn(april.html, /^1 cuộc kiểm tra$/);
    expect((await staff.head.agent.get(visits ?? '')).text).to.include('1 cuộc kiểm tra');
    const due = await staff.head.agent.get('/schedule?month=2026-03&show=due');
    expect(due.text).to.include('KT-2026-0001/1').and.to.not.include('Công bố kiểm tra');
    const visited = await staff.head.agent.get('/schedule?month=2026-03&show=visits');
    expect(visited.text).to.include('Công bố kiểm tra').and.to.not.include('KT-2026-0001/1');
  });

  it('shows a week, and from each page the ones beside it with the same filter', async () => {
    const { html, text } = await staff.head.agent.get('/schedule?week=2026-03-05&view=mine');
    expect(text).to.include('Lịch tuần 10: 02/03/2026 – 08/03/2026');
    expect(linksOn(html, /^Tuần sau$/)).to.deep.equal(['/schedule?week=2026-03-09&view=mine']);
    expect(linksOn(html, /^Tuần trước$/)).to.deep.equal(['/schedule?week=2026-02-23&view=mine']);
    expect(linksOn(html, /^Tuần này$/)).to.deep.equal(['/schedule?week=2026-03-02&view=mine']);
    expect(linksOn(html, /^Tháng$/)).to.deep.equal(['/schedule?month=2026-03&view=mine']);
    const month = await staff.head.agent.get('/schedule?month=2026-03&show=due');
    expect(linksOn(month.html, /^Tuần 12$/)).to.deep.equal(['/schedule?week=2026-03-16&show=due']);
  });

  it('marks days off and days that wait for confirmation, and says which year nobody has confirmed', async () => {
    const { agent } = staff.leader;
    const holidays = await agent.get('/schedule?month=2026-04');
    expect(dayOn(holidays.html, '2026-04-30')).to.match(/Ngày nghỉ: /);
    const november = await agent.get('/schedule?month=2026-11');
    expect(dayOn(november.html, '2026-11-24')).to.include('Ngày nghỉ chờ xác nhận');
    expect(november.text).to.not.include('chưa được xác nhận');
    const unknown = await agent.get('/schedule?week=2026-12-31');
    expect(unknown.text)
      .to.include('Lịch năm 2027 chưa được xác nhận')
      .and.to.not.include('Lịch năm 2026 chưa');
  });

  it('shows a unit what concerns it from the day on which it may know', async () => {
    const unit = await staff.officer.agent.get('/schedule?month=2026-03');
    // The visit that was opened and the planned one that was approved; the four proposals are not its business yet.
    expect(unit.text).to.include('2 cuộc kiểm tra').and.to.not.include('Dự kiến kiểm tra');
    expect(unit.text).to.not.include('Phạm vi').and.to.not.include('Của tôi');
    const stranger = await staff.strangeOfficer.agent.get('/schedule?month=2026-03');
    expect(stranger.text).to.include('Không có cuộc kiểm tra hoặc thời hạn khắc phục nào');
  });

  it('says of a plan whose days have passed that it was not carried out', async () => {
    office.product.clock.forward(20 * 24 * 60);
    const { html } = await staff.head.agent.get('/schedule?month=2026-03');
    expect(dayOn(html, '2026-03-12')).to.include('Đã quá ngày, chưa tiến hành');
    expect(dayOn(html, '2026-03-16')).to.include('quá hạn 4 ngày');
  });
});
