import { Router } from 'express';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { posted, shownForm } from '../web/handle.js';
import { page, redirect, type Answer, type FormState, type Visit } from '../web/visit.js';
import { readQuota } from './quota.form.js';
import { presentSpace } from './space.presenter.js';

/** What uses the space, for the administrator. */
export function spaceRoutes({ space, units }: Services): Router {
  const router = Router();
  async function show(visit: Visit, form: FormState): Promise<Answer> {
    const shown = await space.show(visit.actor);
    const counted = [...(shown.count?.uses ?? []), ...(shown.settings.quotas ?? [])];
    const ids = new Set(counted.map(({ unitId }) => unitId));
    const found = await Promise.all([...ids].map((id) => units.find(id)));
    const names = new Map(
      found.flatMap((unit) => (unit === undefined ? [] : [[unit.id, unit.name] as const])),
    );
    const suggestions = await units.suggestions(dayOf(visit.now));
    return page('space/show', presentSpace(form, shown, { names, suggestions }, visit));
  }
  router.get('/settings/space', shownForm(show));
  router.post(
    '/settings/space',
    posted(show, async (visit) => {
      await space.setQuota(visit.actor, readQuota(visit.fields));
      return redirect('/settings/space', 'space:quotaSet');
    }),
  );
  return router;
}
