import { expect } from 'chai';
import { jobsRepository } from '../../src/jobs/jobs.repository.js';
import { jobsService } from '../../src/jobs/jobs.service.js';
import { startProduct, type TestProduct } from '../support/product.js';

describe('work by the clock', () => {
  let product: TestProduct;
  let runs: string[];
  before(async () => {
    product = await startProduct();
  });
  after(() => product.stop());
  beforeEach(() => {
    runs = [];
  });

  const copy = (name: string, run: () => Promise<unknown>) =>
    jobsService({
      clock: product.clock,
      repository: jobsRepository,
      jobs: [{ name, everyMinutes: 60, run }],
    });
  const noting = (who: string) => async () => {
    runs.push(who);
  };

  it('is done once when two copies of the product look at the same moment', async () => {
    await Promise.all([copy('once', noting('a')).runDue(), copy('once', noting('b')).runDue()]);
    expect(runs.length).to.equal(1);
  });

  it('is done again when its time has come, and not before', async () => {
    const one = copy('hourly', noting('a'));
    expect(await one.runDue()).to.deep.equal(['hourly']);
    product.clock.forward(59);
    expect(await one.runDue()).to.deep.equal([]);
    product.clock.forward(1);
    expect(await one.runDue()).to.deep.equal(['hourly']);
  });

  it('is taken over from a copy that died in the middle', async () => {
    const dead = copy('dying', () => new Promise(() => undefined));
    void dead.runDue();
    const other = copy('dying', noting('b'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await other.runDue()).to.deep.equal([]);
    product.clock.forward(11);
    expect(await other.runDue()).to.deep.equal(['dying']);
  });

  it('goes on after a failure', async () => {
    let broken = true;
    const one = copy('failing', async () => {
      if (broken) throw new Error('no line');
      runs.push('a');
    });
    expect(await one.runDue()).to.deep.equal(['failing']);
    broken = false;
    product.clock.forward(60);
    await one.runDue();
    expect(runs).to.deep.equal(['a']);
  });
});
