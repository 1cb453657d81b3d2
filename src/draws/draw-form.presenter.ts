import { printDay } from '../shared/dates.js';
import { DAY_FIELD, errorSummary, fieldMaker, NUMBER_FIELD, type FieldView } from '../shared/fields.js';
import type { Fields } from '../shared/form.js';
import { newId } from '../shared/ids.js';
import type { Limits } from '../settings/limits.js';
import { postOf, type Author } from '../policies/actor.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { drawnKinds, MOST_EXCLUSIONS } from './draw.form.js';
import { fingerprintOf, type DrawList } from './draw-list.js';
import { presentCandidates, presentExcluded } from './draw-list.presenter.js';
import type { DrawRow } from './draw.js';
import { presentRelative } from './draw-words.js';

export type DrawFormContext = {
  inspectors: Author[];
  units: string[];
  /** What the criteria lead to; none until they can be read. */
  pool: { list: DrawList; earlier: DrawRow[] } | undefined;
};

/** Sent on with the button that draws: what was shown is what is drawn from, whatever stands in the fields above. */
const CRITERIA = [
  ...['kind', 'below', 'on', 'restDays', 'seriousWeight', 'absenceWeight', 'count', 'team'],
  ...['complaintWeight', 'complaints', 'complaintSource'],
];
const ROW = /^excluded(Unit|Reason)\d{1,2}$/;

const hasText = (value: string | string[] | undefined): boolean => String(value ?? '').trim() !== '';

/** The rows that are filled, and three more to fill. */
function exclusionRows(values: Fields): number[] {
  const rows = Array.from({ length: MOST_EXCLUSIONS }, (_, index) => index + 1);
  const last =
    rows.findLast(
      (row) => hasText(values[`excludedUnit${row}`]) || hasText(values[`excludedReason${row}`]),
    ) ?? 0;
  return rows.slice(0, Math.max(3, last + 1));
}

function fieldsOf(form: FormState, context: DrawFormContext, { t, language }: Visit) {
  const make = fieldMaker(t, form.values, form.errors);
  const field = (name: string, options: Omit<Parameters<typeof make>[1], 'label'> = {}): FieldView =>
    make(name, { label: `draws:field.${name}`, ...options });
  const { units } = context;
  return {
    kind: field('kind', {
      required: false,
      options: [
        { value: '', label: t('draws:anyKind') },
        ...drawnKinds.map((kind) => ({ value: kind, label: t(`units:kind.${kind}`) })),
      ],
    }),
    below: field('below', { hint: true, required: false, suggestions: units }),
    on: field('on', { hint: true, ...DAY_FIELD }),
    restDays: field('restDays', { hint: true, ...NUMBER_FIELD }),
    seriousWeight: field('seriousWeight', { hint: true, ...NUMBER_FIELD }),
    absenceWeight: field('absenceWeight', { hint: true, ...NUMBER_FIELD }),
    complaintWeight: field('complaintWeight', { hint: true, ...NUMBER_FIELD }),
    complaints: field('complaints', { hint: true, required: false, rows: 4 }),
    complaintSource: field('complaintSource', { hint: true, required: false }),
    count: field('count', { ...NUMBER_FIELD }),
    team: field('team', {
      hint: true,
      required: false,
      options: context.inspectors.map((person) => ({
        value: person.personId,
        label: person.name,
        hint: postOf(person, language),
      })),
    }),
    exclusions: exclusionRows(form.values).map((row) => ({
      unit: make(`excludedUnit${row}`, {
        label: 'draws:field.excludedUnit',
        required: false,
        suggestions: units,
      }),
      reason: make(`excludedReason${row}`, { label: 'draws:field.excludedReason', required: false }),
    })),
    reason: field('reason', { hint: true, rows: 3 }),
  };
}

const hiddenOf = (values: Fields) =>
  Object.entries(values)
    .filter(([name]) => CRITERIA.includes(name) || ROW.test(name))
    .flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: one })))
    .filter(({ value }) => value.trim() !== '');

function presentPool(form: FormState, { pool }: DrawFormContext, visit: Visit) {
  if (pool === undefined) return null;
  const { list, earlier } = pool;
  const { t } = visit;
  const { count } = list.parameters;
  const there = list.candidates.length;
  return {
    id: String(form.values['id'] || newId()),
    shown: fingerprintOf(list),
    hidden: hiddenOf(form.values),
    candidates: presentCandidates(list, new Set(), visit),
    excluded: presentExcluded(list, visit),
    earlier: earlier.map((draw) => presentRelative(draw, visit)),
    summary: t('draws:poolSummary', { count: there, excluded: list.excluded.length }),
    tooFew:
      there < count ? { title: t('draws:tooFew'), text: t('draws:errors.tooFew', { count: there }) } : null,
    buttons: { label: t('draws:draw', { count }), cancel: null, saved: null },
  };
}

/** The values that stand in the form before anything is typed. */
export const firstValues = (today: string, proposed: Limits<'draw'>): Fields => ({
  kind: 'ward',
  on: printDay(today, 'vi'),
  restDays: String(proposed.restDays),
  seriousWeight: String(proposed.seriousWeight),
  absenceWeight: String(proposed.absenceWeight),
  complaintWeight: String(proposed.complaintWeight),
  count: String(proposed.count),
});

/** The form of a draw: from what, and once that is said, the candidates with the button that draws. */
export function presentDrawForm(form: FormState, context: DrawFormContext, visit: Visit): Page {
  const { t } = visit;
  const fields = fieldsOf(form, context, visit);
  return {
    title: t('draws:make'),
    back: { href: '/draws', label: t('draws:title') },
    errors: errorSummary(t, form.errors),
    lead: t('draws:lead'),
    fields,
    open: context.pool === undefined,
    // A person with an exclusion typed sees it; the others need not read about it.
    complaintsOpen: hasText(form.values['complaints']) || hasText(form.values['complaintSource']),
    exclusionsOpen: Object.keys(form.values).some((name) => ROW.test(name) && hasText(form.values[name])),
    look: t(context.pool === undefined ? 'draws:look' : 'draws:lookAgain'),
    pool: presentPool(form, context, visit),
  };
}
