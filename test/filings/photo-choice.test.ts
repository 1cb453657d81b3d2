import { expect } from 'chai';
import { filingPhotosService, type FilingPhotosDeps } from '../../src/filings/filing-photos.service.js';
import type { Filing } from '../../src/filings/filing.js';
import { choiceAfter, standingPairs, type OfferedPair } from '../../src/filings/photo-choice.js';
import { Invalid } from '../../src/shared/errors.js';

const pair = (name: string) =>
  ({
    finding: { id: `f-${name}` },
    before: { id: `b-${name}` },
    after: { id: `a-${name}` },
    caption: name,
  }) as OfferedPair;
const key = (name: string) => `b-${name}.a-${name}`;
const chosen = (...names: string[]) =>
  names.map((name) => ({ findingId: `f-${name}`, beforeId: `b-${name}`, afterId: `a-${name}` }));
const offered = ['board', 'desk', 'door'].map(pair);

describe('the photos that an author chooses for a report', () => {
  it('keep what was chosen on other pages, in the order of the findings', () => {
    const ticks = { shown: [key('board'), key('desk')], pairs: [key('board')] };
    expect(choiceAfter(offered, chosen('door', 'desk'), ticks)).to.deep.equal(chosen('board', 'door'));
    expect(choiceAfter(offered, undefined, { ...ticks, pairs: [] })).to.deep.equal([]);
  });

  it('are never any that were not offered: another unit’s, a later period’s, one whose photo was taken back', () => {
    const ticks = { shown: [key('roof')], pairs: [key('roof')] };
    expect(choiceAfter(offered, chosen('roof', 'cellar'), ticks)).to.deep.equal([]);
    expect(standingPairs(offered, chosen('roof', 'desk')).map(({ caption }) => caption)).to.deep.equal([
      'desk',
    ]);
  });

  const filing = (more: Partial<Filing>) =>
    ({ id: 'x', unit: {}, texts: {}, left: [], corrections: [], ...more }) as unknown as Filing;
  const service = (more: Partial<FilingPhotosDeps> = {}) =>
    filingPhotosService({
      clock: { now: () => new Date('2026-03-01T02:00:00Z') },
      filings: {
        load: async () => filing({ photos: chosen('door') }),
        step: async (
          _actor: never,
          _id: string,
          _seen: number,
          _name: string,
          change: (one: Filing) => Filing,
        ) => change(filing({ photos: chosen('door') })),
      },
      report: async () => ({ lists: { closed: [{ id: 'f-board' }, { id: 'f-door' }] } }),
      closedPairs: async () => offered,
      photoOf: async () => new Uint8Array(1),
      most: async () => 1,
      ...more,
    } as unknown as FilingPhotosDeps);
  const actor = { personId: 'p', post: { unitId: 'u', role: 'supervisor' } } as never;

  it('are of findings that the report counts as closed, and no more than the rule allows', async () => {
    const known = await service().offered(actor, filing({}));
    expect(known.map(({ caption }) => caption)).to.deep.equal(['board', 'door']);
    const both = { version: 1, shown: [key('board')], pairs: [key('board')] };
    const failed = await service()
      .choose(actor, 'x', both)
      .then(undefined, (error: unknown) => error);
    expect(failed).to.be.instanceOf(Invalid).with.nested.property('errors[0].field', 'pairs');
    const kept = await service({ most: async () => 2 }).choose(actor, 'x', both);
    expect(kept.photos).to.deep.equal(chosen('board', 'door'));
    const none = await service().choose(actor, 'x', { version: 1, shown: [key('door')], pairs: [] });
    expect(none).not.to.have.property('photos');
  });

  it('are left out of a draft when nobody may open them, and keep a report from being issued', async () => {
    const shut = service({ photoOf: async ({ id }) => (id === 'a-door' ? undefined : new Uint8Array(1)) });
    const report = filing({ photos: chosen('board', 'door') });
    expect((await shut.printed(actor, report)).map(({ caption }) => caption)).to.deep.equal(['board']);
    const failed = await shut.printedWhole(actor, report).then(undefined, (error: unknown) => error);
    expect(failed).to.be.instanceOf(Invalid);
    expect(await service().printedWhole(actor, report)).to.have.length(2);
    // Of the three offered one is of a finding that the report does not count.
    const gone = filing({ photos: chosen('desk') });
    expect(await service().printed(actor, gone)).to.deep.equal([]);
  });
});
