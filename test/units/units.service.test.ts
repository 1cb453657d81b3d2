import { expect } from 'chai';
import { inTransaction } from '../../src/database/connect.js';
import { Forbidden, Invalid, NotFound, Stale } from '../../src/shared/errors.js';
import { newId } from '../../src/shared/ids.js';
import { readKey } from '../../src/shared/paging.js';
import { unitRegisterService } from '../../src/units/unit-register.service.js';
import type { Unit } from '../../src/units/unit.js';
import { unitsRepository } from '../../src/units/units.repository.js';
import { unitsService } from '../../src/units/units.service.js';
import { actorIn } from '../support/actors.js';
import { startProduct, TestClock, type TestProduct } from '../support/product.js';
import { rejected } from '../support/rejected.js';

const NOW = '2026-10-15';
const THEN = '2024-08-15';
const clock = new TestClock(new Date('2026-10-15T02:00:00Z'));

const units = unitsService({ clock, repository: unitsRepository, inspectionsOf: () => Promise.resolve([]) });
const register = unitRegisterService({
  clock,
  inTransaction,
  repository: unitsRepository,
  resolve: units.resolve,
});
const administrator = actorIn('administrator');

describe('the units in the database', () => {
  let product: TestProduct;
  let city: Unit;
  before(async () => {
    product = await startProduct();
    city = await register.loadHanoi();
  });
  after(() => product.stop());

  const byCode = async (code: string, day: string): Promise<Unit> => {
    const unit = await units.byCode(code, day);
    if (unit === undefined) throw new Error(`no unit ${code}`);
    return unit;
  };

  it('are loaded once, however often they are loaded', async () => {
    const again = await register.loadHanoi();
    expect(await register.notLoaded()).to.deep.equal([]);
    expect(again.id).to.equal(city.id);
    expect(await units.count({})).to.equal(786);
    expect(await unitsRepository.successions({})).to.have.length(795);
  });

  it('are found by code only as of a day, for codes are reused', async () => {
    expect((await units.byCode('00004', THEN))?.name.vi).to.equal('Phường Trúc Bạch');
    expect((await units.byCode('00004', NOW))?.name.vi).to.equal('Phường Ba Đình');
    expect(await units.byCode('001', NOW)).to.equal(undefined);
    expect(await units.byCode('99999', NOW)).to.equal(undefined);
  });

  it('are found by id, each with the units above it', async () => {
    const ward = await byCode('00115', THEN);
    const district = await byCode('004', THEN);
    expect(await units.find(ward.id)).to.deep.equal(ward);
    expect(ward.ancestorIds).to.deep.equal([district.id, city.id]);
    expect(await units.find(newId())).to.equal(undefined);
  });

  it('know the units below them', async () => {
    const district = await byCode('004', THEN);
    expect(await units.children(district.id, THEN)).to.have.length(14);
    expect(await units.children(district.id, NOW)).to.have.length(0);
    // 126 wards and communes, and 15 departments.
    expect(await units.children(city.id, NOW)).to.have.length(141);
    expect(await units.descendantIds(district.id)).to.have.length(14);
    expect(await units.descendantIds(city.id)).to.have.length(785);
  });

  it('are searched in both languages, with and without accents, and by code', async () => {
    for (const text of ['Bồ Đề', 'bo de', 'BO DE WARD', '00118']) {
      const found = await units.search(text, NOW);
      expect(
        found.map((unit) => unit.name.vi),
        text,
      ).to.deep.equal(['Phường Bồ Đề']);
    }
    expect(await units.search('xã', NOW, 5)).to.have.length(5);
    expect(await units.search('.*', NOW)).to.have.length(20);
    expect(await units.search('(phường', NOW, 1)).to.have.length(1);
  });

  it('are resolved from what somebody typed, as of the day', async () => {
    const choice = await units.resolve('Phường Ba Đình · 00004', NOW);
    expect('unit' in choice && choice.unit.code).to.equal('00004');
    const typed = async (text: string, day: string) => {
      const result = await units.resolve(text, day);
      return 'unit' in result ? result.unit.name.vi : result.error;
    };
    expect(await typed('snv', NOW)).to.equal('Sở Nội vụ');
    expect(await typed('Liên Mạc', THEN)).to.equal('units:ambiguous');
    expect(await typed('Quận Long Biên', NOW)).to.equal('units:notThen');
    expect(await typed('$where', NOW)).to.equal('units:unknown');
    expect(await typed('', NOW)).to.equal('units:unknown');
  });

  it('say what they came from and what became of them', async () => {
    const baDinh = await units.succession((await byCode('00004', NOW)).id);
    expect(baDinh.predecessors).to.have.length(10);
    expect(baDinh.successors).to.deep.equal([]);
    const names = baDinh.predecessors.map(({ unit, extent }) => `${unit.name.vi} ${extent}`);
    expect(names).to.include('Phường Trúc Bạch full');
    const trucBach = await units.succession((await byCode('00004', THEN)).id);
    expect(trucBach.successors.map(({ unit, on }) => `${unit.name.vi} ${on}`)).to.deep.equal([
      'Phường Ba Đình 2025-07-01',
    ]);
  });

  it('are listed by kind and name, a page at a time, none twice and none left out', async () => {
    const seen: string[] = [];
    let key: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof units.list>> = await units.list({ on: NOW }, readKey(key));
      seen.push(...page.rows.map((unit) => unit.id));
      key = page.next;
    } while (key !== null);
    expect(new Set(seen).size).to.equal(seen.length);
    expect(seen).to.have.length(142);
    const first = await units.list({ on: NOW });
    expect(first.rows[0]?.kind).to.equal('city');
    expect(first.previous).to.equal(null);
  });

  it('are filtered by kind, parent and text', async () => {
    const district = await byCode('004', THEN);
    expect((await units.list({ kind: 'ward', on: NOW, text: 'long bien' })).rows).to.have.length(1);
    expect(await units.count({ kind: 'ward', on: NOW })).to.equal(51);
    expect(await units.count({ parent: district.id, on: '2025-06-30' })).to.equal(13);
  });

  it('are suggested with their codes', async () => {
    const labels = await units.suggestions(NOW);
    expect(labels).to.include('Phường Ba Đình · 00004').and.to.have.length(142);
  });

  it('have a portrait as of the last day that they existed', async () => {
    const portrait = await units.portrait(administrator, (await byCode('004', THEN)).id);
    expect(portrait.below).to.equal(13);
    expect(portrait.on).to.equal('2025-06-30');
    expect(portrait.ancestors.map((unit) => unit.code)).to.deep.equal(['01']);
    expect(await rejected(units.portrait(administrator, newId()))).to.be.instanceOf(NotFound);
  });

  describe('edited by the administrator', () => {
    const input = {
      code: '99001',
      kind: 'ward',
      nameVi: 'Phường Thử Nghiệm',
      nameEn: 'Thu Nghiem Ward',
      parent: '01',
      validFrom: '2026-01-01',
      validTo: undefined,
      source: 'nghị quyết',
    } as const;

    it('gain a unit, with the units above it', async () => {
      const unit = await register.add(administrator, input);
      expect(unit.ancestorIds).to.deep.equal([city.id]);
      expect((await units.byCode('99001', NOW))?.id).to.equal(unit.id);
      expect((await units.load(unit.id)).history.map((event) => event.action)).to.deep.equal(['added']);
    });

    it('refuse a code that another unit has then, and a unit above that is not there', async () => {
      const twice = await rejected(register.add(administrator, input));
      expect(twice).to.be.instanceOf(Invalid).with.nested.property('errors[0].field', 'code');
      const lost = await rejected(
        register.add(administrator, { ...input, code: '99002', parent: 'Quận Ba Đình' }),
      );
      expect(lost).to.be.instanceOf(Invalid).with.nested.property('errors[0].message', 'units:notThen');
    });

    it('are corrected with an event, and searched by their new name', async () => {
      const { id } = await byCode('00118', NOW);
      const before = await units.load(id);
      const correction = {
        version: before.version,
        nameVi: 'Phường Bồ Đề Mới',
        nameEn: before.name.en,
        validFrom: before.validFrom,
        validTo: undefined,
      };
      await register.revise(administrator, id, correction);
      const after = await units.load(id);
      expect(after.name.vi).to.equal('Phường Bồ Đề Mới');
      expect(after.history.at(-1)).to.include({ action: 'revised', seq: 1 });
      expect(await units.search('bo de moi', NOW)).to.have.length(1);
      expect(await rejected(register.revise(administrator, id, correction))).to.be.instanceOf(Stale);
    });

    it('cannot end before a unit below them', async () => {
      const record = await units.load(city.id);
      const correction = {
        version: record.version,
        nameVi: record.name.vi,
        nameEn: record.name.en,
        validFrom: undefined,
        validTo: '2026-12-31',
      };
      const refused = await rejected(register.revise(administrator, city.id, correction));
      expect(refused)
        .to.be.instanceOf(Invalid)
        .with.nested.property('errors[0].message', 'units:errors.childOutside');
    });

    it('are left alone by everybody else', async () => {
      for (const role of ['inspector', 'supervisor', 'officer', 'leader'] as const) {
        expect(await rejected(register.add(actorIn(role), input))).to.be.instanceOf(Forbidden);
      }
    });
  });
});

describe('starting without units', () => {
  let product: TestProduct;
  before(async () => (product = await startProduct()));
  after(() => product.stop());

  it('leaves a city, once, into which Hanoi can be loaded later', async () => {
    const city = await register.startEmpty({ vi: 'Thành phố Hà Nội', en: 'Hanoi City' });
    expect(await register.startEmpty({ vi: 'Thành phố khác', en: '' })).to.deep.equal(city);
    expect(await units.count({})).to.equal(1);
    expect((await register.loadHanoi()).id).to.equal(city.id);
    expect(await units.count({})).to.equal(786);
  });
});
