import { expect } from 'chai';
import fc from 'fast-check';
import {
  canonical,
  changesBetween,
  eventOf,
  faultsOf,
  fingerprint,
  START_OF_CHAIN,
  type Event,
  type Journaled,
} from '../../src/history/event.js';

type Case = Journaled & { state: string; note?: string };
const by = { personId: 'p1', name: 'Nguyễn Văn A', post: 'Thanh tra viên' };
const at = new Date('2026-11-12T07:00:00Z');

const chain = (states: string[]): Case => {
  const history: Event[] = [];
  let before: object | undefined;
  for (const state of states) {
    const after = { id: 'c1', state };
    history.push(eventOf({ at, by, action: state }, before, after, history.at(-1)));
    before = after;
  }
  return { id: 'c1', version: states.length, state: states.at(-1) ?? '', history };
};

describe('the history of a case', () => {
  it('starts from zeros and chains each event to the one before it', () => {
    const { history } = chain(['prepared', 'approved', 'opened']);
    expect(history.map((event) => event.seq)).to.deep.equal([1, 2, 3]);
    expect(history[0]?.previous).to.equal(START_OF_CHAIN);
    expect(history[2]?.previous).to.equal(history[1]?.hash);
    expect(history[1]?.changes).to.deep.equal([{ field: 'state', before: 'prepared', after: 'approved' }]);
  });

  it('is without fault when nobody has touched it', () => {
    expect(faultsOf(chain(['prepared', 'approved']))).to.deep.equal([]);
  });

  it('shows an altered fact, an altered event, a removed event and one put in', () => {
    const whole = chain(['prepared', 'approved', 'opened']);
    expect(faultsOf({ ...whole, state: 'closed' })).to.deep.equal(['was altered without an event']);
    const altered = whole.history.map((event, i) =>
      i === 1 ? { ...event, by: { ...by, name: 'B' } } : event,
    );
    expect(faultsOf({ ...whole, history: altered })).to.deep.equal(['event 2 was altered']);
    const shortened = whole.history.filter((event) => event.seq !== 2);
    expect(faultsOf({ ...whole, history: shortened })).to.include(
      'event 3 does not follow the one before it',
    );
    const [first] = whole.history;
    expect(faultsOf({ ...whole, history: [first!, ...whole.history] })).to.not.deep.equal([]);
    expect(faultsOf({ ...whole, history: [] })).to.deep.equal(['has no history']);
  });

  it('names the fields that changed, appeared or went', () => {
    expect(
      changesBetween({ id: '1', a: 1, b: [1], c: 'x' }, { id: '1', a: 1, b: [1, 2], d: at }),
    ).to.deep.equal([
      { field: 'b', before: [1], after: [1, 2] },
      { field: 'c', before: 'x' },
      { field: 'd', after: at },
    ]);
  });

  it('writes the same facts as the same text, in whatever order they come', () => {
    expect(canonical({ b: 1, a: { d: at, c: undefined } })).to.equal(
      '{"a":{"d":"2026-11-12T07:00:00.000Z"},"b":1}',
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (facts) => {
        const turned = Object.fromEntries(Object.entries(facts).reverse());
        return fingerprint(facts) === fingerprint(turned);
      }),
    );
  });
});
