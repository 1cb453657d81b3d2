import { presentEdits } from '../history/edits.presenter.js';
import { printDay, type Day } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import type { Language, Translate } from '../shared/language.js';
import { emptyForm, type FormState, type Page } from '../web/visit.js';
import { settingsContents, type SettingsPage } from './contents.js';
import { fieldsOfSettings } from './settings.form.js';
import { termsOn, type SettingsRecord, type Terms } from './settings.js';

export type Reader = { t: Translate; language: Language };

const pages = Object.values(settingsContents).flatMap((group) => Object.entries(group));
const titles = Object.fromEntries(pages.map(([name, { title }]) => [name, title]));

/** The frame of every page of the settings. */
export const settingsFrame = (current: SettingsPage, form: FormState, t: Translate) => ({
  title: t(titles[current] ?? ''),
  back: { href: '/settings', label: t('settings:title') },
  errors: errorSummary(t, form.errors),
});

/** Everything an administrator keeps, in groups, each page with a line on what it is for. */
export const presentContents = (t: Translate) =>
  Object.entries(settingsContents).map(([group, entries]) => ({
    id: group,
    title: t(`settings:contents.${group}`),
    tasks: Object.entries(entries).map(([name, { href, title }]) => ({
      href,
      what: t(title),
      under: t(`settings:about.${name}`),
      lamp: null,
      tag: null,
      action: null,
    })),
  }));

export const versionIn = (form: FormState, settings: SettingsRecord): string =>
  String(form.values['version'] ?? settings.version);

const GROUPS = {
  city: ['cityVi', 'cityEn'],
  directive: ['directiveNumber', 'directiveOn', 'bodyVi', 'bodyEn'],
  title: ['titleVi', 'titleEn'],
  letterhead: ['superiorVi', 'superiorEn', 'issuerVi', 'issuerEn', 'placeVi', 'placeEn'],
} as const;

const WITH_HINT = ['directiveOn', 'superiorVi'];
const MAY_BE_EMPTY = ['superiorVi'];
const SHORT = ['directiveNumber', 'directiveOn'];

/** City, directive and letterhead. */
export function presentGeneral(form: FormState, settings: SettingsRecord, { t }: Reader): Page {
  const typed = Object.keys(form.values).length > 0;
  const field = fieldMaker(t, typed ? form.values : fieldsOfSettings(settings), form.errors);
  const fields = (names: readonly string[]) =>
    names.map((name) =>
      field(name, {
        label: `settings:field.${name}`,
        hint: WITH_HINT.includes(name),
        required: !name.endsWith('En') && !MAY_BE_EMPTY.includes(name),
        rows: 3,
        ...(SHORT.includes(name) ? { width: 'govuk-input--width-10' } : {}),
      }),
    );
  return {
    ...settingsFrame('general', form, t),
    version: versionIn(form, settings),
    city: fields(GROUPS.city),
    directive: fields(GROUPS.directive),
    directiveTitle: fields(GROUPS.title),
    letterhead: fields(GROUPS.letterhead),
    buttons: { label: t('settings:save'), cancel: null, saved: null },
  };
}

const SEVERITIES = ['minor', 'moderate', 'serious'] as const;

/** The working days for a remediation, now and from days to come. */
export function presentTerms(form: FormState, settings: SettingsRecord, today: Day, reader: Reader): Page {
  const { t, language } = reader;
  const inForce = termsOn(settings.terms, today);
  const start = Object.fromEntries(
    SEVERITIES.map((severity) => [severity, String(inForce?.workingDays[severity] ?? '')]),
  );
  const field = fieldMaker(t, { ...start, ...form.values }, form.errors);
  const row = (terms: Terms) => ({
    from: printDay(terms.validFrom, language),
    current: terms === inForce ? { text: t('settings:inForce'), tone: 'good' } : null,
    days: SEVERITIES.map((severity) => ({
      label: t(`settings:severity.${severity}`),
      value: String(terms.workingDays[severity]),
    })),
  });
  return {
    ...settingsFrame('terms', form, t),
    version: versionIn(form, settings),
    lead: t('settings:termsText'),
    rows: [...settings.terms].reverse().map(row),
    severities: SEVERITIES.map((severity) => t(`settings:severity.${severity}`)),
    validFrom: field('validFrom', {
      label: 'settings:field.validFrom',
      hint: true,
      width: 'govuk-input--width-10',
      inputmode: 'numeric',
    }),
    days: SEVERITIES.map((severity) =>
      field(severity, {
        label: `settings:severity.${severity}`,
        width: 'govuk-input--width-4',
        inputmode: 'numeric',
      }),
    ),
    buttons: { label: t('settings:addTerms'), cancel: null, saved: null },
  };
}

/** Who changed what in the settings, newest first. */
export const presentHistory = (settings: SettingsRecord, reader: Reader): Page => ({
  ...settingsFrame('history', emptyForm, reader.t),
  history: presentEdits(settings.history, { feature: 'settings' }, reader),
  empty: { title: reader.t('settings:noHistory'), text: '', action: null },
});

/** The page that leads to all the others. */
export const presentSettingsHome = ({ t }: Reader): Page => ({
  title: t('settings:title'),
  contents: presentContents(t),
});
