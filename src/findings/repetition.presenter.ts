import { fieldMaker } from '../shared/fields.js';
import { printDay } from '../shared/dates.js';
import { inLanguage } from '../shared/language.js';
import type { FormState, Visit } from '../web/visit.js';
import { severities, type Finding, type Severity } from './finding.js';
import {
  changesNothing,
  NOT_A_REPEAT,
  raise,
  type Candidates,
  type Earlier,
  type RepetitionRule,
} from './repetition.js';

export type EarlierContext = {
  candidates: Candidates;
  rule: RepetitionRule;
  terms: Record<Severity, number>;
};

const LONGEST_SHOWN = 240;
const short = (text: string): string =>
  text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;

/** What the rule would make of each severity with its usual term, in words. */
function presentRule({ rule, terms }: EarlierContext, { t }: Visit): string {
  const lines = severities.map((severity) => {
    const raised = raise({ severity, term: terms[severity] }, rule);
    return t('findings:repeat.step', {
      from: t(`findings:severity.${severity}`),
      to: t(`findings:severity.${raised.severity}`),
      days: terms[severity],
      left: raised.term,
    });
  });
  return t('findings:repeat.rule', { steps: lines.join('; ') });
}

/** Earlier findings like the one that is written, and what the inspector says to them. Null when there are none. */
export function presentEarlier(form: FormState, context: EarlierContext, visit: Visit) {
  const { same, similar } = context.candidates;
  if (same.length + similar.length === 0) return null;
  const { t, language } = visit;
  const field = fieldMaker(t, form.values, form.errors);
  const option = (why: string) => (one: Earlier) => ({
    value: one.id,
    label: t('findings:repeat.of', {
      number: `${one.inspectionNumber}/${one.ordinal}`,
      day: printDay(one.foundOn, language),
      unit: inLanguage(one.unit.name, language),
    }),
    hint: `${t(`findings:repeat.${why}`)} · ${t(`findings:state.${one.state}`)} · ${short(one.seen)}`,
  });
  const proposal = field('proposal', {
    label: 'findings:repeat.proposal',
    options: (['apply', 'keep'] as const).map((value) => ({ value, label: t(`findings:repeat.${value}`) })),
  });
  return {
    needed: same.length > 0,
    choice: field('repeatOf', {
      label: 'findings:repeat.question',
      required: same.length > 0,
      options: [
        ...same.map(option('sameSign')),
        ...similar.map(option('alike')),
        { value: NOT_A_REPEAT, label: t('findings:repeat.none') },
      ],
    }),
    reason: field('notRepeatReason', {
      label: 'findings:repeat.reason',
      hint: same.length > 0,
      required: same.length > 0,
    }),
    proposal: changesNothing(context.rule) ? null : { ...proposal, hint: presentRule(context, visit) },
  };
}

/** What a finding's page says of its repetition. `mayOpen`: whether the reader may see the earlier one. */
export function presentRepetition(
  { repetition, severity, term }: Pick<Finding, 'repetition' | 'severity' | 'term'>,
  mayOpen: boolean,
  { t, language }: Pick<Visit, 't' | 'language'>,
) {
  const { of, reason, raised } = repetition ?? {};
  if (of === undefined)
    return reason === undefined
      ? null
      : { title: '', href: '', text: t('findings:repeat.because', { reason }), rule: '' };
  return {
    title: t('findings:repeat.earlier', { number: of.number, day: printDay(of.foundOn, language) }),
    href: mayOpen ? `/findings/${of.id}` : '',
    text: '',
    rule:
      raised === undefined
        ? t('findings:repeat.kept')
        : t('findings:repeat.raised', {
            from: t(`findings:severity.${raised.severity}`).toLowerCase(),
            to: t(`findings:severity.${severity}`).toLowerCase(),
            days: raised.term,
            left: term,
          }),
  };
}
