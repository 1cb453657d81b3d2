import { printMoment } from '../shared/dates.js';
import { fieldMaker } from '../shared/fields.js';
import { inLanguage } from '../shared/language.js';
import { settingsFrame } from '../settings/settings.presenter.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { extents, type Connection } from './connection.js';
import { REPORTS } from './report-data.presenter.js';

const documented = [
  ['list', REPORTS],
  ['json', `${REPORTS}/ID.json`],
  ['csv', `${REPORTS}/ID.csv`],
  ['xlsx', `${REPORTS}/ID.xlsx`],
  ['pdf', `${REPORTS}/ID.pdf`],
] as const;

export type ConnectionsContent = {
  list: readonly (Connection & { usedAt: Date | undefined })[];
  units: string[];
  id: string;
  /** Where people and other systems reach the product. */
  home: string;
};

/** The systems that are connected, the form of another, and how a system reads. */
export function presentConnections(
  { list, units, id, home }: ConnectionsContent,
  form: FormState,
  { t, language }: Visit,
): Page {
  const field = fieldMaker(t, form.values, form.errors);
  return {
    ...settingsFrame('connections', form, t),
    lead: t('connections:lead'),
    id: String(form.values['id'] ?? id),
    fields: [
      field('name', { label: 'connections:name', hint: true, autocomplete: 'off' }),
      field('unit', { label: 'connections:unit', hint: true, suggestions: units, autocomplete: 'off' }),
    ],
    extent: fieldMaker(
      t,
      { extent: 'unit', ...form.values },
      form.errors,
    )('extent', {
      label: 'connections:extent',
      options: extents.map((value) => ({ value, label: t(`connections:extents.${value}`) })),
    }),
    buttons: { label: t('connections:make'), cancel: null, saved: null },
    rows: list.map(({ id: one, name, unit, extent, madeBy, madeAt, usedAt, revoked = false, version }) => ({
      name,
      unit: inLanguage(unit.name, language),
      extent: extent === 'area' ? t('connections:withBelow') : '',
      made: `${printMoment(madeAt, language)} · ${madeBy.name}`,
      used: usedAt === undefined ? t('connections:never') : printMoment(usedAt, language),
      state: revoked
        ? { text: t('connections:state.revoked'), tone: 'plain' }
        : { text: t('connections:state.open'), tone: 'good' },
      revocation: revoked ? '' : `/settings/connections/${one}/revocation`,
      version: String(version),
    })),
    addresses: documented.map(([word, path]) => ({ path, text: t(`connections:address.${word}`) })),
    example: `curl -H "Authorization: Bearer ${t('connections:token')}" ${home}${REPORTS}`,
  };
}

/** The page that tells the token, this once. */
export const presentConnected = (
  { name, unit, extent = 'unit' }: Connection,
  token: string,
  { t, language }: Visit,
): Page => ({
  title: t('connections:made'),
  warning: {
    tone: 'amber',
    role: 'note',
    title: t('connections:once'),
    text: t('connections:onceText'),
  },
  facts: {
    rows: [
      { label: t('connections:name'), text: name, href: null },
      { label: t('connections:unit'), text: inLanguage(unit.name, language), href: null },
      { label: t('connections:extent'), text: t(`connections:extents.${extent}`), href: null },
      { label: t('connections:token'), text: token, href: null },
    ],
  },
  done: { href: '/settings/connections', label: t('connections:done') },
});
