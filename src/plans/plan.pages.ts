import { allowed, allowedActions, assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf, firstDayOf, lastDayOf, printDay, yearOf, type Day } from '../shared/dates.js';
import { Forbidden } from '../shared/errors.js';
import { oneOf, present } from '../shared/filter.js';
import { inLanguage } from '../shared/language.js';
import { readKey } from '../shared/paging.js';
import type { Unit } from '../units/unit.js';
import { everyRow, rowsOf } from '../web/list-files.js';
import { hasValues, idOf, page, wasSent, type Answer, type FormState, type Visit } from '../web/visit.js';
import { amendmentsOf } from './amendments.js';
import { coverageOf, steps } from './coverage.js';
import { presentCoverage } from './coverage.presenter.js';
import { fieldsOfPlan } from './plan.form.js';
import { areaOf, isWaiting, subjectOfPlan, type Plan } from './plan.js';
import { presentPlanForm, presentReasonForm } from './plan-form.presenter.js';
import { gapsOf } from './plan-gaps.js';
import { presentLineFilter } from './plan-lines.presenter.js';
import { lineColumns } from './plan-table.presenter.js';
import { planColumns, presentPlans } from './plan-list.presenter.js';
import { standingOf, wasMoved } from './plan-line.js';
import { NEGLECTED_SHOWN, presentPlan } from './plan.presenter.js';
import type { PlanTally } from './plan-facts.js';
import {
  amendedLines,
  countFiltered,
  lineFacts,
  listPlans,
  madeOf,
  pageOfLines,
  visitsOf,
  type LineFact,
  type LineFilter,
  type Made,
} from './plan.queries.js';

const readFilter = ({ query }: Visit): LineFilter =>
  present({
    month: /^\d{4}-\d\d$/.test(query['month'] ?? '') ? query['month'] : undefined,
    kind: query['kind']?.slice(0, 40),
    state: oneOf(['planned', 'cancelled'] as const, query['state']),
    unit: query['unit']?.slice(0, 64),
  });

function tallyOf(lines: readonly LineFact[], made: Map<string, Made>, today: Day): PlanTally {
  const tally: PlanTally = { planned: 0, done: 0, moved: 0, cancelled: 0, late: 0 };
  for (const line of lines) {
    const standing = standingOf(line, made.get(line.id), today);
    tally[standing === 'prepared' ? 'planned' : standing] += 1;
    if (wasMoved(line)) tally.moved += 1;
  }
  return tally;
}

