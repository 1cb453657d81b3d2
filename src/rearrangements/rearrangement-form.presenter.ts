import { errorSummary, fieldMaker } from '../shared/fields.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { unitKinds } from '../units/unit.js';
import { successorRows } from './rearrangement.form.js';

export const HERE = '/units/rearrangements';

/** The form of a decision on units. `id` is made with the page, so that the decision is written once. */
export function presentRearrangementForm(
  form: FormState,
  { id, suggestions }: { id: string; suggestions: string[] },
  { t }: Visit,
): Page {
  const field = fieldMaker(t, form.values, form.errors);
  const label = (name: string) => `rearrangements:field.${name}`;
  const used = successorRows.filter((row) =>
    ['existing', 'code', 'nameVi'].some((name) => String(form.values[`${name}${row}`] ?? '') !== ''),
  );
  const short = { width: 'govuk-input--width-10' };
  return {
    title: t('rearrangements:add'),
    back: { href: HERE, label: t('rearrangements:title') },
    errors: errorSummary(t, form.errors),
    lead: t('rearrangements:lead'),
    action: HERE,
    id,
    decision: [
      field('decisionNumber', { label: label('decisionNumber') }),
      field('decisionOn', { label: label('decisionOn'), ...short, inputmode: 'numeric' }),
      field('effectiveOn', { label: label('effectiveOn'), hint: true, ...short, inputmode: 'numeric' }),
    ],
    predecessors: field('predecessors', { label: label('predecessors'), hint: true, rows: 5 }),
    rows: successorRows.map((row) => ({
      title: t(row === 1 ? 'rearrangements:firstSuccessor' : 'rearrangements:successor', { row }),
      open: row === 1 || used.includes(row),
      existing: field(`existing${row}`, {
        label: label('existing'),
        hint: true,
        required: false,
        suggestions,
      }),
      fresh: [
        field(`code${row}`, { label: label('code'), ...short }),
        field(`nameVi${row}`, { label: label('nameVi') }),
        field(`nameEn${row}`, { label: label('nameEn'), required: false }),
      ],
      kind: field(`kind${row}`, {
        label: label('kind'),
        options: [
          { value: '', label: t('units:choose') },
          ...unitKinds.map((kind) => ({ value: kind, label: t(`units:kind.${kind}`) })),
        ],
      }),
    })),
    buttons: {
      label: t('rearrangements:look'),
      cancel: { href: HERE, label: t('units:cancel') },
      saved: null,
    },
  };
}
