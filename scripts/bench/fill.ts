import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Config } from '../../src/config.js';
import { readConfig } from '../../src/config.js';
import { connect, disconnect } from '../../src/database/connect.js';
import { openStore } from '../../src/database/uri.js';
import { FindingModel } from '../../src/findings/finding.model.js';
import { InspectionModel } from '../../src/inspections/inspection.model.js';
import { NoticeModel } from '../../src/notices/notice.model.js';
import { noticesOfFinding, noticesOfInspection } from '../../src/notices/notice.js';
import { dayOf } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import { fromRoot } from '../../src/shared/project-root.js';
import { sequence } from '../demo/random.js';
import { groundOf } from './cast.js';
import { invent, type Case } from './story.js';

export const INSPECTIONS = 20_000;
export const FINDINGS = 50_000;
/** The days over which the cases are spread, and how many of them lie ahead. */
const SPAN = 900;
const AHEAD = 30;
const BATCH = 500;
/** Older notices do not count as unread, so they would only fill the store. */
const NOTICE_DAYS = 90;

const sources = [
  'scripts/bench/story.ts',
  'scripts/bench/fill.ts',
  'scripts/bench/cast.ts',
  'src/inspections/inspection.model.ts',
  'src/findings/finding.model.ts',
  'src/notices/notice.model.ts',
];

/** Changes with whatever decides what the filled store holds, and with the day. */
async function stampOf(today: string): Promise<string> {
  const hash = createHash('sha256').update(today);
  for (const file of sources) hash.update(await readFile(fromRoot(file)));
  return hash.digest('hex');
}

const stored = <T extends { id: string }>({ id, ...rest }: T) => ({ _id: id, ...rest });

function noticesOf({ inspection, findings }: Case, since: Date) {
  const told = [
    ...inspection.history.flatMap((event) => noticesOfInspection(inspection, event)),
    ...findings.flatMap((finding) => finding.history.flatMap((event) => noticesOfFinding(finding, event))),
  ];
  return told
    .filter(({ at }) => at > since)
    .map((notice) => ({ _id: newId(), ...notice, sortAt: notice.at.toISOString(), readBy: [] }));
}

/** How many findings each case has: 2 or 3, so that they come to the wanted number in all. */
const share = (index: number): number =>
  Math.floor(((index + 1) * FINDINGS) / (INSPECTIONS * 0.94)) -
  Math.floor((index * FINDINGS) / (INSPECTIONS * 0.94));

async function pour(config: Config, now: Date): Promise<void> {
  const ground = await groundOf(config, now, sequence(20_000));
  const since = new Date(now.getTime() - NOTICE_DAYS * 86_400_000);
  for (let from = 0; from < INSPECTIONS; from += BATCH) {
    const cases = Array.from({ length: BATCH }, (_, step) => {
      const index = from + step;
      const daysAgo = Math.floor(ground.next() * (SPAN + AHEAD)) - AHEAD;
      return invent(index, daysAgo, share(index), ground);
    });
    // Without casting: what the rules make has the shape of the models, and 70,000 documents wait.
    const raw = { lean: true, ordered: false } as const;
    await InspectionModel.insertMany(cases.map(({ inspection }) => stored(inspection)) as never, raw);
    await FindingModel.insertMany(cases.flatMap(({ findings }) => findings.map(stored)) as never, raw);
    await NoticeModel.insertMany(cases.flatMap((one) => noticesOf(one, since)) as never, raw);
  }
}

/** A data folder with the cases in it; kept in the temporary folder, so that the next run starts at once. */
export async function filledFolder(now: Date): Promise<{ config: Config; took: number }> {
  const dataDir = path.join(tmpdir(), 'ky-cuong-bench');
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir });
  const mark = path.join(dataDir, 'filled');
  const stamp = await stampOf(dayOf(now));
  if ((await readFile(mark, 'utf8').catch(() => '')) === stamp) return { config, took: 0 };
  const begun = performance.now();
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const store = await openStore(config);
  try {
    await connect(store.uri);
    await pour(config, now);
    await disconnect();
  } finally {
    await store.stop();
  }
  await writeFile(mark, stamp);
  return { config, took: (performance.now() - begun) / 1000 };
}
