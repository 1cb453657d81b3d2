import type { CatalogueRecord } from '../checklists/sign-catalogue.js';
import { CLUSTER_CODE, clusterLabel, holdsIn, type Cluster } from '../clusters/cluster.js';
import type { ClustersService } from '../clusters/clusters.service.js';
import type { Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, monthOf, type Day, type Month } from '../shared/dates.js';
import { Invalid, NotFound, refuse } from '../shared/errors.js';
import { inLanguage, type Language } from '../shared/language.js';
import type { Choice } from '../units/unit-choice.js';
import { readLabel } from '../units/unit-names.js';
import type { Unit } from '../units/unit.js';
import type { Office } from '../paper/letterhead.js';
import { asOf, periodOf, standingOf, type CutoffOn, type Period } from './period.js';
import type { Section } from './finding-places.js';
import { Unbalanced, type CountDays, type UnconfirmedYears } from './remediation-figures.js';
import { compileReport, type Annex, type CompiledReport, type ReportFacts } from './report.js';
import { eveningOf } from './report-filters.js';
import type { Ground } from './report-pipelines.js';
import { inReach, reachFor } from './report-reach.js';
import { signBasisOf } from './sign-lines.js';
import type { Template } from './template.js';
import { readCode, yearBefore, type Term, type TermKind } from './term.js';
import { begunTerms, monthsUpTo, typedTerm, type Typed } from './term-choice.js';
import type { TrendPoint } from './trend-point.js';
import type { Reach } from './trend.queries.js';

export type ReportsDeps = {
  clock: Clock;
  findUnit: (id: string) => Promise<Unit | undefined>;
  /** The unit that had a code on a day, and the unit that somebody typed. */
  unitByCode: (code: string, day: Day) => Promise<Unit | undefined>;
  resolveUnit: (text: string, day: Day, language: Language) => Promise<Choice>;
  /** Labels of the units of a day, to choose from. */
  unitLabels: (day: Day) => Promise<string[]>;
  /** Every version of the catalogue of signs, the newest first. */
  signVersions: () => Promise<CatalogueRecord[]>;
  /** The sections of every version of the checklist, the newest first. */
  sections: () => Promise<readonly Section[]>;
  /** What the reports of a kind say by the template in force on a day. */
  template: (kind: TermKind, day: Day) => Promise<Template>;
  /** How working days are counted by the calendars in force, and which of these nobody has confirmed. */
  workingTime: () => Promise<{ days: CountDays; unconfirmed: UnconfirmedYears }>;
  /** The last day of a month that counts for it, by the settings in force on a day. */
  cutoffs: () => Promise<CutoffOn>;
  /** What the heads of papers need of the settings. */
  office: () => Promise<Office>;
  readFacts: (ground: Ground, anew: boolean) => Promise<ReportFacts>;
  readAnnex: (ground: Ground) => Promise<Annex>;
  readTrend: (reach: Reach, last: Month) => Promise<TrendPoint[]>;
  clusters: Pick<ClustersService, 'byCode' | 'list'>;
};

const READINGS = 3;
/** As an address names a report; why there is none is said in the reader's language. */
export type AskedFor = readonly [unitCode: string, term: string, language?: Language];

/** What a report is about, and the days that it covers. */
type Asked = { unit: Unit; cluster?: Cluster; term: Term; period: Period; before: Period };

