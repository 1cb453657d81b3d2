import { presentEdits } from '../history/edits.presenter.js';
import { postOf } from '../policies/actor.js';
import type { Action } from '../policies/rules.js';
import { printDay, printMoment } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { inLanguage } from '../shared/language.js';
import { labelOf } from '../units/unit-names.js';
import { link, type ActionView, type FactView } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { presentCandidates, presentExcluded } from './draw-list.presenter.js';
import { numberOf, presentDrawState, presentRelative, type Reader } from './draw-words.js';
import { isSealed, waitingOf, type Draw, type DrawRow } from './draw.js';
import type { VisitOfDraw } from './drawn-visits.queries.js';
import { checks, type Check } from './verification.js';

export type DrawContext = {
  allowed: ReadonlySet<Action>;
  /** The visits made from it that the reader may see. */
  visits: VisitOfDraw[];
  relatives: DrawRow[];
  /** The name of the unit above all candidates, when the draw was narrowed to one. */
  below: string;
};

/** Everything in the history is told by the page itself, or would tell of what is still sealed. */
const HIDDEN = ['visits', 'released', 'number', 'disclosedOn', 'readers'];

function factsOf(draw: Draw, below: string, { t, language }: Reader): FactView[] {
  const { on, kind, restDays, seriousWeight, absenceWeight, complaints } = draw.list.parameters;
  const fact = (name: string, text: string): FactView[] =>
    text === '' ? [] : [{ label: t(`draws:fact.${name}`), text, href: null }];
  const units = kind === undefined ? t('draws:anyKind') : t(`units:kind.${kind}`);
  const told = [
    t('draws:weights', { serious: seriousWeight, absence: absenceWeight }),
    complaints === undefined
      ? t('draws:noComplaints')
      : t('draws:complaints', { points: complaints.weight, source: complaints.source }),
  ];
  return [
    ...fact('at', printMoment(draw.at, language)),
    ...fact('drawer', `${draw.drawer.name}, ${postOf(draw.drawer, language)}`),
    ...fact('team', draw.team.map(({ name }) => name).join(', ')),
    ...fact('units', t('draws:unitsOn', { units, day: printDay(on, language) })),
    ...fact('below', below),
    ...fact('rest', t('draws:restText', { count: restDays })),
    ...fact('weights', told.join(' ')),
    ...fact('fingerprint', draw.fingerprint),
    ...fact('seed', draw.seed),
  ];
}

/** What came of a drawn unit: its visit, its release, or the link to prepare a visit. */
function outcomeOf(draw: Draw, unitId: string, { allowed, visits }: DrawContext, { t, language }: Reader) {
  const opened = draw.visits.find((visit) => visit.unitId === unitId);
  const release = draw.released.find((one) => one.unitId === unitId);
  const visit = visits.find(
    (one) => one.unitId === unitId && (opened === undefined || one.id === opened.inspectionId),
  );
  const visitLink =
    visit === undefined
      ? null
      : { href: `/inspections/${visit.id}`, label: visit.number ?? t('inspections:noNumber') };
  if (opened !== undefined)
    return { text: t('draws:visited', { day: printDay(opened.openedOn, language) }), link: visitLink };
  if (release !== undefined)
    return { text: t('draws:releasedBecause', { reason: release.reason }), link: visitLink };
  const make = { href: `/inspections/new?draw=${draw.id}&unit=${unitId}`, label: t('draws:prepareVisit') };
  const next = visitLink ?? (allowed.has('inspection.prepare') ? make : null);
  return { text: t(visit === undefined ? 'draws:waiting' : 'draws:visitPrepared'), link: next };
}

function actionsOf(draw: Draw, { allowed }: DrawContext, { t }: Reader) {
  const here = `/draws/${draw.id}`;
  const more: ActionView[] = [
    link(t('draws:verify'), `${here}/verification`),
    ...(allowed.has('draw.release') && waitingOf(draw).length > 0
      ? [link(t('draws:release'), `${here}/release`)]
      : []),
  ];
  return { main: null, more, blocked: [] };
}

