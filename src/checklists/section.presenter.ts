import { DAY_FIELD, errorSummary, fieldMaker } from '../shared/fields.js';
import { inLanguage } from '../shared/language.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import {
  itemStatuses,
  weights,
  type ChecklistDraft,
  type ChecklistItem,
  type ChecklistSection,
} from './checklist.js';
import type { Sign } from './sign-catalogue.js';
import type { MovedLink } from './sign-links.js';
import { presentMovedSign } from './sign-links.presenter.js';
import { fieldsOfSection, rowsIn } from './section.form.js';

const emptySection: ChecklistSection = { code: '', title: { vi: '', en: '' }, items: [] };

type SectionContext = {
  draft: ChecklistDraft;
  section: ChecklistSection | undefined;
  signs: Sign[];
  moved: MovedLink<ChecklistItem>[];
};

/** The form of one section of the draft; without one it is that of a new section. */
export function presentSectionForm(
  form: FormState,
  { draft, section, signs, moved }: SectionContext,
  visit: Visit,
): Page {
  const { t, language } = visit;
  const typed = Object.keys(form.values).length > 0;
  const values = typed ? form.values : fieldsOfSection(section ?? emptySection);
  const make = fieldMaker(t, values, form.errors);
  const field = (name: string, label: string, options: Omit<Parameters<typeof make>[1], 'label'> = {}) =>
    make(name, { label: `checklists:field.${label}`, ...options });
  const day = { required: false, ...DAY_FIELD };
  const signOptions = [
    { value: '', label: t('checklists:noSign') },
    ...signs.map(({ code, text }) => ({ value: code, label: `${code} ${inLanguage(text, language)}` })),
  ];
  const codeOf = (at: number) => [values[`code-${at}`] ?? ''].flat()[0] ?? '';
  // What somebody must choose anew would otherwise be taken for what nobody ever chose.
  const signNote = (at: number) =>
    presentMovedSign(
      moved.filter(({ link }) => link.code === codeOf(at)),
      visit,
    );
  const row = (at: number) => ({
    legend: codeOf(at) || t('checklists:newItem'),
    code: field(`code-${at}`, 'code', { width: 'govuk-input--width-5' }),
    texts: [
      field(`vi-${at}`, 'textVi', { rows: 2 }),
      field(`en-${at}`, 'textEn', { rows: 2, required: false }),
    ],
    basis: field(`basis-${at}`, 'basis', { required: false }),
    days: [field(`from-${at}`, 'basisFrom', day), field(`to-${at}`, 'basisTo', day)],
    weight: field(`weight-${at}`, 'weight', {
      options: weights.map((weight) => ({ value: String(weight), label: t(`checklists:weight.${weight}`) })),
    }),
    sign: {
      ...field(`sign-${at}`, 'sign', { required: false, options: signOptions }),
      hint: signNote(at),
    },
    counts: field(`counts-${at}`, 'counts', { required: false, hint: at === 0, rows: 3 }),
    status: field(`status-${at}`, 'status', {
      required: false,
      options: itemStatuses.map((status) => ({ value: status, label: t(`checklists:status.${status}`) })),
    }),
    confirmed: field(`confirmed-${at}`, 'confirmed', {
      required: false,
      options: [{ value: 'yes', label: t('checklists:isConfirmed') }],
    }),
  });
  const here = '/checklists/draft';
  return {
    title:
      section === undefined
        ? t('checklists:addSection')
        : t('checklists:editSection', { code: section.code }),
    back: { href: here, label: t('checklists:draft') },
    errors: errorSummary(t, form.errors),
    lead: t('checklists:sectionLead'),
    action: `${here}/sections/${section?.code ?? 'new'}`,
    keep: `checklist-section-${section?.code ?? 'new'}`,
    version: String(form.values['version'] ?? draft.version),
    head: [
      field('section', 'section', { width: 'govuk-input--width-3' }),
      field('title-vi', 'titleVi'),
      field('title-en', 'titleEn', { required: false }),
    ],
    rows: rowsIn(values).map(row),
    buttons: {
      label: t('checklists:saveSection'),
      cancel: { href: here, label: t('checklists:cancel') },
      saved: null,
    },
  };
}
