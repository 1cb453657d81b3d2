import { printDue } from '../findings/finding-row.presenter.js';
import { printMoment } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import type { Author } from '../policies/actor.js';
import { newId } from '../shared/ids.js';
import { inLanguage, type Translate } from '../shared/language.js';
import type { Page as Rows } from '../shared/paging.js';
import { actionsFrom, post } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { doneOf, mayUndo, type Batch, type BatchAct, type BatchItem, type Refusal } from './batch.js';

const LIST = '/findings';

const sayRefusal = (t: Translate, refusal: Refusal | undefined): string =>
  refusal === undefined ? '' : t(refusal.message, refusal.values);

/** What a batch does to each of its findings; `verifier` is who is asked to judge. */
type Doing = { act: BatchAct; verifier?: Author };

function presentItem(item: BatchItem, { act, verifier }: Doing, visit: Visit) {
  const { t, language } = visit;
  const change =
    act === 'assign'
      ? { from: item.had?.name ?? t('batches:nobody'), to: verifier?.name ?? t('batches:nobody') }
      : { from: printDue(item.before, language), to: printDue(item.after ?? item.before, language) };
  return {
    href: `/findings/${item.findingId}`,
    number: item.number,
    unit: inLanguage(item.unit.name, language),
    what: item.refused === undefined ? t(`batches:change.${act}`, change) : '',
    refused: sayRefusal(t, item.refused),
    kept: sayRefusal(t, item.kept),
  };
}

const countOf = (items: readonly BatchItem[], { t }: Visit): string => {
  const done = doneOf({ items: [...items] }).length;
  return t('batches:counted', { count: done, left: items.length - done });
};

export type BatchForm = {
  acts: readonly BatchAct[];
  /** What was marked, as it is written in the form. */
  chosen: readonly string[];
  /** What would happen; undefined before anybody has said what to do. */
  items: readonly BatchItem[] | undefined;
  act: BatchAct | undefined;
  /** Who may be asked to judge remedies; who of them is. */
  people: readonly Author[];
  verifier?: Author;
};

/** What to do with the findings that were marked; then what exactly would change, and what would not and why. */
export function presentBatchForm(form: FormState, shown: BatchForm, visit: Visit): Page {
  const { t } = visit;
  const { acts, chosen, items, act, people, verifier } = shown;
  const field = fieldMaker(t, form.values, form.errors);
  const ids = chosen.map((written) => written.split(':')[0] ?? '');
  const moves = acts.includes('move');
  const possible = items === undefined ? 0 : doneOf({ items: [...items] }).length;
  return {
    title: t('batches:title'),
    back: { href: LIST, label: t('findings:list') },
    errors: errorSummary(t, form.errors),
    lead: t('batches:chosen', { count: chosen.length }),
    downloads: ['xlsx', 'csv'].map((format) => ({
      href: `${LIST}.${format}?view=all&only=${ids.join(',')}`,
      label: t(`exports:${format}`),
    })),
    id: String(form.values['id'] || newId()),
    chosen,
    act: field('act', {
      label: 'batches:field.act',
      options: acts.map((one) => ({
        value: one,
        label: t(`batches:act.${one}`),
        hint: t(`batches:actHint.${one}`),
      })),
    }),
    selects: acts.includes('assign')
      ? [
          field('verifier', {
            label: 'batches:field.verifier',
            hint: true,
            required: false,
            options: [
              { value: '', label: t('batches:choose') },
              ...people.map(({ personId, name, post }) => ({ value: personId, label: `${name}, ${post}` })),
            ],
          }),
        ]
      : [],
    inputs: moves
      ? [
          field('dueOn', {
            label: 'batches:field.dueOn',
            hint: true,
            required: false,
            width: 'govuk-input--width-10',
            inputmode: 'numeric',
          }),
        ]
      : [],
    textareas: [field('reason', { label: 'batches:field.reason', hint: moves, required: false, rows: 3 })],
    preview: {
      label: t(items === undefined ? 'batches:preview' : 'batches:previewAgain'),
      cancel: { href: LIST, label: t('batches:cancel') },
      saved: null,
    },
    items:
      items === undefined || act === undefined
        ? null
        : {
            count: countOf(items, visit),
            rows: items.map((item) => presentItem(item, { act, ...(verifier && { verifier }) }, visit)),
          },
    perform: possible === 0 ? null : t('batches:perform', { count: possible }),
  };
}

/** Whether it was taken back, still can be, or stays. */
const standingOf = (batch: Batch, now: Date): 'undone' | 'open' | 'over' =>
  batch.state === 'undone' ? 'undone' : mayUndo(batch, now) ? 'open' : 'over';

const tones = { undone: 'plain', open: 'action', over: 'good' } as const;

/** What somebody has done to many findings, the latest first. */
export function presentBatches(
  { rows, previous, next }: Rows<Batch>,
  now: Date,
  { t, language }: Visit,
): Page {
  const pageAt = (key: string | null) => (key === null ? null : `/batches?key=${encodeURIComponent(key)}`);
  return {
    title: t('batches:own'),
    back: { href: LIST, label: t('findings:list') },
    rows: rows.map((batch) => {
      const standing = standingOf(batch, now);
      return {
        href: `/batches/${batch.id}`,
        act: t(`batches:act.${batch.act}`),
        who: batch.verifier?.name ?? '',
        at: printMoment(batch.at, language),
        count: t('batches:ownCount', { count: doneOf(batch).length, all: batch.items.length }),
        state: {
          text: t(`batches:state.${standing}`, { until: printMoment(batch.undoUntil, language) }),
          tone: tones[standing],
        },
      };
    }),
    pages: { previous: pageAt(previous), next: pageAt(next) },
    empty:
      rows.length > 0 ? null : { title: t('batches:ownNone'), text: t('batches:ownNoneText'), action: null },
  };
}

/** What was done, and until when it can be taken back. */
export function presentBatch(batch: Batch, form: FormState, now: Date, visit: Visit): Page {
  const { t, language } = visit;
  const until = printMoment(batch.undoUntil, language);
  const open = mayUndo(batch, now);
  const standing = standingOf(batch, now);
  return {
    title: t(`batches:act.${batch.act}`),
    back: { href: '/batches', label: t('batches:own') },
    errors: errorSummary(t, form.errors),
    actions: open
      ? actionsFrom([post(t('batches:undo'), `/batches/${batch.id}/undoing`, batch.version)])
      : null,
    lead: countOf(batch.items, visit),
    standing: t(`batches:standing.${batch.act}.${standing}`, { until }),
    reason: batch.reason,
    rows: batch.items.map((item) => presentItem(item, batch, visit)),
  };
}
