import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../../src/config.js';
import { connect, disconnect } from '../../src/database/connect.js';
import { openStore } from '../../src/database/uri.js';
import { readTable } from '../../src/imports/table-reader.js';
import { createServices } from '../../src/services.js';
import type { Progress } from '../../src/transfer/progress.js';
import { addDays, dayOf } from '../../src/shared/dates.js';
import { fromRoot } from '../../src/shared/project-root.js';
import { castPeople } from './cast.js';
import { nameClusters } from './clusters.js';
import { planTheYear } from './plan.js';
import { playDraws } from './draws.js';
import { fileReports } from './filings.js';
import { pastCount, plots } from './plot.js';
import { rearrange } from './rearrange.js';
import { play, stageClock } from './stage.js';

const author = { personId: 'demonstration', name: 'Bản trình diễn', post: 'npm run demo' };

/** Fills an empty data folder with a believable Hanoi. A folder that was left half filled is filled anew. */
export async function seedDemo(config: Config, now: Date, progress: Progress): Promise<'kept' | 'made'> {
  const mark = path.join(config.dataDir, 'demonstration-complete');
  if (await stat(mark).catch(() => undefined)) return 'kept';
  await rm(config.dataDir, { recursive: true, force: true });
  const store = await openStore(config);
  try {
    await connect(store.uri);
    const clock = stageClock(now);
    const services = createServices(config, { clock });
    const today = dayOf(now);
    const city = await services.unitRegister.loadHanoi();
    await services.calendar.loadDefault(author);
    await services.signs.loadDefault(author);
    await services.wordings.loadDefault(author);
    await services.checklists.loadDefault(author);
    await services.settings.begin(author, { city: city.name, cityUnitId: city.id });
    const actors = await castPeople(services, today, now);
    const past = await readFile(fromRoot('src/inspections/data/hanoi-2024-inspections.csv'));
    await services.importing.take(await readTable(past), author);
    const story = plots();
    await nameClusters(services, actors, today);
    const lines = await planTheYear(services, actors, clock, today, story);
    for (const [index, plot] of story.entries()) {
      // What was told of the cases of past months has been read.
      if (index === pastCount) for (const actor of actors.values()) await services.notices.markRead(actor);
      await play({ services, clock, actors, today, lines }, plot, index);
      await services.postOffice.mailUrgent();
      progress('cases of the demonstration', index + 1, story.length);
    }
    // The place in the cast whose head is named on the draws.
    await playDraws({ services, clock, actors, today }, (plot) =>
      play({ services, clock, actors, today, lines }, plot, 100),
    );
    // The rounds of the last weeks, morning by morning: what is late has been reminded of, post after post.
    for (let ago = 21; ago >= 0; ago -= 1) {
      clock.set(addDays(today, -ago), '06:00');
      await services.reminders.run();
      clock.set(addDays(today, -ago), '06:30');
      await services.postOffice.mailUrgent();
      await services.postOffice.mailDigests();
    }
    progress('reports of the demonstration', 0, 0);
    await fileReports({ services, clock, actors, today });
    await rearrange({ services, clock, actors, today });
    await disconnect();
  } finally {
    await store.stop();
  }
  await writeFile(mark, `${dayOf(now)}\n`);
  return 'made';
}
