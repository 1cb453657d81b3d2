import type { presentFileField } from '../evidence/file-field.presenter.js';
import { errorSummary, type FieldView } from '../shared/fields.js';
import type { CaseFacts } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';

export type Preview = {
  caption: string;
  columns: string[];
  rows: { label: string; cells: { label: string; text: string }[] }[];
};

/** Findings and what would follow for each: `keys` name the columns (inspections:conclude.*), the first heads the findings. */
export function presentPreview(
  caption: string,
  keys: string[],
  rows: { label: string; values: string[] }[],
  t: Visit['t'],
): Preview {
  const columns = keys.map((key) => t(`inspections:conclude.${key}`));
  return {
    caption,
    columns,
    rows: rows.map(({ label, values }) => ({
      label,
      cells: values.map((text, index) => ({ label: columns[index + 1] ?? '', text })),
    })),
  };
}

type FileFieldView = ReturnType<typeof presentFileField>;

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
  radios?: FieldView[];
  /** Inputs that only some answers above ask for. */
  after?: FieldView[];
  files?: FileFieldView | null;
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
  radios: act.radios ?? [],
  textareas: act.textareas,
  after: act.after ?? [],
  files: act.files ?? null,
  preview: act.preview ?? null,
  buttons: {
    label: act.submit,
    cancel: { href: act.back.href, label: t('inspections:act.back') },
    saved: null,
  },
});
