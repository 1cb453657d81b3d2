import { expect } from 'chai';
import { hanoiUnits } from '../../src/units/hanoi.data.js';
import { choose } from '../../src/units/unit-choice.js';
import { fold, labelOf, readLabel, sameName } from '../../src/units/unit-names.js';

const { units } = hanoiUnits((key) => key);
const NOW = '2026-10-15';
const THEN = '2024-08-15';

const chosen = (text: string, day: string) => {
  const choice = choose(text, day, units, 'vi');
  return 'unit' in choice ? `${choice.unit.name.vi} ${choice.unit.code}` : choice.error;
};

describe('names of units', () => {
  it('are compared without case, accents and punctuation when folded', () => {
    expect(fold('Phường Văn Miếu - Quốc Tử Giám')).to.equal('phuong van mieu quoc tu giam');
    expect(fold('ĐỨC  Giang')).to.equal('duc giang');
  });

  it('are the same however the accents are encoded', () => {
    expect(sameName('Phường Ba Đình'.normalize('NFD'), 'phường  ba đình')).to.equal(true);
    expect(sameName('Xã Phú Đông', 'Xã Phù Đổng')).to.equal(false);
  });

  it('are written into a label with the code, and read out of it', () => {
    const label = labelOf({ name: { vi: 'Phường Ba Đình', en: 'Ba Dinh Ward' }, code: '00004' });
    expect(label).to.equal('Phường Ba Đình · 00004');
    expect(readLabel(label)).to.deep.equal({ name: 'Phường Ba Đình', code: '00004' });
    expect(readLabel(' 00004 ')).to.deep.equal({ name: '00004' });
  });
});

describe('choosing a unit by typing', () => {
  const found: [string, string, string][] = [
    ['Phường Ba Đình · 00004', NOW, 'Phường Ba Đình 00004'],
    ['00004', NOW, 'Phường Ba Đình 00004'],
    ['00004', THEN, 'Phường Trúc Bạch 00004'],
    ['phường ba đình', NOW, 'Phường Ba Đình 00004'],
    ['Ba Dinh Ward', NOW, 'Phường Ba Đình 00004'],
    ['phuong ba dinh', NOW, 'Phường Ba Đình 00004'],
    ['Ba Đình', NOW, 'Phường Ba Đình 00004'],
    ['Phường Liên Mạc', THEN, 'Phường Liên Mạc 00598'],
    ['Xã Liên Mạc', THEN, 'Xã Liên Mạc 08998'],
    ['· 08998', THEN, 'Xã Liên Mạc 08998'],
    ['snv', NOW, 'Sở Nội vụ SNV'],
    ['Sở Kế hoạch và Đầu tư', THEN, 'Sở Kế hoạch và Đầu tư SKHDT'],
  ];
  for (const [text, day, unit] of found) {
    it(`takes “${text}” on ${day} as ${unit}`, () => expect(chosen(text, day)).to.equal(unit));
  }

  it('refuses what nobody is called', () => {
    for (const text of ['', '   ', 'Phường Không Có', '99999', 'Phường Ba Đình · 99999', '$ne']) {
      expect(chosen(text, NOW), text).to.equal('units:unknown');
    }
  });

  it('refuses a name that several had then, and says which', () => {
    const choice = choose('Liên Mạc', THEN, units, 'vi');
    if ('unit' in choice) throw new Error('one was chosen');
    expect(choice.error).to.equal('units:ambiguous');
    expect(choice.values.choices).to.equal('Phường Liên Mạc · 00598; Xã Liên Mạc · 08998');
    expect(choice.candidates).to.have.length(2);
  });

  it('refuses a unit that was no more or not yet, and says when it existed', () => {
    const choice = choose('Phường Trúc Bạch', NOW, units, 'vi');
    if ('unit' in choice) throw new Error('one was chosen');
    expect(choice.error).to.equal('units:notThen');
    expect(choice.values).to.include({ name: 'Phường Trúc Bạch', period: '… – 30/06/2025' });
    expect(chosen('Sở Nông nghiệp và Môi trường', THEN)).to.equal('units:notThen');
  });

  it('does not take a label whose code has passed to another unit', () => {
    expect(chosen('Phường Trúc Bạch · 00004', NOW)).to.equal('units:notThen');
    expect(chosen('Phường Ba Đình · 00004', THEN)).to.equal('units:notThen');
  });

  it('finds every unit of a day by its own label', () => {
    for (const day of [THEN, '2025-03-01', NOW]) {
      const there = units.filter((unit) => (unit.validFrom ?? '') <= day && day <= (unit.validTo ?? '9'));
      for (const unit of there) expect(choose(labelOf(unit), day, units, 'vi')).to.deep.equal({ unit });
    }
  });
});
