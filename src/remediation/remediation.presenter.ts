import { presentEvidence } from '../evidence/evidence.presenter.js';
import { presentFileField } from '../evidence/file-field.presenter.js';
import { presentLikenesses } from '../evidence/likeness.presenter.js';
import type { Likeness } from '../evidence/likeness.queries.js';
import { findingNumber, type EvidenceItem, type Finding } from '../findings/finding.js';
import { presentPhotos } from '../findings/photo-pairs.presenter.js';
import { postOf, type Author } from '../policies/actor.js';
import { printDay, printMoment } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import type { Fields } from '../shared/form.js';
import type { CaseFacts } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { captionFields, presentPairFields } from './pair-fields.presenter.js';
import { photosBefore } from './pairing.js';
import { blockingIn, lackingIn, type Lack } from './lacking.js';
import { proofOf } from './proof.js';
import { verificationOutcomes } from './remediation.form.js';

type Shown = { finding: Finding; facts: CaseFacts };
/** `fault`: why the reader, who may see the form, may not send it. */
type Judged = Shown & { fault: string | undefined };

/** What stands in the place of a form that somebody else has to send. */
const presentFault = ({ finding, fault }: Judged, { t }: Visit): string =>
  fault === undefined ? '' : t(`remediation:errors.${fault}`, { name: finding.verifier?.name ?? '' });

/** What the forms about a remediation have in common. */
export const remedyFrame = (
  form: FormState,
  { finding, facts }: Shown,
  step: string,
  { t }: Visit,
  submit = t(`remediation:${step}.submit`),
) => ({
  title: t(`remediation:${step}.title`),
  back: { href: `/findings/${finding.id}`, label: findingNumber(finding) },
  errors: errorSummary(t, form.errors),
  facts,
  seen: finding.seen,
  mustDo: finding.mustDo,
  action: `/findings/${finding.id}/${step}`,
  version: String(form.values['version'] ?? finding.version),
  keep: `${finding.id}-${step}`,
  buttons: {
    label: submit,
    cancel: { href: `/findings/${finding.id}`, label: t('findings:act.back') },
    saved: null,
  },
});

export const whoWhen = (by: Author, at: Date, { language }: Visit): string =>
  `${by.name}, ${postOf(by, language)} · ${printMoment(at, language)}`;

const found = ({ evidence }: Finding): EvidenceItem[] =>
  evidence.filter((item) => item.purpose === 'finding');

/** What was said of the last try: by the team, or by the head of the unit. */
function whyAgain({ remediations, draft }: Finding, { t }: Visit): string[] {
  const returned = remediations.at(-1)?.verification;
  return [
    ...(returned?.outcome === 'returned' ? [t('findings:returnedBecause', { reason: returned.reason })] : []),
    ...(draft?.givenBack === undefined
      ? []
      : [
          t('remediation:givenBackBecause', {
            name: draft.givenBack.by.name,
            reason: draft.givenBack.reason,
          }),
        ]),
  ];
}

const draftFields = ({ draft }: Finding): Fields =>
  draft === undefined
    ? {}
    : {
        done: draft.done,
        wishedOn: draft.wishedOn === undefined ? '' : printDay(draft.wishedOn, 'vi'),
        linked: draft.files.map(({ id }) => id),
        ...captionFields({ draft }),
      };

/**
 * The unit's form: what it did, and the proof. `direct`: it leaves the unit at once. `early`: there is time left in
 * which to ask to be verified.
 */
