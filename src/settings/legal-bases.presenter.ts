import type { Day } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { printSpan } from '../shared/span.js';
import { link } from '../web/parts.js';
import type { FormState, Page } from '../web/visit.js';
import { fieldsOfBasis } from './settings.form.js';
import { settingsFrame, versionIn, type Reader } from './settings.presenter.js';
import { basisStatuses, type BasisStatus, type LegalBasis, type SettingsRecord } from './settings.js';

const tones: Record<BasisStatus, string> = { read: 'good', practice: 'action', general: 'amber' };

/** The legal bases that are offered while a finding is written. */
export function presentBases(
  form: FormState,
  settings: SettingsRecord,
  today: Day,
  { t, language }: Reader,
): Page {
  const inForce = ({ validFrom, validTo }: LegalBasis) =>
    (validFrom ?? '') <= today && (validTo === undefined || today <= validTo);
  return {
    ...settingsFrame('bases', form, t),
    actions: { main: link(t('settings:addBasis'), '/settings/legal-bases/new'), more: [], blocked: [] },
    lead: t('settings:basesText'),
    version: String(settings.version),
    rows: settings.legalBases.map((basis) => ({
      href: `/settings/legal-bases/${basis.id}`,
      text: basis.text,
      period: printSpan(basis, language, t),
      force: inForce(basis) ? null : { text: t('settings:notInForce'), tone: 'plain' },
      status: { text: t(`settings:status.${basis.status}`), tone: tones[basis.status] },
    })),
    empty: { title: t('settings:noBases'), text: '', action: null },
  };
}

/** The form of one legal basis; `basis` is undefined for a new one. */
export function presentBasisForm(
  form: FormState,
  settings: SettingsRecord,
  basis: LegalBasis | undefined,
  { t }: Reader,
): Page {
  const typed = Object.keys(form.values).length > 0;
  const start = basis === undefined ? {} : fieldsOfBasis(basis);
  const field = fieldMaker(t, typed ? form.values : start, form.errors);
  const list = '/settings/legal-bases';
  const version = versionIn(form, settings);
  const day = (name: string) =>
    field(name, {
      label: `settings:field.${name === 'validFrom' ? 'inForceFrom' : 'inForceTo'}`,
      hint: true,
      required: false,
      width: 'govuk-input--width-10',
      inputmode: 'numeric',
    });
  const remove = (one: LegalBasis) => ({
    label: t('settings:removeBasis'),
    href: `${list}/${one.id}/removal`,
    post: true,
    fields: [{ name: 'version', value: version }],
  });
  return {
    title: t(basis === undefined ? 'settings:addBasis' : 'settings:reviseBasis'),
    back: { href: list, label: t('settings:section.bases') },
    errors: errorSummary(t, form.errors),
    actions: basis === undefined ? null : { main: null, more: [remove(basis)], blocked: [] },
    action: basis === undefined ? list : `${list}/${basis.id}`,
    version,
    text: field('text', { label: 'settings:field.text', hint: true, rows: 3 }),
    days: [day('validFrom'), day('validTo')],
    status: field('status', {
      label: 'settings:field.status',
      options: basisStatuses.map((status) => ({ value: status, label: t(`settings:status.${status}`) })),
    }),
    buttons: { label: t('settings:save'), cancel: { href: list, label: t('settings:cancel') }, saved: null },
  };
}
