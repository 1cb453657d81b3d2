import { Router } from 'express';
import { assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import { oneOf } from '../shared/filter.js';
import { posted, shownForm } from '../web/handle.js';
import { page, redirect, type FormState, type Visit } from '../web/visit.js';
import { movedIn, readTemplate } from './template.form.js';
import { presentTemplates, TEMPLATES } from './template.presenter.js';
import { termKinds } from './term.js';

/** What the reports of each kind say: kept by who keeps the settings. */
export function templateRoutes({ settings }: Pick<Services, 'settings'>): Router {
  const router = Router();

  function kindIn({ params }: Visit) {
    const kind = oneOf(termKinds, params['kind'] ?? 'month');
    if (kind === undefined) throw new NotFound(`reports of the kind ${params['kind']}`);
    return kind;
  }

  async function show(visit: Visit, form: FormState) {
    assertAllowed(visit.actor, 'settings.manage');
    const context = { kind: kindIn(visit), settings: await settings.get(), today: dayOf(visit.now) };
    return page('settings/report-templates', presentTemplates(form, context, visit));
  }

  router.get(TEMPLATES, shownForm(show));
  router.get(`${TEMPLATES}/:kind`, shownForm(show));
  router.post(
    `${TEMPLATES}/:kind`,
    posted(show, async (visit) => {
      // The buttons that move a part only show the form again: nothing is kept before it is saved.
      const moved = movedIn(visit.fields);
      if (moved !== undefined) return show(visit, { values: moved, errors: [] });
      const { version, entry } = readTemplate(visit.fields, kindIn(visit));
      await settings.addReportTemplate(visit.actor, version, entry);
      return redirect(`${TEMPLATES}/${entry.kind}`, 'templates:saved');
    }),
  );
  return router;
}
