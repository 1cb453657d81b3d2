import { presentEvidence } from '../evidence/evidence.presenter.js';
import { postOf } from '../policies/actor.js';
import { printDay, printMoment } from '../shared/dates.js';
import { inLanguage } from '../shared/language.js';
import { actionsFrom, link } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import { provisionalTag, standingTag } from './handling-row.presenter.js';
import type { Handling } from './handling.js';

/** What the reader may do and know of an entry. */
export type HandlingRights = { mayRecord: boolean; mayName: boolean };

function overviewOf(handling: Handling, { mayName }: HandlingRights, { t, language }: Visit) {
  const { measure, decision, person, by, at } = handling;
  const fact = (name: string, text: string, href: string | null = null) => ({
    label: t(`handling:fact.${name}`),
    text,
    href,
  });
  const about = handling.ofFailure
    ? `${handling.findingNumber} · ${t('handling:ofFailure')}`
    : handling.findingNumber;
  return [
    fact('finding', about, `/findings/${handling.findingId}`),
    fact('unit', inLanguage(handling.unit.name, language), `/units/${handling.unit.id}`),
    fact('measure', `${t(`handling:party.${measure.party}`)}: ${inLanguage(measure.text, language)}`),
    ...(measure.legalBasis === '' ? [] : [fact('legalBasis', measure.legalBasis)]),
    fact(`who.${measure.party}`, handling.who),
    ...(mayName && person !== undefined ? [fact('person', person)] : []),
    fact('number', decision.number),
    fact('decidedOn', printDay(decision.on, language)),
    fact('decidedBy', decision.by),
    fact('recorded', `${by.name}, ${postOf(by, language)} · ${printMoment(at, language)}`),
  ];
}

/** The entries on either side of a correction. */
const linksOf = ({ corrects, correctedBy }: Handling, { t }: Visit) => [
  ...(corrects === undefined ? [] : [{ href: `/handling/${corrects}`, label: t('handling:corrects') }]),
  ...(correctedBy === undefined
    ? []
    : [{ href: `/handling/${correctedBy}`, label: t('handling:correctedBy') }]),
];

/** One entry. Whoever may not know names reads post and form, and is told that there is more. */
export function presentHandling(handling: Handling, rights: HandlingRights, visit: Visit): Page {
  const { t, language } = visit;
  const here = `/handling/${handling.id}`;
  const changeable = rights.mayRecord && handling.standing === 'in_force';
  return {
    title: t('handling:one', { measure: inLanguage(handling.measure.text, language) }),
    caption: inLanguage(handling.unit.name, language),
    back: { href: `/inspections/${handling.inspectionId}#handling`, label: t('handling:toCase') },
    actions: changeable
      ? actionsFrom([
          link(t('handling:act.correct'), `${here}/correction`),
          link(t('handling:act.setAside'), `${here}/setting-aside`),
        ])
      : null,
    tags: [standingTag(handling, visit), provisionalTag(handling, visit)].filter((tag) => tag !== null),
    reason: handling.reason ?? '',
    links: linksOf(handling, visit),
    overview: { rows: overviewOf(handling, rights, visit) },
    withheld: !rights.mayName,
    files: { items: rights.mayName ? presentEvidence(handling.files, language, t) : [] },
  };
}
