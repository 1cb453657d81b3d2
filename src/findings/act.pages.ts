import { presentActForm } from '../inspections/act-form.presenter.js';
import type { Action } from '../policies/rules.js';
import { Forbidden } from '../shared/errors.js';
import { fieldMaker } from '../shared/fields.js';
import type { CaseFacts } from '../web/parts.js';
import { page, wasSent, type Answer, type FormState, type Visit } from '../web/visit.js';
import { mayCorrect } from './at-once.js';
import { printDue } from './finding-row.presenter.js';
import { findingNumber, type Finding, type FindingAct } from './finding.js';

type Acting = (
  visit: Visit,
  act: FindingAct,
  action: Action,
) => Promise<{ finding: Finding; facts: CaseFacts }>;

/** Forms of findings that ask for a reason and little else. */
export function actPages(acting: Acting) {
  /** What stands in every such form. */
  const frame = ({ finding, facts }: Awaited<ReturnType<Acting>>, noun: string) => {
    const here = `/findings/${finding.id}`;
    const back = { href: here, label: findingNumber(finding) };
    return { action: `${here}/${noun}`, back, version: finding.version, facts };
  };

  return {
    withdrawalForm: async (visit: Visit, form: FormState): Promise<Answer> => {
      const shown = await acting(visit, 'withdraw', 'finding.withdraw');
      const { t } = visit;
      const field = fieldMaker(t, form.values, form.errors);
      const act = {
        ...frame(shown, 'withdrawal'),
        title: t('findings:act.withdraw'),
        lead: t('findings:withdrawLead'),
        submit: t('findings:act.withdraw'),
        textareas: [field('reason', { label: 'findings:field.reason' })],
      };
      return page('inspections/act', presentActForm(form, act, visit));
    },

    /** Another date in place of the one that was set on the spot. */
    atOnceForm: async (visit: Visit, form: FormState): Promise<Answer> => {
      const shown = await acting(visit, 'redate_at_once', 'finding.redate');
      if (!mayCorrect(shown.finding) && !wasSent(visit)) throw new Forbidden('no date to correct');
      const { t, language } = visit;
      const field = fieldMaker(t, form.values, form.errors);
      const act = {
        ...frame(shown, 'at-once'),
        title: t('findings:act.correctAtOnce'),
        lead: t('findings:atOnceLead', { day: printDue(shown.finding.dueOn, language) }),
        submit: t('findings:act.correctAtOnce'),
        inputs: [
          field('atOnceBy', {
            label: 'findings:field.atOnceBy',
            width: 'govuk-input--width-10',
            inputmode: 'numeric',
          }),
        ],
        textareas: [field('reason', { label: 'findings:field.reason' })],
      };
      return page('inspections/act', presentActForm(form, act, visit));
    },
  };
}
