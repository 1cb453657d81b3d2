import { expect } from 'chai';
import { settledFinding, type Finding } from '../../src/findings/finding.js';
import { eventOf, factsOf } from '../../src/history/event.js';
import { countDay, daysTouched, likeOfFinding, likeOfInspection } from '../../src/reports/counted-day.js';
import { casesIn, findingTallies, inspectionTallies, visitsIn } from '../../src/reports/counted-tallies.js';
import { groundOf } from './support/make.js';
import { finding, inspection, unit } from './support/world.js';

const city = unit('01', 'city', []);
const district = unit('004', 'urban_district', ['01']);
const ward = unit('00145', 'ward', ['004', '01']);
const author = { personId: 'p', name: 'p', post: '' };

const visit = inspection('1', city, ward, { openedOn: '2024-08-05' });
const concluded = { concludedOn: '2024-08-12', dueOn: '2024-09-12' };
const first = finding('f1', visit, concluded);
const second = finding('f2', visit, { ...concluded, teamIds: ['somebody else'] });
const serious = finding('f3', visit, { ...concluded, severity: 'serious' });

/** The days that a change of a finding leaves to be counted anew. */
const touchedBy = (before: Finding, change: Partial<Finding>): string[] => {
  const after = settledFinding({ ...before, ...change });
  const act = { at: new Date('2024-08-20T03:00:00Z'), by: author, action: 'changed' };
  return daysTouched('finding', after, eventOf(act, factsOf(before), factsOf(after), undefined));
};

describe('the count of a day', () => {
  it('puts together what reports do not tell apart, whoever is named on it', () => {
    const day = countDay('2024-08-12', [first, second, serious], likeOfFinding);
    expect(day.lots.map(([, , count]) => count)).to.deep.equal([2, 1]);
    expect(JSON.stringify(day)).not.to.include('person:');
  });

  it('says the same read back as it said when it was made', () => {
    const day = countDay('2024-08-12', [first, serious], likeOfFinding);
    const ground = groundOf(district, '2024-08', '2024-09-30');
    const again = JSON.parse(JSON.stringify(day)) as typeof day;
    expect(findingTallies([again], ground)).to.deep.equal(findingTallies([day], ground));
  });

  it('is for those alone whose posts may see the cases', () => {
    const day = countDay('2024-08-05', [visit], likeOfInspection);
    const casesFor = (of: typeof ward, readers: string[]) =>
      casesIn([day], groundOf(of, '2024-08', '2024-09-30', readers));
    expect(casesFor(city, ['area:01'])).to.equal(1);
    expect(casesFor(ward, ['area:00145', 'area:004'])).to.equal(1);
    expect(casesFor(ward, ['area:00145', 'area:005'])).to.equal(0);
    expect(casesFor(ward, ['unit:00118'])).to.equal(0);
  });

  it('leaves out what is sealed', () => {
    const sealed = { ...visit, readers: ['person:p' as const] };
    expect(countDay('2024-08-05', [sealed], likeOfInspection)).to.deep.include({ standings: [], lots: [] });
  });

  it('parts the month from the year, and knows each unit that was visited', () => {
    const earlier = inspection('2', city, ward, { openedOn: '2024-03-04' });
    const days = [earlier, visit].map((one) => countDay(one.openedOn ?? '', [one], likeOfInspection));
    const ground = groundOf(city, '2024-08', '2024-09-30');
    const tallies = inspectionTallies(days, ground, ground.period.from);
    expect(tallies.map(({ inMonth, count }) => [inMonth, count])).to.deep.equal([
      [false, 1],
      [true, 1],
    ]);
    expect(visitsIn(days, ground).map(({ unitId, days: on }) => [unitId, on])).to.deep.equal([
      ['00145', ['2024-03-04']],
      ['00145', ['2024-08-05']],
    ]);
  });
});

describe('a change of a finding', () => {
  it('leaves the count of its day alone when reports of the year would say the same', () => {
    expect(touchedBy(first, { state: 'closed', closedOn: '2024-09-01', remediedOn: '2024-08-30' })).to.be
      .empty;
    expect(touchedBy(first, { verifier: { ...author, personId: 'v' } })).to.be.empty;
  });

  it('has its day counted anew when they would not', () => {
    for (const change of [
      { severity: 'serious' as const },
      { responsiblePost: 'Trưởng phòng' },
      { repetition: { of: { id: 'f0' } } as never },
      { heirs: { unit: { ...visit.unit, id: '00999' } } },
    ])
      expect(touchedBy(first, change), JSON.stringify(change)).to.deep.equal(['2024-08-12']);
  });

  it('has both days counted anew when it gets another, and the first when it has none any more', () => {
    expect(touchedBy(first, { concludedOn: '2024-08-13' })).to.deep.equal(['2024-08-13', '2024-08-12']);
    const { concludedOn: _none, ...rest } = first;
    const event = eventOf(
      { at: new Date(0), by: author, action: 'x' },
      factsOf(first),
      factsOf(rest),
      undefined,
    );
    expect(daysTouched('finding', rest, event)).to.deep.equal(['2024-08-12']);
  });
});
