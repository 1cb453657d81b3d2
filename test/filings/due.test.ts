import { expect } from 'chai';
import { contradictions } from '../../src/filings/contradictions.js';
import { dueStanding, exemptionOf, presentTerms, type DueStanding } from '../../src/filings/due.js';
import { inStanding, readDueFilter, unitsMeant } from '../../src/filings/due-filter.js';
import { calendarMonths } from '../../src/reports/period.js';
import { pageAmong, readKey, ROWS_PER_PAGE } from '../../src/shared/paging.js';
import type { UnitKind } from '../../src/units/unit.js';
import { codeOf, termWith } from '../../src/reports/term.js';

describe('the reports that are owed', () => {
  const codes = (today: string, cutoff = 0) =>
    presentTerms(today, cutoff === 0 ? calendarMonths : () => cutoff).map(({ term }) => codeOf(term));

  it('are of each kind the one that runs and the last that has ended', () => {
    expect(codes('2026-08-20')).to.deep.equal([
      ...['2026', '2026-q3', '2026-9m', '2026-08', '2026-07', '2026-q2', '2026-h1', '2025', '2025-9m'],
    ]);
  });

  it('follow the cut-off: from the 15th on the next month runs', () => {
    expect(codes('2026-08-14', 14).filter((code) => code.startsWith('2026-0'))).to.deep.equal([
      '2026-08',
      '2026-07',
    ]);
    expect(codes('2026-08-15', 14).filter((code) => code.startsWith('2026-0'))).to.deep.equal([
      '2026-09',
      '2026-08',
    ]);
  });

  it('are sent, late, open or overdue by the day on which they were issued', () => {
    const owed = { term: termWith('month', '2026-02'), to: '2026-02-28', dueOn: '2026-03-03' };
    const on = (issued: string | undefined, today: string) => dueStanding(owed, issued, today);
    expect([
      on(undefined, '2026-02-28'),
      on(undefined, '2026-03-03'),
      on(undefined, '2026-03-04'),
    ]).to.deep.equal(['running', 'open', 'overdue']);
    expect([on('2026-03-03', '2026-04-01'), on('2026-03-04', '2026-04-01')]).to.deep.equal([
      'sent',
      'sent_late',
    ]);
  });
});

describe('a report that nobody owes', () => {
  it('is one of before the record began, or one that the settings of its last day do not ask for', () => {
    expect(exemptionOf('2026-02-28', '2026-03-01', true)).to.equal('before_record');
    expect(exemptionOf('2026-03-01', '2026-03-01', true)).to.equal(undefined);
    expect(exemptionOf('2026-03-31', '2026-03-01', false)).to.equal('by_settings');
  });

  it('makes nobody late, neither who has sent it nor who has not', () => {
    const owed = { term: termWith('month', '2026-02'), to: '2026-02-28', dueOn: '2026-03-03' };
    const standing = (issued?: string) =>
      dueStanding({ ...owed, exempt: 'before_record' }, issued, '2026-04-01');
    expect([standing(), standing('2026-03-20')]).to.deep.equal(['not_owed', 'sent']);
  });
});

describe('the units that owe a report', () => {
  const row = (vi: string, kind: UnitKind, standing: DueStanding) => ({
    unit: { id: vi, code: `0${vi.length}`, kind, name: { vi, en: vi }, ancestorIds: [], source: '' },
    issuedOn: undefined,
    standing,
  });
  const rows = [
    row('Phường Ba Đình', 'ward', 'sent'),
    row('Phường Đống Đa', 'ward', 'overdue'),
    row('Xã Sóc Sơn', 'commune', 'overdue'),
  ];
  const found = (query: Record<string, string>) => {
    const filter = readDueFilter(query);
    return inStanding(unitsMeant(rows, filter), filter).map(({ unit }) => unit.id);
  };

  it('are narrowed by standing, kind and name, typed with marks or without', () => {
    expect(found({ standing: 'overdue', kind: 'ward' })).to.deep.equal(['Phường Đống Đa']);
    expect(found({ text: 'dong da' })).to.deep.equal(['Phường Đống Đa']);
    expect(found({ text: ' soc' })).to.deep.equal(['Xã Sóc Sơn']);
    expect(found({ kind: 'city' })).to.deep.equal([]);
  });

  it('are all shown when the address says what nobody here wrote', () => {
    expect(found({ standing: 'lost', kind: '$ne', text: ' ' })).to.have.length(3);
  });

  it('stand a page at a time, there and back, and from the beginning when the row of the key is gone', () => {
    const many = Array.from({ length: ROWS_PER_PAGE * 2 + 1 }, (_, index) => `unit-${index}`);
    const at = (key: string | null) => pageAmong(many, readKey(key), (id) => id);
    const first = at(null);
    expect(first).to.include({ previous: null }).and.have.property('rows').with.length(ROWS_PER_PAGE);
    const last = at(at(first.next).next);
    expect(last.rows).to.deep.equal([many.at(-1)]);
    expect(last.next).to.equal(null);
    expect(at(at(last.previous).previous)).to.deep.include({ rows: first.rows, previous: null });
    expect(at('gone~').rows).to.deep.equal(first.rows);
  });
});

describe('a number in the text of a report', () => {
  const figures = [
    { key: 'inspections?scope=own&span=month', value: 14 },
    { key: 'findings?scope=own&span=month', value: 1200 },
  ];
  const typed = (direction: string) =>
    contradictions({ direction }, figures).map((one) => `${one.typed} ${one.noun}`);

  it('is told when no figure of its noun is that number', () => {
    expect(typed('Đã tiến hành 15 cuộc kiểm tra, 1.200 phát hiện.')).to.deep.equal(['15 cuộc kiểm tra']);
    expect(typed('14 inspections, 1201 findings, 15 wards')).to.deep.equal(['1201 findings']);
  });

  it('is told in whichever order the words stand, and of every severity', () => {
    expect(
      typed('Đã kiểm tra 77 cuộc, trong đó 9 khuyết điểm, 8 hạn chế, 7 vi phạm; kiểm tra 14 cuộc.'),
    ).to.deep.equal(['77 cuộc', '9 khuyết điểm', '8 hạn chế', '7 vi phạm']);
  });

  it('is no matter where nothing is counted', () => {
    expect(typed('Ban hành 15 văn bản trong 3 ngày, tổ chức 2 cuộc họp.')).to.deep.equal([]);
  });
});
