import { expect } from 'chai';
import { asOf, periodOf, standingOf, type CutoffOn } from '../../src/reports/period.js';
import { codeOf, readCode, termBefore, termKinds, termWith, type Term } from '../../src/reports/term.js';
import { printTerm, readMonth, readTerm, typeTerm } from '../../src/reports/term-words.js';
import { begunTerms, termsSince } from '../../src/reports/term-choice.js';
import { addDays, addMonths } from '../../src/shared/dates.js';
import { termOf } from './support/make.js';

const days = (code: string, cutoffOn?: CutoffOn) => {
  const { from, to, since } = periodOf(termOf(code), cutoffOn);
  return `${since} ${from} ${to}`;
};

describe('the period of a report', () => {
  it('is the term, and the year up to its last day', () => {
    expect(days('2024-02')).to.equal('2024-01-01 2024-02-01 2024-02-29');
    expect(days('2024-q3')).to.equal('2024-01-01 2024-07-01 2024-09-30');
    expect(days('2024-h1')).to.equal('2024-01-01 2024-01-01 2024-06-30');
    expect(days('2024-9m')).to.equal('2024-01-01 2024-01-01 2024-09-30');
    expect(days('2024')).to.equal('2024-01-01 2024-01-01 2024-12-31');
  });

  it('runs from the 15th to the 14th by Decree 09/2019, where the settings or the reader say so', () => {
    const decree = () => 14;
    expect(days('2024-03-d14')).to.equal('2023-12-15 2024-02-15 2024-03-14');
    expect(days('2024-01', decree)).to.equal('2023-12-15 2023-12-15 2024-01-14');
    expect(days('2024-q2', decree)).to.equal('2023-12-15 2024-03-15 2024-06-14');
    expect(days('2024-h1', decree)).to.equal('2023-12-15 2023-12-15 2024-06-14');
    expect(days('2024-9m', decree)).to.equal('2023-12-15 2023-12-15 2024-09-14');
    expect(days('2024', decree)).to.equal('2023-12-15 2023-12-15 2024-12-14');
    expect(days('2024-03-d0', decree)).to.equal('2024-01-01 2024-03-01 2024-03-31');
  });

  it('leaves no day out and counts none twice when the cut-off changes, in either direction', () => {
    for (const [old, now] of [
      [0, 14],
      [14, 0],
      [20, 10],
    ] as const) {
      const changing: CutoffOn = (day) => (day < '2024-05-01' ? old : now);
      for (const kind of ['month', 'quarter', 'year'] as const) {
        let term: Term = termWith(kind, '2026-12');
        for (let count = 0; count < 36 && term.year > 2022; count++) {
          const before = termBefore(term);
          expect(periodOf(before, changing).to, codeOf(term)).to.equal(
            addDays(periodOf(term, changing).from, -1),
          );
          term = before;
        }
      }
    }
  });

  it('is running until its last day is over, and future until its first has begun', () => {
    const period = periodOf(termOf('2024-08'));
    const standings = ['2024-07-31', '2024-08-01', '2024-08-31', '2024-09-01'].map((day) =>
      standingOf(period, day),
    );
    expect(standings).to.deep.equal(['future', 'running', 'running', 'ended']);
  });

  it('describes the evening of its last day, or of today while it runs', () => {
    const period = periodOf(termOf('2024-08'));
    expect([asOf(period, '2024-08-15'), asOf(period, '2024-10-01')]).to.deep.equal([
      '2024-08-15',
      '2024-08-31',
    ]);
  });
});

describe('the term of a report', () => {
  it('is written in addresses as it is read there', () => {
    for (const code of [
      '2024-08',
      '2024-q3',
      '2024-h1',
      '2024-9m',
      '2024',
      '2024-08-d14',
      '2024-d0',
      '2024-q3-d14-by-unit',
      '2024-of-cum1',
    ])
      expect(codeOf(termOf(code))).to.equal(code);
    for (const text of [
      '',
      '2024-13',
      '2024-q5',
      '2024-h2',
      '2024-08-d28',
      '2024-08-d',
      '24',
      '2024-08-d14-d14',
      '2024-08-by-leader',
      '2024-08-of-C1',
      '2024-08-by-unit-d14',
    ])
      expect(readCode(text), text).to.equal(undefined);
  });

  it('is read as people type a month', () => {
    const typed = [
      '8/2024',
      '08-2024',
      '08.2024',
      ' Tháng 8/2024 ',
      '2024-08',
      'tháng 8/2024'.normalize('NFD'),
    ];
    for (const text of typed) expect(readMonth(text), text).to.equal('2024-08');
    for (const text of ['', '13/2024', '8', '2024', '8/2024/8', '8/24', '00/2024'])
      expect(readMonth(text), text).to.equal(undefined);
  });

  it('is read as people type longer ones, in either language', () => {
    const typed: Record<string, string[]> = {
      '2024-q3': ['quý 3/2024', 'Quý III/2024', 'quý III năm 2024', 'Q3 2024', 'quarter 3 2024'],
      '2024-h1': ['6 tháng 2024', '6 tháng đầu năm 2024', 'sáu tháng đầu năm 2024', '6 months 2024'],
      '2024-9m': ['9 tháng 2024', '9 tháng năm 2024', '9 tháng đầu năm 2024', '9 months 2024'],
      '2024': ['2024', 'năm 2024', 'Năm 2024', 'year 2024'],
    };
    for (const [code, texts] of Object.entries(typed))
      for (const text of texts) expect(codeOf(readTerm(text) ?? termOf('1900')), text).to.equal(code);
    for (const text of ['quý 5/2024', '7 tháng 2024', 'năm', '20245', 'quý'])
      expect(readTerm(text), text).to.equal(undefined);
  });

  it('is offered to a unit when it was not over before the unit began', () => {
    const offered = (validFrom?: string) => termsSince(validFrom, begunTerms('2026-11')).map(codeOf);
    expect(offered()).to.include.members(['2025-h1', '2025-9m', '2026']);
    expect(offered('2025-07-01')).to.include.members(['2025-9m', '2026']).and.not.include('2025-h1');
    expect(offered('2025-06-30')).to.include('2025-h1');
  });

  it('is offered as it can be typed', () => {
    for (const kind of termKinds)
      for (let ago = 0; ago < 12; ago++) {
        const term = termWith(kind, addMonths('2025-12', -ago));
        for (const language of ['vi', 'en'] as const)
          expect(readTerm(typeTerm(term, language)), typeTerm(term, language)).to.deep.equal(term);
      }
    expect(printTerm(termOf('2024-q3'), 'vi')).to.equal('quý III/2024');
  });
});
