import { allowed } from '../policies/policy.js';
import { printDay } from '../shared/dates.js';
import { DAY_FIELD, errorSummary, fieldMaker } from '../shared/fields.js';
import { newId } from '../shared/ids.js';
import { inLanguage } from '../shared/language.js';
import { link } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { fieldsOfCluster } from './cluster.form.js';
import { clusterLabel, subjectOfCluster, type Cluster } from './cluster.js';

export const CLUSTERS = '/clusters';
const HINTED_DAY = { hint: true, ...DAY_FIELD };

function presentRow(cluster: Cluster, { actor, language, t }: Visit) {
  const { id, code, name, units, author, validFrom, validTo } = cluster;
  const from = printDay(validFrom, language);
  return {
    name: inLanguage(name, language),
    code,
    href: allowed(actor, 'cluster.revise', subjectOfCluster(cluster)) ? `${CLUSTERS}/${id}` : null,
    units: t('clusters:units', { count: units.length }),
    named: units.map((unit) => inLanguage(unit.name, language)).join(', '),
    validity:
      validTo === undefined
        ? t('clusters:from', { from })
        : t('clusters:fromTo', { from, to: printDay(validTo, language) }),
    author: author.name,
    // The form for other units stands below the months of one's own.
    report: `/reports?about=${encodeURIComponent(clusterLabel(cluster))}#unit`,
  };
}

/** The clusters that the reader shares, each with its units. */
export function presentClusters(clusters: readonly Cluster[], visit: Visit): Page {
  const { actor, t } = visit;
  const make = allowed(actor, 'cluster.make') ? link(t('clusters:new'), `${CLUSTERS}/new`) : null;
  return {
    title: t('clusters:title'),
    back: { href: '/reports', label: t('reports:title') },
    actions: make === null ? null : { main: make, more: [], blocked: [] },
    lead: t('clusters:lead'),
    empty:
      clusters.length === 0
        ? { title: t('clusters:none'), text: t('clusters:noneText'), action: make }
        : null,
    rows: clusters.map((cluster) => presentRow(cluster, visit)),
  };
}

/** The form of a new cluster, or of one that is revised. */
export function presentClusterForm(
  form: FormState,
  { cluster, suggestions }: { cluster?: Cluster; suggestions: string[] },
  { t, language }: Visit,
): Page {
  const typed = Object.keys(form.values).length > 0;
  const stored = cluster === undefined ? {} : fieldsOfCluster(cluster, (day) => printDay(day, language));
  const values = typed ? form.values : stored;
  const make = fieldMaker(t, values, form.errors);
  const field = (name: string, more: Omit<Parameters<typeof make>[1], 'label'> = {}) =>
    make(name, { label: `clusters:field.${name}`, ...more });
  const here = cluster === undefined ? CLUSTERS : `${CLUSTERS}/${cluster.id}`;
  return {
    title: t(cluster === undefined ? 'clusters:new' : 'clusters:edit'),
    caption: cluster === undefined ? '' : `${inLanguage(cluster.name, language)} · ${cluster.code}`,
    back: { href: CLUSTERS, label: t('clusters:back') },
    errors: errorSummary(t, form.errors),
    action: here,
    id: String(values['id'] ?? newId()),
    version: String(values['version'] ?? 0),
    code: cluster?.code ?? '',
    keep: cluster?.id ?? 'cluster-new',
    fields: {
      name: field('name', { hint: true }),
      nameEnglish: field('nameEnglish', { required: false }),
      code:
        cluster === undefined
          ? field('code', { hint: true, width: 'govuk-input--width-10', autocomplete: 'off' })
          : null,
      units: field('units', { hint: true, required: false, rows: 8 }),
      former: field('former', { hint: true, required: false, suggestions }),
      validFrom: field('validFrom', HINTED_DAY),
      validTo: field('validTo', { ...HINTED_DAY, required: false }),
    },
    buttons: {
      label: t('clusters:save'),
      cancel: { href: CLUSTERS, label: t('inspections:act.back') },
      saved: null,
    },
  };
}
