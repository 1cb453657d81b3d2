import type { Config } from '../../src/config.js';
import { FindingModel } from '../../src/findings/finding.model.js';
import { InspectionModel } from '../../src/inspections/inspection.model.js';
import { NoticeModel } from '../../src/notices/notice.model.js';
import { noticesOfFinding, noticesOfInspection } from '../../src/notices/notice.js';
import { dayOf, monthOf } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import { sequence } from '../demo/random.js';
import { groundOf } from './cast.js';
import { keptFolder, type KeptFolder } from './kept-folder.js';
import { invent } from './story.js';
import type { Case } from './story-ground.js';

export const INSPECTIONS = 20_000;
export const FINDINGS = 50_000;
/** The days over which the cases are spread, and how many of them lie ahead. */
const SPAN = 900;
const AHEAD = 30;
const BATCH = 500;
/** Older notices do not count as unread, so they would only fill the store. */
const NOTICE_DAYS = 90;

/** Another number for other contents. Every month the cases are made anew, for they lie around the day. */
const VERSION = 1;
const stampOf = (now: Date): string => `${VERSION} ${monthOf(dayOf(now))}`;

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

/** Without casting: what the rules make has the shape of the models, and 70,000 documents wait. */
async function insert(cases: Case[], since: Date): Promise<void> {
  const raw = { lean: true, ordered: false } as const;
  await InspectionModel.insertMany(cases.map(({ inspection }) => stored(inspection)) as never, raw);
  await FindingModel.insertMany(cases.flatMap(({ findings }) => findings.map(stored)) as never, raw);
  await NoticeModel.insertMany(cases.flatMap((one) => noticesOf(one, since)) as never, raw);
}

async function pour(config: Config, now: Date): Promise<void> {
  const ground = await groundOf(config, now, sequence(20_000));
  const since = new Date(now.getTime() - NOTICE_DAYS * 86_400_000);
  let before = Promise.resolve();
  for (let from = 0; from < INSPECTIONS; from += BATCH) {
    const cases = Array.from({ length: BATCH }, (_, step) => {
      const daysAgo = Math.floor(ground.next() * (SPAN + AHEAD)) - AHEAD;
      return invent(from + step, daysAgo, share(from + step), ground);
    });
    // While the store writes these, on its own thread, the next are made.
    await before;
    before = insert(cases, since);
  }
  await before;
}

/** A data folder with the cases in it. */
export const filledFolder = (now: Date): Promise<KeptFolder> =>
  keptFolder('ky-cuong-bench', stampOf(now), (config) => pour(config, now));
