import { expect } from 'chai';
import { inTransaction } from '../../src/database/connect.js';
import { faultsOf } from '../../src/history/event.js';
import { authorOf } from '../../src/policies/actor.js';
import { defaultSettings } from '../../src/settings/settings.data.js';
import { settingsRepository } from '../../src/settings/settings.repository.js';
import { settingsService } from '../../src/settings/settings.service.js';
import { Forbidden, Stale } from '../../src/shared/errors.js';
import { actorIn } from '../support/actors.js';
import { startProduct, TestClock, type TestProduct } from '../support/product.js';
import { rejected } from '../support/rejected.js';

const clock = new TestClock(new Date('2026-10-15T02:00:00Z'));
const settings = settingsService({ clock, inTransaction, repository: settingsRepository });
const administrator = actorIn('administrator');
const city = { vi: 'Thành phố Hải Phòng', en: 'Hai Phong City' };

describe('the settings in the database', () => {
  let product: TestProduct;
  before(async () => (product = await startProduct()));
  after(() => product.stop());

  it('are the defaults until a setup has taken place', async () => {
    expect(await settings.begun()).to.equal(false);
    expect(await settings.get()).to.deep.equal(defaultSettings());
    expect(await settings.termFor('serious', '2026-10-15')).to.equal(20);
  });

  it('begin with what the setup says, once', async () => {
    const by = authorOf(administrator);
    await settings.begin(by, { city, cityUnitId: 'u1' });
    await settings.begin(by, { city: { vi: 'Khác', en: '' }, cityUnitId: 'u2' });
    const record = await settings.get();
    expect(record).to.deep.include({ city, cityUnitId: 'u1', version: 1 });
    expect(record.directive).to.deep.equal(defaultSettings().directive);
    expect(await settings.begun()).to.equal(true);
    expect(faultsOf(record)).to.deep.equal([]);
  });

  it('are saved on the version that was shown, with an event', async () => {
    const { directive, letterhead } = await settings.get();
    const saved = await settings.save(administrator, 1, {
      city,
      directive,
      letterhead: { ...letterhead, issuer: city },
    });
    expect(saved).to.include({ version: 2 });
    expect(saved.history.at(-1)?.changes.map(({ field }) => field)).to.deep.equal(['letterhead']);
    const late = settings.save(administrator, 1, { city, directive, letterhead });
    expect(await rejected(late)).to.be.instanceOf(Stale);
  });

  it('give the term that is in force on the day', async () => {
    const workingDays = { minor: 30, moderate: 20, serious: 10 };
    await settings.addTerms(administrator, 2, { validFrom: '2027-01-01', workingDays });
    expect(await settings.termFor('serious', '2026-12-31')).to.equal(20);
    expect(await settings.termFor('serious', '2027-01-01')).to.equal(10);
    expect(await settings.termFor('minor', '2027-06-01')).to.equal(30);
  });

  it('offer the legal bases in force on the day', async () => {
    const basis = { id: 'b1', text: 'Nghị định thử', status: 'read', validFrom: '2026-11-01' } as const;
    await settings.saveBasis(administrator, 3, basis);
    expect(await settings.legalBasesOn('2026-10-31')).not.to.include('Nghị định thử');
    expect(await settings.legalBasesOn('2026-11-01')).to.include('Nghị định thử');
    await settings.removeBasis(administrator, 4, 'b1');
    const record = await settings.get();
    expect(await settings.legalBasesOn('2026-11-01')).not.to.include('Nghị định thử');
    expect(record.history.map((event) => event.action)).to.deep.equal([
      'begun',
      'revised',
      'terms_added',
      'basis_saved',
      'basis_removed',
    ]);
    expect(faultsOf(record)).to.deep.equal([]);
  });

  it('are kept by the administrator alone', async () => {
    for (const role of ['inspector', 'supervisor', 'officer', 'leader'] as const) {
      expect(await rejected(settings.removeBasis(actorIn(role), 5, 'b1'))).to.be.instanceOf(Forbidden);
    }
  });
});
