import { presentTimeline } from '../history/timeline.presenter.js';
import { printDay, printMonth } from '../shared/dates.js';
import { errorSummary } from '../shared/fields.js';
import { writeFilter } from '../shared/filter.js';
import { inLanguage, printNumber } from '../shared/language.js';
import { actionsFrom, link, post, type ActionView } from '../web/parts.js';
import { fileLinks } from '../web/list-files.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { presentAmendments } from './amendments.presenter.js';
import { mayChange, type PlanFacts } from './plan-facts.js';
import { presentLine, presentLineFilter } from './plan-lines.presenter.js';
import { isWaiting } from './plan.js';
import { presentPlanState, printVisits } from './plan-words.js';

/** As many neglected units are named; the others are on the page of the coverage. */
export const NEGLECTED_SHOWN = 12;

function actionsOf(facts: PlanFacts, { t }: Visit) {
  const { plan, allowed } = facts;
  const here = `/plans/${plan.id}`;
  const actions: ActionView[] = [];
  const waiting = isWaiting(plan);
  if (waiting && allowed.has('plan.approve'))
    actions.push(post(t('plans:act.approve'), `${here}/approval`, plan.version));
  const standing = facts.tally.planned + facts.tally.late > 0;
  if (plan.state === 'draft' && !waiting && standing && allowed.has('plan.submit'))
    actions.push(post(t('plans:act.submit'), `${here}/submission`, plan.version));
  if (mayChange(facts)) actions.push(link(t('plans:addLines'), `${here}/lines/new`));
  actions.push(link(t('plans:coverage'), `${here}/coverage`));
  if (plan.state === 'draft' && allowed.has('plan.revise'))
    actions.push(link(t('plans:revise'), `${here}/edit`));
  if (mayChange(facts)) actions.push(link(t('plans:import.title'), `/imports/plan-lines?of=${plan.id}`));
  if (waiting && allowed.has('plan.refuse')) actions.push(link(t('plans:act.refuse'), `${here}/refusal`));
  const early = plan.state === 'draft' && !waiting && allowed.has('plan.approve');
  const blocked = {
    label: t('plans:act.approve'),
    whys: [{ why: t('plans:errors.notSubmitted'), href: null }],
  };
  return actionsFrom(actions, early ? [blocked] : []);
}

function gapsOf({ plan, gaps, neglected }: PlanFacts, { t, language }: Visit) {
  const lines: { text: string; links: { href: string; label: string }[] }[] = [];
  if (gaps.neglected.length > 0) {
    const more = gaps.neglected.length - neglected.length;
    lines.push({
      text: t('plans:gap.neglected', { count: gaps.neglected.length, months: plan.limits.monthsBetween }),
      links: [
        ...neglected.map(({ id, name }) => ({ href: `/units/${id}`, label: name })),
        ...(more > 0
          ? [{ href: `/plans/${plan.id}/coverage`, label: t('plans:gap.more', { count: more }) }]
          : []),
      ],
    });
  }
  if (gaps.topics.length > 0) {
    const labels = gaps.topics.map((topic) => inLanguage(topic, language));
    lines.push({
      text: t('plans:gap.topics', { count: labels.length, topics: labels.join('; ') }),
      links: [],
    });
  }
  for (const { month, visits } of gaps.overloaded) {
    const shown = {
      month: printMonth(month, language),
      visits: printVisits(visits, language),
      most: plan.limits.visitsPerMonth,
    };
    const href = `/plans/${plan.id}?month=${month}`;
    lines.push({ text: t('plans:gap.overloaded', shown), links: [{ href, label: t('plans:gap.show') }] });
  }
  return lines;
}

/** The page of a plan: how it stands, what it lacks, its lines. */
export function presentPlan(facts: PlanFacts, form: FormState, visit: Visit): Page {
  const { t, language } = visit;
  const { plan, lines, filter, count, tally } = facts;
  const here = `/plans/${plan.id}`;
  const pageAt = (key: string | null) =>
    key === null ? null : `${here}?${writeFilter({ ...filter, key }, {})}`;
  const { number, on } = plan.document;
  return {
    title: t('plans:ofYear', { year: plan.year }),
    back: { href: '/plans', label: t('plans:list') },
    errors: errorSummary(t, form.errors),
    actions: actionsOf(facts, visit),
    source: plan.source ?? '',
    facts: {
      unit: inLanguage(plan.authority.name, language),
      unitHref: `/units/${plan.authority.id}`,
      unitNote: '',
      tags: [presentPlanState(plan, t)],
      lamp: null,
      day:
        plan.approvedOn === undefined
          ? ''
          : t('plans:approvedOn', { day: printDay(plan.approvedOn, language) }),
      lines: [
        [
          ...(number === ''
            ? []
            : [
                on === undefined
                  ? number
                  : t('inspections:decisionOn', { number, day: printDay(on, language) }),
              ]),
          t('plans:preparedBy', { name: plan.preparer.name }),
          t('plans:approver', { name: plan.approver.name }),
          ...(plan.amendments === 0 ? [] : [t('plans:amendments', { count: plan.amendments })]),
        ].join(' · '),
        ...(facts.calendarConfirmed ? [] : [t('calendar:notConfirmed', { year: plan.year })]),
      ],
    },
    tally: (['planned', 'done', 'late', 'moved', 'cancelled'] as const).map((name) => ({
      label: t(`plans:tally.${name}`),
      value: printNumber(tally[name], language),
    })),
    gaps: gapsOf(facts, visit),
    filter: presentLineFilter(facts, visit),
    count: t('plans:count', { count, shown: printNumber(count, language) }),
    downloads: fileLinks(`${here}/lines`, filter, t),
    rows: lines.rows.map((line) => presentLine(line, facts, visit)),
    pages: { previous: pageAt(lines.previous), next: pageAt(lines.next) },
    empty:
      lines.rows.length > 0
        ? null
        : {
            title: t('plans:noLines'),
            text: '',
            action: mayChange(facts) ? { href: `${here}/lines/new`, label: t('plans:addLines') } : null,
          },
    amendments: presentAmendments(facts.amendments, visit),
    history: { events: presentTimeline(plan.history, language, t) },
  };
}
