import { expect } from 'chai';
import fc from 'fast-check';
import {
  findingTransitionFor,
  NO_DUE_DATE,
  openStates,
  waitingForUnit,
  type Finding,
} from '../../src/findings/finding.js';
import { lampOf, type Lamp } from '../../src/findings/lamp.js';
import { tallyOf } from '../../src/findings/tally.js';
import { addDays, daysBetween, dayOf, momentAt, type Day } from '../../src/shared/dates.js';

/** What may happen to findings while days go by. */
const acts = ['order', 'report', 'return', 'accept', 'extend', 'reopen', 'withdraw', 'wait'] as const;
type Move = { which: number; act: (typeof acts)[number]; days: number };

const START = '2026-11-02';
const untold = (ordinal: number) =>
  ({ ordinal, state: 'told', dueOn: NO_DUE_DATE, remediations: [] }) as unknown as Finding;
const by = { personId: '', name: '', post: '' };

/** What an act changes, beside the state that the workflow gives. */
function facts({ act, days }: Move, finding: Finding, today: Day): Partial<Finding> {
  const last = finding.remediations.at(-1);
  const report = { id: '', by, at: momentAt(today, '09:00'), done: '', evidenceIds: [] };
  if (act === 'order' || act === 'reopen') return { dueOn: addDays(today, days) };
  if (act === 'report') return { remediations: [...finding.remediations, report] };
  if (act === 'accept' && last !== undefined) return { remediedOn: dayOf(last.at), closedOn: today };
  return {};
}

function happen(findings: Finding[], move: Move, today: Day): Finding[] {
  const { which, act, days } = move;
  if (act === 'wait') return findings;
  return findings.map((finding, index) => {
    if (index !== which % findings.length) return finding;
    if (act === 'extend')
      return waitingForUnit.includes(finding.state)
        ? { ...finding, dueOn: addDays(finding.dueOn, days) }
        : finding;
    const line = findingTransitionFor(act, finding.state);
    return line === undefined ? finding : { ...finding, ...facts(move, finding, today), state: line.to };
  });
}

const ofOpen: Lamp['signal'][] = ['on_time', 'due_soon', 'overdue', 'waiting'];
const ofClosed: Lamp['signal'][] = ['remedied', 'remedied_late'];

describe('the counts of lamps, whatever happens to findings', () => {
  const move = fc.record({
    which: fc.nat(9),
    act: fc.constantFrom(...acts),
    days: fc.integer({ min: 1, max: 12 }),
  });

  it('are those of what is open, of what is closed and of what is late', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), fc.nat(20), (moves, dueSoon) => {
        let findings = Array.from({ length: 10 }, (_, index) => untold(index + 1));
        let today: Day = START;
        for (const one of moves) {
          if (one.act === 'wait') today = addDays(today, one.days);
          findings = happen(findings, one, today);
          const lamps = findings.map((finding) => lampOf(finding, today, dueSoon, daysBetween, dayOf));
          const lit = (signals: Lamp['signal'][]) =>
            lamps.filter(({ signal }) => signals.includes(signal)).length;
          const timed = findings.filter(({ dueOn }) => dueOn !== NO_DUE_DATE);
          const open = timed.filter(({ state }) => openStates.includes(state));
          expect(lit(ofOpen)).to.equal(open.length);
          expect(lit(ofClosed)).to.equal(timed.filter(({ state }) => state === 'closed').length);
          // Neither being late nor being returned takes a finding out of what is open.
          const untimed = findings.filter(
            ({ dueOn, state }) => dueOn === NO_DUE_DATE && state !== 'withdrawn',
          );
          expect(tallyOf(findings).open).to.equal(open.length + untimed.length);
          const late = open.filter(({ state, dueOn }) => waitingForUnit.includes(state) && dueOn < today);
          const red = findings.filter(
            ({ state }, index) => waitingForUnit.includes(state) && lamps[index]?.signal === 'overdue',
          );
          expect(red).to.deep.equal(late);
        }
      }),
      { numRuns: 60 },
    );
  });
});
