import { Router } from 'express';
import { findingPages } from '../findings/finding.pages.js';
import { signOf } from '../findings/failure.js';
import { severities, type Severity } from '../findings/finding.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { Forbidden } from '../shared/errors.js';
import { inLanguage } from '../shared/language.js';
import { stepsOf } from '../web/steps.js';
import { page, wasSent, type Answer, type FormState, type Visit } from '../web/visit.js';
import { readFailure } from './failure.form.js';
import { presentFailureForm } from './failure.presenter.js';
import { openedAt } from './failure.queries.js';

/** What a supervisor decides when a finding was not remedied. */
export function failuresRoutes(services: Services): Router {
  const { failures, settings, signs } = services;
  const { acting } = findingPages(services);
  const router = Router();

  const form = async (visit: Visit, state: FormState): Promise<Answer> => {
    const shown = await acting(visit, 'accept_failure', 'failure.decide');
    const { finding } = shown;
    const today = dayOf(visit.now);
    const [proposal, rule, opened, days] = await Promise.all([
      failures.proposal(finding),
      failures.rule(),
      openedAt(visit.actor, finding.unit.id),
      Promise.all(
        severities.map(async (severity) => [severity, await settings.termFor(severity, today)] as const),
      ),
    ]);
    if (proposal === undefined && !wasSent(visit)) throw new Forbidden('nothing to decide');
    const reference = await signs.reference(signOf(rule));
    const sign =
      reference === undefined
        ? visit.t('failures:errors.noSign', { code: signOf(rule) })
        : `${reference.code} ${inLanguage(reference.text, visit.language)}`;
    const own = { id: finding.inspectionId, number: finding.inspectionNumber };
    const places = [own, ...opened.filter(({ id }) => id !== own.id)];
    const terms = Object.fromEntries(days) as Record<Severity, number>;
    return page(
      'remediation/failure',
      presentFailureForm(state, { ...shown, proposal, sign, places, terms }, visit),
    );
  };
  stepsOf(router, '/findings').form('failure', form, async (visit, id) => {
    const input = readFailure(visit.fields);
    await failures.decide(visit.actor, id, input);
    return `failures:${input.outcome}`;
  });
  return router;
}
