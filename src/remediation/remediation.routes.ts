import { Router } from 'express';
import { findingPages } from '../findings/finding.pages.js';
import type { Services } from '../services.js';
import { stepsOf } from '../web/steps.js';
import { page, type Answer, type FormState, type Visit } from '../web/visit.js';
import { readRemediation, readVerification } from './remediation.form.js';
import { presentRemediationForm, presentVerificationForm } from './remediation.presenter.js';

export function remediationRoutes(services: Services): Router {
  const { remediation } = services;
  const { acting } = findingPages(services);
  const router = Router();
  const steps = stepsOf(router, '/findings');

  const reportForm = async (visit: Visit, form: FormState): Promise<Answer> => {
    const { finding, facts } = await acting(visit, 'report', 'remediation.report');
    return page('findings/remedy', presentRemediationForm(form, finding, facts, visit));
  };
  steps.form('remediation', reportForm, async (visit, id) => {
    await remediation.report(visit.actor, id, readRemediation(visit.fields), visit.uploads);
    return 'remediation:reported';
  });

  const verificationForm = async (visit: Visit, form: FormState): Promise<Answer> => {
    const { finding, facts } = await acting(visit, 'accept', 'remediation.accept');
    return page('findings/verify', presentVerificationForm(form, finding, facts, visit));
  };
  steps.form('verification', verificationForm, async (visit, id) => {
    const input = readVerification(visit.fields);
    await remediation.verify(visit.actor, id, input);
    return `remediation:${input.outcome}`;
  });
  return router;
}
