import { expect } from 'chai';
import { Unbalanced } from '../../src/reports/remediation-figures.js';
import { isEmpty } from '../../src/reports/empty-report.js';
import { coveredBy, type ReportFacts } from '../../src/reports/report.js';
import { days, reportOf, UNCONFIRMED_YEAR } from './support/make.js';
import { figuresIn, isCaseList, rowsAt } from './support/figures.js';
import { finding, inspection, unit, type World } from './support/world.js';

const city = unit('01', 'city', []);
const district = unit('004', 'urban_district', ['01']);
const ward = unit('00145', 'ward', ['004', '01']);
const otherWard = unit('00118', 'ward', ['004', '01']);
const gone = unit('00999', 'ward', ['004', '01'], { validTo: '2023-12-31' });
const department = unit('SNV', 'department', ['01']);
const units = [city, district, ward, otherWard, gone, department];

const ofCity = inspection('a', city, ward, { openedOn: '2024-08-05', mode: 'surprise' });
const ofDistrict = inspection('b', district, ward, { openedOn: '2024-03-04', kind: 'administrative_reform' });
const lastYear = inspection('c', city, ward, { openedOn: '2023-12-31' });
const after = inspection('d', city, ward, { openedOn: '2024-09-01' });
const sealed = inspection('e', city, otherWard, { mode: 'surprise', state: 'approved' });
const cancelled = inspection('f', city, otherWard, { state: 'cancelled' });
const inspections = [ofCity, ofDistrict, lastYear, after, sealed, cancelled];

const world = (findings: World['findings'] = []): World => ({ units, inspections, findings });
const TODAY = '2024-10-01';
const closed = (remediedOn: string, closedOn: string) => ({ state: 'closed' as const, remediedOn, closedOn });

describe('the inspections of a monthly report', () => {
  it('are counted by the authority that ran them', () => {
    const { total } = reportOf(world(), city, '2024-08', TODAY).inspections;
    expect(total.own).to.deep.equal({ month: 1, year: 1 });
    expect(total.below).to.deep.equal({ month: 0, year: 1 });
  });

  it('count in the month in which they were opened, and from 1 January to its last day', () => {
    const { total } = reportOf(world(), city, '2024-09', TODAY).inspections;
    expect(total.own).to.deep.equal({ month: 1, year: 2 });
  });

  it('leave out what is sealed or was cancelled, in every month', () => {
    const months = Array.from({ length: 12 }, (_, index) => `2024-${String(index + 1).padStart(2, '0')}`);
    const reached = months.map((month) => reportOf(world(), city, month, '2025-01-01'));
    expect(reached.flatMap(({ lists }) => lists.visited.map(({ unitId }) => unitId))).not.to.include('00118');
  });

  it('are those it received for a ward or a department', () => {
    const report = reportOf(world(), ward, '2024-08', TODAY);
    expect(report.scopes).to.deep.equal(['received']);
    expect(report.inspections.total.received).to.deep.equal({ month: 1, year: 2 });
  });

  it('are counted by the authority or by the unit inspected where that is asked for', () => {
    const columns = (of: typeof city, code: string) => {
      const { scopes, inspections: counted } = reportOf(world(), of, code, TODAY);
      return scopes.map((scope) => `${scope} ${counted.total[scope].year}`);
    };
    expect(columns(city, '2024-08')).to.deep.equal(['own 1', 'below 1']);
    expect(columns(city, '2024-08-by-unit')).to.deep.equal(['within 2']);
    expect(columns(district, '2024-08')).to.deep.equal(['own 1', 'received 0']);
    expect(columns(district, '2024-08-by-authority')).to.deep.equal(['own 1']);
    expect(columns(district, '2024-08-by-unit')).to.deep.equal(['received 0', 'within 2']);
    expect(columns(ward, '2024-08-by-authority')).to.deep.equal(['own 0']);
  });

  it('of a unit name nothing that others ran in its area, unless that is asked for', () => {
    const { byKind } = reportOf(world(), district, '2024-08', TODAY).inspections;
    expect(byKind.map(({ kind }) => kind)).to.deep.equal(['administrative_reform']);
  });

  it('are split by topic within their kind', () => {
    const more = [1, 2].map((n) =>
      inspection(`t${n}`, city, ward, {
        openedOn: '2024-08-06',
        topic: { vi: 'Thi đua, khen thưởng', en: '' },
      }),
    );
    const report = reportOf({ ...world(), inspections: [...inspections, ...more] }, city, '2024-08', TODAY);
    const thematic = report.inspections.byKind.find(({ kind }) => kind === 'thematic');
    expect(thematic?.counts.own.year).to.equal(3);
    expect(thematic?.topics.map(({ topic, counts }) => [topic.vi, counts.own.year])).to.deep.equal([
      ['Thi đua, khen thưởng', 2],
      ['Văn thư, lưu trữ', 1],
    ]);
  });
});

describe('the units covered', () => {
  it('are counted once each, of the units that existed in the period', () => {
    const report = reportOf(world(), district, '2024-08', TODAY);
    expect(coveredBy(report, 'communes', 'administrative_reform', 'own')).to.deep.equal({ units: 1, of: 2 });
  });

  it('include a unit that ended during the year', () => {
    expect(reportOf(world(), district, '2023-12', TODAY).coverage[0]?.units).to.deep.equal({
      month: 3,
      year: 3,
    });
  });
});

