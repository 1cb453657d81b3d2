import { expect } from 'chai';
import { hanoiUnits, periodKey } from '../../src/units/hanoi.data.js';
import { existsOn } from '../../src/units/unit.js';

const { units, successions } = hanoiUnits((key) => key);
const on = (day: string, kind?: string) =>
  units.filter((unit) => existsOn(unit, day) && (kind === undefined || unit.kind === kind));
const communes = (day: string) =>
  on(day).filter(({ kind }) => ['ward', 'commune', 'township'].includes(kind));
const find = (key: string) => units.find((unit) => periodKey(unit) === key);

describe('the units of Hanoi that ship with the product', () => {
  it('are 786, no two of one code at a time', () => {
    expect(units).to.have.length(786);
    for (const day of ['2024-08-31', '2025-03-01', '2025-06-30', '2025-07-01', '2026-10-01']) {
      const codes = on(day).map((unit) => unit.code);
      expect(new Set(codes).size, day).to.equal(codes.length);
    }
  });

  it('are 30 districts and 579, then 526 communes before 1 July 2025', () => {
    const districts = (day: string) =>
      on(day).filter(({ kind }) => ['urban_district', 'rural_district', 'town'].includes(kind));
    expect(districts('2025-06-30')).to.have.length(30);
    expect(districts('2025-07-01')).to.have.length(0);
    expect(communes('2024-12-31')).to.have.length(579);
    expect(communes('2025-01-01')).to.have.length(526);
  });

  it('are 51 wards and 75 communes since, right below the City', () => {
    expect(on('2025-07-01', 'ward')).to.have.length(51);
    expect(on('2025-07-01', 'commune')).to.have.length(75);
    for (const unit of communes('2025-07-01')) expect(unit.ancestorIds).to.deep.equal(['01 ']);
  });

  it('have their parents as they were: nearest first', () => {
    expect(find('00004 ')?.ancestorIds).to.deep.equal(['001 ', '01 ']);
    expect(find('00004 2025-07-01')?.parentId).to.equal('01 ');
    expect(find('01 ')?.ancestorIds).to.deep.equal([]);
    expect(units.filter((unit) => unit.ancestorIds.length === 0)).to.have.length(1);
  });

  it('pass to their successors: every ward and commune of 30 June 2025 has one', () => {
    expect(successions).to.have.length(795);
    const from = new Set(successions.map((link) => link.fromId));
    for (const unit of communes('2025-06-30')) expect(from.has(unit.id), unit.name.vi).to.equal(true);
    const to = new Set(successions.map((link) => link.toId));
    for (const unit of communes('2025-07-01')) expect(to.has(unit.id), unit.name.vi).to.equal(true);
  });

  it('keep the identity that they are given', () => {
    const again = hanoiUnits((key) => `known ${key}`);
    expect(again.units.every((unit) => unit.id.startsWith('known '))).to.equal(true);
    expect(again.successions[0]?.fromId).to.match(/^known /);
  });
});
