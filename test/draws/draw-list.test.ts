import { expect } from 'chai';
import fc from 'fast-check';
import {
  factsOfLine,
  fingerprintOf,
  makeList,
  shareCandidates,
  weightOf,
  type ListSources,
  type Parameters,
  type UnitFacts,
} from '../../src/draws/draw-list.js';
import {
  repeatEachOther,
  settledDraw,
  waitingOf,
  wouldRepeat,
  type Draw,
  type DrawRow,
} from '../../src/draws/draw.js';
import { sample } from '../../src/draws/sampling.js';
import type { Unit } from '../../src/units/unit.js';

const unit = (id: string, code = id): Unit => ({
  id,
  code,
  kind: 'ward',
  name: { vi: `Phường ${id}`, en: `${id} Ward` },
  ancestorIds: ['city'],
  source: '',
});
const parameters: Parameters = {
  on: '2026-03-02',
  restDays: 180,
  seriousWeight: 2,
  absenceWeight: 1,
  count: 2,
};
const sources = (more: Partial<ListSources> = {}): ListSources => ({
  authorityId: 'city',
  units: ['b', 'a', 'c', 'd'].map((id) => unit(id)),
  facts: new Map(),
  teamIds: [],
  conflicts: new Map(),
  typed: new Map(),
  complaints: new Map(),
  ...more,
});

/** Somebody of the team who holds a post in each of these units. */
const served = (name: string, unitIds: string[]): ListSources['conflicts'] =>
  new Map(
    unitIds.map((id) => [id, [{ name, objections: [{ why: 'served', unit: { vi: id, en: id } }] }]] as const),
  );

describe('the weight of a unit', () => {
  const cases: [what: string, facts: UnitFacts, weight: number][] = [
    ['1 and eight quarters, when it was never visited', { serious: 0 }, 9],
    ['1 on the day of a visit', { serious: 0, lastVisitOn: '2026-03-02' }, 1],
    ['1 while a quarter has not passed', { serious: 0, lastVisitOn: '2025-12-02' }, 1],
    ['2 after a quarter', { serious: 0, lastVisitOn: '2025-12-01' }, 2],
    ['9 at most for the time', { serious: 0, lastVisitOn: '2001-01-01' }, 9],
    ['2 more for each open serious finding', { serious: 3, lastVisitOn: '2026-03-02' }, 7],
    ['that of five findings at most', { serious: 50, lastVisitOn: '2026-03-02' }, 11],
    ['1 for a visit after the day of the list', { serious: 0, lastVisitOn: '2026-04-01' }, 1],
  ];
  for (const [what, facts, weight] of cases)
    it(`is ${what}`, () => expect(weightOf(facts, parameters)).to.equal(weight));

  it('grows by complaints where they were counted, by ten at most', () => {
    const counted = { ...parameters, complaints: { weight: 3, source: 'iHanoi' } };
    const visited = { serious: 0, lastVisitOn: '2026-03-02' };
    expect(weightOf({ ...visited, complaints: 2 }, counted)).to.equal(7);
    expect(weightOf({ ...visited, complaints: 99 }, counted)).to.equal(31);
    expect(weightOf({ ...visited, complaints: 2 }, parameters)).to.equal(1);
    expect(weightOf(visited, counted)).to.equal(1);
  });
});

describe('what is known of a line of units', () => {
  it('is that of the unit and of all that it came from', () => {
    const facts = new Map<string, UnitFacts>([
      ['new', { serious: 1, burden: { visits: 1, requests: 2 } }],
      ['old', { serious: 2, lastVisitOn: '2025-05-05', burden: { visits: 3, requests: 0 } }],
      ['older', { serious: 0, lastVisitOn: '2024-05-05' }],
      ['other', { serious: 9, lastVisitOn: '2026-01-01' }],
    ]);
    expect(factsOfLine(['new', 'old', 'older'], facts)).to.deep.equal({
      serious: 3,
      lastVisitOn: '2025-05-05',
      burden: { visits: 4, requests: 2 },
    });
    expect(factsOfLine(['unknown'], facts)).to.deep.equal({
      serious: 0,
      burden: { visits: 0, requests: 0 },
    });
  });
});

