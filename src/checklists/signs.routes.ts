import { Router } from 'express';
import { allowed, allowedActions, assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { page, redirect, type FormState, type Visit } from '../web/visit.js';
import { itemsIn } from './checklist.js';
import type { CatalogueRecord } from './sign-catalogue.js';
import { presentSignsForm } from './signs-form.presenter.js';
import { readCatalogue } from './signs.form.js';
import { presentSigns } from './signs.presenter.js';
import { readSuccession } from './succession.form.js';
import { presentSuccessionForm } from './succession.presenter.js';

function numberIn(word = ''): number {
  if (!/^\d{1,6}$/.test(word)) throw new NotFound(`catalogue of signs, version ${word}`);
  return Number(word);
}

export function signsRoutes({ signs, checklists, wordings }: Services): Router {
  const router = Router();

  const show = async (visit: Visit, record: CatalogueRecord) => {
    const [versions, links] = await Promise.all([signs.versions(), signs.links()]);
    const checklist = await checklists.inForceOn(dayOf(visit.now));
    const context = {
      versions,
      before: versions.find(({ number }) => number === record.number - 1),
      inForce: (await signs.record()).number,
      lagging: {
        checklist: links.moved(itemsIn(checklist.sections), () => checklist).length,
        wordings: allowed(visit.actor, 'wording.manage')
          ? links.moved(await wordings.list(), (one) => one).length
          : 0,
      },
      allowed: allowedActions(visit.actor),
    };
    return page('signs/show', presentSigns(record, context, visit));
  };
  /** The version that the address names, and the one before it. The first follows none. */
  const pairOf = async ({ params }: Visit) => {
    const number = numberIn(params['number']);
    if (number === 1) throw new NotFound('what became of the signs of no version');
    return { record: await signs.version(number), before: await signs.version(number - 1) };
  };
  const showSuccession = async (visit: Visit, form: FormState) => {
    assertAllowed(visit.actor, 'signs.manage');
    return page('signs/succession', presentSuccessionForm(form, await pairOf(visit), visit));
  };
  const showForm = async (visit: Visit, form: FormState) => {
    assertAllowed(visit.actor, 'signs.manage');
    const [newest] = await signs.versions();
    return page(
      'signs/form',
      presentSignsForm(form, newest ?? (await signs.record()), dayOf(visit.now), visit),
    );
  };

  router.get(
    '/signs',
    signedIn(async (visit) => show(visit, await signs.record())),
  );
  router.get('/signs/new', shownForm(showForm));
  router.post(
    '/signs',
    posted(showForm, async (visit) => {
      const record = await signs.issue(visit.actor, readCatalogue(visit.fields));
      // Only a person can say what became of the signs that left: asked at once, while the appendix lies open.
      return redirect(`/signs/versions/${record.number}/succession`, 'signs:issued');
    }),
  );
  router.get(
    '/signs/versions/:number',
    signedIn(async (visit) => show(visit, await signs.version(numberIn(visit.params['number'])))),
  );
  router.get('/signs/versions/:number/succession', shownForm(showSuccession));
  router.post(
    '/signs/versions/:number/succession',
    posted(showSuccession, async (visit) => {
      const { record, before } = await pairOf(visit);
      await signs.succeed(visit.actor, record.number, readSuccession(visit.fields, record, before));
      return redirect(`/signs/versions/${record.number}`, 'signs:succession.saved');
    }),
  );
  return router;
}
