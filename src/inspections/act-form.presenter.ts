import { errorSummary, type FieldView } from '../shared/fields.js';
import type { CaseFacts } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';

export type Preview = { caption: string; columns: string[]; rows: { label: string; values: string[] }[] };

export type ActForm = {
  title: string;
  /** What will happen, in one sentence. */
  lead: string;
  submit: string;
  action: string;
  back: { href: string; label: string };
  version: number;
  facts: CaseFacts;
  inputs?: FieldView[];
  textareas: FieldView[];
  preview?: Preview | null;
};

/** A step that needs words (a reason, a conclusion); printed by views/inspections/act.hbs. */
export const presentActForm = (form: FormState, act: ActForm, { t }: Visit): Page => ({
  title: act.title,
  back: act.back,
  errors: errorSummary(t, form.errors),
  facts: act.facts,
  lead: act.lead,
  action: act.action,
  version: String(form.values['version'] ?? act.version),
  keep: act.action,
  inputs: act.inputs ?? [],
  textareas: act.textareas,
  preview: act.preview ?? null,
  buttons: {
    label: act.submit,
    cancel: { href: act.back.href, label: t('inspections:act.back') },
    saved: null,
  },
});
