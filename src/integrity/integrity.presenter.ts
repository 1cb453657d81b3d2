import { presentPlace } from '../custody/custody.presenter.js';
import type { Place } from '../custody/places.queries.js';
import type { EvidenceItem } from '../findings/finding.js';
import { postOf } from '../policies/actor.js';
import { settingsFrame } from '../settings/settings.presenter.js';
import { printMoment } from '../shared/dates.js';
import { printSize } from '../shared/language.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { emptyForm, type FormState, type Page, type Visit } from '../web/visit.js';
import type { Check } from './integrity.js';

export type Known = { item: EvidenceItem; places: readonly Place[] };

const factsOf = ({ item, places }: Known, { t, language }: Visit) => ({
  title: item.name,
  href: `/evidence/${item.id}/custody`,
  rows: [
    ...places.map((place) => {
      const { text, href } = presentPlace(place, t);
      return { label: t('custody:fact.place'), text, href };
    }),
    ...(item.caption === '' ? [] : [{ label: t('custody:fact.caption'), text: item.caption, href: null }]),
    { label: t('custody:fact.by'), text: `${item.by.name}, ${postOf(item.by, language)}`, href: null },
    { label: t('custody:fact.receivedAt'), text: printMoment(item.receivedAt, language), href: null },
    { label: t('custody:fact.size'), text: `${printSize(item.size, language)} · ${item.type}`, href: null },
  ],
});

/** The page on which a file is compared with the cases. `found` is undefined before anything was asked. */
export function presentCheck(form: FormState, found: readonly Known[] | undefined, visit: Visit): Page {
  const { t } = visit;
  const field = fieldMaker(t, form.values, form.errors);
  const isKnown = found !== undefined && found.length > 0;
  return {
    title: t('integrity:title'),
    errors: errorSummary(t, form.errors),
    hash: field('hash', { label: 'integrity:field.hash', hint: true }),
    verdict:
      found === undefined
        ? null
        : {
            tone: isKnown ? 'good' : 'amber',
            title: t(isKnown ? 'integrity:known' : 'integrity:unknown', { count: found.length }),
            text: t(isKnown ? 'integrity:knownText' : 'integrity:unknownText'),
          },
    found: (found ?? []).map((known) => factsOf(known, visit)),
  };
}

/** What the nightly reading of all files found, for the administrator: no names, no cases. */
export function presentIntegrity(check: Check | undefined, { t, language }: Visit): Page {
  const faults = check?.faults ?? [];
  const verdict = check === undefined ? 'never' : faults.length === 0 ? 'whole' : 'broken';
  return {
    ...settingsFrame('integrity', emptyForm, t),
    verdict: {
      tone: { never: 'info', whole: 'good', broken: 'alarm' }[verdict],
      title: t(`integrity:verdict.${verdict}`, { count: faults.length }),
      text:
        check === undefined
          ? t('integrity:verdict.neverText')
          : t('integrity:verdict.at', { at: printMoment(check.finishedAt, language) }),
    },
    advice: verdict === 'broken' ? t('integrity:advice') : '',
    rows: faults.map(({ fileId, what, since }) => ({
      fileId,
      what: t(`integrity:fault.${what}`),
      since: printMoment(since, language),
    })),
  };
}
