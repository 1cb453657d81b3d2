import type { ErrorView, FieldView } from '../shared/fields.js';
import type { Translate } from '../shared/language.js';
import type { Answer, Page } from './visit.js';

const isField = (value: object): value is FieldView =>
  'name' in value && 'label' in value && 'value' in value && 'options' in value;

function fieldsIn(value: unknown, found = new Map<string, FieldView>()): Map<string, FieldView> {
  if (typeof value !== 'object' || value === null) return found;
  if (!Array.isArray(value) && isField(value)) found.set(value.name, value);
  else Object.values(value).forEach((part) => fieldsIn(part, found));
  return found;
}

/** The error summary says which field each line is about: most messages are the same for every field. */
export function withLabels(page: Page): Page {
  const errors = page['errors'] as ErrorView[] | null | undefined;
  if (!Array.isArray(errors)) return page;
  const fields = fieldsIn(page);
  const named = errors.map(({ href, text }) => {
    const label = fields.get((href ?? '').slice(1))?.label;
    const about = label?.endsWith('?') === true ? label : `${label}:`;
    return { href, text: label === undefined ? text : `${about} ${text}` };
  });
  return { ...page, errors: named };
}

/** The version that a page's form carries, wherever in the page it stands. */
function versionIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const own: unknown = 'version' in value ? value.version : undefined;
  if (typeof own === 'string' || typeof own === 'number') return String(own);
  for (const part of Object.values(value)) {
    const found = versionIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

export const versionOf = (answer: Answer): string =>
  (answer.kind === 'page' ? versionIn(answer.page) : undefined) ?? '';

const textOf = (field: FieldView): string =>
  field.options.length === 0
    ? field.value
    : field.options
        .filter((option) => option.chosen)
        .map((option) => option.label)
        .join(', ');

/** What views/components/conflict.hbs prints: the fields in which the stored form and the typed one differ. */
export function conflictBetween(t: Translate, stored: Answer, typed: Answer) {
  const theirs = fieldsIn(stored.kind === 'page' ? stored.page : {});
  const yours = fieldsIn(typed.kind === 'page' ? typed.page : {});
  const rows = [...yours.values()]
    .map((field) => {
      const there = theirs.get(field.name);
      return {
        label: field.label,
        yours: textOf(field),
        theirs: there === undefined ? '' : textOf(there),
      };
    })
    .filter((row) => row.yours !== row.theirs);
  return { text: t('errors:staleText'), rows };
}
