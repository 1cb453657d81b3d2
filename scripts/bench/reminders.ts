import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../src/config.js';
import { connect, disconnect } from '../../src/database/connect.js';
import { openStore } from '../../src/database/uri.js';
import { FindingModel } from '../../src/findings/finding.model.js';
import { createServices } from '../../src/services.js';
import { addDays, dayOf, momentAt } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import { row, table } from './table.js';

const FINDINGS = 100_000;
/** One in so many is the unit's turn. */
const OPEN = 5;
const UNITS = 160;
const BATCH = 5000;
const LIMIT = 20_000;
/** Monday. */
const START = '2026-03-02';

const unitOf = (id: string, vi: string) => ({
  id,
  code: id.slice(0, 5),
  kind: 'ward',
  name: { vi, en: vi },
  ancestorIds: ['city'],
});

/** Findings whose dates lie within three months around the day; the text is as long as people write. */
function invent(index: number, units: ReturnType<typeof unitOf>[], authority: ReturnType<typeof unitOf>) {
  const isOpen = index % OPEN === 0;
  return {
    _id: newId(),
    version: 1,
    ordinal: (index % 5) + 1,
    inspectionId: `i${Math.floor(index / 5)}`,
    inspectionNumber: `KT-2026-${Math.floor(index / 5)}`,
    unit: units[(index * 7919) % UNITS],
    authority,
    severity: (['minor', 'moderate', 'serious'] as const)[index % 3],
    state: isOpen ? 'to_remedy' : 'closed',
    dueOn: addDays(START, ((index * 31) % 90) - 45),
    seen: 'Tại thời điểm kiểm tra bộ phận một cửa vắng công chức. '.repeat(20),
    readers: ['area:city'],
    evidence: [{ id: newId() }],
    history: [],
  };
}

/** The daily round of reminders: at first with everything that ever fell due, then as on any other day. */
export async function benchReminders(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ky-cuong-reminders-'));
  const config = readConfig({ DATA_DIR: folder });
  const store = await openStore(config);
  let now = momentAt(START, '06:00');
  try {
    await connect(store.uri);
    const units = Array.from({ length: UNITS }, (_, index) => unitOf(newId(), `Phường ${index}`));
    const authority = unitOf('city', 'Thành phố');
    for (let done = 0; done < FINDINGS; done += BATCH) {
      const batch = Array.from({ length: BATCH }, (_, index) => invent(done + index, units, authority));
      await FindingModel.collection.insertMany(batch as never);
    }
    const { reminders } = createServices(config, { clock: { now: () => now } });
    table('daily round', ['reminders', 'units', 'ms', 'limit']);
    for (const what of ['all that ever fell due', 'the next day', 'the day after', 'again the same day']) {
      const begun = performance.now();
      const told = await reminders.run();
      const took = performance.now() - begun;
      row(what, [told.reminders, told.units, Math.round(took), LIMIT].map(String));
      if (what !== 'the day after') now = momentAt(addDays(dayOf(now), 1), '06:00');
    }
    await disconnect();
  } finally {
    await store.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
