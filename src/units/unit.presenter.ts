import { presentEdits } from '../history/edits.presenter.js';
import type { Action } from '../policies/rules.js';
import { printDay } from '../shared/dates.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import { actionsFrom, link, type FactView } from '../web/parts.js';
import type { Page } from '../web/visit.js';
import { existsOn, type Unit } from './unit.js';
import { labelOf } from './unit-names.js';
import type { Link, Portrait, UnitInspection } from './units.service.js';

type Reader = { t: Translate; language: Language };

const DERIVED = ['sortKey', 'words', 'existsFrom', 'existsTo'];

const linkRow = ({ unit, on, extent }: Link, { t, language }: Reader) => ({
  href: `/units/${unit.id}`,
  name: inLanguage(unit.name, language),
  code: unit.code,
  on: printDay(on, language),
  extent: t(`units:extent.${extent}`),
});

/** A case that was taken over names the former unit. */
const inspectionRow = (inspection: UnitInspection, unitId: string, { t, language }: Reader) => ({
  href: `/inspections/${inspection.id}`,
  number: inspection.number ?? t('inspections:noNumber'),
  topic: [inspection.topic, ...(inspection.unit.id === unitId ? [] : [inspection.unit.name])]
    .map((text) => inLanguage(text, language))
    .join(' · '),
  mode: t(`inspections:mode.${inspection.mode}`),
  kind: t(`inspections:kind.${inspection.kind}`),
  state: t(`inspections:state.${inspection.state}`),
  day: printDay(inspection.sortDay, language),
});

function factsOf({ unit, ancestors, below, on }: Portrait, { t, language }: Reader): FactView[] {
  const fact = (name: string, text: string, href: string | null = null) => ({
    label: t(`units:field.${name}`),
    text,
    href,
  });
  const day = (value: string | undefined, without: string) =>
    value === undefined ? t(without) : printDay(value, language);
  return [
    fact('code', unit.code),
    fact('kind', t(`units:kind.${unit.kind}`)),
    fact('otherName', language === 'vi' ? unit.name.en : unit.name.vi),
    ...ancestors.map((above) => fact('parent', inLanguage(above.name, language), `/units/${above.id}`)),
    fact('validFrom', day(unit.validFrom, 'units:notRecorded')),
    fact('validTo', day(unit.validTo, 'units:stillExists')),
    ...(below === 0
      ? []
      : [fact('below', t('units:below', { count: below }), `/units?parent=${unit.id}&on=${on}`)]),
    ...(unit.source === '' ? [] : [fact('source', unit.source)]),
  ].filter(({ text }) => text !== '');
}

const noLongerThere = (unit: Unit, today: string, { t, language }: Reader) => {
  if (existsOn(unit, today)) return null;
  const ended = unit.validTo !== undefined && unit.validTo < today;
  return {
    tone: 'amber',
    role: 'note',
    title: ended
      ? t('units:ended', { day: printDay(unit.validTo ?? '', language) })
      : t('units:notYet', { day: printDay(unit.validFrom ?? '', language) }),
    text: t(ended ? 'units:endedText' : 'units:notYetText'),
  };
};

/** What one may do about a unit: change it; invite somebody to answer for it. */
function presentActions(unit: Unit, allowed: Set<Action>, t: Translate) {
  const steps = [
    ...(allowed.has('units.manage') ? [link(t('units:revise'), `/units/${unit.id}/revision`)] : []),
    ...(allowed.has('people.invite')
      ? [link(t('invitations:open'), `/invitations?unit=${encodeURIComponent(labelOf(unit))}`)]
      : []),
  ];
  return steps.length === 0 ? null : actionsFrom(steps);
}

/** Everything about one unit: when it existed, where it came from, what became of it, its inspections. */
export function presentUnit(portrait: Portrait, allowed: Set<Action>, reader: Reader): Page {
  const { t, language } = reader;
  const { unit, history, predecessors, successors, inspections, today } = portrait;
  const manages = allowed.has('units.manage');
  return {
    title: inLanguage(unit.name, language),
    caption: `${t(`units:kind.${unit.kind}`)} · ${unit.code}`,
    back: { href: '/units', label: t('units:title') },
    actions: presentActions(unit, allowed, t),
    status: noLongerThere(unit, today, reader),
    facts: { rows: factsOf(portrait, reader) },
    predecessors: predecessors.map((one) => linkRow(one, reader)),
    successors: successors.map((one) => linkRow(one, reader)),
    inspections: inspections.map((one) => inspectionRow(one, unit.id, reader)),
    noInspections: { title: t('units:noInspections'), text: t('units:noInspectionsText'), action: null },
    history:
      manages && history.length > 0
        ? presentEdits(history, { feature: 'units', hidden: DERIVED }, reader)
        : null,
  };
}
