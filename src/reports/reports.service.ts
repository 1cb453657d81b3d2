import type { Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { addMonths, dayOf, isMonth, lastDayOf, monthOf, type Day, type Month } from '../shared/dates.js';
import { Invalid, NotFound, refuse } from '../shared/errors.js';
import type { Language } from '../shared/language.js';
import type { Choice } from '../units/unit-choice.js';
import type { Unit } from '../units/unit.js';
import type { Sign } from './finding-figures.js';
import type { Office } from '../paper/letterhead.js';
import { asOf, periodOf, readMonth, standingOf } from './period.js';
import { Unbalanced, type CountDays } from './remediation-figures.js';
import { compileReport, type Annex, type MonthlyReport, type ReportFacts } from './report.js';
import { eveningOf } from './report-filters.js';
import type { Ground } from './report-pipelines.js';
import { inReach, keysFor } from './report-reach.js';
import type { TrendPoint } from './trend.queries.js';

export type ReportsDeps = {
  clock: Clock;
  findUnit: (id: string) => Promise<Unit | undefined>;
  /** The unit that had a code on a day, and the unit that somebody typed. */
  unitByCode: (code: string, day: Day) => Promise<Unit | undefined>;
  resolveUnit: (text: string, day: Day, language: Language) => Promise<Choice>;
  /** Labels of the units of a day, to choose from. */
  unitLabels: (day: Day) => Promise<string[]>;
  /** The catalogue of signs in its order. */
  signs: () => Promise<readonly Sign[]>;
  /** How working days are counted by the calendars in force. */
  countDays: () => Promise<CountDays>;
  /** What the heads of papers need of the settings. */
  office: () => Promise<Office>;
  readFacts: (ground: Ground) => Promise<ReportFacts>;
  readAnnex: (ground: Ground) => Promise<Annex>;
  readTrend: (readers: readonly string[], last: Month) => Promise<TrendPoint[]>;
};

const READINGS = 3;
const MONTHS_OFFERED = 13;

/** Monthly reports of units, compiled from the cases at the moment they are asked for. */
export function reportsService(deps: ReportsDeps) {
  const today = (): Day => dayOf(deps.clock.now());

  function assertMonth(month: Month): void {
    if (!isMonth(month)) refuse('month', 'reports:errors.noSuchMonth', { month });
    if (standingOf(month, today()) === 'future') refuse('month', 'reports:errors.future', { month });
  }

  /** The unit that had this code at the end of the month. Outside the actor's reach it is not found. */
  async function unitOf(actor: Actor, code: string, month: Month): Promise<Unit> {
    const unit = await deps.unitByCode(code, lastDayOf(month));
    if (unit !== undefined && !inReach(actor, unit)) throw new NotFound(`report of ${code}`);
    if (unit !== undefined) return unit;
    const choice = await deps.resolveUnit(code, lastDayOf(month), 'vi');
    if ('unit' in choice) refuse('unit', 'units:unknown', { name: code });
    throw new Invalid([{ field: 'unit', message: choice.error, values: choice.values }]);
  }

  /** Reads and compiles. When a case changes between two readings the figures contradict each other: then once more. */
  async function compile(
    ground: Ground,
    unit: Unit,
    month: Month,
    withAnnex: boolean,
  ): Promise<MonthlyReport> {
    const day = asOf(ground.period, today());
    const [signs, days] = await Promise.all([deps.signs(), deps.countDays()]);
    for (let reading = 1; ; reading++) {
      const facts = await deps.readFacts(ground);
      const annex = withAnnex ? { annex: await deps.readAnnex(ground) } : {};
      const provisional = standingOf(month, today()) === 'running';
      const { period, evening } = ground;
      try {
        const input = {
          ...facts,
          ...annex,
          unit,
          month,
          period,
          asOf: day,
          evening,
          provisional,
          signs,
          days,
        };
        return compileReport(input);
      } catch (error) {
        if (!(error instanceof Unbalanced) || reading === READINGS) throw error;
      }
    }
  }

  async function make(actor: Actor, code: string, month: Month, withAnnex: boolean): Promise<MonthlyReport> {
    assertAllowed(actor, 'report.read');
    assertMonth(month);
    const unit = await unitOf(actor, code, month);
    const period = periodOf(month);
    const evening = eveningOf(asOf(period, today()));
    const ground = { readers: keysFor(actor, unit), unitId: unit.id, period, evening };
    return compile(ground, unit, month, withAnnex);
  }

  return {
    /** The figures. Throws `Invalid` in words for a month or unit that cannot be, `NotFound` outside the reach. */
    report: (actor: Actor, code: string, month: Month) => make(actor, code, month, false),

    /** The figures with the rows behind them, the unit above and the letterhead: what the paper is made from. */
    async full(actor: Actor, code: string, month: Month) {
      const report = await make(actor, code, month, true);
      const { parentId } = report.unit;
      const [parent, office] = await Promise.all([
        parentId === undefined ? undefined : deps.findUnit(parentId),
        deps.office(),
      ]);
      return { report, parent, office, madeAt: deps.clock.now() };
    },

    /** Thirteen months up to the month, of everything in the unit's area. */
    async trend(actor: Actor, unit: Unit, last: Month): Promise<TrendPoint[]> {
      assertAllowed(actor, 'report.read');
      return deps.readTrend(keysFor(actor, unit), last);
    },

    /** What may be chosen: the actor's own unit, the last months, and other units of the area. */
    async offer(actor: Actor) {
      assertAllowed(actor, 'report.read');
      const now = monthOf(today());
      const months = Array.from({ length: MONTHS_OFFERED }, (_, index) => addMonths(now, -index));
      const own = await deps.findUnit(actor.post.unitId);
      const labels = actor.post.role === 'officer' ? [] : await deps.unitLabels(today());
      return { own, months, labels, now };
    },

    /** Finds the report that somebody typed. Throws `Invalid` with the field that is wrong. */
    async choose(actor: Actor, typed: { unit: string; month: string }, language: Language) {
      assertAllowed(actor, 'report.read');
      const month = readMonth(typed.month);
      if (month === undefined) return refuse('month', 'reports:errors.noSuchMonth', { month: typed.month });
      assertMonth(month);
      const choice = await deps.resolveUnit(typed.unit, lastDayOf(month), language);
      if (!('unit' in choice)) return refuse('unit', choice.error, choice.values);
      if (!inReach(actor, choice.unit)) return refuse('unit', 'reports:errors.outside');
      return { code: choice.unit.code, month };
    },
  };
}
export type ReportsService = ReturnType<typeof reportsService>;
