import { presentActForm } from '../inspections/act-form.presenter.js';
import { printTerm } from '../reports/term-words.js';
import { isFixed, sectionsOn, type Template } from '../reports/template.js';
import { neededTexts, sectionNames, textNames } from '../reports/writing.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import type { Filing } from './filing.js';
import { presentFilingFacts } from './filing.presenter.js';

export const backToFiling = ({ id, term }: Filing, { t, language }: Visit) => ({
  href: `/filings/${id}`,
  label: t('filings:ofTerm', { term: printTerm(term, language) }),
});

/** What only a person can write, and which parts stand in the report. */
export function presentTextsForm(filing: Filing, template: Template, form: FormState, visit: Visit): Page {
  const { t } = visit;
  const field = fieldMaker(t, form.values, form.errors);
  const back = backToFiling(filing, visit);
  const on = sectionsOn(template);
  const texts = textNames.filter((name) => on.includes(name));
  return {
    title: t('filings:act.write'),
    back,
    errors: errorSummary(t, form.errors),
    facts: presentFilingFacts(filing, visit),
    action: `/filings/${filing.id}/texts`,
    version: String(form.values['version'] ?? filing.version),
    remarks: filing.remarks.map(({ section, text }) => ({ section: t(`reports:section.${section}`), text })),
    texts: texts.map((name) =>
      field(name, {
        label: `filings:field.${name}`,
        hint: true,
        rows: 8,
        required: neededTexts.includes(name),
      }),
    ),
    // What the template leaves out is not asked here, and kept as it was for the day on which it is asked again.
    kept: [
      ...textNames
        .filter((name) => !on.includes(name))
        .map((name) => ({ name, value: String(form.values[name] ?? '') })),
      ...sectionNames
        .filter((name) => !on.includes(name) && !filing.left.includes(name))
        .map((value) => ({ name: 'sections', value })),
    ],
    sections: field('sections', {
      label: 'filings:field.sections',
      hint: true,
      options: on
        .filter((name) => !isFixed(name))
        .map((name) => ({ value: name, label: t(`reports:section.${name}`) })),
    }),
    buttons: {
      label: t('inspections:act.save'),
      cancel: { href: back.href, label: t('inspections:act.back') },
      saved: null,
    },
  };
}

/** Why a report goes back, with a remark at each part that asks for one. */
export function presentReturnForm(filing: Filing, form: FormState, visit: Visit): Page {
  const { t } = visit;
  const field = fieldMaker(t, form.values, form.errors);
  const remarks = sectionNames
    .filter((name) => !filing.left.includes(name))
    .map((name) => field(`remark_${name}`, { label: `reports:section.${name}`, required: false, rows: 2 }));
  return presentActForm(
    form,
    {
      title: t('filings:act.return'),
      lead: t('filings:leadOf.return'),
      submit: t('filings:act.return'),
      action: `/filings/${filing.id}/return`,
      back: backToFiling(filing, visit),
      version: filing.version,
      facts: presentFilingFacts(filing, visit),
      textareas: [field('reason', { label: 'filings:field.reason', rows: 3 }), ...remarks],
    },
    visit,
  );
}

/** The clerk's number and day. */
export function presentIssueForm(filing: Filing, form: FormState, visit: Visit): Page {
  const { t } = visit;
  const field = fieldMaker(t, form.values, form.errors);
  const width = 'govuk-input--width-10';
  return presentActForm(
    form,
    {
      title: t('filings:act.issue'),
      lead: t('filings:leadOf.issue'),
      submit: t('filings:act.issue'),
      action: `/filings/${filing.id}/issue`,
      back: backToFiling(filing, visit),
      version: filing.version,
      facts: presentFilingFacts(filing, visit),
      inputs: [
        field('number', { label: 'filings:field.number', hint: true, width }),
        field('on', { label: 'filings:field.on', hint: true, width, inputmode: 'numeric' }),
      ],
      textareas: [],
    },
    visit,
  );
}
