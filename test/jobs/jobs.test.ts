import { expect } from 'chai';
import { jobsRepository } from '../../src/jobs/jobs.repository.js';
import { jobsService } from '../../src/jobs/jobs.service.js';
import { nextRun } from '../../src/jobs/job.js';
import { officeAtWork } from '../support/office-at-work.js';
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
      jobs: [{ name, everyMinutes: 60, run: async () => ({ runs: Number((await run()) ?? 1) }) }],
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

  it('is not ended by a copy that was overtaken', async () => {
    let finish: () => void = () => undefined;
    const slow = copy('slow', () => new Promise<void>((resolve) => (finish = resolve))).runDue();
    await new Promise((resolve) => setTimeout(resolve, 100));
    product.clock.forward(11);
    let end: () => void = () => undefined;
    const second = copy('slow', () => new Promise<void>((resolve) => (end = resolve))).runDue();
    await new Promise((resolve) => setTimeout(resolve, 100));
    finish();
    await slow;
    expect(await copy('slow', noting('c')).runDue()).to.deep.equal([]);
    end();
    await second;
    expect(runs).to.deep.equal([]);
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

describe('the page of what runs by the clock', () => {
  const { office, staff } = officeAtWork();

  it('is the administrator’s, who can have a job done at once', async () => {
    const { agent, name } = staff.administrator;
    expect((await agent.get('/settings/jobs')).text).to.include('chưa có lượt nào');
    expect((await agent.post('/settings/jobs/reminders')).location).to.equal('/settings/jobs');
    const { text } = await agent.get('/settings/jobs');
    expect(text).to.include('Đã làm xong một lượt').and.include(`theo yêu cầu của ${name}`);
    expect(text).to.include('06:00 03/03/2026');
    expect((await agent.post('/settings/jobs/nothing')).status).to.equal(404);
    for (const person of [staff.supervisor, staff.officer]) {
      expect((await person.agent.get('/settings/jobs')).status).to.equal(403);
      await person.agent.get('/findings');
      expect((await person.agent.post('/settings/jobs/reminders')).status).to.equal(403);
    }
  });

  it('says what went wrong', async () => {
    const failing = jobsService({
      clock: office.product.clock,
      repository: jobsRepository,
      jobs: [
        { name: 'abandoned-uploads', everyMinutes: 60, run: () => Promise.reject(new Error('no line')) },
      ],
    });
    expect(await failing.runDue()).to.deep.equal(['abandoned-uploads']);
    expect((await staff.administrator.agent.get('/settings/jobs')).text).to.include('no line');
  });
});

describe('the next run', () => {
  const at = (time: string) => new Date(`2026-03-02T${time}:00+07:00`);

  it('is today while its time is to come, else tomorrow, by clocks in Hanoi', () => {
    expect(nextRun({ dailyAt: '06:00' }, at('05:59'))).to.deep.equal(at('06:00'));
    expect(nextRun({ dailyAt: '06:00' }, at('06:00'))).to.deep.equal(new Date('2026-03-03T06:00:00+07:00'));
    expect(nextRun({ everyMinutes: 5 }, at('06:00'))).to.deep.equal(at('06:05'));
  });
});