describe('the list of a draw', () => {
  it('leaves out the authority, the just visited, those where somebody of the team serves, and the typed', () => {
    const { candidates, excluded } = makeList(
      sources({
        units: ['city', 'b', 'a', 'c', 'd'].map((id) => unit(id)),
        facts: new Map([['a', { serious: 0, lastVisitOn: '2025-09-04' }]]),
        teamIds: ['p'],
        conflicts: served('Nguyễn Văn An', ['b', 'city']),
        typed: new Map([
          ['a', 'đang thanh tra'],
          ['c', 'thiên tai'],
        ]),
      }),
      parameters,
    );
    expect(candidates.map(({ id }) => id)).to.deep.equal(['d']);
    expect(
      excluded.map(({ id, reasons }) => [id, reasons.map(({ why, text }) => `${why} ${text}`)]),
    ).to.deep.equal([
      ['a', ['recent 2025-09-04', 'typed đang thanh tra']],
      ['b', ['conflict Nguyễn Văn An']],
      ['c', ['typed thiên tai']],
    ]);
  });

  it('puts a unit back on the day after its rest', () => {
    const visited = (lastVisitOn: string) =>
      makeList(sources({ facts: new Map([['a', { serious: 0, lastVisitOn }]]) }), parameters).excluded.length;
    expect(visited('2025-09-04')).to.equal(1);
    expect(visited('2025-09-03')).to.equal(0);
  });

  it('has one fingerprint in whatever order its units come, and another after any change', () => {
    const list = makeList(sources(), parameters);
    const turned = makeList(sources({ units: ['d', 'c', 'a', 'b'].map((id) => unit(id)) }), parameters);
    expect(fingerprintOf(turned))
      .to.equal(fingerprintOf(list))
      .and.match(/^[0-9a-f]{64}$/);
    const changed = [
      makeList(sources(), { ...parameters, count: 3 }),
      makeList(sources(), { ...parameters, absenceWeight: 2 }),
      makeList(sources({ typed: new Map([['a', 'x']]) }), parameters),
      makeList(sources({ facts: new Map([['a', { serious: 1 }]]) }), parameters),
      makeList(sources({ teamIds: ['p'] }), parameters),
    ].map(fingerprintOf);
    expect(new Set([...changed, fingerprintOf(list)]).size).to.equal(6);
  });

  it('never lets a unit be drawn that is excluded', () => {
    const ids = Array.from({ length: 12 }, (_, index) => `u${index}`);
    const some = fc.subarray(ids);
    fc.assert(
      fc.property(some, some, some, fc.stringMatching(/^[0-9a-f]{64}$/), (recent, serving, typed, seed) => {
        const list = makeList(
          sources({
            units: ids.map((id) => unit(id)),
            facts: new Map(recent.map((id) => [id, { serious: 2, lastVisitOn: '2026-02-01' }])),
            conflicts: served('An', serving),
            typed: new Map(typed.map((id) => [id, 'x'])),
          }),
          { ...parameters, count: 12 },
        );
        const out = new Set([...recent, ...serving, ...typed]);
        const drawn = sample(seed, fingerprintOf(list), list.candidates, 12);
        expect(drawn.filter((id) => out.has(id))).to.deep.equal([]);
        expect(drawn).to.have.length(12 - out.size);
        expect(list.excluded.map(({ id }) => id)).to.have.members([...out]);
      }),
    );
  });
});

describe('drawing a second time', () => {
  const of = (...ids: string[]) => ids.map((id) => ({ id }));

  it('is drawing from a list of which half stood on the first', () => {
    expect(shareCandidates(of('a', 'b', 'c', 'd'), of('c', 'd', 'e', 'f'))).to.equal(true);
    expect(shareCandidates(of('a', 'b', 'c', 'd'), of('d', 'e', 'f', 'g'))).to.equal(false);
    expect(shareCandidates(of('a', 'b', 'c', 'd', 'e'), of('e'))).to.equal(true);
    expect(shareCandidates(of('a'), of())).to.equal(false);
  });

  it('is so within 30 days, and for as long as the first is not disclosed', () => {
    const list = makeList(sources(), parameters);
    const first = { at: new Date('2026-01-31T02:00:00Z'), list, disclosedOn: '2026-02-03' } as DrawRow;
    const { disclosedOn: _disclosed, ...sealed } = first;
    expect(wouldRepeat(list, '2026-03-02', first)).to.equal(true);
    expect(wouldRepeat(list, '2026-03-03', first)).to.equal(false);
    expect(wouldRepeat(list, '2027-03-03', sealed)).to.equal(true);
  });
});

describe('of two draws', () => {
  const list = makeList(sources(), parameters);
  const drawOn = (drawnOn: string, disclosedOn?: string): DrawRow =>
    ({ drawnOn, at: new Date(`${drawnOn}T02:00:00Z`), list, disclosedOn }) as DrawRow;

  it('the later repeats the earlier, whichever is asked first, and an earlier one that stands open stays open', () => {
    const settled = drawOn('2026-01-05', '2026-01-20');
    const open = drawOn('2026-01-05');
    for (const [first, later, repeats] of [
      [settled, drawOn('2026-02-04'), true],
      [settled, drawOn('2026-02-05'), false],
      [open, drawOn('2026-09-01', '2026-09-10'), true],
    ] as const) {
      expect(repeatEachOther(first, later)).to.equal(repeats);
      expect(repeatEachOther(later, first)).to.equal(repeats);
    }
  });
});

describe('a draw', () => {
  const draw = {
    drawn: ['b', 'a', 'c'],
    visits: [{ unitId: 'a', inspectionId: 'i', openedOn: '2026-03-03' }],
    released: [{ unitId: 'c', on: '2026-03-03', reason: 'x' }],
    drawer: { personId: 'one', name: '', post: '' },
    team: [{ personId: 'two', name: '', post: '' }],
    authority: { id: 'city', code: '01', kind: 'city', name: { vi: '', en: '' }, ancestorIds: ['state'] },
  } as unknown as Draw;

  it('waits for the units that were neither visited nor released', () => {
    expect(waitingOf(draw)).to.deep.equal(['b']);
  });

  it('is for those named on it until it is disclosed, then for the authority, and never for the units', () => {
    expect(settledDraw(draw).readers).to.deep.equal(['person:one', 'person:two']);
    expect(settledDraw({ ...draw, disclosedOn: '2026-03-04' }).readers).to.deep.equal([
      'area:city',
      'area:state',
      'person:one',
      'person:two',
    ]);
  });
});
