import { printDay, type Day } from '../shared/dates.js';
import { fieldMaker } from '../shared/fields.js';
import { inLanguage } from '../shared/language.js';
import type { FormState, Page } from '../web/visit.js';
import { settingsFrame, versionIn, type Reader } from './settings.presenter.js';
import { signerOn, type SettingsRecord, type Signer } from './settings.js';

/** Who signs the city's papers, now and from days to come. */
export function presentSigners(
  form: FormState,
  settings: SettingsRecord,
  today: Day,
  { t, language }: Reader,
): Page {
  const field = fieldMaker(t, form.values, form.errors);
  const inForce = signerOn(settings.signers, today);
  const titleOf = ({ authority, post }: Pick<Signer, 'authority' | 'post'>) =>
    [authority, post]
      .map((text) => inLanguage(text, language))
      .filter((text) => text !== '')
      .join(' · ');
  const current = { text: t('settings:inForce'), tone: 'good' };
  const version = versionIn(form, settings);
  const first = settings.letterhead.signer;
  return {
    ...settingsFrame('signers', form, t),
    version,
    lead: t('settings:signersText'),
    rows: [
      ...[...settings.signers].reverse().map((signer) => ({
        from: printDay(signer.validFrom, language),
        name: signer.name,
        title: titleOf(signer),
        current: signer === inForce ? current : null,
        remove: { day: printDay(signer.validFrom, 'vi'), version: String(settings.version) },
      })),
      {
        from: t('settings:before'),
        name: t('settings:noName'),
        title: titleOf(first),
        current: inForce === undefined ? current : null,
        remove: null,
      },
    ],
    inputs: [
      field('validFrom', {
        label: 'settings:field.signsFrom',
        hint: true,
        width: 'govuk-input--width-10',
        inputmode: 'numeric',
      }),
      field('name', { label: 'settings:field.signerName', hint: true }),
    ],
    titles: (['postVi', 'postEn', 'authorityVi', 'authorityEn'] as const).map((name) =>
      field(name, {
        label: `settings:field.${name}`,
        hint: name.endsWith('Vi'),
        required: name === 'postVi',
      }),
    ),
    buttons: { label: t('settings:addSigner'), cancel: null, saved: null },
  };
}
