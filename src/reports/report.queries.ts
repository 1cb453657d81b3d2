import { HandlingModel } from '../handling/handling.model.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import type { Keep } from '../shared/kept.js';
import { UnitModel } from '../units/unit.model.js';
import { countedDays, type CountedDays } from './counted-days.repository.js';
import { findingTallies, inspectionTallies, visitsIn } from './counted-tallies.js';
import type { CoveredUnit } from './coverage.js';
import { evidenceRows } from './evidence-rows.queries.js';
import { COUNTED_FIELDS, readCountedHandling, type CountedHandling } from './handling-figures.js';
import type { InspectionRow } from './inspection-figures.js';
import type { Match } from './report-filters.js';
import { INSPECTION_ROW, readInspectionRow } from './report-groups.js';
import {
  earlierMatch,
  handlingMatch,
  rowMatches,
  rulingMatches,
  yearMatch,
  type Ground,
} from './report-pipelines.js';
import { knowingRows, type RowsOf } from './kept-rows.queries.js';
import { planRows } from './plan-rows.queries.js';
import { practiceRows } from './practice-rows.queries.js';
import { byDay, findingRows } from './report-rows.queries.js';
import type { Annex, ReportFacts } from './report.js';

/** Of so many reports the rows are known, two questions each. */
const KNOWN = 8;

async function countCases(ground: Ground, days: CountedDays) {
  const { period, before } = ground;
  const [inspections, earlier, findings] = await Promise.all([
    days.inspections(ground, period),
    days.inspections(ground, before),
    days.findings(ground, period),
  ]);
  return {
    inspections: inspectionTallies(inspections, ground, period.from),
    visited: visitsIn(inspections, ground),
    earlier: inspectionTallies(earlier, ground, before.from),
    findings: findingTallies(findings, ground),
  };
}

async function handlingRows(ground: Ground): Promise<CountedHandling[]> {
  const found = await HandlingModel.find(handlingMatch(ground), COUNTED_FIELDS).lean();
  return found.map((document) => readCountedHandling(document as never, ground.unitIds)).sort(byDay('on'));
}

/** The units below, or those of the cluster, that existed at some time since the start of the year. */
async function unitsToCover({ unitIds, areas, period }: Ground): Promise<CoveredUnit[]> {
  const which = { [areas === undefined ? 'ancestorIds' : '_id']: { $in: [...unitIds] } };
  const found = await UnitModel.find(
    { ...which, existsFrom: { $lte: period.to }, existsTo: { $gte: period.since } },
    { code: 1, kind: 1, name: 1, parentId: 1, validFrom: 1, validTo: 1 },
  )
    .sort({ sortKey: 1, _id: 1 })
    .lean();
  return found.map(({ _id, ...unit }) => ({ id: _id, ...unit }) as unknown as CoveredUnit);
}

/** Everything that a report of a unit and a month is compiled from. Few queries, each answered by one index. */
async function readReportFacts(ground: Ground, days: CountedDays, rowsOf: RowsOf): Promise<ReportFacts> {
  const [counts, remediation, rulings, handlings, plan, practices, units] = await Promise.all([
    countCases(ground, days),
    rowsOf(Object.values(rowMatches(ground)), ground),
    rowsOf(rulingMatches(ground), ground),
    handlingRows(ground),
    planRows(ground),
    practiceRows(ground),
    unitsToCover(ground),
  ]);
  return { ...counts, remediation, rulings, handlings, plan, practices, units };
}

/**
 * The same, read again when the record has changed: a page, its lists and its paper read once. Those of a city may be
 * some megabytes, so only a few should be kept.
 */
export function keptReportFacts(kept: Keep) {
  const knowing = () => [countedDays(), knowingRows(KNOWN)] as const;
  let known = knowing();
  /** `anew`: nothing that is known is believed, for the figures made of it contradicted each other. */
  return (ground: Ground, anew: boolean): Promise<ReportFacts> => {
    if (anew) known = knowing();
    const read = () => readReportFacts(ground, ...known);
    return anew ? read() : kept(`report ${JSON.stringify(ground)}`, read);
  };
}

async function inspectionRows(match: Match, { unitIds }: Ground): Promise<InspectionRow[]> {
  const found = await InspectionModel.find(match, INSPECTION_ROW).lean();
  return found.map((document) => readInspectionRow(document as never, unitIds)).sort(byDay('openedOn'));
}

/** The rows behind the year's figures, in the order of their days. */
export async function readAnnex(ground: Ground): Promise<Annex> {
  const [inspections, earlier, findings, evidence] = await Promise.all([
    inspectionRows(yearMatch(ground, 'openedOn'), ground),
    inspectionRows(earlierMatch(ground), ground),
    findingRows(yearMatch(ground, 'concludedOn'), ground),
    evidenceRows(ground),
  ]);
  return { inspections, earlier, findings: findings.sort(byDay('concludedOn')), evidence };
}