export function presentRemediationForm(
  form: FormState,
  { finding, facts, direct, early }: Shown & { direct: boolean; early: boolean },
  visit: Visit,
): Page {
  const { t, language } = visit;
  const typed = Object.keys(form.values).length > 0;
  const values = typed ? form.values : draftFields(finding);
  const field = fieldMaker(t, values, form.errors);
  const files = finding.draft?.files ?? [];
  const photos = photosBefore(finding);
  const otherBefore = found(finding).filter((item) => !photos.includes(item));
  const lines = [...facts.lines, ...whyAgain(finding, visit)];
  const label = t(`remediation:remediation.${direct ? 'submit' : 'saveDraft'}`);
  return {
    ...remedyFrame(form, { finding, facts: { ...facts, lines } }, 'remediation', visit, label),
    before: { items: presentEvidence(otherBefore, language, t) },
    pairs: presentPairFields(finding, values, form, visit),
    lacks: presentLacks(
      lackingIn(finding).filter(({ key }) => key === 'action'),
      t,
    ),
    note: direct ? '' : t('remediation:remediation.headConfirms'),
    done: field('done', { label: 'remediation:field.done', hint: true, rows: 6 }),
    linked:
      files.length === 0
        ? null
        : field('linked', {
            label: 'remediation:field.linked',
            required: false,
            options: files.map(({ id, name }) => ({ value: id, label: name })),
          }),
    files: presentFileField(
      'files',
      'remediation:field.files',
      visit.uploads,
      form.errors,
      visit,
      files.length + photos.length === 0,
    ),
    fileCaption: field('caption', { label: 'findings:field.caption', required: false }),
    wishedOn:
      early || values['wishedOn'] !== undefined
        ? field('wishedOn', {
            label: 'remediation:field.wishedOn',
            hint: true,
            required: false,
            width: 'govuk-input--width-10',
            inputmode: 'numeric',
          })
        : null,
  };
}

/** The head's form: what is to be sent in the name of the unit, then yes, or back with a reason. */
export function presentConfirmationForm(form: FormState, shown: Judged, visit: Visit): Page {
  const { t, language } = visit;
  const { draft } = shown.finding;
  const field = fieldMaker(t, form.values, form.errors);
  return {
    ...remedyFrame(form, shown, 'confirmation', visit),
    fault: presentFault(shown, visit),
    done: draft?.done ?? '',
    who: draft === undefined ? '' : whoWhen(draft.by, draft.at, visit),
    wished:
      draft?.wishedOn === undefined
        ? ''
        : t('remediation:wished', { day: printDay(draft.wishedOn, language) }),
    ...presentPhotos(draft?.pairs, found(shown.finding), draft?.files ?? [], language, t),
    outcome: field('outcome', {
      label: 'remediation:field.confirm',
      options: (['confirmed', 'given_back'] as const).map((outcome) => ({
        value: outcome,
        label: t(`remediation:confirm.${outcome}`),
        hint: t(`remediation:confirm.${outcome}Hint`),
      })),
    }),
    reason: field('reason', { label: 'remediation:field.giveBackReason', required: false }),
  };
}

export const presentLacks = (lacks: readonly Lack[], t: Visit['t']) =>
  lacks.map(({ key, values, href }) => ({ text: t(`remediation:lack.${key}`, values), href }));

/** The inspector's form: what had to be done beside what was done, then the judgement. */
export function presentVerificationForm(
  form: FormState,
  shown: Judged,
  likenesses: readonly Likeness[],
  visit: Visit,
): Page {
  const { t, language } = visit;
  const { finding } = shown;
  const field = fieldMaker(t, form.values, form.errors);
  const last = finding.remediations.at(-1);
  const outcomes = verificationOutcomes.filter((outcome) => outcome !== 'visit' || last?.visit === undefined);
  return {
    ...remedyFrame(form, shown, 'verification', visit),
    fault: presentFault(shown, visit),
    done: last?.done ?? '',
    who: last === undefined ? '' : whoWhen(last.by, last.at, visit),
    drafted: last?.draftedBy === undefined ? '' : t('remediation:draftedBy', { name: last.draftedBy.name }),
    wished:
      last?.wishedOn === undefined ? '' : t('remediation:wished', { day: printDay(last.wishedOn, language) }),
    ordered:
      last?.visit === undefined
        ? ''
        : t('remediation:visitOrdered', { reason: last.visit.reason, name: last.visit.by.name }),
    ...presentPhotos(last?.pairs, found(finding), proofOf(finding), language, t),
    likenesses: presentLikenesses(likenesses, visit),
    lacks: presentLacks(blockingIn(finding), t),
    outcome: field('outcome', {
      label: 'findings:field.outcome',
      options: outcomes.map((outcome) => ({
        value: outcome,
        label: t(`findings:outcome.${outcome}`),
        hint: t(`findings:outcome.${outcome}Hint`),
      })),
    }),
    reason: field('reason', { label: 'remediation:field.reason', hint: true, required: false }),
  };
}
