import type { Failure, Proposal } from '../findings/failure.js';
import { findingNumber, severities, type Finding, type Severity } from '../findings/finding.js';
import { printDay } from '../shared/dates.js';
import { capitalised, fieldMaker } from '../shared/fields.js';
import { newId } from '../shared/ids.js';
import type { CaseFacts } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { remedyFrame, whoWhen } from './remediation.presenter.js';

type Reader = Pick<Visit, 't' | 'language'>;

const causeWords = ({ cause, dueOn, returns }: Proposal, { t, language }: Reader): string =>
  t(`failures:cause.${cause}`, { day: printDay(dueOn, language), count: returns });

/** What was decided about a finding that was not remedied, the newest first. */
export const presentFailures = (failures: readonly Failure[], visit: Visit) =>
  [...failures].reverse().map((failure) => ({
    tag: {
      text: visit.t(`failures:outcome.${failure.outcome}`),
      tone: failure.outcome === 'accepted' ? 'alarm' : 'plain',
    },
    cause: capitalised(causeWords(failure, visit)),
    who: whoWhen(failure.by, failure.at, visit),
    reason: failure.reason,
    finding:
      failure.finding === undefined
        ? null
        : { href: `/findings/${failure.finding.id}`, label: failure.finding.number },
  }));

export type FailureShown = {
  finding: Finding;
  facts: CaseFacts;
  proposal: Proposal | undefined;
  sign: string;
  /** Cases that the new finding may belong to, its own first. */
  places: { id: string; number: string }[];
  terms: Record<Severity, number>;
};

/** The supervisor's form: record the failure as a finding, or say why not. */
export function presentFailureForm(form: FormState, shown: FailureShown, visit: Visit): Page {
  const { t } = visit;
  const { finding, proposal, places, terms, sign } = shown;
  const number = findingNumber(finding);
  const cause = proposal === undefined ? '' : causeWords(proposal, visit);
  const start = {
    place: finding.inspectionId,
    severity: finding.severity,
    seen: t('failures:seenDraft', { number, cause }),
    mustDo: finding.mustDo,
    responsiblePost: finding.responsiblePost,
    term: String(terms[finding.severity]),
  };
  const typed = Object.keys(form.values).length > 0;
  const field = fieldMaker(t, typed ? form.values : start, form.errors);
  const option = (value: string, label: string, hint?: string) =>
    hint === undefined ? { value, label } : { value, label, hint };
  return {
    ...remedyFrame(form, shown, 'failure', visit, t('failures:submit')),
    title: t('failures:title'),
    id: String(form.values['id'] ?? newId()),
    cause: capitalised(cause),
    sign,
    outcome: field('outcome', {
      label: 'failures:field.outcome',
      options: (['accepted', 'declined'] as const).map((outcome) =>
        option(outcome, t(`failures:choose.${outcome}`), t(`failures:choose.${outcome}Hint`)),
      ),
    }),
    reason: field('reason', { label: 'failures:field.reason' }),
    recorded: {
      heard: field('heard', { label: 'failures:field.heard', hint: true }),
      place: field('place', {
        label: 'failures:field.place',
        options: places.map((place) =>
          option(
            place.id,
            t(place.id === finding.inspectionId ? 'failures:here' : 'failures:there', {
              number: place.number,
            }),
          ),
        ),
      }),
      seen: field('seen', { label: 'findings:field.seen', rows: 4 }),
      severity: field('severity', {
        label: 'findings:field.severity',
        options: severities.map((severity) => option(severity, t(`findings:severity.${severity}`))),
      }),
      mustDo: field('mustDo', { label: 'findings:field.mustDo', rows: 4 }),
      responsiblePost: field('responsiblePost', { label: 'findings:field.responsiblePost' }),
      term: field('term', {
        label: 'findings:field.term',
        width: 'govuk-input--width-4',
        inputmode: 'numeric',
      }),
    },
  };
}
