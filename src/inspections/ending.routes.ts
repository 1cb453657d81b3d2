import { Router } from 'express';
import type { Services } from '../services.js';
import { stepsOf } from '../web/steps.js';
import { endingPages } from './ending.pages.js';
import { readMinutes, readSigning } from './minutes.form.js';
import { readConclusion, readDelivery, readPublication, readRedate } from './step.form.js';
import { readReason } from '../shared/form.js';

/** The steps that end a visit. */
export function endingRoutes(services: Services): Router {
  const { conclusion, minutes } = services;
  const pages = endingPages(services);
  const router = Router();
  const steps = stepsOf(router, '/inspections');

  steps.form('minutes', pages.minutesForm, async (visit, id) => {
    await minutes.write(visit.actor, id, readMinutes(visit.fields));
    return 'minutes:written';
  });
  steps.form('signing', pages.signingForm, async (visit, id) => {
    await minutes.sign(visit.actor, id, readSigning(visit.fields));
    return 'minutes:signed';
  });
  steps.form('resumption', pages.resumptionForm, async (visit, id) => {
    const { version, reason } = readReason(visit.fields);
    await minutes.resume(visit.actor, id, version, reason);
    return 'minutes:resumed';
  });
  steps.form('draft', pages.draftForm, async (visit, id) => {
    await conclusion.sendDraft(visit.actor, id, readDelivery(visit.fields));
    return 'ending:draftSent';
  });
  steps.form('draft-date', pages.redateForm, async (visit, id) => {
    await conclusion.redateDraft(visit.actor, id, readRedate(visit.fields));
    return 'ending:draftRedated';
  });
  steps.form('conclusion', pages.conclusionForm, async (visit, id) => {
    const { deliveredOn } = await conclusion.conclude(visit.actor, id, readConclusion(visit.fields));
    return deliveredOn === undefined ? 'ending:concludedUndelivered' : 'inspections:concluded';
  });
  steps.form('delivery', pages.deliveryForm, async (visit, id) => {
    await conclusion.deliver(visit.actor, id, readDelivery(visit.fields));
    return 'ending:delivered';
  });
  steps.form('delivery-date', pages.redeliveryForm, async (visit, id) => {
    await conclusion.redate(visit.actor, id, readRedate(visit.fields));
    return 'ending:redelivered';
  });
  steps.form('publication', pages.publicationForm, async (visit, id) => {
    await conclusion.publish(visit.actor, id, readPublication(visit.fields), visit.uploads);
    return 'publication:confirmed';
  });
  return router;
}