const presentDrawn = (draw: Draw, context: DrawContext, reader: Reader) =>
  draw.drawn.flatMap((id, index) => {
    const unit = draw.list.candidates.find((one) => one.id === id);
    if (unit === undefined) return [];
    const { name, code, weight } = unit;
    const shown = { place: String(index + 1), href: `/units/${id}`, name: inLanguage(name, reader.language) };
    return [{ ...shown, code, weight: String(weight), ...outcomeOf(draw, id, context, reader) }];
  });

/** Everything that the page of a draw prints. */
export function presentDraw(draw: Draw, context: DrawContext, visit: Visit): Page {
  const { t } = visit;
  const { earlier = [], reason = '' } = draw.repeated ?? {};
  // The reason speaks of earlier draws: it is told to those who may see one of them.
  const knowsEarlier = context.relatives.some(({ id }) => earlier.includes(id));
  return {
    title: draw.number ?? t('draws:untitled'),
    back: { href: '/draws', label: t('draws:title') },
    actions: actionsOf(draw, context, visit),
    state: presentDrawState(draw, t),
    sealed: isSealed(draw) ? { title: t('draws:sealed'), text: t('draws:sealedText') } : null,
    drawn: presentDrawn(draw, context, visit),
    relatives: context.relatives.map((other) => presentRelative(other, visit)),
    reason: knowsEarlier ? reason : '',
    facts: { rows: factsOf(draw, context.below, visit) },
    summary: t('draws:poolSummary', {
      count: draw.list.candidates.length,
      excluded: draw.list.excluded.length,
    }),
    candidates: presentCandidates(draw.list, new Set(draw.drawn), visit),
    excluded: presentExcluded(draw.list, visit),
    listHref: `/draws/${draw.id}/list.json`,
    history: presentEdits(draw.history, { feature: 'draws', hidden: HIDDEN }, visit),
  };
}

/** What came of drawing once more. */
export function presentVerification(draw: Draw, found: Record<Check, boolean>, { t, language }: Visit): Page {
  const right = checks.every((check) => found[check]);
  const word = right ? 'right' : 'wrong';
  return {
    title: t('draws:verification'),
    back: { href: `/draws/${draw.id}`, label: numberOf(draw, t) },
    verdict: {
      tone: right ? 'good' : 'alarm',
      title: t(`draws:${word}`),
      text: t(`draws:${word}Text`),
    },
    rows: checks.map((check) => ({
      label: t(`draws:check.${check}`),
      state: found[check]
        ? { text: t('draws:agrees'), tone: 'good' }
        : { text: t('draws:differs'), tone: 'alarm' },
    })),
    facts: {
      rows: [
        { label: t('draws:fact.at'), text: printMoment(draw.at, language), href: null },
        { label: t('draws:fact.fingerprint'), text: draw.fingerprint, href: `/draws/${draw.id}/list.json` },
        { label: t('draws:fact.seed'), text: draw.seed, href: null },
      ],
    },
    how: t('draws:how'),
  };
}

/** The form in which the drawer lays down that a drawn unit will not be visited. */
export function presentRelease(form: FormState, draw: Draw, { t }: Visit): Page {
  const field = fieldMaker(t, form.values, form.errors);
  const here = `/draws/${draw.id}`;
  const named = new Map(draw.list.candidates.map((unit) => [unit.id, labelOf(unit)]));
  return {
    title: t('draws:release'),
    back: { href: here, label: numberOf(draw, t) },
    errors: errorSummary(t, form.errors),
    lead: t('draws:releaseLead'),
    action: `${here}/release`,
    version: String(form.values['version'] ?? draw.version),
    unit: field('unit', {
      label: 'draws:field.unit',
      options: [
        { value: '', label: t('draws:choose') },
        ...waitingOf(draw).map((id) => ({ value: id, label: named.get(id) ?? id })),
      ],
    }),
    reason: field('reason', { label: 'draws:field.releaseReason', hint: true }),
    buttons: { label: t('draws:releaseSave'), cancel: { href: here, label: t('draws:back') }, saved: null },
  };
}
