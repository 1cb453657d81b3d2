import { Router } from 'express';
import type { Services } from '../services.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { redirect } from '../web/visit.js';
import { checklistPages } from './checklists.pages.js';
import { readIssue, readSection } from './section.form.js';
import { readVersion } from '../shared/form.js';

export function checklistsRoutes(services: Services): Router {
  const { checklists } = services;
  const pages = checklistPages(services);
  const router = Router();
  const draft = '/checklists/draft';

  router.get('/checklists', signedIn(pages.current));
  router.get('/checklists/versions/:number', signedIn(pages.version));
  router.get(draft, shownForm(pages.draft));
  router.post(
    draft,
    signedIn(async (visit) => {
      await checklists.begin(visit.actor);
      return redirect(draft);
    }),
  );
  router.post(
    `${draft}/signs`,
    signedIn(async (visit) => {
      await checklists.followSigns(visit.actor);
      return redirect(draft, 'checklists:signsFollowed');
    }),
  );
  router.get(`${draft}/sections/:code`, shownForm(pages.sectionForm));
  router.post(
    `${draft}/sections/:code`,
    posted(pages.sectionForm, async (visit) => {
      const codes = (await pages.currentSigns()).map(({ code }) => code);
      const { version, section } = readSection(visit.fields, codes);
      await checklists.reviseSection(visit.actor, version, visit.params['code'] ?? '', section);
      return redirect(`${draft}#section-${section.code}`, 'checklists:sectionSaved');
    }),
  );
  router.post(
    `${draft}/discard`,
    posted(pages.draft, async (visit) => {
      await checklists.discard(visit.actor, readVersion(visit.fields));
      return redirect('/checklists', 'checklists:discarded');
    }),
  );
  router.post(
    `${draft}/issue`,
    posted(pages.draft, async (visit) => {
      const record = await checklists.issue(visit.actor, readIssue(visit.fields));
      return redirect(`/checklists/versions/${record.number}`, 'checklists:issued');
    }),
  );
  return router;
}
