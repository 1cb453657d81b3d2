import { Router } from 'express';
import { inspectionPages } from '../inspections/inspection.pages.js';
import { readDelivery } from '../inspections/step.form.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import type { Language, Translate } from '../shared/language.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { stepsOf } from '../web/steps.js';
import { idOf, redirect } from '../web/visit.js';
import { readAnnulment, readNewDocument, readNumber, readScan, readWritten } from './document.form.js';
import { documentPages } from './document.pages.js';
import { readVersion } from '../shared/form.js';

/** `translate` gives the wordings of the language of a paper, which need not be the reader's. */
export function documentsRoutes(services: Services, translate: (language: Language) => Translate): Router {
  const { documents, documentIssue } = services;
  const pages = documentPages(services, translate);
  const router = Router();
  const steps = stepsOf(router, '/documents');

  router.post(
    '/inspections/:id/documents',
    posted(inspectionPages(services).show, async (visit) => {
      const { id } = await documents.drawUp(visit.actor, idOf(visit), readNewDocument(visit.fields));
      return redirect(`/documents/${id}`, 'documents:drawnUp');
    }),
  );
  router.get('/documents/:id', shownForm(pages.show));
  router.get('/documents/:id/document.pdf', signedIn(pages.print));
  steps.form('edit', pages.writeForm, async (visit, id) => {
    const { document } = await documents.load(visit.actor, id);
    await documents.write(visit.actor, id, readWritten(document.kind, visit.fields));
    return 'documents:saved';
  });
  steps.form('number', pages.numberForm, async (visit, id) => {
    await documentIssue.giveNumber(visit.actor, id, readNumber(visit.fields));
    return 'documents:numbered';
  });
  steps.form('scan', pages.scanForm, async (visit, id) => {
    await documentIssue.addScan(visit.actor, id, readScan(visit.fields), visit.uploads);
    return 'documents:scanned';
  });
  steps.form('delivery', pages.deliveryForm, async (visit, id) => {
    const input = readDelivery(visit.fields);
    const { document, inspection } = await documents.load(visit.actor, id);
    // What cannot have been delivered on that day at all is not late, it is wrong, and refused below.
    const { number, datedOn = '' } = document;
    const { deliveredOn } = input;
    const possible = number !== undefined && datedOn <= deliveredOn && deliveredOn <= dayOf(visit.now);
    if (document.kind === 'notice' && possible)
      await services.announcements.assertTimely(
        inspection,
        input.deliveredOn,
        visit.fields['sure'] === 'yes',
      );
    await documentIssue.deliver(visit.actor, id, input);
    return 'documents:delivered';
  });
  steps.form('annulment', pages.annulForm, async (visit, id) => {
    await documentIssue.annul(visit.actor, id, readAnnulment(visit.fields));
    return 'documents:annulled';
  });
  steps.button('receipt', pages.show, async (visit, id) => {
    await documentIssue.acknowledge(visit.actor, id, readVersion(visit.fields));
    return 'documents:acknowledged';
  });
  return router;
}
