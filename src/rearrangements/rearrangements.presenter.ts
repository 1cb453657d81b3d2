import { presentTimeline } from '../history/timeline.presenter.js';
import { allowed } from '../policies/policy.js';
import { dayOf, printDay, printMoment } from '../shared/dates.js';
import { inLanguage, printNumber } from '../shared/language.js';
import { link } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import type { UnitSnapshot } from '../units/unit.js';
import type { Rearrangement } from './rearrangement.js';
import { HERE } from './rearrangement-form.presenter.js';

const namesOf = (units: readonly UnitSnapshot[], { language }: Visit): string =>
  units.map(({ name }) => inLanguage(name, language)).join(', ');

const stateOf = ({ state, effectiveOn }: Rearrangement, { t, now }: Visit): string =>
  t(
    `rearrangements:state.${state === 'carried' ? state : effectiveOn > dayOf(now) ? 'waiting' : 'underWay'}`,
  );

/** All decisions on units that were written here, the latest first. */
export function presentRearrangements(list: readonly Rearrangement[], visit: Visit): Page {
  const { t, language, actor } = visit;
  return {
    title: t('rearrangements:title'),
    back: { href: '/units', label: t('units:title') },
    actions: allowed(actor, 'units.manage')
      ? { main: link(t('rearrangements:add'), `${HERE}/new`), more: [], blocked: [] }
      : null,
    lead: t('rearrangements:listLead'),
    rows: list.map((one) => ({
      href: `${HERE}/${one.id}`,
      decision: one.decision.number,
      what: `${namesOf(one.predecessors, visit)} → ${namesOf(one.successors, visit)}`,
      on: printDay(one.effectiveOn, language),
      state: stateOf(one, visit),
    })),
    empty:
      list.length > 0
        ? null
        : { title: t('rearrangements:none'), text: t('rearrangements:noneText'), action: null },
  };
}

/** One decision and what was carried over by it. */
export function presentRearrangement(one: Rearrangement, visit: Visit): Page {
  const { t, language } = visit;
  const fact = (key: string, text: string) => ({ label: t(`rearrangements:fact.${key}`), text, href: null });
  const units = (key: string, list: readonly UnitSnapshot[]) =>
    list.map((unit) => ({
      label: t(`rearrangements:fact.${key}`),
      text: `${inLanguage(unit.name, language)} · ${unit.code}`,
      href: `/units/${unit.id}`,
    }));
  const { carried } = one;
  return {
    title: one.decision.number,
    caption: t('rearrangements:title'),
    back: { href: HERE, label: t('rearrangements:title') },
    facts: {
      rows: [
        fact('decisionOn', printDay(one.decision.on, language)),
        fact('effectiveOn', printDay(one.effectiveOn, language)),
        ...units('from', one.predecessors),
        ...units('to', one.successors),
        fact('state', stateOf(one, visit)),
        fact('accounts', printNumber(carried.accounts, language)),
        fact('cases', printNumber(carried.cases, language)),
        fact('findings', printNumber(carried.findings, language)),
        fact('recorded', `${one.by.name}, ${printMoment(one.at, language)}`),
      ],
    },
    note: t('rearrangements:sealedNote'),
    history: { events: presentTimeline(one.history, language, t) },
  };
}