/** The pages of plans: each loads what it shows and gives it to its presenter. */
export function planPages({ plans, inspections, units, settings, calendar, kept }: Services) {
  const load = (visit: Visit): Promise<Plan> => plans.load(visit.actor, idOf(visit));

  /** The units that an authority can plan for, as they are in the plan's year: today, or at its end or beginning. */
  function unitsOf({ authority, year }: Plan, today: Day): Promise<Unit[]> {
    const [first, last] = [firstDayOf(`${year}-01`), lastDayOf(`${year}-12`)];
    const on = today < first ? first : today > last ? last : today;
    const area = areaOf(authority);
    return kept(`plan units ${area} ${on}`, () => units.below(area, on));
  }

  /** What all figures of a plan are counted from; read again only when the record has changed. */
  const basis = ({ actor }: Visit, plan: Plan) =>
    kept(`plan ${plan.id} for ${actor.personId} ${actor.post.unitId}`, async () => {
      const lines = await lineFacts(plan.id);
      const [made, visits] = await Promise.all([
        madeOf(
          actor,
          lines.map(({ id }) => id),
        ),
        visitsOf(actor, plan.authority.id, plan.year),
      ]);
      return { lines, made, ...visits };
    });

  async function show(visit: Visit, form: FormState): Promise<Answer> {
    const plan = await load(visit);
    const [today, filter] = [dayOf(visit.now), readFilter(visit)];
    const [lines, count, facts, area, year, amended] = await Promise.all([
      pageOfLines(plan.id, filter, readKey(visit.query['key'])),
      countFiltered(plan.id, filter),
      basis(visit, plan),
      unitsOf(plan, today),
      calendar.year(plan.year),
      plan.amendments === 0 ? [] : kept(`amended lines ${plan.id}`, () => amendedLines(plan.id)),
    ]);
    const standing = facts.lines.filter(({ state }) => state === 'planned');
    const gaps = gapsOf({
      plan,
      lines: facts.lines,
      unitIds: area.map(({ id }) => id),
      plannedIds: new Set(standing.map(({ unit }) => unit.id)),
      lastVisits: facts.lastVisits,
    });
    const named = new Map(area.map((unit) => [unit.id, inLanguage(unit.name, visit.language)]));
    const content = {
      plan,
      calendarConfirmed: year.confirmed,
      today,
      filter,
      lines,
      count,
      made: facts.made,
      tally: tallyOf(facts.lines, facts.made, today),
      gaps,
      amendments: amendmentsOf(amended),
      neglected: gaps.neglected.slice(0, NEGLECTED_SHOWN).map((id) => ({ id, name: named.get(id) ?? '' })),
      allowed: allowedActions(visit.actor, subjectOfPlan(plan)),
    };
    return page('plans/show', presentPlan(content, form, visit));
  }

  async function planForm(visit: Visit, form: FormState): Promise<Answer> {
    const plan = visit.params['id'] === undefined ? undefined : await load(visit);
    if (plan === undefined) assertAllowed(visit.actor, 'plan.draft');
    else assertAllowed(visit.actor, 'plan.revise', subjectOfPlan(plan));
    if (plan !== undefined && plan.state !== 'draft' && !wasSent(visit)) throw new Forbidden('approved');
    const today = dayOf(visit.now);
    const proposed = await settings.limits('plan', today);
    const fresh = {
      year: String(yearOf(today) + 1),
      monthsBetween: String(proposed.monthsBetween),
      visitsPerMonth: String(proposed.visitsPerMonth),
    };
    const stored = plan === undefined ? fresh : fieldsOfPlan(plan, (day) => printDay(day, 'vi'));
    const shown = { values: hasValues(form) ? form.values : stored, errors: form.errors };
    const { approvers } = await inspections.candidates(visit.actor, plan?.preparer.personId);
    const context = { approvers, ...(plan === undefined ? {} : { plan }) };
    return page('plans/form', presentPlanForm(shown, context, visit));
  }

  return {
    show,
    planForm,

    /** The lines as they are narrowed, with what came of each. */
    file: async (visit: Visit) => {
      const plan = await load(visit);
      const filter = readFilter(visit);
      const { made } = await basis(visit, plan);
      const told = presentLineFilter({ plan, filter }, visit).chips.map(({ label }) => label);
      return {
        title: `${visit.t('plans:lines')} ${plan.year}`,
        columns: lineColumns(visit, made, dayOf(visit.now)),
        rows: everyRow((key) => pageOfLines(plan.id, filter, key)),
        filter: told.join('; ') || visit.t('exports:everything'),
      };
    },

    listFile: async (visit: Visit) => ({
      title: visit.t('plans:list'),
      columns: planColumns(visit),
      rows: rowsOf(await listPlans(visit.actor)),
      filter: visit.t('exports:everything'),
    }),
    list: async (visit: Visit): Promise<Answer> =>
      page(
        'plans/list',
        presentPlans(await listPlans(visit.actor), allowed(visit.actor, 'plan.draft'), visit),
      ),

    refusal: async (visit: Visit, form: FormState): Promise<Answer> => {
      const plan = await load(visit);
      assertAllowed(visit.actor, 'plan.refuse', subjectOfPlan(plan));
      if (!isWaiting(plan) && !wasSent(visit)) throw new Forbidden('not submitted');
      const action = `/plans/${plan.id}/refusal`;
      return page('inspections/act', presentReasonForm(form, { plan, words: 'refuse', action }, visit));
    },

    coverage: async (visit: Visit): Promise<Answer> => {
      const plan = await load(visit);
      const today = dayOf(visit.now);
      const step = oneOf(steps, visit.query['by']) ?? 'month';
      const [facts, area] = await Promise.all([basis(visit, plan), unitsOf(plan, today)]);
      const coverage = coverageOf({ year: plan.year, units: area, ...facts }, step);
      return page('plans/coverage', presentCoverage({ plan, step, today, coverage, units: area }, visit));
    },
  };
}
