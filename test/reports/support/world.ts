import { Query } from 'mingo';
import { settledFinding, type Finding } from '../../../src/findings/finding.js';
import { settled, type Inspection } from '../../../src/inspections/inspection.js';
import type { Day } from '../../../src/shared/dates.js';
import type { Handling } from '../../../src/handling/handling.js';
import type { PlanRow } from '../../../src/reports/plan-figures.js';
import type { PracticeRow } from '../../../src/reports/practice-figures.js';
import { readCountedHandling } from '../../../src/reports/handling-figures.js';
import { snapshotOf, type Unit, type UnitKind } from '../../../src/units/unit.js';
import {
  countDay,
  likeOfFinding,
  likeOfInspection,
  type CountedDay,
} from '../../../src/reports/counted-day.js';
import { findingTallies, inspectionTallies, visitsIn } from '../../../src/reports/counted-tallies.js';
import type { Period } from '../../../src/reports/period.js';
import { groupsOf } from '../../../src/shared/groups.js';
import type { Annex, ReportFacts } from '../../../src/reports/report.js';
import { readFindingRow, readInspectionRow } from '../../../src/reports/report-groups.js';
import {
  earlierMatch,
  handlingMatch,
  rowMatches,
  rulingMatches,
  yearMatch,
  type Ground,
} from '../../../src/reports/report-pipelines.js';
import type { Match } from '../../../src/reports/report-filters.js';

/** Everything that a report could be made of, without a database. */
export type World = {
  units: Unit[];
  inspections: Inspection[];
  findings: Finding[];
  handlings?: Handling[];
  plan?: PlanRow[];
  practices?: PracticeRow[];
};

export const unit = (id: string, kind: UnitKind, ancestorIds: string[], more: Partial<Unit> = {}): Unit => ({
  id,
  code: id,
  kind,
  name: { vi: id, en: id },
  ancestorIds,
  source: '',
  ...(ancestorIds[0] === undefined ? {} : { parentId: ancestorIds[0] }),
  ...more,
});

const author = { personId: 'p', name: 'p', post: '' };

export function inspection(
  id: string,
  authority: Unit,
  inspected: Unit,
  more: Partial<Inspection>,
): Inspection {
  const { openedOn } = more;
  return settled({
    id,
    version: 1,
    number: `KT-${id}`,
    authority: snapshotOf(authority),
    unit: snapshotOf(inspected),
    mode: 'scheduled',
    kind: 'thematic',
    topic: { vi: 'Văn thư, lưu trữ', en: 'Document work and archives' },
    decision: { number: '' },
    plannedFrom: openedOn ?? '2024-01-02',
    plannedTo: openedOn ?? '2024-01-02',
    team: [],
    preparer: author,
    approver: author,
    state: 'opened',
    approvedOn: openedOn ?? '2024-01-02',
    findings: { total: 0, open: 0 },
    sortDay: '',
    readers: [],
    history: [],
    ...more,
  });
}

type DueDay = { dueOn?: Day };

/** A finding of an inspection. With `dueOn` it was concluded; the rest of the deadline does not matter here. */
export function finding(id: string, of: Inspection, { dueOn, ...more }: Partial<Finding> & DueDay): Finding {
  const deadline = {
    from: more.concludedOn ?? '',
    workingDays: 20,
    dueOn: dueOn ?? '',
    firstDueOn: dueOn ?? '',
    skipped: [],
    calendars: [],
    unconfirmedYears: [],
    unconfirmedDays: [],
  };
  return settledFinding({
    id,
    version: 1,
    ordinal: 1,
    inspectionId: of.id,
    inspectionNumber: of.number ?? '',
    authority: of.authority,
    unit: of.unit,
    preparerId: 'p',
    approverId: 'p',
    teamIds: [],
    sign: { code: '1.1', version: 1, text: { vi: 'Biểu hiện', en: 'Sign' }, provisional: false },
    severity: 'minor',
    seen: 'Chưa niêm yết đủ thủ tục hành chính',
    legalBasis: '',
    mustDo: 'Niêm yết đủ',
    responsiblePost: 'Chủ tịch UBND phường',
    term: 20,
    foundOn: of.openedOn ?? '2024-01-02',
    state: 'recorded',
    dueOn: '',
    remediations: [],
    evidence: [],
    readers: [],
    history: [],
    ...(dueOn === undefined ? {} : { deadline }),
    ...more,
  });
}

const stored = <T extends { id: string }>({ id, ...rest }: T) => ({ _id: id, ...rest });

/** The cases that a filter lets through, found by an engine that is not ours. */
export const matching = <T extends { id: string }>(cases: readonly T[], match: Match): T[] => {
  const query = new Query(match);
  return cases.filter((one) => query.test(stored(one)));
};

/** The days of a year so far, counted. */
const daysOf = <Case extends Finding | Inspection, Like>(
  cases: readonly Case[],
  dayOf: (one: Case) => Day | undefined,
  { since, to }: Period,
  likeOf: (one: Case) => Like,
): CountedDay<Like>[] => {
  const within = cases.filter((one) => (dayOf(one) ?? '') >= since && (dayOf(one) ?? '9999') <= to);
  return [...groupsOf(within, dayOf)].map(([day = '', some]) => countDay(day, some, likeOf));
};

/** Reads a report's facts out of a world as report.queries.ts reads them out of the database. */
export function factsOf(world: World, ground: Ground): ReportFacts & { annex: Annex } {
  const { unitIds, areas, period } = ground;
  const rows = (match: Match) =>
    matching(world.findings, match).map((one) => readFindingRow(stored(one) as never, unitIds));
  const listed = (match: Match) =>
    matching(world.inspections, match).map((one) => readInspectionRow(stored(one) as never, unitIds));
  const opened = (term: Period) =>
    daysOf(world.inspections, ({ openedOn }) => openedOn, term, likeOfInspection);
  const concluded = daysOf(world.findings, ({ concludedOn }) => concludedOn, period, likeOfFinding);
  const answers = Object.values(rowMatches(ground)).flatMap(rows);
  return {
    inspections: inspectionTallies(opened(period), ground, period.from),
    visited: visitsIn(opened(period), ground),
    units: world.units.filter(
      ({ id, ancestorIds, validFrom, validTo }) =>
        (areas === undefined ? ancestorIds : [id]).some((one) => unitIds.includes(one)) &&
        (validFrom ?? '') <= period.to &&
        (validTo ?? '9999') >= period.since,
    ),
    findings: findingTallies(concluded, ground),
    remediation: [...new Map(answers.map((row) => [row.id, row])).values()],
    earlier: inspectionTallies(opened(ground.before), ground, ground.before.from),
    handlings: matching(world.handlings ?? [], handlingMatch(ground)).map((one) =>
      readCountedHandling(stored(one) as never, unitIds),
    ),
    plan: world.plan ?? [],
    practices: world.practices ?? [],
    rulings: rows({ $or: rulingMatches(ground) }),
    annex: {
      inspections: listed(yearMatch(ground, 'openedOn')),
      earlier: listed(earlierMatch(ground)),
      findings: rows(yearMatch(ground, 'concludedOn')),
    },
  };
}
