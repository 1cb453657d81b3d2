import { assertAllowed, allowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import { actionsFrom, link } from '../web/parts.js';
import { page, type Answer, type FormState, type Visit } from '../web/visit.js';
import { presentChecklist } from './checklist.presenter.js';
import { itemsIn, mapItems, sectionIn, type ChecklistRecord } from './checklist.js';
import { presentDraft } from './draft.presenter.js';
import { presentSectionForm } from './section.presenter.js';
import { signsIn } from './sign-catalogue.js';
import { canFollow } from './sign-links.presenter.js';

/** The pages of the checklist: its versions to read, and the draft of the next one. */
export function checklistPages({ checklists, signs }: Services) {
  const currentSigns = async () => signsIn((await signs.record()).groups);

  async function show(visit: Visit, record: ChecklistRecord): Promise<Answer> {
    const { t, actor, now } = visit;
    const [versions, inForce, isOpen, links] = await Promise.all([
      checklists.versions(),
      checklists.inForceOn(dayOf(now)),
      checklists.isDraftOpen(),
      signs.links(),
    ]);
    const moved = links.moved(itemsIn(record.sections), () => record);
    const step = (label: string, href: string) => ({ label: t(label), href, post: true, fields: [] });
    const steps = [
      // A draft has its own page, which offers the same; a version that is in force no longer needs no follower.
      ...(canFollow(moved) && !isOpen && record.number === versions[0]?.number
        ? [step('signs:links.followNext', '/checklists/draft/signs')]
        : []),
      isOpen
        ? link(t('checklists:goOn'), '/checklists/draft')
        : step('checklists:compose', '/checklists/draft'),
    ];
    const actions = allowed(actor, 'checklists.manage') ? actionsFrom(steps) : null;
    const content = presentChecklist(record, { versions, inForce: inForce.number, moved }, visit);
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
      const [draft, links] = await Promise.all([checklists.draft(), signs.links()]);
      const moved = links.moved(itemsIn(draft.sections), () => draft);
      return page('checklists/draft', presentDraft(form, { draft, moved }, dayOf(visit.now), visit));
    },

    async sectionForm(visit: Visit, form: FormState): Promise<Answer> {
      assertAllowed(visit.actor, 'checklists.manage');
      const [draft, links] = await Promise.all([checklists.draft(), signs.links()]);
      const code = visit.params['code'] ?? '';
      // A sign is chosen among those in force, so that one that was called otherwise stands by its name of now.
      const now = mapItems(draft.sections, (item) => links.offered(item, draft));
      const section = sectionIn(now, code);
      if (section === undefined && code !== 'new') throw new NotFound(`section ${code}`);
      const moved = links.moved(itemsIn(draft.sections), () => draft);
      const context = { draft, section, signs: await currentSigns(), moved };
      return page('checklists/section', presentSectionForm(form, context, visit));
    },

    currentSigns,
  };
}
