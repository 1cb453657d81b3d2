import { expect } from 'chai';
import type { Event } from '../../src/history/event.js';
import { termsOf } from '../../src/people/service-record.js';
import type { Post } from '../../src/policies/actor.js';

const post = (unitId: string): Post => ({
  role: 'officer',
  unitId,
  unitName: { vi: unitId, en: unitId },
  title: { vi: 'x', en: 'x' },
});
const posts = (...ids: string[]) => ids.map(post);
const event = (day: string, change?: { before?: Post[]; after: Post[] }) =>
  ({
    at: new Date(`${day}T03:00:00Z`),
    changes: change === undefined ? [] : [{ field: 'posts', ...change }],
  }) as Event;
const told = (held: Post[], history: Event[]) =>
  termsOf(held, history).map(({ unitId, from = '…', to = '…' }) => `${unitId} ${from}-${to}`);

describe('where somebody has served', () => {
  it('is where he holds posts now, since nobody knows when, while nothing was recorded', () => {
    expect(told(posts('a', 'b'), [])).to.deep.equal(['a …-…', 'b …-…']);
    expect(told(posts('a'), [event('2026-01-05')])).to.deep.equal(['a …-…']);
  });

  it('keeps posts that were laid down, with their days', () => {
    const history = [
      event('2026-01-05', { after: posts('a') }),
      event('2026-02-05'),
      event('2026-03-05', { before: posts('a'), after: posts('a', 'b') }),
      event('2026-04-05', { before: posts('a', 'b'), after: posts('b') }),
      event('2026-05-05', { before: posts('b'), after: posts('a') }),
    ];
    expect(told(posts('a'), history)).to.deep.equal([
      'a 2026-01-05-2026-04-05',
      'b 2026-03-05-2026-05-05',
      'a 2026-05-05-…',
    ]);
  });

  it('knows what was held before the first change that was recorded', () => {
    const history = [event('2026-03-05', { before: posts('a'), after: posts('b') })];
    expect(told(posts('b'), history)).to.deep.equal(['a …-2026-03-05', 'b 2026-03-05-…']);
  });
});
