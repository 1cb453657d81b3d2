import { presentEvidence } from '../evidence/evidence.presenter.js';
import { presentFileField } from '../evidence/file-field.presenter.js';
import { findingNumber, severities, type Finding } from '../findings/finding.js';
import { fieldsOfFinding } from '../findings/finding.form.js';
import { replyKinds, replyOutcomes } from '../findings/reply.js';
import { postOf } from '../policies/actor.js';
import { printDay, printMoment, type Day } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import type { Language, Translate } from '../shared/language.js';
import type { CaseFacts } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';

const outcomeTones = { upheld: 'plain', amended: 'good', dropped: 'good' } as const;

/** The unit's answers to a finding with what was decided, the newest first; for views/findings/show.hbs. */
export const presentReplies = (finding: Finding, language: Language, t: Translate) =>
  (finding.replies ?? [])
    .map((reply, index, all) => {
      const { decision, by } = reply;
      const files = finding.evidence.filter((item) => reply.evidenceIds.includes(item.id));
      const replaced = decision === undefined && index < all.length - 1;
      const waiting = decision === undefined && !replaced && reply.kind !== 'agreement';
      return {
        title: t('replies:title', { kind: t(`replies:kind.${reply.kind}`) }),
        words: reply.words,
        who: `${by.name}, ${postOf(by, language)} · ${printMoment(reply.at, language)}`,
        late: reply.late ? t('replies:late') : '',
        files: { items: presentEvidence(files, language, t) },
        outcome:
          decision === undefined
            ? replaced
              ? { text: t('replies:outcome.replaced'), tone: 'plain' }
              : waiting
                ? { text: t('replies:outcome.pending'), tone: 'amber' }
                : null
            : { text: t(`replies:outcome.${decision.outcome}`), tone: outcomeTones[decision.outcome] },
        decided:
          decision === undefined
            ? ''
            : `${decision.by.name}, ${postOf(decision.by, language)} · ${printMoment(decision.at, language)}`,
        reason: decision?.reason ?? '',
      };
    })
    .reverse();

const frameOf = (form: FormState, finding: Finding, facts: CaseFacts, step: string, { t }: Visit) => ({
  title: t(`replies:${step}.title`),
  back: { href: `/findings/${finding.id}`, label: findingNumber(finding) },
  errors: errorSummary(t, form.errors),
  facts,
  seen: finding.seen,
  legalBasis: finding.legalBasis,
  mustDo: finding.mustDo,
  action: `/findings/${finding.id}/${step}`,
  version: String(form.values['version'] ?? finding.version),
  keep: `${finding.id}-${step}`,
  buttons: {
    label: t(`replies:${step}.submit`),
    cancel: { href: `/findings/${finding.id}`, label: t('findings:act.back') },
    saved: null,
  },
});

const found = (finding: Finding, { language, t }: Visit) => ({
  items: presentEvidence(
    finding.evidence.filter((item) => item.purpose === 'finding'),
    language,
    t,
  ),
});

/** The unit's form: it agrees, or says what is wrong, with files. */
export function presentReplyForm(
  form: FormState,
  { finding, facts, dueOn }: { finding: Finding; facts: CaseFacts; dueOn: Day | undefined },
  visit: Visit,
): Page {
  const { t, language } = visit;
  const field = fieldMaker(t, form.values, form.errors);
  return {
    ...frameOf(form, finding, facts, 'reply', visit),
    until: dueOn === undefined ? '' : t('replies:until', { day: printDay(dueOn, language) }),
    before: found(finding, visit),
    kind: field('kind', {
      label: 'replies:field.kind',
      options: replyKinds.map((kind) => ({
        value: kind,
        label: t(`replies:kind.${kind}`),
        hint: t(`replies:kind.${kind}Hint`),
      })),
    }),
    words: field('words', { label: 'replies:field.words', hint: true, rows: 6, required: false }),
    files: presentFileField('files', 'replies:field.files', visit.uploads, form.errors, visit),
    filesCaption: field('caption', { label: 'findings:field.caption', required: false }),
  };
}

/** The decision on an answer: what the finding says stands beside what the unit says. */
export function presentDecisionForm(form: FormState, finding: Finding, facts: CaseFacts, visit: Visit): Page {
  const { t, language } = visit;
  const typed = Object.keys(form.values).length > 0;
  const field = fieldMaker(t, typed ? form.values : fieldsOfFinding(finding), form.errors);
  return {
    ...frameOf(form, finding, facts, 'decision', visit),
    before: found(finding, visit),
    replies: presentReplies(finding, language, t).slice(0, 1),
    outcome: field('outcome', {
      label: 'replies:field.outcome',
      options: replyOutcomes.map((outcome) => ({
        value: outcome,
        label: t(`replies:outcome.${outcome}`),
        hint: t(`replies:outcome.${outcome}Hint`),
      })),
    }),
    reason: field('reason', { label: 'replies:field.reason', hint: true }),
    amended: {
      seen: field('seen', { label: 'findings:field.seen', rows: 5 }),
      severity: field('severity', {
        label: 'findings:field.severity',
        options: severities.map((severity) => ({
          value: severity,
          label: t(`findings:severity.${severity}`),
        })),
      }),
      legalBasis: field('legalBasis', { label: 'findings:field.legalBasis', required: false }),
      mustDo: field('mustDo', { label: 'findings:field.mustDo', rows: 4 }),
      term: field('term', {
        label: 'findings:field.term',
        width: 'govuk-input--width-4',
        inputmode: 'numeric',
      }),
    },
  };
}
