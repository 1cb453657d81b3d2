import { printDay, printMoment } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { link, post } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { presentSections } from './checklist.presenter.js';
import { codesOf, itemsIn, type ChecklistDraft, type ChecklistItem } from './checklist.js';
import { canFollow, presentMovedLinks } from './sign-links.presenter.js';
import type { MovedLink } from './sign-links.js';

/** The next version while it is being written: its sections, and the form that issues it. */
export function presentDraft(
  form: FormState,
  { draft, moved }: { draft: ChecklistDraft; moved: MovedLink<ChecklistItem>[] },
  today: string,
  visit: Visit,
): Page {
  const { t, language } = visit;
  const here = '/checklists/draft';
  const values = Object.keys(form.values).length > 0 ? form.values : { validFrom: printDay(today, 'vi') };
  const field = fieldMaker(t, values, form.errors);
  const last = draft.history.at(-1);
  return {
    title: t('checklists:draft'),
    back: { href: '/checklists', label: t('checklists:title') },
    errors: errorSummary(t, form.errors),
    actions: {
      main: canFollow(moved) ? post(t('signs:links.follow'), `${here}/signs`, draft.version) : null,
      more: [
        link(t('checklists:addSection'), `${here}/sections/new`),
        link(t('checklists:toImport'), '/imports/checklists'),
        post(t('checklists:discard'), `${here}/discard`, draft.version),
      ],
      blocked: [],
    },
    lead: t('checklists:draftLead', { base: draft.base, count: itemsIn(draft.sections).length }),
    last:
      last === undefined
        ? ''
        : t('checklists:draftLast', { name: last.by.name, at: printMoment(last.at, language) }),
    links: presentMovedLinks(moved, codesOf, visit),
    sections: presentSections(draft, visit).map((section) => ({
      ...section,
      edit: {
        href: `${here}/sections/${section.code}`,
        label: t('checklists:editSection', { code: section.code }),
      },
    })),
    version: String(form.values['version'] ?? draft.version),
    fields: [
      field('validFrom', {
        label: 'checklists:field.validFrom',
        hint: true,
        width: 'govuk-input--width-10',
        inputmode: 'numeric',
      }),
      field('source', { label: 'checklists:field.source', required: false }),
    ],
    buttons: { label: t('checklists:issue'), cancel: null, saved: null },
  };
}
