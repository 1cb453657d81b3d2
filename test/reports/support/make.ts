import type { Day } from '../../../src/shared/dates.js';
import type { Unit } from '../../../src/units/unit.js';
import { asOf, periodOf, standingOf } from '../../../src/reports/period.js';
import {
  compileReport,
  type CompiledReport,
  type ReportFacts,
  type ReportedCluster,
} from '../../../src/reports/report.js';
import { eveningOf } from '../../../src/reports/report-filters.js';
import { readCode, yearBefore, type Term } from '../../../src/reports/term.js';
import { usualTemplate } from '../../../src/reports/template.js';
import type { Ground } from '../../../src/reports/report-pipelines.js';
import { factsOf, type World } from './world.js';

export const signs = ['1.1', '1.2', '1.10', '2.1'].map((code) => ({
  code,
  text: { vi: `Biểu hiện ${code}`, en: `Sign ${code}` },
  provisional: code.startsWith('2'),
}));

const groupOf = (own: typeof signs) => [{ code: '1', title: { vi: 'Nhóm', en: 'Group' }, signs: own }];

/** The catalogue, and a later version in which two signs became one, one is gone, and its code is another sign's. */
const editions = [
  { number: 1, groups: groupOf(signs) },
  {
    number: 2,
    groups: groupOf(signs.filter(({ code }) => code !== '1.10')),
    succession: [
      ...[
        ['1.1', '1.1'],
        ['1.2', '1.1'],
        ['1.10', '1.2'],
        ['2.1', ''],
      ].map(([code = '', to = '']) => ({ code, to })),
    ],
  },
];

export const sections = [
  { code: 'A', title: { vi: 'Kỷ luật, giờ làm việc', en: 'Discipline and working hours' } },
  { code: 'B', title: { vi: 'Văn hóa công vụ', en: 'Office culture and conduct' } },
];

/** Calendar days, so that a test needs no calendar. */
export const days = (from: Day, to: Day): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** A year of which nobody has confirmed the calendar; those of all others somebody has. */
export const UNCONFIRMED_YEAR = 2031;
const unconfirmed = (from: Day, to: Day): number[] =>
  from.slice(0, 4) <= `${UNCONFIRMED_YEAR}` && to.slice(0, 4) >= `${UNCONFIRMED_YEAR}`
    ? [UNCONFIRMED_YEAR]
    : [];

export function termOf(code: string): Term {
  const term = readCode(code);
  if (term === undefined) throw new Error(`no term: ${code}`);
  return term;
}

export const groundOf = (unit: Unit, code: string, today: Day, readers = [`area:${unit.id}`]): Ground => {
  const period = periodOf(termOf(code));
  const before = periodOf(yearBefore(termOf(code)));
  return { readers, unitIds: [unit.id], period, before, evening: eveningOf(asOf(period, today)) };
};

function compileOn(
  world: World,
  ground: Ground,
  about: { unit: Unit; cluster?: ReportedCluster; term: Term },
  today: Day,
  change = (facts: ReportFacts): ReportFacts => facts,
): CompiledReport {
  const { period, before, evening } = ground;
  const asked = { ...about, period, before, evening };
  const provisional = standingOf(period, today) === 'running';
  const facts = change(factsOf(world, ground));
  const known = {
    unconfirmed,
    editions,
    signsBy: about.term.signs ?? 1,
    sections,
    days,
    template: usualTemplate,
  };
  return compileReport({ ...facts, ...asked, ...known, asOf: asOf(period, today), provisional });
}

/** The report of a unit and a term as it stands on a day. `change` may falsify what was read. */
export const reportOf = (
  world: World,
  unit: Unit,
  code: string,
  today: Day,
  readers?: string[],
  change?: (facts: ReportFacts) => ReportFacts,
): CompiledReport =>
  compileOn(world, groundOf(unit, code, today, readers), { unit, term: termOf(code) }, today, change);

/** The same of a cluster of units that `unit` has named. */
export function reportOfCluster(
  world: World,
  unit: Unit,
  cluster: ReportedCluster,
  code: string,
  today: Day,
): CompiledReport {
  const ids = cluster.units.map(({ id }) => id);
  const ground = { ...groundOf(unit, code, today), unitIds: ids, areas: ids.map((id) => `area:${id}`) };
  return compileOn(world, ground, { unit, cluster, term: termOf(code) }, today);
}
