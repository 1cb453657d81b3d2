import { presentFileField } from '../evidence/file-field.presenter.js';
import { findingNumber, type Finding } from '../findings/finding.js';
import { consentKinds, extensionOutcomes, ownDueDay, pendingRequest } from '../findings/ledger.js';
import { printDay } from '../shared/dates.js';
import type { FieldError } from '../shared/errors.js';
import { DAY_FIELD, errorSummary, fieldMaker } from '../shared/fields.js';
import { newId } from '../shared/ids.js';
import type { CaseFacts } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { earliestDay, latestDay, timesLeft, type Rules } from './extension.js';
import { presentLedger } from './ledger.presenter.js';

export type Asking = { finding: Finding; facts: CaseFacts; rules: Rules; faults: FieldError[] };

const frameOf = (form: FormState, { finding, facts }: Asking, noun: string, visit: Visit) => ({
  title: visit.t(`extensions:${noun}.title`),
  back: { href: `/findings/${finding.id}`, label: findingNumber(finding) },
  facts,
  mustDo: finding.mustDo,
  entries: presentLedger(finding, visit),
  action: `/findings/${finding.id}/${noun}`,
  id: String(form.values['id'] || newId()),
  version: String(form.values['version'] ?? finding.version),
  keep: `${finding.id}-${noun}`,
  buttons: {
    label: visit.t(`extensions:${noun}.submit`),
    cancel: { href: `/findings/${finding.id}`, label: visit.t('findings:act.back') },
    saved: null,
  },
});

/** Between which days the new date may lie, and how often it may be moved still. */
function boundsOf({ finding, rules }: Asking, { t, language }: Visit): string {
  const { deadline } = finding;
  if (deadline === undefined) return '';
  const left = timesLeft(finding, rules.allowance);
  const last = latestDay(ownDueDay(finding), rules);
  if (left === 0 || last <= deadline.dueOn) return t('extensions:bounds.none', { first: ownDueDay(finding) });
  return t('extensions:bounds.some', {
    count: left,
    most: rules.allowance.days,
    first: printDay(ownDueDay(finding), language),
    from: printDay(earliestDay(deadline.dueOn, rules.calendars), language),
    to: printDay(last, language),
  });
}

/** The unit's form. Where nothing can be asked that is said instead, but what somebody has typed is shown again. */
export function presentAskingForm(form: FormState, asking: Asking, visit: Visit): Page {
  const { t } = visit;
  const errors = form.errors.length === 0 ? asking.faults : form.errors;
  const isOpen = asking.faults.length === 0;
  const field = fieldMaker(t, form.values, form.errors);
  const words = (name: string, rows: number) =>
    field(name, { label: `extensions:field.${name}`, hint: true, rows });
  return {
    ...frameOf(form, asking, 'extension', visit),
    errors: errorSummary(t, errors),
    lead: isOpen ? boundsOf(asking, visit) : '',
    shown: isOpen || Object.keys(form.values).length > 0,
    textareas: [words('reason', 5), words('progress', 5)],
    dueOn: field('dueOn', { label: 'extensions:field.asked', hint: true, ...DAY_FIELD }),
    consent: field('consent', {
      label: 'extensions:field.consent',
      options: consentKinds.map((kind) => ({
        value: kind,
        label: t(`extensions:consent.${kind}`, { name: visit.actor.name }),
        hint: t(`extensions:consent.${kind}Hint`),
      })),
    }),
    named: (['consentName', 'consentPost', 'consentPaper'] as const).map((name) =>
      field(name, { label: `extensions:field.${name}`, required: false }),
    ),
    files: presentFileField('files', 'extensions:field.files', visit.uploads, form.errors, visit),
  };
}

/** The supervisor's form: what the unit asks for stands above it. */
export function presentExtensionDecision(form: FormState, asking: Asking, visit: Visit): Page {
  const { t, language } = visit;
  const field = fieldMaker(t, form.values, form.errors);
  const request = pendingRequest(asking.finding);
  const day = request === undefined ? '' : printDay(request.asked, language);
  return {
    ...frameOf(form, asking, 'extension-decision', visit),
    errors: errorSummary(t, form.errors),
    lead: boundsOf(asking, visit),
    outcome: field('outcome', {
      label: 'extensions:field.outcome',
      options: extensionOutcomes.map((outcome) => ({
        value: outcome,
        label: t(`extensions:decide.${outcome}`, { day }),
        hint: t(`extensions:decide.${outcome}Hint`),
      })),
    }),
    dueOn: field('dueOn', { label: 'extensions:field.otherDate', required: false, ...DAY_FIELD }),
    textareas: [field('reason', { label: 'extensions:field.decisionReason', hint: true, rows: 4 })],
  };
}
