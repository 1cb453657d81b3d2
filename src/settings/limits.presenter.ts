import { printDay, type Day } from '../shared/dates.js';
import { fieldMaker } from '../shared/fields.js';
import type { FormState, Page } from '../web/visit.js';
import { boundsOf, entriesOf, limitGroupNames, limitsOn, type LimitGroup } from './limits.js';
import { settingsFrame, versionIn, type Reader } from './settings.presenter.js';
import type { SettingsRecord } from './settings.js';

type Telling = { settings: SettingsRecord; today: Day; reader: Reader };

function presentRows(group: LimitGroup, { settings, today, reader: { t, language } }: Telling) {
  const entries = entriesOf(settings.limits ?? [], group);
  const inForce = entries.findLast(({ validFrom }) => validFrom <= today)?.validFrom;
  const tag = { text: t('settings:inForce'), tone: 'good' };
  const row = (from: string, values: Record<string, number>, current: boolean) => ({
    from,
    current: current ? tag : null,
    values: boundsOf(group).map(([name, { usual }]) => ({
      label: t(`limits:group.${group}.${name}`),
      value: String(values[name] ?? usual),
    })),
  });
  return [
    ...entries
      .map(({ validFrom, values }) => row(printDay(validFrom, language), values, validFrom === inForce))
      .reverse(),
    row(t('limits:usual'), {}, inForce === undefined),
  ];
}

/** A group with what held and holds, and the form for what is to hold. Only the form that was sent shows its faults. */
function presentGroup(group: LimitGroup, form: FormState, telling: Telling) {
  const { settings, today, reader } = telling;
  const { t } = reader;
  const sent = form.values['group'] === group;
  const start = Object.fromEntries(
    Object.entries(limitsOn(settings.limits ?? [], group, today)).map(([name, value]) => [
      name,
      String(value),
    ]),
  );
  const make = fieldMaker(t, sent ? form.values : start, sent ? form.errors : []);
  // Ids are of the page, names of the form: the same field stands in several forms.
  const field = (name: string, label: string, more: Parameters<typeof make>[1]) => {
    const view = make(name, { ...more, label });
    return { ...view, id: sent ? name : `${group}-${name}` };
  };
  return {
    id: `limits-${group}`,
    action: `/settings/limits/${group}`,
    title: t(`limits:group.${group}.title`),
    text: t(`limits:group.${group}.text`),
    columns: boundsOf(group).map(([name]) => t(`limits:group.${group}.${name}`)),
    rows: presentRows(group, telling),
    validFrom: field('validFrom', 'settings:field.validFrom', {
      label: '',
      hint: true,
      width: 'govuk-input--width-10',
      inputmode: 'numeric',
    }),
    numbers: boundsOf(group).map(([name]) =>
      field(name, `limits:group.${group}.${name}`, {
        label: '',
        width: 'govuk-input--width-4',
        inputmode: 'numeric',
      }),
    ),
    open: sent,
    buttons: { label: t('limits:add'), cancel: null, saved: null },
  };
}

/** The numbers that rules are made of, with the days from which they hold. */
export function presentLimits(form: FormState, settings: SettingsRecord, today: Day, reader: Reader): Page {
  const telling = { settings, today, reader };
  return {
    ...settingsFrame('limits', form, reader.t),
    version: versionIn(form, settings),
    lead: reader.t('limits:lead'),
    groups: limitGroupNames.map((group) => presentGroup(group, form, telling)),
  };
}
