import type { Config } from '../../src/config.js';
import { FindingModel } from '../../src/findings/finding.model.js';
import { findingsRepository } from '../../src/findings/findings.repository.js';
import type { Finding } from '../../src/findings/finding.js';
import { inTransaction } from '../../src/database/connect.js';
import { peopleRepository } from '../../src/people/people.repository.js';
import { authorOf, type Actor } from '../../src/policies/actor.js';
import { CountedDayModel } from '../../src/reports/counted-day.model.js';
import { forgetDays } from '../../src/reports/counted-days.repository.js';
import { start } from '../../src/server.js';
import { createServices } from '../../src/services.js';
import { WARD } from './cast.js';
import { filledWith, NOW } from './figures-fill.js';
import { ask } from './homes.js';
import { at } from './load.js';
import { row, table } from './table.js';
import { signIn } from './visitor.js';

const ALL = 1_000_000;
/** The last month of a year: every day of the year counts. */
const MONTH = '2025-12';
const TIMES = 5;

const clock = { now: () => NOW };
type Job = { name: string; aim: number; run: () => Promise<number> };

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

async function leader(): Promise<Actor> {
  const person = await peopleRepository.findByUserName('leader1');
  const post = person?.posts[0];
  if (person === undefined || post === undefined) throw new Error('nobody is called leader1');
  return { personId: person.id, name: person.name, post };
}

/** Words a finding of the month anew, as a correction would: a count of its day no longer holds, and nothing kept does. */
function changer(by: Actor) {
  const repository = findingsRepository((finding, event, tx) => forgetDays('finding', finding, event, tx));
  let post = 0;
  return async (): Promise<void> => {
    const found = await FindingModel.findOne({ concludedOn: `${MONTH}-03`, state: 'to_remedy' }).lean();
    if (found === null) throw new Error('nothing is open');
    const { _id, ...rest } = found as unknown as Finding & { _id: string };
    const before = { ...rest, id: _id };
    const act = { at: NOW, by: authorOf(by), action: 'revised' };
    const after = { ...before, responsiblePost: `Trưởng phòng ${(post += 1)}` };
    await inTransaction((tx) => repository.change(before, after, act, tx));
  };
}

async function measure({ name, aim, run }: Job, change: () => Promise<void>): Promise<void> {
  await CountedDayModel.deleteMany({});
  await change();
  const first = await run();
  const [changed, kept]: [number[], number[]] = [[], []];
  for (let time = 0; time < TIMES; time += 1) {
    await change();
    changed.push(await run());
    kept.push(await run());
  }
  const middle = (times: number[], share: number) =>
    at(
      times.sort((a, b) => a - b),
      share,
    );
  const times = [first, middle(changed, 0.5), middle(changed, 0.95), middle(kept, 0.5)];
  row(name, [...times.map((ms) => ms.toFixed(0)), String(aim)]);
}

async function jobs(config: Config, url: string, actor: Actor): Promise<Job[]> {
  const { reports } = createServices(config, { clock, idle: true });
  const cookie = await signIn(url, 'leader1');
  const page = (place: string) => () => ask(url + place, cookie);
  return [
    { name: 'figures of the city', aim: 2000, run: () => timed(() => reports.report(actor, '01', MONTH)) },
    { name: 'page of the city', aim: 2000, run: page(`/reports/01/${MONTH}`) },
    { name: 'page of a ward', aim: 300, run: page(`/reports/${WARD}/${MONTH}`) },
    {
      name: "a ward's one-page sheet",
      aim: 150,
      run: page(`/reports/${WARD}/${MONTH}/report.pdf?variant=sheet`),
    },
    { name: 'home of a leader', aim: 300, run: page('/') },
  ];
}

/**
 * `npm run bench -- figures [--findings N]`: the reports of December of a city where 100,000 findings are concluded a year,
 * and a million in all. Filled once and kept; fewer findings are fewer years.
 */
export async function benchFigures([flag, count]: string[]): Promise<void> {
  const { config, told } = await filledWith(flag === '--findings' ? Number(count) : ALL);
  const product = await start({ ...config, logLevel: 'silent' }, { clock, idle: true });
  try {
    const findings = await FindingModel.estimatedDocumentCount();
    const open = await FindingModel.countDocuments({ state: { $ne: 'closed' } });
    console.log(`${findings} findings, ${open} of them open (${config.dataDir}, ${told})`);
    const actor = await leader();
    const change = changer(actor);
    table('report', ['first ms', 'changed ms', 'p95 ms', 'kept ms', 'aim']);
    for (const job of await jobs(config, product.url, actor)) await measure(job, change);
  } finally {
    await product.stop();
  }
}
