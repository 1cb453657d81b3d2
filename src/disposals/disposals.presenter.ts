import { presentTimeline } from '../history/timeline.presenter.js';
import { allowed } from '../policies/policy.js';
import { limitsOn, type LimitEntry } from '../settings/limits.js';
import { dayOf, printDay } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { inLanguage, printNumber, printSize } from '../shared/language.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { subjectOfDisposal, type Disposal, type DisposalState, type ExpiredCase } from './disposal.js';

const tones: Record<DisposalState, string> = {
  proposed: 'amber',
  withdrawn: 'plain',
  signed: 'info',
  carried_out: 'good',
};
const stateTag = (state: DisposalState, { t }: Visit) => ({
  tone: tones[state],
  text: t(`disposals:state.${state}`),
});
const title = ({ decision }: Pick<Disposal, 'decision'>, { t }: Visit): string =>
  t('disposals:one', { number: decision.number });

/** What was decided and what is proposed. */
export const presentDisposals = (
  found: readonly Omit<Disposal, 'files' | 'history'>[],
  visit: Visit,
): Page => {
  const { t, language, actor } = visit;
  return {
    title: t('disposals:title'),
    lead: t('disposals:lead'),
    propose: allowed(actor, 'disposal.propose')
      ? { href: '/disposals/new', label: t('disposals:propose') }
      : null,
    empty: { title: t('disposals:empty'), text: t('disposals:emptyText'), action: null },
    rows: found.map((disposal) => ({
      href: `/disposals/${disposal.id}`,
      title: title(disposal, visit),
      on: printDay(disposal.decision.on, language),
      cases: printNumber(disposal.cases.length, language),
      proposer: disposal.proposer.name,
      tag: stateTag(disposal.state, visit),
    })),
  };
};

const caseWords = ({ number, unit }: ExpiredCase, { language }: Visit): string =>
  `${number} – ${inLanguage(unit.name, language)}`;
const termWords = ({ closedOn, years, serious, own, from }: ExpiredCase, { t, language }: Visit): string =>
  t(`disposals:term${own !== undefined ? 'Own' : serious ? 'Serious' : ''}`, {
    closedOn: printDay(closedOn, language),
    from: printDay(from, language),
    count: years,
  });

type Ground = { id: string; candidates: readonly ExpiredCase[]; limits: readonly LimitEntry[] };

/** The form that draws a list up: of cases whose files have been kept long enough, and of no others. */
export function presentProposal(form: FormState, { id, candidates, limits }: Ground, visit: Visit): Page {
  const { t } = visit;
  const field = fieldMaker(t, form.values, form.errors);
  const { seriousYears, otherYears } = limitsOn(limits, 'retention', dayOf(visit.now));
  const years = (count: number) => (count === 0 ? t('disposals:forEver') : t('disposals:years', { count }));
  return {
    title: t('disposals:propose'),
    back: { href: '/disposals', label: t('disposals:title') },
    errors: errorSummary(t, form.errors),
    lead: t('disposals:rule', { serious: years(seriousYears), other: years(otherYears) }),
    id,
    none:
      candidates.length > 0
        ? null
        : { title: t('disposals:nothing'), text: t('disposals:nothingText'), action: null },
    inputs: [
      field('number', { label: 'disposals:field.number', width: 'govuk-input--width-20' }),
      field('on', {
        label: 'disposals:field.on',
        hint: true,
        width: 'govuk-input--width-10',
        inputmode: 'numeric',
      }),
    ],
    cases: field('cases', {
      label: 'disposals:field.cases',
      hint: true,
      options: candidates.map((one) => ({
        value: one.id,
        label: caseWords(one, visit),
        hint: termWords(one, visit),
      })),
    }),
    buttons: {
      label: t('disposals:drawUp'),
      cancel: { href: '/disposals', label: t('disposals:cancel') },
      saved: null,
    },
  };
}

/** One decision with its list, and the signature that it waits for. */
export function presentDisposal(form: FormState, disposal: Disposal, visit: Visit): Page {
  const { t, language, actor } = visit;
  const { decision, cases, files, proposer, state, version } = disposal;
  const subject = subjectOfDisposal(disposal);
  const waits = state === 'proposed';
  const field = fieldMaker(t, form.values, form.errors);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const row = (label: string, text: string) => ({ label: t(`disposals:fact.${label}`), text, href: null });
  return {
    title: title(disposal, visit),
    back: { href: '/disposals', label: t('disposals:title') },
    errors: errorSummary(t, form.errors),
    tag: stateTag(state, visit),
    note: t(`disposals:note.${state}`),
    facts: {
      rows: [
        row('decision', `${decision.number}, ${printDay(decision.on, language)}`),
        row('authority', inLanguage(disposal.authority.name, language)),
        row('proposer', proposer.name),
        row('files', `${printNumber(files.length, language)} · ${printSize(bytes, language)}`),
      ],
    },
    cases: cases.map((one) => ({
      href: `/inspections/${one.id}`,
      title: caseWords(one, visit),
      term: termWords(one, visit),
      files: files
        .filter(({ inspectionId }) => inspectionId === one.id)
        .map(({ id, name, size, sha256 }) => ({
          href: `/evidence/${id}/custody`,
          name,
          size: printSize(size, language),
          sha256,
        })),
    })),
    version: String(form.values['version'] ?? version),
    sign: waits && allowed(actor, 'disposal.sign', subject) ? `/disposals/${disposal.id}/signature` : null,
    other: waits && proposer.personId === actor.personId ? t('disposals:otherSigns') : null,
    withdraw:
      waits && allowed(actor, 'disposal.withdraw', subject) ? `/disposals/${disposal.id}/withdrawal` : null,
    reason: field('reason', { label: 'disposals:field.reason', rows: 2 }),
    history: { events: presentTimeline(disposal.history, language, t) },
  };
}
