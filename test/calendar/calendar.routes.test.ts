import { expect } from 'chai';
import { calendarService } from '../../src/calendar/calendar.service.js';
import { calendarsRepository } from '../../src/calendar/calendars.repository.js';
import { inTransaction } from '../../src/database/connect.js';
import { authorOf } from '../../src/policies/actor.js';
import { actorIn } from '../support/actors.js';
import type { Agent } from '../support/agent.js';
import { takeForm } from '../support/imports.js';
import { makePerson, startProduct, type TestProduct } from '../support/product.js';

describe('the pages of the calendar', () => {
  let product: TestProduct;
  let administrator: Agent;
  let inspector: Agent;
  before(async () => {
    product = await startProduct();
    const calendar = calendarService({
      clock: product.clock,
      inTransaction,
      repository: calendarsRepository,
    });
    await calendar.loadDefault(authorOf(actorIn('administrator')));
    administrator = await product.agentFor(await makePerson('administrator'));
    inspector = await product.agentFor(await makePerson('inspector'));
  });
  after(() => product.stop());

  const tet = {
    version: '0',
    day: '8/2/2027',
    kind: 'off',
    nameVi: 'Tết Đinh Mùi',
    nameEn: 'Lunar New Year',
    source: '1/TB-BNV 1/12/2026',
  };

  it('list the years, the next one as not confirmed', async () => {
    const { status, text } = await inspector.get('/calendar');
    expect(status).to.equal(200);
    expect(text).to.contain('2027 Chưa xác nhận').and.to.contain('2026 Đã xác nhận 9441/TB-BNV 16/10/2025');
  });

  it('show a year with its days off and make-up days, and what is not confirmed', async () => {
    const { text, html } = await inspector.get('/calendar/2026');
    expect(text).to.contain('10/01/2026 Thứ Bảy Ngày làm bù Làm bù cho 2/1 12729/VPCP-KGVX 25/12/2025');
    expect(text).to.contain('24/11/2026 Thứ Ba Ngày nghỉ chờ xác nhận');
    expect(html.match(/<table class="month">/g)).to.have.length(12);
    expect(html).to.contain('month__day--unconfirmed_off">24').and.to.contain('month__day--work">10');
    expect(html).not.to.contain('/removal"');
    expect((await inspector.get('/calendar/2027')).text).to.contain('Lịch năm 2027 chưa được xác nhận');
  });

  it('are there in English', async () => {
    const reader = await product.agentFor(await makePerson('leader', { language: 'en' }));
    const { text } = await reader.get('/calendar/2026');
    expect(text).to.contain('16 February 2026 Monday Day off Lunar New Year').and.to.contain('September');
  });

  it('know no other years', async () => {
    for (const year of ['1999', '2101', 'abc', '20266']) {
      expect((await inspector.get(`/calendar/${year}`)).status, year).to.equal(404);
    }
  });

  it('let the administrator enter a year and confirm it with its document', async () => {
    await administrator.get('/calendar/2027/days');
    expect((await administrator.post('/calendar/2027/days', tet)).status).to.equal(303);
    const confirmation = { version: '1', confirmed: 'yes', document: '', weeklyOff: ['6', '0'] };
    const without = await administrator.post('/calendar/2027/confirmation', confirmation);
    expect(without.status).to.equal(422);
    expect(without.text).to.contain('Hãy ghi số, ngày của văn bản');
    const answer = { ...confirmation, document: '1/TB-BNV 1/12/2026' };
    expect((await administrator.post('/calendar/2027/confirmation', answer)).status).to.equal(303);
    const shown = await administrator.get('/calendar/2027');
    expect(shown.text).to.contain('Lịch đã được xác nhận').and.to.contain('2027/2');
    expect(shown.text).to.contain('Lịch sử thay đổi').and.to.contain('Chưa xác nhận Đã xác nhận');
  });

  it('refuse a day off on a Sunday and a day that does not exist, and keep what was typed', async () => {
    const sunday = await administrator.post('/calendar/2027/days', { ...tet, version: '2', day: '7/2/2027' });
    expect(sunday.status).to.equal(422);
    expect(sunday.text).to.contain('Ngày này vốn là ngày nghỉ hằng tuần');
    expect(sunday.html).to.contain('value="7/2/2027"').and.to.contain('value="Tết Đinh Mùi"');
    const never = await administrator.post('/calendar/2027/days', { ...tet, version: '2', day: '31/2/2027' });
    expect(never.text).to.contain('Không có ngày này');
  });

  it('show both versions when two edit the same year', async () => {
    const late = await administrator.post('/calendar/2027/days', { ...tet, version: '0', day: '9/2/2027' });
    expect(late.status).to.equal(409);
    expect(late.html).to.contain('value="9/2/2027"').and.to.contain('name="version" value="2"');
  });

  it('ask why a confirmed year is changed, and by what order; the history tells it with the version', async () => {
    const monday = { ...tet, version: '2', day: '1/2/2027' };
    const silent = await administrator.post('/calendar/2027/days', monday);
    expect(silent.status).to.equal(422);
    expect(silent.text).to.contain('hãy ghi lý do sửa');
    expect(silent.html).to.contain('value="1/2/2027"').and.to.contain('href="#reason"');
    const said = { ...monday, reason: 'Thông báo sửa' };
    expect((await administrator.post('/calendar/2027/days', said)).status).to.equal(303);
    const path = '/calendar/2027/days/2027-02-01/removal';
    expect((await administrator.get(path)).text).to.contain('Xóa 01/02/2027, Tết Đinh Mùi');
    const gone = { version: '3', document: '', reason: '' };
    const refused = await administrator.post(path, gone);
    expect(refused.status).to.equal(422);
    expect(refused.html).to.contain('href="#document"');
    const because = { ...gone, document: '2/TB-BNV', reason: 'Nhập nhầm' };
    expect((await administrator.post(path, because)).status).to.equal(303);
    expect((await administrator.get('/calendar/2027')).text)
      .to.contain('2027/4 · Xóa một ngày')
      .and.to.contain('2/TB-BNV – Nhập nhầm');
    expect((await administrator.get(path)).status).to.equal(404);
  });

  it('take a year from a table: every bad row is named, and nothing is taken with any', async () => {
    const head = { of: '2028', document: '9/TB-BNV', reason: '' };
    const send = (rows: string, more = {}) =>
      administrator.upload('/imports/calendar', { ...head, ...more }, [
        { field: 'table', name: 'lich.csv', content: `Ngày;Loại;Tên gọi\n${rows}`, type: 'text/csv' },
      ]);
    await administrator.get('/imports/calendar?of=2028');
    const bad = await send(
      '26/1/2028;Ngày nghỉ;Tết\n29/1/2028;Nghỉ;Tết\n26/1/2028;off;Tết\n1/1/2027;?;Tết\n',
    );
    expect(bad.status).to.equal(422);
    expect(bad.text)
      .to.contain('Ngày này vốn là ngày nghỉ hằng tuần')
      .and.to.contain('Ngày này đã có trong lịch')
      .and.to.contain('3 dòng cần sửa');
    expect((await administrator.get('/calendar/2028')).text).to.contain('Chưa có ngày nghỉ nào');
    const rows = '26/1/2028;Ngày nghỉ;Tết Mậu Thân\n05/02/2028;Làm bù;Làm bù\n';
    const form = takeForm(await send(rows)) ?? {};
    expect((await administrator.upload('/imports/calendar/taking', form, [])).status).to.equal(303);
    const taken = (await administrator.get('/calendar/2028')).text;
    expect(taken)
      .to.contain('26/01/2028')
      .and.to.contain('05/02/2028 Thứ Bảy Ngày làm bù')
      .and.contain('9/TB-BNV');
    const confirmed = { version: '1', confirmed: 'yes', document: '9/TB-BNV', weeklyOff: ['6', '0'] };
    expect((await administrator.post('/calendar/2028/confirmation', confirmed)).status).to.equal(303);
    const silent = await send('27/1/2028;Ngày nghỉ;Tết Mậu Thân\n');
    expect(silent.status).to.equal(422);
    expect(silent.text).to.contain('hãy ghi lý do sửa').and.to.contain('lich.csv');
    expect((await inspector.get('/imports/calendar?of=2028')).status).to.equal(403);
    expect((await administrator.get('/imports/calendar?of=28')).status).to.equal(404);
  });

  it('refuse everybody else to change anything', async () => {
    expect((await inspector.get('/calendar/2027/days')).status).to.equal(403);
    expect((await inspector.get('/calendar/2027/confirmation')).status).to.equal(403);
    expect((await inspector.post('/calendar/2027/days', tet)).status).to.equal(403);
    const removal = '/calendar/2027/days/2027-02-08/removal';
    expect((await inspector.get(removal)).status).to.equal(403);
    expect((await inspector.post(removal, { version: '4', document: 'x', reason: 'x' })).status).to.equal(
      403,
    );
  });
});
