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
    const [catalogue, links] = await Promise.all([signs.current(), signs.links()]);
    const known = catalogue.groups.flatMap((group) => group.signs);
    const held = id === '' ? undefined : await wordings.load(id);
    const context = {
      signs: known,
      ...(held === undefined ? {} : { wording: links.offered(held, held) }),
      moved: held === undefined ? [] : links.moved([held], (one) => one),
    };
    return page('wordings/form', presentWordingForm(state, context, visit));
  };

  router.get(
    '/wordings',
    signedIn(async (visit) => {
      assertAllowed(visit.actor, 'wording.manage');
      const [held, missing, links] = await Promise.all([
        wordings.list(),
        wordings.notLoaded(),
        signs.links(),
      ]);
      const moved = links.moved(held, (one) => one);
      return page('wordings/list', presentWordings(held, { missing: missing.length, moved }, visit));
    }),
  );
  router.post(
    '/wordings/signs',
    signedIn(async (visit) => {
      await wordings.followSigns(visit.actor);
      return redirect('/wordings', 'wordings:signsFollowed');
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
