import { expect } from 'chai';
import { signCataloguesRepository } from '../../src/checklists/sign-catalogues.repository.js';
import { signsIn } from '../../src/checklists/sign-catalogue.js';
import { signsService } from '../../src/checklists/signs.service.js';
import { inTransaction } from '../../src/database/connect.js';
import { faultsOf } from '../../src/history/event.js';
import { authorOf } from '../../src/policies/actor.js';
import { Forbidden, NotFound, Stale } from '../../src/shared/errors.js';
import { actorIn } from '../support/actors.js';
import { startProduct, TestClock, type TestProduct } from '../support/product.js';
import { rejected } from '../support/rejected.js';

const clock = new TestClock(new Date('2026-10-15T02:00:00Z'));
const signs = signsService({ clock, inTransaction, repository: signCataloguesRepository });
const administrator = actorIn('administrator');

const group = (text: string) => ({
  code: '1',
  title: { vi: 'Nhóm một', en: 'Group one' },
  signs: [{ code: '1.1', text: { vi: text, en: '' }, provisional: false }],
});

describe('the catalogue of signs in the database', () => {
  let product: TestProduct;
  before(async () => {
    product = await startProduct();
    await signs.loadDefault(authorOf(administrator));
    await signs.loadDefault(authorOf(administrator));
  });
  after(() => product.stop());

  it('starts with the version that ships with the product', async () => {
    const { version, groups } = await signs.current();
    expect(version).to.equal(1);
    expect(groups).to.have.length(3);
    expect(await signs.versions()).to.have.length(1);
  });

  it('gives a finding the sign as it is worded now', async () => {
    expect(await signs.reference('2.1')).to.include({ code: '2.1', version: 1, provisional: true });
    expect(await signs.reference('9.9')).to.equal(undefined);
  });

  it('takes a new version when its day has come, and keeps the old one', async () => {
    const input = { version: 1, validFrom: '2026-11-01', source: 'Phụ lục', groups: [group('Nguyên văn')] };
    const issued = await signs.issue(administrator, input);
    expect(issued).to.include({ number: 2, validFrom: '2026-11-01' });
    expect(faultsOf(issued)).to.deep.equal([]);
    expect((await signs.current()).version).to.equal(1);
    clock.forward(60 * 24 * 20);
    expect((await signs.current()).version).to.equal(2);
    expect((await signs.reference('1.1'))?.text.vi).to.equal('Nguyên văn');
    const old = await signs.version(1);
    expect(signsIn(old.groups).length).to.be.greaterThan(1);
    expect((await signs.versions()).map((one) => one.number)).to.deep.equal([2, 1]);
  });

  it('refuses a version composed from one that is no longer the newest', async () => {
    const input = { version: 1, validFrom: '2026-12-01', source: '', groups: [group('Chậm')] };
    expect(await rejected(signs.issue(administrator, input))).to.be.instanceOf(Stale);
  });

  it('is issued by the administrator alone, and has no version that was not issued', async () => {
    const input = { version: 2, validFrom: '2026-12-01', source: '', groups: [group('Không phép')] };
    expect(await rejected(signs.issue(actorIn('supervisor'), input))).to.be.instanceOf(Forbidden);
    expect(await rejected(signs.version(3))).to.be.instanceOf(NotFound);
  });
});
