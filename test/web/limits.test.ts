import { expect } from 'chai';
import { connectionLimit, TooMany } from '../../src/web/limits.js';

describe('readings by other systems', () => {
  it('are refused beyond 120 a minute, with the seconds to wait, each system by itself', async () => {
    const limit = connectionLimit();
    for (let reading = 0; reading < 120; reading += 1) await limit('one');
    const refusal: unknown = await limit('one').catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(TooMany).and.include({ status: 429 });
    expect((refusal as TooMany).seconds).to.be.within(1, 60);
    await limit('another');
  });
});
