import { assertAllowed, allowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import { link } from '../web/parts.js';
import { page, type Answer, type FormState, type Visit } from '../web/visit.js';
import { presentChecklist } from './checklist.presenter.js';
import { sectionIn, type ChecklistRecord } from './checklist.js';
import { presentDraft } from './draft.presenter.js';
import { presentSectionForm } from './section.presenter.js';
import { signsIn } from './sign-catalogue.js';

/** The pages of the checklist: its versions to read, and the draft of the next one. */
export function checklistPages({ checklists, signs }: Services) {
  const currentSigns = async () => signsIn((await signs.record()).groups);

  async function show(visit: Visit, record: ChecklistRecord): Promise<Answer> {
    const { t, actor, now } = visit;
    const [versions, inForce, isOpen] = await Promise.all([
      checklists.versions(),
      checklists.inForceOn(dayOf(now)),
      checklists.isDraftOpen(),
    ]);
    const begin = { label: t('checklists:compose'), href: '/checklists/draft', post: true, fields: [] };
    const main = isOpen ? link(t('checklists:goOn'), '/checklists/draft') : begin;
    const may = allowed(actor, 'checklists.manage');
    const actions = may ? { main, more: [], blocked: [] } : null;
    const content = presentChecklist(record, { versions, inForce: inForce.number }, visit);
    return page('checklists/show', { ...content, actions });
  }

  return {
    current: async (visit: Visit) => show(visit, await checklists.inForceOn(dayOf(visit.now))),

    async version(visit: Visit): Promise<Answer> {
      const number = visit.params['number'] ?? '';
      if (!/^\d{1,6}$/.test(number)) throw new NotFound(`checklist, version ${number}`);
      return show(visit, await checklists.version(Number(number)));
    },

    async draft(visit: Visit, form: FormState): Promise<Answer> {
      assertAllowed(visit.actor, 'checklists.manage');
      return page('checklists/draft', presentDraft(form, await checklists.draft(), dayOf(visit.now), visit));
    },

    async sectionForm(visit: Visit, form: FormState): Promise<Answer> {
      assertAllowed(visit.actor, 'checklists.manage');
      const draft = await checklists.draft();
      const code = visit.params['code'] ?? '';
      const section = sectionIn(draft.sections, code);
      if (section === undefined && code !== 'new') throw new NotFound(`section ${code}`);
      const context = { draft, section, signs: await currentSigns() };
      return page('checklists/section', presentSectionForm(form, context, visit));
    },

    currentSigns,
  };
}
