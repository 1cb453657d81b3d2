import { errorSummary, fieldMaker } from '../shared/fields.js';
import { printNumber } from '../shared/language.js';
import { pageAmong, type Key } from '../shared/paging.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { presentFilingFacts } from './filing.presenter.js';
import { backToFiling } from './filing-forms.presenter.js';
import type { Filing } from './filing.js';
import { nameOf, thumbnails } from './chosen-photos.presenter.js';
import { chosenKeys, pairKey, type OfferedPair } from './photo-choice.js';

/** The pairs that may be printed with a report, a page at a time, and which of them are ticked. */
export function presentPhotosForm(
  filing: Filing,
  { offered, key, most }: { offered: readonly OfferedPair[]; key: Key | undefined; most: number },
  form: FormState,
  visit: Visit,
): Page {
  const { t, language } = visit;
  const back = backToFiling(filing, visit);
  const here = `/filings/${filing.id}/photos`;
  const { rows, previous, next } = pageAmong(offered, key, pairKey);
  const pageAt = (at: string | null) => (at === null ? null : `${here}?key=${encodeURIComponent(at)}`);
  // A form without any tick says nothing of them: what was sent is known by the pairs that stood on it.
  const ticked = 'shown' in form.values ? (form.values['pairs'] ?? []) : chosenKeys(filing.photos);
  const field = fieldMaker(
    t,
    { pairs: ticked },
    form.errors,
  )('pairs', {
    label: 'filings:field.pairs',
    required: false,
    options: rows.map((pair) => ({ value: pairKey(pair), label: nameOf(pair, visit) })),
  });
  return {
    title: t('filings:act.choose'),
    back,
    errors: errorSummary(t, form.errors),
    facts: presentFilingFacts(filing, visit),
    lead: t('filings:leadOf.choose', { most: printNumber(most, language) }),
    action: visit.query['key'] === undefined ? here : `${here}?key=${encodeURIComponent(visit.query['key'])}`,
    version: String(form.values['version'] ?? filing.version),
    field,
    choices: rows.map((pair, at) => ({ option: field.options[at], pairs: thumbnails(pair, visit) })),
    next: next ?? '',
    pages: { previous: pageAt(previous), next: pageAt(next) },
    empty:
      rows.length > 0
        ? null
        : { title: t('filings:photos.none'), text: t('filings:photos.noneText'), action: null },
    buttons: {
      label: t('inspections:act.save'),
      cancel: { href: back.href, label: t('inspections:act.back') },
      saved: null,
    },
  };
}
