import { Router } from 'express';
import { assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { idOf, page, redirect, type Answer, type FormState, type Visit } from '../web/visit.js';
import { rowsOf, serveFiles } from '../web/list-files.js';
import { readWording } from './wording.form.js';
import { wordingColumns } from './wording-table.presenter.js';
import { presentWordingForm, presentWordings } from './wordings.presenter.js';

export function wordingsRoutes({ wordings, signs }: Services): Router {
  const router = Router();

  const form = async (visit: Visit, state: FormState): Promise<Answer> => {
    assertAllowed(visit.actor, 'wording.manage');
    const id = idOf(visit);
    const known = (await signs.current()).groups.flatMap((group) => group.signs);
    const context = { signs: known, ...(id === '' ? {} : { wording: await wordings.load(id) }) };
    return page('wordings/form', presentWordingForm(state, context, visit));
  };

  router.get(
    '/wordings',
    signedIn(async (visit) => {
      assertAllowed(visit.actor, 'wording.manage');
      const [held, missing] = await Promise.all([wordings.list(), wordings.notLoaded()]);
      return page('wordings/list', presentWordings(held, missing.length, visit));
    }),
  );
  serveFiles(router, '/wordings', 'wordings', async (visit) => {
    assertAllowed(visit.actor, 'wording.manage');
    return {
      title: visit.t('wordings:title'),
      columns: wordingColumns(visit),
      rows: rowsOf(await wordings.list()),
      filter: visit.t('exports:everything'),
    };
  });
  router.get('/wordings/new', shownForm(form));
  router.get('/wordings/:id', shownForm(form));
  router.post(
    '/wordings',
    posted(form, async (visit) => {
      await wordings.add(visit.actor, readWording(visit.fields));
      return redirect('/wordings', 'wordings:saved');
    }),
  );
  router.post(
    '/wordings/:id',
    posted(form, async (visit) => {
      await wordings.revise(visit.actor, idOf(visit), readWording(visit.fields));
      return redirect('/wordings', 'wordings:saved');
    }),
  );
  return router;
}
