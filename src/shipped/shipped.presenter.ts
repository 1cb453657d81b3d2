import { allowed } from '../policies/policy.js';
import { errorSummary } from '../shared/fields.js';
import { inLanguage } from '../shared/language.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { shippedKinds, type ShippedKind, type ShippedRow } from './shipped.js';

export const HOME = '/shipped';

/** What there is to take, kind by kind. */
export const presentShippedHome = (
  counts: readonly { kind: ShippedKind; count: number }[],
  { t, actor }: Visit,
): Page => ({
  title: t('shipped:title'),
  back: allowed(actor, 'settings.manage') ? { href: '/settings', label: t('settings:title') } : null,
  actions: null,
  errors: null,
  lead: t('shipped:lead'),
  head: [t('shipped:column.kind'), t('shipped:column.how'), t('shipped:column.count')],
  rows: counts.map(({ kind, count }) => ({
    href: count === 0 ? '' : `${HOME}/${kind}`,
    code: t(`shipped:kind.${kind}`),
    text: t(`shipped:how.${kind}`),
    more: count === 0 ? t('shipped:nothing') : t('shipped:count', { count }),
  })),
  empty: { title: t('shipped:none'), text: '', action: null },
});

/** What would be added of a kind, before anybody takes it. */
export function presentShipped(
  kind: ShippedKind,
  rows: readonly ShippedRow[],
  form: FormState,
  { t, language }: Visit,
): Page {
  const { length: count } = rows;
  const take = { label: t('shipped:take', { count }), href: `${HOME}/${kind}`, post: true, fields: [] };
  return {
    title: `${t('shipped:title')}: ${t(`shipped:kind.${kind}`)}`,
    back: { href: shippedKinds[kind].list, label: t(`shipped:kind.${kind}`) },
    actions: { main: count === 0 ? null : take, more: [], blocked: [] },
    errors: errorSummary(t, form.errors),
    lead: `${t('shipped:lead')} ${t(`shipped:how.${kind}`)}.`,
    head: ['code', 'text', 'more'].map((name) => t(`shipped:column.${name}`)),
    rows: rows.map(({ code, text, more }) => ({
      href: '',
      code,
      text: inLanguage(text, language),
      more: inLanguage(more, language),
    })),
    empty: { title: t('shipped:none'), text: '', action: null },
  };
}
