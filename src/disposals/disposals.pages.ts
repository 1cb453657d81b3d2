import type { Services } from '../services.js';
import { newId } from '../shared/ids.js';
import { idOf, page, type Answer, type FormState, type Visit } from '../web/visit.js';
import { presentDisposal, presentDisposals, presentProposal } from './disposals.presenter.js';

/** The pages of disposals: those that were decided, the proposal of one, and each with its list. */
export function disposalPages({ disposals, settings }: Services) {
  return {
    list: async (visit: Visit): Promise<Answer> =>
      page('disposals/list', presentDisposals(await disposals.list(visit.actor), visit)),

    async propose(visit: Visit, form: FormState): Promise<Answer> {
      const id = String(form.values['id'] ?? '').slice(0, 64) || newId();
      const candidates = await disposals.candidates(visit.actor);
      const { limits = [] } = await settings.get();
      return page('disposals/form', presentProposal(form, { id, candidates, limits }, visit));
    },

    show: async (visit: Visit, form: FormState): Promise<Answer> =>
      page('disposals/show', presentDisposal(form, await disposals.load(visit.actor, idOf(visit)), visit)),
  };
}
