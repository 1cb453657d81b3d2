import { presentActForm } from '../inspections/act-form.presenter.js';
import { presentFilingFacts } from '../filings/filing.presenter.js';
import type { Filing } from '../filings/filing.js';
import { presentContent } from '../reports/report-content.js';
import { printTerm } from '../reports/term-words.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { breadths, keptBack, type Disclosure } from './disclosure.js';
import type { DisclosureInput } from './disclosure.form.js';
import type { Open, Shown } from './disclosures.service.js';

const backTo = ({ id, term }: Pick<Filing, 'id' | 'term'>, { t, language }: Visit) => ({
  href: `/filings/${id}`,
  label: t('filings:ofTerm', { term: printTerm(term, language) }),
});

/** What the report says, without the way to any list. */
export const presentSections = ({ report, writing }: Shown, { t, language }: Pick<Visit, 't' | 'language'>) =>
  presentContent({ report, language, t, writing }).map((section) => ({
    ...section,
    tables: section.tables.map((table) => ({
      ...table,
      rows: table.rows.map((row) => ({
        ...row,
        figures: row.figures.map((figure) => ({ ...figure, href: null })),
      })),
    })),
  }));

/** How much is to be public, and which texts; each text is shown as everybody would read it. */
export function presentDisclosureForm(open: Open, form: FormState, visit: Visit): Page {
  const { t } = visit;
  const { filing, texts, disclosure } = open;
  // What is public now is what is changed; before anything is, the figures alone do least harm.
  const now = disclosure?.open === true ? disclosure : undefined;
  const usual = {
    breadth: now?.breadth ?? 'figures',
    texts: texts.map(({ name }) => name).filter((name) => now?.breadth !== 'whole' || name in now.texts),
  };
  const typed = Object.keys(form.values).length > 0;
  const field = fieldMaker(t, typed ? form.values : usual, form.errors);
  const back = backTo(filing, visit);
  return {
    title: t('disclosures:disclose'),
    back,
    errors: errorSummary(t, form.errors),
    facts: presentFilingFacts(filing, visit),
    lead: t('disclosures:lead'),
    action: `/filings/${filing.id}/disclosure`,
    version: String(form.values['version'] ?? disclosure?.version ?? 0),
    keptBack: keptBack.map((name) => t(`disclosures:keptBack.${name}`)),
    breadth: field('breadth', {
      label: 'disclosures:breadth.label',
      options: breadths.map((value) => ({
        value,
        label: t(`disclosures:breadth.${value}`),
        hint: t(`disclosures:breadth.${value}Hint`),
      })),
    }),
    texts:
      texts.length === 0
        ? null
        : field('texts', {
            label: 'disclosures:texts',
            hint: true,
            required: false,
            options: texts.map(({ name, text }) => ({
              value: name,
              label: t(`reports:section.${name}`),
              hint: text,
            })),
          }),
    buttons: {
      label: t('disclosures:preview'),
      cancel: { href: back.href, label: t('inspections:act.back') },
      saved: null,
    },
  };
}

/** What was taken out of the texts; with figures only there are none. */
const presentTaken = ({ breadth }: DisclosureInput, { taken }: { taken: number }, { t }: Visit): string => {
  if (breadth === 'figures') return t('disclosures:takenNoTexts');
  return taken === 0 ? t('disclosures:takenNone') : t('disclosures:taken', { count: taken });
};

/** Exactly what everybody would read, before anybody does. */
export function presentDisclosurePreview(
  { filing, disclosure }: Open,
  input: DisclosureInput,
  shown: Shown & { digest: string; taken: number },
  visit: Visit,
): Page {
  const { t, language } = visit;
  const here = `/filings/${filing.id}/disclosure`;
  return {
    title: t('disclosures:previewOf', { term: printTerm(filing.term, language) }),
    back: { href: here, label: t('disclosures:disclose') },
    facts: presentFilingFacts(filing, visit),
    taken: presentTaken(input, shown, visit),
    sections: presentSections(shown, visit),
    action: here,
    fields: [
      { name: 'version', value: String(disclosure?.version ?? 0) },
      { name: 'breadth', value: input.breadth },
      { name: 'shown', value: shown.digest },
      ...input.texts.map((value) => ({ name: 'texts', value })),
    ],
    buttons: {
      label: t('disclosures:disclose'),
      cancel: { href: here, label: t('disclosures:change') },
      saved: null,
    },
  };
}

/** Why it is taken down. */
export function presentTakingDownForm(
  { filing, disclosure }: Open & { disclosure: Disclosure },
  form: FormState,
  visit: Visit,
): Page {
  const { t } = visit;
  const field = fieldMaker(t, form.values, form.errors);
  return presentActForm(
    form,
    {
      title: t('disclosures:takeDown'),
      lead: t('disclosures:takeDownLead'),
      submit: t('disclosures:takeDown'),
      action: `/filings/${filing.id}/taking-down`,
      back: backTo(filing, visit),
      version: disclosure.version,
      facts: presentFilingFacts(filing, visit),
      textareas: [field('reason', { label: 'disclosures:reason', rows: 3 })],
    },
    visit,
  );
}