/** Periodic reports of units, compiled from the cases at the moment they are asked for. */
export function reportsService(deps: ReportsDeps) {
  const today = (): Day => dayOf(deps.clock.now());
  async function periodFor(term: Term): Promise<Period> {
    const period = periodOf(term, await deps.cutoffs());
    if (standingOf(period, today()) === 'future') refuse('term', 'reports:errors.future');
    return period;
  }

  /**
   * The unit that had this code at the end of the term, or else at its beginning: a district that ended in June has a
   * report of that year. Outside the actor's reach it is not found.
   */
  async function unitOf(actor: Actor, code: string, { from, to }: Period, language: Language): Promise<Unit> {
    const unit = (await deps.unitByCode(code, to)) ?? (await deps.unitByCode(code, from));
    if (unit !== undefined && !inReach(actor, unit)) throw new NotFound(`report of ${code}`);
    if (unit !== undefined) return unit;
    const choice = await deps.resolveUnit(code, to, language);
    if ('unit' in choice) refuse('unit', 'units:unknown', { name: code });
    throw new Invalid([{ field: 'unit', message: choice.error, values: choice.values }]);
  }

  function assertHolds(cluster: Cluster, period: Period, language: Language): void {
    if (holdsIn(cluster, period)) return;
    refuse('unit', 'clusters:errors.notThen', { name: inLanguage(cluster.name, language) });
  }

  /** The cluster that a report is about: one of the unit that makes the report, which held in the period. */
  async function clusterOf(actor: Actor, unit: Unit, { of }: Term, period: Period, language: Language) {
    if (of === undefined) return undefined;
    const cluster = await deps.clusters.byCode(actor, of);
    if (cluster?.authority.id !== unit.id) throw new NotFound(`cluster ${of} of ${unit.code}`);
    assertHolds(cluster, period, language);
    return cluster;
  }

  /** Reads and compiles. When a case changes between two readings the figures contradict each other: then all anew. */
  async function compile(ground: Ground, asked: Asked, withAnnex: boolean): Promise<CompiledReport> {
    const { period, evening } = ground;
    const day = asOf(period, today());
    const provisional = standingOf(period, today()) === 'running';
    const [editions, sections, time, template] = await Promise.all([
      deps.signVersions(),
      deps.sections(),
      deps.workingTime(),
      deps.template(asked.term.kind, today()),
    ]);
    const signsBy = signBasisOf(asked.term.signs, editions, day);
    for (let reading = 1; ; reading++) {
      const facts = await deps.readFacts(ground, reading > 1);
      const annex = withAnnex ? { annex: await deps.readAnnex(ground) } : {};
      try {
        const said = { asOf: day, evening, provisional, editions, signsBy, sections, ...time, template };
        return compileReport({ ...facts, ...annex, ...asked, ...said });
      } catch (error) {
        if (!(error instanceof Unbalanced) || reading === READINGS) throw error;
      }
    }
  }

  async function make(
    actor: Actor,
    [code, word, language = 'vi']: AskedFor,
    withAnnex: boolean,
  ): Promise<CompiledReport> {
    assertAllowed(actor, 'report.read');
    const term = readCode(word) ?? refuse('term', 'reports:errors.noSuchTerm');
    const period = await periodFor(term);
    const unit = await unitOf(actor, code, period, language);
    const evening = eveningOf(asOf(period, today()));
    const before = periodOf(yearBefore(term), await deps.cutoffs());
    const cluster = await clusterOf(actor, unit, term, period, language);
    const ground = { ...reachFor(actor, unit, cluster), period, before, evening };
    const asked = { unit, term, period, before, ...(cluster === undefined ? {} : { cluster }) };
    return compile(ground, asked, withAnnex);
  }

  async function trend(
    actor: Actor,
    { unit, cluster }: Pick<CompiledReport, 'unit' | 'cluster'>,
    last: Month,
  ) {
    assertAllowed(actor, 'report.read');
    const { readers, areas } = reachFor(actor, unit, cluster);
    return deps.readTrend({ readers, ...(areas === undefined ? {} : { areas }) }, last);
  }

  async function framed(actor: Actor, asked: AskedFor, withAnnex: boolean) {
    const report = await make(actor, asked, withAnnex);
    const { parentId } = report.unit;
    const [parent, office, months] = await Promise.all([
      parentId === undefined ? undefined : deps.findUnit(parentId),
      deps.office(),
      withAnnex ? trend(actor, report, monthOf(report.period.to)) : undefined,
    ]);
    const madeAt = deps.clock.now();
    return { report: { ...report, ...(months && { trend: months }) }, parent, office, madeAt };
  }

  /** The cluster that somebody typed, by its label or its code. */
  async function typedCluster(actor: Actor, text: string): Promise<Cluster | undefined> {
    const { name, code = name } = readLabel(text);
    return CLUSTER_CODE.test(code) ? deps.clusters.byCode(actor, code) : undefined;
  }

  /** The versions of the catalogue of signs that reports may count by, the newest first. */
  const signVersionNumbers = async () => (await deps.signVersions()).map(({ number }) => number);

  return {
    typedCluster,
    signVersions: signVersionNumbers,

    /** The figures. `term` is a code such as 2024-08 or 2024-q3. Throws `Invalid` in words for a term or unit that cannot be, `NotFound` outside the reach. */
    report: (actor: Actor, ...asked: AskedFor) => make(actor, asked, false),

    /** The figures with the rows behind them, the unit above and the letterhead: what the paper is made from. */
    full: (actor: Actor, ...asked: AskedFor) => framed(actor, asked, true),

    /** The same without the rows: what the shorter papers are made from. */
    brief: (actor: Actor, ...asked: AskedFor) => framed(actor, asked, false),

    /** What reports of a kind say by the template in force. */
    template: (kind: TermKind): Promise<Template> => deps.template(kind, today()),

    /** Thirteen months up to the month, of everything in the unit's area. */
    trend,

    /** What may be chosen: the actor's own unit, the last terms, and other units of the area. */
    async offer(actor: Actor) {
      assertAllowed(actor, 'report.read');
      const now = monthOf(today());
      const own = await deps.findUnit(actor.post.unitId);
      const [units, clusters] =
        actor.post.role === 'officer'
          ? [[], []]
          : await Promise.all([deps.unitLabels(today()), deps.clusters.list(actor)]);
      const labels = [...clusters.map(clusterLabel), ...units];
      const signVersions = await signVersionNumbers();
      return { own, months: monthsUpTo(now), longer: begunTerms(now), labels, now, signVersions };
    },

    /** Finds the report that somebody typed. Throws `Invalid` with the field that is wrong. */
    async choose(actor: Actor, typed: Typed & { unit: string }, language: Language) {
      assertAllowed(actor, 'report.read');
      const term = typedTerm(typed);
      const period = await periodFor(term);
      const cluster = await typedCluster(actor, typed.unit);
      if (cluster !== undefined) {
        assertHolds(cluster, period, language);
        return { code: cluster.authority.code, term: { ...term, of: cluster.code } };
      }
      const choice = await deps.resolveUnit(typed.unit, period.to, language);
      if (!('unit' in choice)) return refuse('unit', choice.error, choice.values);
      if (!inReach(actor, choice.unit)) return refuse('unit', 'reports:errors.outside');
      return { code: choice.unit.code, term };
    },
  };
}
export type ReportsService = ReturnType<typeof reportsService>;
