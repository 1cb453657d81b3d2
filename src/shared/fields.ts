import type { FieldError } from './errors.js';
import type { Fields } from './form.js';
import type { Translate } from './language.js';

/** What views/components/{input,textarea,select,radios,checkboxes}.hbs print. Every key is always there (strict templates). */
export type FieldView = {
  id: string;
  name: string;
  label: string;
  hint: string | null;
  error: string | null;
  value: string;
  /** HTML input type, and the CSS width class such as `govuk-input--width-10`. */
  type: string;
  width: string;
  autocomplete: string | null;
  inputmode: string | null;
  rows: number;
  required: boolean;
  /** Words offered while typing (a datalist); empty for none. */
  suggestions: string[];
  options: OptionView[];
};
export type OptionView = { id: string; value: string; label: string; hint: string | null; chosen: boolean };

/** One line of the error summary, linked to its field. */
export type ErrorView = { href: string | null; text: string };

export type FieldOptions = {
  /** Wording key of the label; its hint is the key with `Hint` when `hint` is true. */
  label: string;
  hint?: boolean;
  required?: boolean;
  type?: string;
  width?: string;
  autocomplete?: string;
  inputmode?: string;
  rows?: number;
  suggestions?: string[];
  options?: { value: string; label: string; hint?: string }[];
};

/** How wide the field of a day and that of a small number are, and which keys a telephone offers. */
export const DAY_FIELD = { width: 'govuk-input--width-10', inputmode: 'numeric' } as const;
export const NUMBER_FIELD = { width: 'govuk-input--width-4', inputmode: 'numeric' } as const;

const listOf = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** Makes fields for one form: the values and errors are given once, each field by its name. */
export function fieldMaker(t: Translate, values: Fields, errors: FieldError[]) {
  return (name: string, options: FieldOptions): FieldView => {
    const chosen = listOf(values[name]);
    const error = errors.find((candidate) => candidate.field === name);
    return {
      id: name,
      name,
      label: t(options.label),
      hint: options.hint === true ? t(`${options.label}Hint`) : null,
      error: error === undefined ? null : t(error.message, error.values),
      value: chosen[0] ?? '',
      type: options.type ?? 'text',
      width: options.width ?? '',
      autocomplete: options.autocomplete ?? null,
      inputmode: options.inputmode ?? null,
      rows: options.rows ?? 4,
      required: options.required ?? true,
      suggestions: options.suggestions ?? [],
      options: (options.options ?? []).map((option, index) => ({
        id: index === 0 ? name : `${name}-${index}`,
        value: option.value,
        label: option.label,
        hint: option.hint ?? null,
        chosen: chosen.includes(option.value),
      })),
    };
  };
}

/** A line of its own begins with a capital; the same wording may stand within a sentence elsewhere. */
export const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** The error summary at the top of a form; null when there is nothing wrong. */
export const errorSummary = (t: Translate, errors: FieldError[]): ErrorView[] | null =>
  errors.length === 0
    ? null
    : errors.map((error) => ({ href: `#${error.field}`, text: capitalised(t(error.message, error.values)) }));
