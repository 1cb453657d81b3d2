import { expect } from 'chai';
import fc from 'fast-check';
import { sample } from '../../src/draws/sampling.js';

const FINGERPRINT = 'a'.repeat(64);
const seeds = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));
const pools = fc
  .array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 40 })
  .map((weights) => weights.map((weight, index) => ({ id: `u${index}`, weight })));

describe('drawing by weight', () => {
  // Computed by another program (Python's hmac and hashlib) from the description in the README.
  const elsewhere: [seed: string, drawn: string[]][] = [
    ['00'.repeat(32), ['u8', 'u6', 'u7', 'u11', 'u9', 'u12']],
    ['0123456789abcdef'.repeat(4), ['u12', 'u6', 'u5', 'u4', 'u7', 'u8']],
    ['ff'.repeat(32), ['u3', 'u10', 'u12', 'u11', 'u5', 'u9']],
  ];
  for (const [seed, drawn] of elsewhere)
    it(`comes from seed ${seed.slice(0, 8)}… to what another implementation comes to`, () => {
      const twelve = Array.from({ length: 12 }, (_, index) => ({ id: `u${index + 1}`, weight: index + 1 }));
      expect(sample(seed, FINGERPRINT, twelve, 6)).to.deep.equal(drawn);
    });

  it('gives the same units again from the same seed, list and fingerprint', () => {
    fc.assert(
      fc.property(seeds, pools, fc.integer({ min: 1, max: 50 }), (seed, pool, count) => {
        expect(sample(seed, FINGERPRINT, pool, count)).to.deep.equal(sample(seed, FINGERPRINT, pool, count));
      }),
    );
  });

  it('draws as many as asked, each once, from the list and from nowhere else', () => {
    fc.assert(
      fc.property(seeds, pools, fc.integer({ min: 1, max: 50 }), (seed, pool, count) => {
        const drawn = sample(seed, FINGERPRINT, pool, count);
        expect(drawn).to.have.length(Math.min(count, pool.length));
        expect(new Set(drawn).size).to.equal(drawn.length);
        expect(pool.map(({ id }) => id)).to.include.members(drawn);
      }),
    );
  });

  it('begins with the same units however many are drawn', () => {
    fc.assert(
      fc.property(seeds, pools, (seed, pool) => {
        const all = sample(seed, FINGERPRINT, pool, pool.length);
        expect(sample(seed, FINGERPRINT, pool, 3)).to.deep.equal(all.slice(0, 3));
      }),
    );
  });

  it('comes to something else from another seed or another list', () => {
    const pool = Array.from({ length: 200 }, (_, index) => ({ id: `u${index}`, weight: 1 }));
    const one = sample('11'.repeat(32), FINGERPRINT, pool, 8);
    expect(sample('12'.repeat(32), FINGERPRINT, pool, 8)).to.not.deep.equal(one);
    expect(sample('11'.repeat(32), 'b'.repeat(64), pool, 8)).to.not.deep.equal(one);
  });

  /** How often each unit is drawn in each place, over many seeds that are always the same. */
  function frequencies(pool: { id: string; weight: number }[], count: number, times: number) {
    const places = Array.from({ length: count }, () => new Map<string, number>());
    for (let round = 0; round < times; round += 1) {
      const seed = round.toString(16).padStart(64, '0');
      sample(seed, FINGERPRINT, pool, count).forEach((id, place) => {
        const seen = places[place]!;
        seen.set(id, (seen.get(id) ?? 0) + 1);
      });
    }
    return places;
  }

  it('draws each unit as often as its weight says, in the first place and in the second', () => {
    const times = 6000;
    const pool = [1, 2, 3, 6].map((weight) => ({ id: `w${weight}`, weight }));
    const [first, second] = frequencies(pool, 2, times);
    for (const { id, weight } of pool) {
      const others = pool.filter((other) => other.id !== id);
      const expected = [
        weight / 12,
        others.reduce((sum, other) => sum + (other.weight / 12) * (weight / (12 - other.weight)), 0),
      ];
      [first, second].forEach((seen, place) => {
        const share = expected[place]!;
        // Five standard deviations: a wrong weight lies far outside, chance never comes here, and the seeds are fixed.
        const room = 5 * Math.sqrt((share * (1 - share)) / times);
        expect((seen!.get(id) ?? 0) / times, `${id} in place ${place + 1}`).to.be.closeTo(share, room);
      });
    }
  });
});