describe('the findings of a monthly report', () => {
  const concluded = { state: 'to_remedy' as const, concludedOn: '2024-08-10', dueOn: '2024-09-07' };

  it('count from the conclusion, not while they are being written', () => {
    const report = reportOf(
      world([finding('1', ofCity, {}), finding('2', ofCity, concluded)]),
      city,
      '2024-08',
      TODAY,
    );
    expect(report.findings.total.own).to.deep.equal({ month: 1, year: 1 });
  });

  it('leave out those that were withdrawn', () => {
    const withdrawn = finding('1', ofCity, { state: 'withdrawn' });
    expect(isEmpty(reportOf({ ...world([withdrawn]), inspections: [] }, city, '2024-08', TODAY))).to.equal(
      true,
    );
  });

  it('stand in the order of the catalogue, codes that left it last', () => {
    const of = (id: string, code: string) =>
      finding(id, ofCity, {
        ...concluded,
        sign: { code, version: 1, text: { vi: code, en: '' }, provisional: false },
      });
    const report = reportOf(
      world([of('1', '9.9'), of('2', '2.1'), of('3', '1.10'), of('4', '1.2')]),
      city,
      '2024-08',
      TODAY,
    );
    expect(report.findings.bySign.map(({ sign }) => sign.code)).to.deep.equal(['1.2', '1.10', '2.1', '9.9']);
    expect(report.findings.bySign[2]?.sign.provisional).to.equal(true);
  });
});

describe('remediation in a monthly report', () => {
  const due = (id: string, concludedOn: string, dueOn: string, more: object = {}) =>
    finding(id, ofCity, { state: 'to_remedy', concludedOn, dueOn, ...more });
  const reportedOn = (day: string) => ({
    id: 'r',
    by: { personId: 'o', name: 'o', post: '' },
    at: new Date(`${day}T03:00:00Z`),
    done: 'x',
    evidenceIds: [],
  });
  const findings = [
    due('old', '2024-07-01', '2024-08-02'),
    due('onTime', '2024-07-01', '2024-08-02', closed('2024-08-02', '2024-08-09')),
    due('late', '2024-07-01', '2024-08-02', closed('2024-08-12', '2024-08-20')),
    due('before', '2024-06-01', '2024-07-02', closed('2024-07-02', '2024-07-31')),
    due('fresh', '2024-08-10', '2024-09-07'),
    due('waiting', '2024-07-05', '2024-08-30', {
      state: 'reported',
      remediations: [reportedOn('2024-08-29')],
    }),
    due('later', '2024-07-05', '2024-08-30', closed('2024-09-02', '2024-09-03')),
  ];
  const report = reportOf(world(findings), city, '2024-08', TODAY);
  const own = report.remediation.own;

  it('balances: opening + new - closed = closing', () => {
    expect([own.opening, own.fresh, own.closed, own.closing]).to.deep.equal([5, 1, 2, 4]);
  });

  it('judges on time by the day on which the unit reported what was accepted', () => {
    expect(own.onTime).to.equal(1);
    expect(own.late).to.deep.equal({ count: 1, days: 10, longest: 10 });
  });

  it('tells what is open apart: within its term, awaiting verification, overdue with days', () => {
    expect([own.withinTerm, own.awaiting, own.overdue.count]).to.deep.equal([1, 1, 2]);
    expect(own.overdue).to.deep.equal({ count: 2, days: 29 + 1, longest: 29 });
  });

  it('says what became of what was due in the month', () => {
    expect(own.due).to.deep.equal({ total: 5, onTime: 1, late: 1, awaiting: 1, outstanding: 2 });
  });

  it('does not change for a month that is over when cases go on', () => {
    const again = reportOf(world(findings), city, '2024-08', '2025-03-01');
    expect(again.remediation).to.deep.equal(report.remediation);
  });

  it('knows nothing of what is due by a date set on the spot until it is concluded, or when it is withdrawn', () => {
    const due = { dueOn: '2024-08-20' };
    const cases = [finding('1', ofCity, due), finding('2', ofCity, { ...due, state: 'withdrawn' })];
    const {
      opening,
      closing,
      due: dueFigures,
    } = reportOf(world(cases), city, '2024-08', TODAY).remediation.own;
    expect([opening, closing, dueFigures.total]).to.deep.equal([0, 0, 0]);
  });

  it('names the years whose calendar nobody has confirmed when it counts their working days', () => {
    const yearsOf = (concludedOn: string, dueOn: string, month: string, today: string) =>
      reportOf(world([due('1', concludedOn, dueOn)]), city, month, today).unconfirmedYears;
    expect(yearsOf('2030-12-01', '2030-12-30', '2031-01', '2031-02-05')).to.deep.equal([UNCONFIRMED_YEAR]);
    expect(yearsOf('2030-12-01', '2031-02-15', '2031-01', '2031-02-05')).to.deep.equal([]);
    expect(report.unconfirmedYears).to.deep.equal([]);
  });

  it('of a running month is judged on the day of the report', () => {
    const running = reportOf(world(findings.slice(0, 1)), city, '2024-08', '2024-08-05');
    expect(running.provisional).to.equal(true);
    expect(running.remediation.own.overdue).to.deep.equal({
      count: 1,
      days: days('2024-08-02', '2024-08-05'),
      longest: 3,
    });
  });

  it('counts as many as the list of each figure has rows', async () => {
    const figures = (await figuresIn(report)).filter(isCaseList);
    expect(figures.length).to.be.greaterThan(20);
    for (const { label, figure, href } of figures)
      expect(rowsAt(href, world(findings), 'area:01'), label).to.equal(figure);
  });

  it('refuses facts that contradict each other', () => {
    const missing = (facts: ReportFacts): ReportFacts => ({
      ...facts,
      remediation: facts.remediation.filter(({ id }) => id !== 'fresh'),
    });
    expect(() => reportOf(world(findings), city, '2024-08', TODAY, undefined, missing)).to.throw(
      Unbalanced,
      'own: new findings of the month: 1 is not 0',
    );
  });
});
