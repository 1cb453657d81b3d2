import { Router } from 'express';
import { findingPages } from '../findings/finding.pages.js';
import type { Services } from '../services.js';
import { shownForm, signedIn, submitted } from '../web/handle.js';
import { page, redirect, type Answer, type FormState, type Visit } from '../web/visit.js';
import { readRemediation, readVerification } from './remediation.form.js';
import { presentRemediationForm, presentVerificationForm } from './remediation.presenter.js';

export function remediationRoutes(services: Services): Router {
  const { remediation } = services;
  const { acting } = findingPages(services);
  const router = Router();

  const reportForm = async (visit: Visit, form: FormState): Promise<Answer> => {
    const { finding, facts } = await acting(visit, 'report', 'remediation.report');
    return page('findings/remedy', presentRemediationForm(form, finding, facts, visit));
  };
  router.get('/findings/:id/remediation', shownForm(reportForm));
  router.post(
    '/findings/:id/remediation',
    signedIn(
      submitted(reportForm, async (visit) => {
        const id = visit.params['id'] ?? '';
        await remediation.report(visit.actor, id, readRemediation(visit.fields), visit.uploads);
        return redirect(`/findings/${id}`, 'remediation:reported');
      }),
    ),
  );

  const verificationForm = async (visit: Visit, form: FormState): Promise<Answer> => {
    const { finding, facts } = await acting(visit, 'accept', 'remediation.accept');
    return page('findings/verify', presentVerificationForm(form, finding, facts, visit));
  };
  router.get('/findings/:id/verification', shownForm(verificationForm));
  router.post(
    '/findings/:id/verification',
    signedIn(
      submitted(verificationForm, async (visit) => {
        const id = visit.params['id'] ?? '';
        const input = readVerification(visit.fields);
        await remediation.verify(visit.actor, id, input);
        return redirect(`/findings/${id}`, `remediation:${input.outcome}`);
      }),
    ),
  );
  return router;
}
