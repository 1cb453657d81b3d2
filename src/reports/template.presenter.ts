import { settingsFrame, versionIn } from '../settings/settings.presenter.js';
import { templatesOf } from '../settings/report-templates.js';
import type { SettingsRecord } from '../settings/settings.js';
import { printDay, type Day } from '../shared/dates.js';
import { fieldMaker } from '../shared/fields.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { fieldsOfTemplate, headingField, orderIn } from './template.form.js';
import { annexNames, isFixed, sectionsOn, templateFrom } from './template.js';
import { termKinds, type TermKind } from './term.js';
import type { SectionName } from './writing.js';

export const TEMPLATES = '/settings/report-templates';

type Context = { kind: TermKind; settings: SettingsRecord; today: Day };

const entriesIn = ({ kind, settings }: Context) => templatesOf(settings.reportTemplates ?? [], kind);

/** What held, holds and will hold, the latest first. */
function presentEntries(context: Context, { t, language }: Visit) {
  const entries = entriesIn(context);
  const inForce = entries.findLast(({ validFrom }) => validFrom <= context.today);
  const row = (from: string, template: ReturnType<typeof templateFrom>, current: boolean) => ({
    from,
    current: current ? { text: t('settings:inForce'), tone: 'good' } : null,
    sections: sectionsOn(template)
      .map((name) => t(`reports:section.${name}`))
      .join(' · '),
  });
  return [
    ...entries
      .map((entry) => row(printDay(entry.validFrom, language), templateFrom(entry), entry === inForce))
      .reverse(),
    row(t('templates:usual'), templateFrom(undefined), inForce === undefined),
  ];
}

/** Which parts the reports of a kind have, in which order, under which headings. */
export function presentTemplates(form: FormState, context: Context, visit: Visit): Page {
  const { t } = visit;
  const { kind, settings, today } = context;
  const typed = Object.keys(form.values).length > 0;
  const inForce = entriesIn(context).findLast(({ validFrom }) => validFrom <= today);
  const values = typed ? form.values : fieldsOfTemplate(templateFrom(inForce));
  const field = fieldMaker(t, values, form.errors);
  const order = orderIn(values);
  const ticked = [values['sections'] ?? []].flat();
  const heading = (name: SectionName, language: 'vi' | 'en') => ({
    ...field(headingField(name, language), { label: `templates:heading.${language}`, required: false }),
    about: t(`reports:section.${name}`),
  });
  return {
    ...settingsFrame('templates', form, t),
    version: versionIn(form, settings),
    lead: t('templates:lead'),
    action: `${TEMPLATES}/${kind}`,
    kinds: {
      label: t('templates:kinds'),
      tabs: termKinds.map((one) => ({
        href: `${TEMPLATES}/${one}`,
        label: t(`templates:kind.${one}`),
        count: null,
        current: one === kind,
      })),
    },
    entries: presentEntries(context, visit),
    order: order.join(' '),
    rows: order.map((name, index) => ({
      name,
      title: t(`reports:section.${name}`),
      on: isFixed(name) || ticked.includes(name),
      fixed: isFixed(name),
      up: index > 0,
      down: index < order.length - 1,
      headings: [heading(name, 'vi'), heading(name, 'en')],
    })),
    annexes: field('annexes', {
      label: 'templates:annexes',
      required: false,
      options: annexNames.map((name) => ({ value: name, label: t(`templates:annex.${name}`) })),
    }),
    validFrom: field('validFrom', {
      label: 'settings:field.validFrom',
      hint: true,
      width: 'govuk-input--width-10',
      inputmode: 'numeric',
    }),
    buttons: { label: t('templates:save'), cancel: null, saved: null },
  };
}
