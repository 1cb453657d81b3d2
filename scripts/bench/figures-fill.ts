import type { Config } from '../../src/config.js';
import { FindingModel } from '../../src/findings/finding.model.js';
import { settledFinding, type Finding } from '../../src/findings/finding.js';
import { InspectionModel } from '../../src/inspections/inspection.model.js';
import type { Inspection } from '../../src/inspections/inspection.js';
import { addDays, dayOf, momentAt, type Day } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import { sequence } from '../demo/random.js';
import { groundOf } from './cast.js';
import { keptFolder, type KeptFolder } from './kept-folder.js';
import { invent } from './story.js';
import type { Case, Ground } from './story-ground.js';

/** The last day of the year that is reported, before which every year has as many findings; and the day of asking. */
const LAST: Day = '2025-12-31';
const OF_YEAR = 100_000;
export const NOW = momentAt('2026-01-05', '08:00');
/** Findings of a case; one finding in so many was never put right. */
const OF_CASE = 5;
const LEFT = 100;
/** Cases made by the rules of the product; the store is filled with copies of theirs. */
const PATTERNS = 400;
const BATCH = 100;
const AT_ONCE = 10;

/** What came of a finding, and when: nine of ten are put right within their term. */
function fate(finding: Finding, index: number, on: Day): Partial<Finding> {
  const dueOn = addDays(on, 30 + (index % 15));
  const deadline = finding.deadline && { ...finding.deadline, dueOn, firstDueOn: dueOn };
  const remediedOn = addDays(dueOn, index % 10 === 0 ? 1 + (index % 7) : -(index % 14));
  const closedOn = addDays(remediedOn, 2);
  const [report] = finding.remediations;
  const at = momentAt(remediedOn, '15:40');
  const days = { concludedOn: on, ...(deadline === undefined ? {} : { deadline }) };
  if (index % LEFT === 0 || remediedOn > LAST || report === undefined)
    return { ...days, state: 'to_remedy', remediations: [] };
  const { verification, ...said } = { ...report, at };
  if (closedOn > LAST || verification === undefined)
    return { ...days, state: 'reported', remediations: [said], reportedAt: at };
  const verdict = { ...verification, at: momentAt(closedOn, '10:05') };
  return {
    ...days,
    state: 'closed',
    remediedOn,
    closedOn,
    remediations: [{ ...said, verification: verdict }],
  };
}

/** A history of one event and no files: lists and reports read neither, and a million documents must find room. */
const thin = <T extends Finding | Inspection>({ id, ...rest }: T) => ({
  _id: id,
  ...rest,
  history: rest.history.slice(-1),
});

function copyOf(pattern: Case, index: number, on: Day): Case {
  const id = newId();
  const number = `KT-${on.slice(0, 4)}-${index}`;
  const days = { openedOn: addDays(on, -7), concludedOn: on, deliveredOn: on, sortDay: addDays(on, -7) };
  const inspection = { ...pattern.inspection, id, number, ...days };
  const findings = pattern.findings.map((finding, nth) => {
    const { remediedOn: _remedied, closedOn: _closed, reportedAt: _reported, ...rest } = finding;
    const teamIds = rest.teamIds.slice(0, 1);
    const copy = { ...rest, id: newId(), inspectionId: id, inspectionNumber: number, evidence: [], teamIds };
    return settledFinding({ ...copy, ...fate(finding, index * OF_CASE + nth, on) });
  });
  return { inspection, findings };
}

/** Cases whose findings were all put right and verified once. */
const patterns = (ground: Ground): Case[] =>
  Array.from({ length: PATTERNS }, (_, index) => invent(index, 400 + (index % 200), OF_CASE, ground)).filter(
    ({ findings }) => findings.length > 0 && findings.every(({ state }) => state === 'closed'),
  );

async function pour(config: Config, count: number): Promise<void> {
  const made = patterns(await groundOf(config, NOW, sequence(PATTERNS)));
  const cases = count / OF_CASE;
  const days = Math.round((count / OF_YEAR) * 365);
  for (let from = 0; from < cases; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, cases - from) }, (_, step) => {
      const index = from + step;
      const on = addDays(LAST, Math.ceil(((index + 1) / cases - 1) * days));
      return copyOf(made[index % made.length] as Case, index, on);
    });
    const findings = batch.flatMap((one) => one.findings.map(thin));
    const parts = Array.from({ length: AT_ONCE }, (_, part) =>
      findings.filter((_finding, place) => place % AT_ONCE === part),
    );
    // What comes at the same time is put on disk together.
    await Promise.all([
      InspectionModel.collection.insertMany(batch.map(({ inspection }) => thin(inspection)) as never),
      ...parts.map((part) => FindingModel.collection.insertMany(part as never)),
    ]);
  }
}

/** A data folder with so many findings in it. */
export const filledWith = (count: number): Promise<KeptFolder> =>
  keptFolder(`ky-cuong-bench-figures-${count}`, dayOf(NOW), (config) => pour(config, count));
