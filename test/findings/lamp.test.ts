import { expect } from 'chai';
import { NO_DUE_DATE, type Finding } from '../../src/findings/finding.js';
import { lampOf, lampStyle } from '../../src/findings/lamp.js';
import { dayOf, daysBetween } from '../../src/shared/dates.js';

type Timed = Parameters<typeof lampOf>[0];
const finding = (facts: Partial<Finding>): Timed => ({
  state: 'to_remedy',
  dueOn: '2026-11-20',
  remediations: [],
  ...facts,
});
const lamp = (facts: Partial<Finding>, today: string) => lampOf(finding(facts), today, 5, daysBetween, dayOf);
const reported = (at: string) => [
  { id: 'r', by: { personId: '', name: '', post: '' }, at: new Date(at), done: '', evidenceIds: [] },
];

describe('the lamp of a finding', () => {
  it('is unlit before there is a due date, and when withdrawn', () => {
    expect(lamp({ state: 'recorded', dueOn: NO_DUE_DATE }, '2026-11-01')).to.deep.equal({ signal: 'none' });
    expect(lamp({ state: 'withdrawn' }, '2027-11-01')).to.deep.equal({ signal: 'none' });
  });

  it('turns amber some days before the due date and red only after it', () => {
    expect(lamp({}, '2026-11-10')).to.deep.equal({ signal: 'on_time', days: 10 });
    expect(lamp({}, '2026-11-15')).to.deep.equal({ signal: 'due_soon', days: 5 });
    expect(lamp({}, '2026-11-20')).to.deep.equal({ signal: 'due_soon', days: 0 });
    expect(lamp({}, '2026-11-21')).to.deep.equal({ signal: 'overdue', days: 1 });
  });

  it('stops the time of the unit when it reports, and judges by the day in Hanoi', () => {
    const justInTime = { state: 'reported' as const, remediations: reported('2026-11-20T16:59:00Z') };
    expect(lamp(justInTime, '2026-12-31')).to.deep.equal({ signal: 'waiting', days: 0 });
    const minutesLate = { state: 'reported' as const, remediations: reported('2026-11-20T17:01:00Z') };
    expect(lamp(minutesLate, '2026-12-31')).to.deep.equal({ signal: 'overdue', days: 1 });
  });

  it('counts what was returned from its original due date', () => {
    const returned = { state: 'returned' as const, remediations: reported('2026-11-19T03:00:00Z') };
    expect(lamp(returned, '2026-11-25')).to.deep.equal({ signal: 'overdue', days: 5 });
  });

  it('tells on time from late when it is closed', () => {
    expect(lamp({ state: 'closed', remediedOn: '2026-11-20' }, '2027-01-01').signal).to.equal('remedied');
    expect(lamp({ state: 'closed', remediedOn: '2026-11-23' }, '2027-01-01')).to.deep.equal({
      signal: 'remedied_late',
      days: 3,
    });
  });

  it('has a shape for every signal, so that grey paper still reads', () => {
    const shapes = Object.entries(lampStyle).map(([, style]) => style.shape);
    expect(shapes.filter((shape) => shape !== '').length).to.equal(shapes.length - 1);
  });
});
