import { findingPages } from '../findings/finding.pages.js';
import { findingNumber } from '../findings/finding.js';
import { findingWorkflow } from '../policies/workflow.js';
import type { Services } from '../services.js';
import { Forbidden } from '../shared/errors.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { page, type Answer, type FormState, type Visit } from '../web/visit.js';
import { TEAM } from './verifier.form.js';
import { waitingWith } from './verifier.queries.js';

/** The page on which somebody is asked to judge a remedy. */
export function verifierPages(services: Services) {
  const { verifiers } = services;
  const findings = findingPages(services);

  return {
    form: async (visit: Visit, form: FormState): Promise<Answer> => {
      const { actor, t } = visit;
      const act = verifiers.actFor(actor, await findings.load(visit));
      if (act === undefined) throw new Forbidden('gives nobody a verification');
      const { finding, facts } = await findings.acting(visit, act, findingWorkflow[act].action);
      const [people, waiting] = await Promise.all([verifiers.candidates(actor, finding), waitingWith(actor)]);
      const usual = { verifier: finding.verifier?.personId ?? TEAM };
      const field = fieldMaker(t, { ...usual, ...form.values }, form.errors);
      const here = `/findings/${finding.id}`;
      return page('verifiers/form', {
        title: t('verifiers:title'),
        back: { href: here, label: findingNumber(finding) },
        errors: errorSummary(t, form.errors),
        facts,
        lead: t('verifiers:lead'),
        action: `${here}/verifier`,
        version: String(form.values['version'] ?? finding.version),
        verifier: field('verifier', {
          label: 'verifiers:field.verifier',
          hint: true,
          options: [
            { value: TEAM, label: t('verifiers:team') },
            ...people.map(({ personId, name, post }) => ({
              value: personId,
              label: t('verifiers:person', { name, post, count: waiting.get(personId) ?? 0 }),
            })),
          ],
        }),
        reason: field('reason', { label: 'verifiers:field.reason', required: false, rows: 3 }),
        buttons: {
          label: t('verifiers:submit'),
          cancel: { href: here, label: t('findings:act.back') },
          saved: null,
        },
      });
    },
  };
}
