import { FindingModel } from '../../src/findings/finding.model.js';
import { peopleRepository } from '../../src/people/people.repository.js';
import { RoundModel } from '../../src/reminders/round.model.js';
import { start } from '../../src/server.js';
import { createServices } from '../../src/services.js';
import { addDays, dayOf, momentAt } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import { sequence } from '../demo/random.js';
import { groundOf } from './cast.js';
import { ask } from './homes.js';
import { keptFolder } from './kept-folder.js';
import { at } from './load.js';
import { FINDINGS, OPEN, pourFindings } from './remedy-fill.js';
import { row, table } from './table.js';
import { signIn } from './visitor.js';

/** Milliseconds: a page at the 95th percentile, and the daily round. */
const PAGE = 200;
const ROUND = 20_000;
const TIMES = 40;
/** Monday; visits before it are told by the calendars that the product ships. */
const START = momentAt('2026-03-02', '06:00');

type Services = ReturnType<typeof createServices>;

/** An officer plans a step: any change makes the product read anew what it keeps of the record. */
async function changer({ remedyActions }: Services) {
  const person = await peopleRepository.findByUserName('officer1');
  const post = person?.posts[0];
  if (person === undefined || post === undefined) throw new Error('nobody is called officer1');
  const officer = { personId: person.id, name: person.name, post };
  return async (): Promise<void> => {
    const query = { state: 'to_remedy' as const, 'unit.id': post.unitId, dueOn: { $gt: dayOf(START) } };
    const finding = await FindingModel.findOne(query, { version: 1 }).sort({ version: 1 }).lean();
    if (finding === null) throw new Error('the unit has nothing to put right');
    const step = { id: newId(), version: finding.version, what: 'Phân công trực', post: 'Trưởng phòng' };
    await remedyActions.add(officer, finding._id, { ...step, dueOn: dayOf(START) });
  };
}

const p95 = (times: number[]): string =>
  at(
    [...times].sort((a, b) => a - b),
    0.95,
  ).toFixed(0);

/** The pages of everybody's remedies: each time after a change of the record, and while nothing changes. */
async function pages(url: string, change: () => Promise<void>): Promise<void> {
  const visits: [string, string, string][] = [
    ["a unit's page", 'officer1', '/work'],
    ["a unit's open findings", 'officer1', '/findings'],
    ["a team's page", 'inspector1', '/work'],
    ['all teams of the city', 'supervisor1', '/work'],
    ['findings to verify', 'inspector1', '/findings?view=to_verify'],
    ['late cases to urge', 'supervisor1', '/urging'],
    ['those not urged yet', 'supervisor1', '/urging?view=never'],
  ];
  table('page (p95)', ['changed ms', 'kept ms', 'limit']);
  for (const [name, userName, place] of visits) {
    const cookie = await signIn(url, userName);
    const [changed, same]: [number[], number[]] = [[], []];
    for (let time = 0; time < TIMES; time += 1) {
      await change();
      changed.push(await ask(url + place, cookie));
      same.push(await ask(url + place, cookie));
    }
    row(name, [p95(changed), p95(same), String(PAGE)]);
  }
}

/** The daily round of reminders: at first with everything that ever fell due, then as on any other day. */
async function rounds({ reminders }: Services, clock: { now: () => Date; set: (now: Date) => void }) {
  table('daily round', ['reminders', 'units', 'ms', 'limit']);
  for (const what of ['all that ever fell due', 'the next day', 'the day after', 'again the same day']) {
    const begun = performance.now();
    const told = await reminders.run();
    const took = performance.now() - begun;
    row(what, [told.reminders, told.units, Math.round(took), ROUND].map(String));
    if (what !== 'the day after') clock.set(momentAt(addDays(dayOf(clock.now()), 1), '06:00'));
  }
}

/** `npm run bench -- remedy`: the pages and the clockwork of remedies in a city with 20,000 open findings. */
export async function benchRemedy(): Promise<void> {
  const { config, told } = await keptFolder('ky-cuong-bench-remedy', 'with cases', async (empty) =>
    pourFindings(await groundOf(empty, START, sequence(FINDINGS))),
  );
  console.log(`${FINDINGS} findings, ${FINDINGS / OPEN} of them open (${config.dataDir}, ${told})`);
  let now = START;
  const clock = { now: () => now, set: (next: Date) => void (now = next) };
  const product = await start({ ...config, logLevel: 'silent' }, { clock, idle: true });
  try {
    const services = createServices(config, { clock });
    await pages(product.url, await changer(services));
    await RoundModel.deleteMany();
    await rounds(services, clock);
  } finally {
    await product.stop();
  }
}
