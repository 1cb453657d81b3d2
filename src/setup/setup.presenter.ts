import { SHORTEST } from '../people/password.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { languages, type Language, type Translate } from '../shared/language.js';
import type { FormState, Page } from '../web/visit.js';
import { fieldsOfFacts } from './setup.form.js';
import { unitSets, type CityFacts } from './setup.js';

export function presentSetup(
  { t, language }: { t: Translate; language: Language },
  form: FormState,
  facts: CityFacts,
): Page {
  const field = fieldMaker(t, { ...fieldsOfFacts(facts, language), ...form.values }, form.errors);
  const secret = fieldMaker(t, {}, form.errors);
  return {
    layout: 'plain',
    title: t('setup:title'),
    errors: errorSummary(t, form.errors),
    name: field('name', { label: 'people:name', autocomplete: 'name' }),
    userName: field('userName', { label: 'people:userName', hint: true, autocomplete: 'username' }),
    password: {
      ...secret('newPassword', {
        label: 'people:password.label',
        type: 'password',
        autocomplete: 'new-password',
      }),
      hint: t('people:password.advice', { length: SHORTEST }),
    },
    repeated: secret('repeatedPassword', {
      label: 'people:password.repeatFirst',
      type: 'password',
      autocomplete: 'new-password',
    }),
    language: field('language', {
      label: 'people:language',
      options: languages.map((code) => ({ value: code, label: t(`common:language.${code}`) })),
    }),
    city: [
      field('cityVi', { label: 'setup:cityVi' }),
      field('cityEn', { label: 'setup:cityEn', required: false }),
    ],
    directive: [
      field('directiveNumber', { label: 'setup:directiveNumber', width: 'govuk-input--width-10' }),
      field('directiveOn', {
        label: 'setup:directiveOn',
        hint: true,
        inputmode: 'numeric',
        width: 'govuk-input--width-10',
      }),
      field('bodyVi', { label: 'setup:bodyVi' }),
      field('bodyEn', { label: 'setup:bodyEn', required: false }),
    ],
    directiveTitle: [
      field('titleVi', { label: 'setup:titleVi', rows: 3 }),
      field('titleEn', { label: 'setup:titleEn', rows: 3, required: false }),
    ],
    units: field('units', {
      label: 'setup:units',
      options: unitSets.map((set) => ({
        value: set,
        label: t(`setup:unitSet.${set}`),
        hint: t(`setup:unitSet.${set}Hint`),
      })),
    }),
    submit: { label: t('setup:submit'), cancel: null, saved: null },
  };
}
