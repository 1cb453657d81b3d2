import { FindingModel } from '../findings/finding.model.js';
import type { Severity } from '../findings/finding.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import type { Kind, Mode } from '../inspections/inspection.js';
import type { Day } from '../shared/dates.js';
import { UnitModel } from '../units/unit.model.js';
import type { CoveredUnit, Visited } from './coverage.js';
import type { FindingTally, Sign } from './finding-figures.js';
import type { InspectionTally } from './inspection-figures.js';
import { isAwaiting, type AwaitingTally, type StockTally } from './remediation-figures.js';
import { findingRows } from './report-rows.queries.js';
import type { ReportFacts } from './report.js';
import {
  findingPipeline,
  inspectionPipeline,
  rowMatches,
  stockPipeline,
  type Ground,
} from './report-pipelines.js';
import { scopes, type Scope } from './scope.js';

type Flags = Record<Scope, boolean>;
const standing = (flags: Flags): Scope[] => scopes.filter((scope) => flags[scope]);

type InspectionGroup = {
  _id: Flags & { inMonth: boolean; kind: Kind; mode: Mode; topic: string };
  topicEn: string;
  count: number;
};
type VisitedGroup = { _id: Flags & { inMonth: boolean; kind: Kind; unitId: string } };

async function countInspections(ground: Ground) {
  const [found] = await InspectionModel.aggregate<{ tallies: InspectionGroup[]; visited: VisitedGroup[] }>(
    inspectionPipeline(ground) as never,
  );
  const inspections = (found?.tallies ?? []).map(({ _id, topicEn, count }): InspectionTally => {
    const { inMonth, kind, mode, topic } = _id;
    return { scopes: standing(_id), inMonth, kind, mode, topic: { vi: topic, en: topicEn }, count };
  });
  const visited = (found?.visited ?? []).map(({ _id }): Visited => {
    const { inMonth, kind, unitId } = _id;
    return { scopes: standing(_id), inMonth, kind, unitId };
  });
  return { inspections, visited };
}

type FindingGroup = { _id: Flags & { inMonth: boolean; severity: Severity }; sign: Sign; count: number };

async function countFindings(ground: Ground): Promise<FindingTally[]> {
  const found = await FindingModel.aggregate<FindingGroup>(findingPipeline(ground) as never);
  return found.map(({ _id, sign, count }) => {
    const { inMonth, severity } = _id;
    return { scopes: standing(_id), inMonth, severity, sign, count };
  });
}

type StockGroup = { _id: Flags & { old: boolean; open: boolean }; count: number };
type AwaitingGroup = { _id: Flags; count: number };

async function countStock(ground: Ground) {
  const [found] = await FindingModel.aggregate<{ stock: StockGroup[]; awaiting: AwaitingGroup[] }>(
    stockPipeline(ground) as never,
  );
  const stock = (found?.stock ?? []).map(({ _id, count }): StockTally => {
    const { old, open } = _id;
    return { scopes: standing(_id), old, open, count };
  });
  const awaiting = (found?.awaiting ?? []).map(({ _id, count }): AwaitingTally => {
    return { scopes: standing(_id), count };
  });
  return { stock, awaiting };
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
  const byDueDate = { dueOn: 1, _id: 1 };
  const [{ inspections, visited }, findings, { stock, awaiting }, closed, due, late, units] =
    await Promise.all([
      countInspections(ground),
      countFindings(ground),
      countStock(ground),
      findingRows(match.closed, ground, byDueDate),
      findingRows(match.due, ground, byDueDate),
      findingRows(match.overdue, ground, byDueDate),
      unitsBelow(ground),
    ]);
  const overdue = late.filter((row) => !isAwaiting(row, ground.evening));
  return { inspections, visited, units, findings, remediation: { stock, awaiting, closed, due, overdue } };
}
