import { FindingModel } from '../findings/finding.model.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import type { Day } from '../shared/dates.js';
import { UnitModel } from '../units/unit.model.js';
import type { CoveredUnit } from './coverage.js';
import { isAwaiting } from './remediation-figures.js';
import {
  readFindingGroups,
  INSPECTION_ROW,
  readInspectionGroups,
  readInspectionRow,
  readStockGroups,
  type FindingGroup,
  type InspectionGroups,
  type StockGroups,
} from './report-groups.js';
import {
  findingPipeline,
  inspectionPipeline,
  rowMatches,
  stockPipeline,
  yearMatch,
  type Ground,
} from './report-pipelines.js';
import { findingRows } from './report-rows.queries.js';
import type { Annex, ReportFacts } from './report.js';

async function countCases(ground: Ground) {
  const [inspections, findings, stock] = await Promise.all([
    InspectionModel.aggregate<InspectionGroups>(inspectionPipeline(ground) as never),
    FindingModel.aggregate<FindingGroup>(findingPipeline(ground) as never),
    FindingModel.aggregate<StockGroups>(stockPipeline(ground) as never),
  ]);
  return {
    ...readInspectionGroups(inspections[0]),
    findings: readFindingGroups(findings),
    ...readStockGroups(stock[0]),
  };
}

/** The units below that existed at some time since the start of the year. */
async function unitsBelow({ unitId, period }: Ground): Promise<CoveredUnit[]> {
  const found = await UnitModel.find(
    { ancestorIds: unitId, existsFrom: { $lte: period.to }, existsTo: { $gte: period.since } },
    { code: 1, kind: 1, name: 1, validFrom: 1, validTo: 1 },
  )
    .sort({ sortKey: 1, _id: 1 })
    .lean();
  return found.map(({ _id, ...unit }) => ({ id: _id, ...unit }) as unknown as CoveredUnit);
}

/** Everything that a report of a unit and a month is compiled from. Few queries, each answered by one index. */
export async function readReportFacts(ground: Ground, asOf: Day): Promise<ReportFacts> {
  const match = rowMatches(ground, asOf);
  const [counts, closed, due, late, units] = await Promise.all([
    countCases(ground),
    findingRows(match.closed, ground, 'dueOn'),
    findingRows(match.due, ground, 'dueOn'),
    findingRows(match.overdue, ground, 'dueOn'),
    unitsBelow(ground),
  ]);
  const { inspections, visited, findings, stock, awaiting } = counts;
  const overdue = late.filter((row) => !isAwaiting(row, ground.evening));
  return { inspections, visited, units, findings, remediation: { stock, awaiting, closed, due, overdue } };
}

/** The rows behind the year's figures, in the order of their days. */
export async function readAnnex(ground: Ground): Promise<Annex> {
  const [inspections, findings] = await Promise.all([
    InspectionModel.find(yearMatch(ground, 'openedOn'), INSPECTION_ROW).sort({ openedOn: 1, _id: 1 }).lean(),
    findingRows(yearMatch(ground, 'concludedOn'), ground, 'concludedOn'),
  ]);
  return {
    inspections: inspections.map((document) => readInspectionRow(document as never, ground.unitId)),
    findings,
  };
}
