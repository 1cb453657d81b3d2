import { expect } from 'chai';
import { Invalid } from '../../src/shared/errors.js';
import { assertFits, overlap, settledUnit } from '../../src/units/unit-record.js';
import { existsOn, type Unit } from '../../src/units/unit.js';

const unit = (more: Partial<Unit> = {}): Unit => ({
  id: 'u',
  code: '00004',
  kind: 'ward',
  name: { vi: 'Phường Ba Đình', en: 'Ba Dinh Ward' },
  ancestorIds: [],
  source: '',
  ...more,
});

const refusal = (act: () => void): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Invalid) return `${error.errors[0]?.field} ${error.errors[0]?.message}`;
  }
  return 'nothing';
};

describe('the existence of a unit', () => {
  it('includes its first and its last day', () => {
    const ended = unit({ validFrom: '2025-01-01', validTo: '2025-06-30' });
    expect(
      ['2024-12-31', '2025-01-01', '2025-06-30', '2025-07-01'].map((day) => existsOn(ended, day)),
    ).to.deep.equal([false, true, true, false]);
  });

  it('overlaps another unless one ends before the other begins', () => {
    expect(overlap(unit({ validTo: '2025-06-30' }), unit({ validFrom: '2025-07-01' }))).to.equal(false);
    expect(overlap(unit({ validTo: '2025-06-30' }), unit({ validFrom: '2025-06-30' }))).to.equal(true);
    expect(overlap(unit(), unit())).to.equal(true);
  });

  it('gives lists a range and an order that are always there', () => {
    expect(settledUnit(unit({ validTo: '2025-06-30' }))).to.include({
      existsFrom: '0000-01-01',
      existsTo: '2025-06-30',
      sortKey: '5 phuong ba dinh',
      words: 'phuong ba dinh ba dinh ward 00004',
    });
  });
});

describe('saving a unit', () => {
  const now = unit({ validFrom: '2025-07-01' });

  it('is possible when its code is free in that time', () => {
    assertFits(now, unit({ id: 'city' }), [unit({ id: 'old', validTo: '2025-06-30' })], []);
  });

  const refused: [string, () => void, string][] = [
    [
      'it ends before it begins',
      () => assertFits(unit({ validFrom: '2025-07-01', validTo: '2025-06-30' }), undefined, [], []),
      'validTo units:errors.endsBeforeStart',
    ],
    [
      'another unit has the code in that time',
      () => assertFits(now, undefined, [unit({ id: 'other', validTo: '2025-12-31' })], []),
      'code units:errors.codeTaken',
    ],
    [
      'the unit above it does not exist as long',
      () => assertFits(now, unit({ id: 'district', validTo: '2025-06-30' }), [], []),
      'validFrom units:errors.outsideParent',
    ],
    [
      'a unit below it exists longer',
      () => assertFits(unit({ validTo: '2025-06-30' }), undefined, [], [unit({ id: 'child' })]),
      'validTo units:errors.childOutside',
    ],
  ];
  for (const [when, act, what] of refused) {
    it(`is refused when ${when}`, () => expect(refusal(act)).to.equal(what));
  }
});
