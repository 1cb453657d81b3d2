import { Router } from 'express';
import { placesOfFiles } from '../custody/places.queries.js';
import { maySee } from '../policies/visibility.js';
import type { Services } from '../services.js';
import { refuse } from '../shared/errors.js';
import { fieldsOf } from '../shared/form.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { page, type Answer, type FormState, type Visit } from '../web/visit.js';
import { hashIn } from './integrity.js';
import { presentCheck, presentIntegrity, type Known } from './integrity.presenter.js';

export function integrityRoutes({ integrity }: Services): Router {
  const router = Router();
  const show = (visit: Visit, form: FormState): Answer =>
    page('integrity/check', presentCheck(form, undefined, visit));

  async function knownTo({ actor }: Visit, sha256: string): Promise<Known[]> {
    const items = await integrity.known(actor, sha256);
    const places = await placesOfFiles(items.map(({ id }) => id));
    const reached = places.filter(({ readers }) => readers === undefined || maySee(actor, readers));
    return items.map((item) => ({ item, places: reached.filter(({ file }) => file.id === item.id) }));
  }

  router.get('/check', shownForm(show));
  router.post(
    '/check',
    posted(show, async (visit) => {
      const { hash: typed = '' } = fieldsOf(visit.fields);
      const sha256 = hashIn([typed].flat().at(-1) ?? '');
      if (sha256 === undefined) return refuse('hash', 'integrity:errors.hash');
      const form = { values: { hash: sha256 }, errors: [] };
      return page('integrity/check', presentCheck(form, await knownTo(visit, sha256), visit));
    }),
  );
  router.get(
    '/settings/integrity',
    signedIn(async (visit) =>
      page('integrity/reading', presentIntegrity(await integrity.last(visit.actor), visit)),
    ),
  );
  return router;
}
