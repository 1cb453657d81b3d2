import { expect } from 'chai';
import { calendarService } from '../../src/calendar/calendar.service.js';
import { calendarsRepository } from '../../src/calendar/calendars.repository.js';
import { inTransaction } from '../../src/database/connect.js';
import { faultsOf } from '../../src/history/event.js';
import { authorOf } from '../../src/policies/actor.js';
import { Forbidden, Stale } from '../../src/shared/errors.js';
import { actorIn } from '../support/actors.js';
import { startProduct, TestClock, type TestProduct } from '../support/product.js';
import { rejected } from '../support/rejected.js';

const clock = new TestClock(new Date('2026-10-15T02:00:00Z'));
const service = () => calendarService({ clock, inTransaction, repository: calendarsRepository });
const administrator = actorIn('administrator');
const tet = {
  day: '2027-02-08',
  kind: 'off',
  name: { vi: 'Tết Đinh Mùi', en: 'Lunar New Year' },
  source: 'test',
} as const;

describe('the calendars in the database', () => {
  let product: TestProduct;
  const calendar = service();
  before(async () => {
    product = await startProduct();
    await calendar.loadDefault(authorOf(administrator));
  });
  after(() => product.stop());

  it('are loaded once, however often they are loaded', async () => {
    expect(await calendar.loadDefault(authorOf(administrator))).to.equal(0);
    expect((await calendar.year(2026)).version).to.equal(1);
  });

  it('show the next year as not confirmed before anybody has entered it', async () => {
    const years = await calendar.years();
    expect(years.map(({ year, confirmed }) => `${year} ${confirmed}`)).to.deep.equal([
      '2023 true',
      '2024 true',
      '2025 true',
      '2026 true',
      '2027 false',
    ]);
  });

  it('count a deadline with its receipt', async () => {
    const receipt = await calendar.deadline('2026-11-12', 20);
    expect(receipt).to.include({ from: '2026-11-12', workingDays: 20, dueOn: '2026-12-10' });
    expect(receipt.calendars).to.deep.equal(['2026/1']);
    expect(receipt.unconfirmedDays.map((entry) => entry.day)).to.deep.equal(['2026-11-24']);
    expect((await calendar.deadline('2026-12-20', 20)).unconfirmedYears).to.deep.equal([2027]);
  });

  it('are kept ready, and read again when any process has changed a year', async () => {
    const before = await calendar.calendars();
    expect(await calendar.calendars()).to.equal(before);
    expect((await calendar.deadline('2027-02-05', 1)).dueOn).to.equal('2027-02-08');
    const otherProcess = service();
    await otherProcess.addDay(administrator, 2027, 0, tet);
    expect((await calendar.deadline('2027-02-05', 1)).dueOn).to.equal('2027-02-09');
    expect(await calendar.calendars()).not.to.equal(before);
  });

  it('are confirmed with the document, and every change is a version', async () => {
    const answer = { confirmed: true, document: '1/TB-BNV 1/12/2026', weeklyOff: [6, 0] };
    await calendar.confirm(administrator, 2027, 1, answer);
    expect((await calendar.deadline('2027-02-05', 1)).calendars).to.deep.equal(['2027/2']);
    await calendar.removeDay(administrator, 2027, tet.day, { version: 2, document: 'test', reason: 'test' });
    const year = await calendar.year(2027);
    expect(year).to.include({ version: 3, confirmed: true });
    expect(year.days).to.deep.equal([]);
    expect(year.history.map((event) => event.action)).to.deep.equal([
      'day_added',
      'confirmed',
      'day_removed',
    ]);
    expect(faultsOf(year)).to.deep.equal([]);
  });

  it('refuse the second of two who edit the same version', async () => {
    const day = { ...tet, day: '2027-02-09' };
    await calendar.addDay(administrator, 2027, 3, day, 'test');
    const late = calendar.addDay(administrator, 2027, 3, { ...tet, day: '2027-02-10' });
    expect(await rejected(late)).to.be.instanceOf(Stale);
    const first = calendar.addDay(administrator, 2028, 0, { ...tet, day: '2028-01-26' });
    const second = calendar.addDay(administrator, 2028, 0, { ...tet, day: '2028-01-27' });
    const results = await Promise.allSettled([first, second]);
    expect(results.map((result) => result.status).sort()).to.deep.equal(['fulfilled', 'rejected']);
  });

  it('are edited by the administrator alone', async () => {
    for (const role of ['inspector', 'supervisor', 'officer', 'leader'] as const) {
      const attempt = calendar.addDay(actorIn(role), 2027, 4, tet);
      expect(await rejected(attempt)).to.be.instanceOf(Forbidden);
    }
  });
});
