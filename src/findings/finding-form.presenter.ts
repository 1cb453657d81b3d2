import { presentEvidence } from '../evidence/evidence.presenter.js';
import { presentFileField } from '../evidence/file-field.presenter.js';
import { errorSummary, fieldMaker, NUMBER_FIELD } from '../shared/fields.js';
import { newId } from '../shared/ids.js';
import { inLanguage, type Bilingual } from '../shared/language.js';
import type { CaseFacts } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import type { Wording } from '../wordings/wording.js';
import { presentEarlier, type EarlierContext } from './repetition.presenter.js';
import { severities, type EvidenceItem, type Finding, type Severity } from './finding.js';

export type FindingFormContext = {
  signs: { code: string; text: Bilingual; provisional: boolean }[];
  legalBases: string[];
  terms: Record<Severity, number>;
  inspection: { id: string; number: string };
  facts: CaseFacts;
  finding?: Finding;
  earlier: Omit<EarlierContext, 'terms'>;
  wordings: Pick<Wording, 'id' | 'sign' | 'seen'>[];
  /** The item of the checklist that the finding is made of, and the files of its answer. */
  origin?: { code: string; text: string; signNote: string | null; evidence: EvidenceItem[] };
};

function fieldsOf(form: FormState, context: FindingFormContext, visit: Visit) {
  const { signs, legalBases, terms, wordings, finding } = context;
  const { t, language } = visit;
  const values = { term: String(terms.moderate), ...form.values };
  const make = fieldMaker(t, values, form.errors);
  const field = (name: string, options: Omit<Parameters<typeof make>[1], 'label'> = {}) =>
    make(name, { label: `findings:field.${name}`, ...options });
  const signOptions = signs.map(({ code, text, provisional }) => ({
    value: code,
    label: `${code} ${inLanguage(text, language)}${provisional ? ` (${t('findings:provisionalShort')})` : ''}`,
  }));
  return {
    wording: make('wording', {
      label: 'wordings:choose',
      required: false,
      options: [
        { value: '', label: t('wordings:none') },
        ...wordings.map(({ id, sign, seen }) => ({
          value: id,
          label: `${sign} ${inLanguage(seen, language)}`,
        })),
      ],
    }),
    seen: field('seen', { hint: true, rows: 5 }),
    sign: field('sign', { options: [{ value: '', label: t('findings:choose') }, ...signOptions] }),
    severity: field('severity', {
      options: severities.map((severity) => ({
        value: severity,
        label: t(`findings:severity.${severity}`),
        hint: t(`findings:severity.${severity}Hint`, { count: terms[severity] }),
      })),
    }),
    caption: field('caption', { required: false }),
    mustDo: field('mustDo', { hint: true, rows: 4 }),
    legalBasis: field('legalBasis', { required: false, suggestions: legalBases }),
    responsiblePost: field('responsiblePost', { hint: true }),
    term: field('term', { hint: true, ...NUMBER_FIELD }),
    // What the unit was told on the spot is not written anew.
    atOnceBy:
      finding === undefined
        ? field('atOnceBy', {
            hint: true,
            required: false,
            width: 'govuk-input--width-10',
            inputmode: 'numeric',
          })
        : null,
  };
}

/** Where the finding comes from; the files of the answer are taken over unless they are unticked. */
function originOf(form: FormState, { origin }: FindingFormContext, { t, language }: Visit) {
  if (origin === undefined) return null;
  const chosen = [form.values['linked'] ?? []].flat();
  const items = presentEvidence(origin.evidence, language, t);
  return {
    title: t('answers:fromItem', { code: origin.code }),
    code: origin.code,
    text: origin.text,
    signNote: origin.signNote,
    files: origin.evidence.map((file, index) => ({
      id: `linked-${index}`,
      value: file.id,
      label: file.name,
      hint: items[index]?.receivedAt ?? '',
      chosen: chosen.includes(file.id),
    })),
  };
}

/** The form to record or revise a finding. */
export function presentFindingForm(form: FormState, context: FindingFormContext, visit: Visit): Page {
  const { t } = visit;
  const { finding, inspection } = context;
  const here = finding === undefined ? `/inspections/${inspection.id}` : `/findings/${finding.id}`;
  return {
    title: t(finding === undefined ? 'findings:record' : 'findings:revise'),
    back: { href: here, label: finding === undefined ? inspection.number : t('findings:act.back') },
    errors: errorSummary(t, form.errors),
    facts: context.facts,
    origin: originOf(form, context, visit),
    action: finding === undefined ? `${here}/findings` : here,
    id: String(form.values['id'] ?? finding?.id ?? newId()),
    version: String(form.values['version'] ?? finding?.version ?? 0),
    preview: finding === undefined ? `${here}/findings/preview` : `${here}/preview`,
    keep:
      finding === undefined
        ? ['finding-new', inspection.id, context.origin?.code ?? []].flat().join('-')
        : finding.id,
    fields: fieldsOf(form, context, visit),
    earlier: presentEarlier(form, { ...context.earlier, terms: context.terms }, visit),
    files: presentFileField('files', 'findings:field.files', visit.uploads, form.errors, visit),
    buttons: {
      label: t('findings:act.save'),
      cancel: { href: here, label: t('findings:act.back') },
      saved: null,
    },
  };
}
