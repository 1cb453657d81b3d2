import { expect } from 'chai';
import { inTransaction } from '../../src/database/connect.js';
import { errandRunner } from '../../src/errands/errand-runner.js';
import { slotOf, type Errand, type Hand, type Work } from '../../src/errands/errand.js';
import { errandsRepository } from '../../src/errands/errands.repository.js';
import type { NewNotice } from '../../src/notices/notice.js';
import { refuse } from '../../src/shared/errors.js';
import { newId } from '../../src/shared/ids.js';
import { actorIn } from '../support/actors.js';
import { startProduct, type TestProduct } from '../support/product.js';

const nothing: Work = async () => undefined;
const ended: Work = (_errand, hand) => inTransaction((tx) => hand.end(tx));

describe('work in the background', () => {
  let product: TestProduct;
  let told: NewNotice[];
  const asker = actorIn('supervisor');
  before(async () => {
    product = await startProduct();
  });
  after(() => product.stop());
  beforeEach(() => {
    told = [];
  });

  const copy = (work: Work, isInPost = async () => true) =>
    errandRunner({
      clock: product.clock,
      inTransaction,
      repository: errandsRepository,
      works: { submission: work, issue: nothing, paper: nothing, letters: nothing },
      isInPost,
      post: async (notices) => void told.push(...notices),
    });
  const ask = (subject = newId()): Promise<Errand> =>
    errandsRepository.ask({
      id: newId(),
      kind: 'submission',
      subject,
      by: asker,
      input: {},
      values: {},
      href: '/',
      state: 'waiting',
      progress: { done: 0, of: 1, step: 'waiting' },
      askedAt: product.clock.now(),
      heldUntil: product.clock.now(),
      attempts: 0,
    });
  const stateOf = async ({ id }: Errand) => (await errandsRepository.find(id))?.state;
  /** Does what waits. */
  const done = async (...copies: ReturnType<typeof copy>[]) => {
    for (const one of copies) one.wake();
    await Promise.all(copies.map((one) => one.settled()));
  };

  it('is done once, by one of several copies, and told to whoever asked', async () => {
    const runs: string[] = [];
    const work: Work = async (errand, hand) => {
      runs.push(errand.id);
      await ended(errand, hand);
    };
    const errand = await ask();
    await done(copy(work), copy(work));
    expect([runs, await stateOf(errand)]).to.deep.equal([[errand.id], 'done']);
    expect(told.map(({ to, key }) => [to, key])).to.deep.equal([
      [`person:${asker.personId}`, 'errands:notice.submission.done'],
    ]);
  });

  it('is asked for once while it is not over, and again afterwards', async () => {
    const subject = newId();
    const first = await ask(subject);
    expect((await ask(subject)).id).to.equal(first.id);
    await done(copy(ended));
    expect(await errandsRepository.open(slotOf(first))).to.equal(undefined);
    const second = await ask(subject);
    expect(second.id).not.to.equal(first.id);
    await errandsRepository.cancel(second.id, product.clock.now());
  });

  it('says how far it is', async () => {
    let seen: Errand['progress'] | undefined;
    const errand = await ask();
    await done(
      copy(async (one, hand) => {
        await hand.tell('counting', 1, 3);
        seen = (await errandsRepository.find(one.id))?.progress;
        await ended(one, hand);
      }),
    );
    expect([seen, await stateOf(errand)]).to.deep.equal([{ step: 'counting', done: 1, of: 3 }, 'done']);
  });

  it('stops at its next step when it is cancelled, and leaves nothing', async () => {
    const errand = await ask();
    let after = false;
    await done(
      copy(async (one, hand) => {
        await errandsRepository.cancel(one.id, product.clock.now());
        await hand.tell('counting', 1, 3);
        after = true;
      }),
    );
    expect([after, await stateOf(errand), told]).to.deep.equal([false, 'cancelled', []]);
  });

  it('cannot end in the transaction of its result once it is cancelled', async () => {
    const errand = await ask();
    await done(
      copy(async (one, hand) => {
        await errandsRepository.cancel(one.id, product.clock.now());
        await ended(one, hand);
      }),
    );
    expect([await stateOf(errand), told]).to.deep.equal(['cancelled', []]);
  });

  it('says in words why it could not be done', async () => {
    const [refused, broken] = [await ask(), await ask()];
    await done(
      copy(async ({ id }) => {
        if (id === refused.id) refuse('number', 'filings:errors.numberTaken', { number: '1' });
        throw new Error('the secret inside');
      }),
    );
    const [first, second] = [
      await errandsRepository.find(refused.id),
      await errandsRepository.find(broken.id),
    ];
    expect(first?.failure).to.deep.equal({ message: 'filings:errors.numberTaken', values: { number: '1' } });
    expect([second?.state, second?.failure?.message]).to.deep.equal(['failed', 'errands:failure.fault']);
    expect(told.map(({ key }) => key)).to.deep.equal([
      'errands:notice.submission.failed',
      'errands:notice.submission.failed',
    ]);
  });

  it('is not done for somebody who has left the post', async () => {
    const errand = await ask();
    await done(copy(ended, async () => false));
    expect((await errandsRepository.find(errand.id))?.failure?.message).to.equal('errands:failure.gone');
  });

  it('is taken over from a copy that died, which cannot end it any more', async () => {
    const errand = await ask();
    let hand: Hand | undefined;
    let letGo: () => void = () => undefined;
    const dying = copy((_one, its) => {
      hand = its;
      return new Promise((resolve) => (letGo = () => resolve()));
    });
    dying.wake();
    while (hand === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
    await done(copy(ended));
    expect(await stateOf(errand)).to.equal('running');
    product.clock.forward(2);
    await done(copy(ended));
    expect(await stateOf(errand)).to.equal('done');
    const late = await inTransaction((tx) => hand?.end(tx) ?? Promise.resolve()).catch(
      (error: Error) => error,
    );
    expect(late).to.be.instanceOf(Error);
    letGo();
    await dying.settled();
  });

  it('is let go when the product stops, and taken up at once by whoever starts', async () => {
    const errand = await ask();
    const stopping = copy(async (_one, hand) => {
      void stopping.rest();
      await hand.tell('counting', 1, 3);
    });
    await done(stopping);
    expect(await stateOf(errand)).to.equal('waiting');
    await done(copy(ended));
    expect(await stateOf(errand)).to.equal('done');
  });

  it('is given up when its process dies each time', async () => {
    const errand = await ask();
    for (let death = 0; death < 3; death += 1) {
      const now = product.clock.now();
      await errandsRepository.take(`dead ${death}`, now, new Date(now.getTime() + 1));
      product.clock.forward(1);
    }
    await done(copy(ended));
    expect((await errandsRepository.find(errand.id))?.failure?.message).to.equal('errands:failure.fault');
  });
});
