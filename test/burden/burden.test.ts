import { expect } from 'chai';
import { burdenOf, quartersAround, type BurdenFacts, type BurdenVisit } from '../../src/burden/burden.js';
import { calendarsOf } from '../../src/calendar/working-calendar.js';
import { workingDaysBetween } from '../../src/calendar/working-days.js';
import { findingForm, walker } from '../support/cases.js';
import { hireStaff, openOffice } from '../support/office.js';
import { daysBetween, momentAt } from '../../src/shared/dates.js';

const visit = (from: string, to = from, people = 3, opened = true): BurdenVisit => ({
  id: from,
  from,
  to,
  people,
  opened,
});
const facts = (more: Partial<BurdenFacts>): BurdenFacts => ({
  today: '2026-11-22',
  visits: [],
  requests: [],
  lastVisit: undefined,
  // Working days after the first up to and with the second, without a calendar of days off.
  count: (from, to) => Math.max(0, daysBetween(from, to)),
  limits: { visits: 2, withinDays: 60, monthsBetween: 24 },
  ...more,
});

describe('the burden of inspections on a unit', () => {
  it('is told from four quarters ago to the next one', () => {
    const quarters = quartersAround('2026-11-22');
    expect(quarters[0]).to.deep.equal({ from: '2025-10', to: '2025-12' });
    expect(quarters.at(-1)).to.deep.equal({ from: '2027-01', to: '2027-03' });
    expect(quartersAround('2026-01-01')[4]).to.deep.equal({ from: '2026-01', to: '2026-03' });
  });

  it('counts visits, requests and the working days of everybody on the team', () => {
    const visits = [visit('2026-10-01', '2026-10-02', 4), visit('2026-12-31', '2026-12-31', 3, false)];
    const { quarters } = burdenOf(facts({ visits, requests: ['2026-10-20', '2026-09-30'] }));
    expect(quarters[4]).to.deep.include({ visits: 2, requests: 1, inspectorDays: 4 * 2 + 3 });
    expect(quarters[3]).to.deep.include({ visits: 0, requests: 1, inspectorDays: 0 });
  });

  it('counts no day off, but a day for a visit that was made on one', () => {
    // Saturday 17 and Sunday 18 October 2026 are days off.
    const count = (from: string, to: string) => workingDaysBetween(from, to, calendarsOf([]));
    const inspectorDays = (...visits: BurdenVisit[]) =>
      burdenOf(facts({ visits, count })).quarters[4]?.inspectorDays;
    expect(inspectorDays(visit('2026-10-16', '2026-10-19', 2))).to.equal(2 * 2);
    expect(inspectorDays(visit('2026-10-17', '2026-10-20', 2, false))).to.equal(2 * 2);
    expect(inspectorDays(visit('2026-10-17', '2026-10-18', 2, false))).to.equal(0);
    expect(inspectorDays(visit('2026-10-17', '2026-10-17', 3))).to.equal(3);
  });

  it('warns by the limits that are set', () => {
    const close = [visit('2026-10-01'), visit('2026-10-20'), visit('2026-11-29')];
    const limits = { visits: 3, withinDays: 60, monthsBetween: 12 };
    expect(burdenOf(facts({ visits: close, limits })).bunch).to.equal(undefined);
    const lastVisit = '2025-06-01';
    expect(burdenOf(facts({ lastVisit })).neglected).to.equal(undefined);
    expect(burdenOf(facts({ lastVisit, limits })).neglected).to.deep.equal({ lastVisit });
  });

  it('warns of more than two visits within sixty days, unless they lie far behind', () => {
    const close = [visit('2026-10-01'), visit('2026-10-20'), visit('2026-11-29', '2026-11-29', 3, false)];
    expect(burdenOf(facts({ visits: close })).bunch).to.deep.equal({
      from: '2026-10-01',
      to: '2026-11-29',
      visits: 3,
    });
    const apart = [visit('2026-10-01'), visit('2026-10-20'), visit('2026-11-30', '2026-11-30', 3, false)];
    expect(burdenOf(facts({ visits: apart })).bunch).to.equal(undefined);
    const past = [visit('2026-01-01'), visit('2026-01-20'), visit('2026-02-01')];
    expect(burdenOf(facts({ visits: past })).bunch).to.equal(undefined);
  });

  it('warns of a unit that nobody has visited for two years, unless a visit is planned', () => {
    expect(burdenOf(facts({})).neglected).to.deep.equal({ lastVisit: undefined });
    expect(burdenOf(facts({ lastVisit: '2024-10-31' })).neglected).to.deep.equal({ lastVisit: '2024-10-31' });
    expect(burdenOf(facts({ lastVisit: '2024-11-01' })).neglected).to.equal(undefined);
    const visits = [visit('2026-12-01', '2026-12-01', 3, false)];
    expect(burdenOf(facts({ visits })).neglected).to.equal(undefined);
  });
});

describe('the burden on the pages', () => {
  it('stands on the page of the unit and above a visit that is prepared, without the sealed ones of others', async () => {
    const office = await openOffice({ now: momentAt('2026-03-02', '09:00') });
    try {
      const staff = await hireStaff(office);
      const walk = walker(office, staff);
      const unit = `/units/${office.wards.boDe.id}`;
      const seen = async ({ agent }: typeof staff.head) => (await agent.get(unit)).text;
      expect(await seen(staff.leader)).to.include('Đơn vị chưa được kiểm tra lần nào');
      for (const _ of [1, 2]) await walk.record(await walk.opened(), findingForm);
      const before = await seen(staff.leader);
      expect(before).to.include('quý I/2026 2 0').and.to.not.include('nhiều hơn');
      const sealed = await walk.prepare();
      expect(await seen(staff.leader)).to.equal(before);
      expect(await seen(staff.head)).to.include(
        '3 cuộc kiểm tra từ 02/03/2026 đến 03/03/2026: nhiều hơn 2 cuộc trong 60 ngày.',
      );
      const page = await staff.supervisor.agent.get(`/inspections/${sealed}`);
      expect(page.text).to.include('Lưu ý trước khi kiểm tra thêm');
      const form = await staff.head.agent.get(`/inspections/new?unit=${office.wards.boDe.id}`);
      expect(form.text).to.include('nhiều hơn 2 cuộc trong 60 ngày');
      const plain = await staff.head.agent.get('/inspections/new');
      expect(plain.text).to.not.include('Lưu ý trước khi kiểm tra thêm');
      expect((await staff.administrator.agent.get(unit)).text).to.not.include('Mức độ kiểm tra');
    } finally {
      await office.product.stop();
    }
  });
});
