import type { Action } from '../policies/rules.js';
import { printDay, printMoment } from '../shared/dates.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import { link, type TagView } from '../web/parts.js';
import type { Page } from '../web/visit.js';
import { presentSuccession } from './succession.presenter.js';
import { signsIn, type CatalogueRecord, type Sign } from './sign-catalogue.js';

type Reader = { t: Translate; language: Language };

const provisionalIn = (record: CatalogueRecord): number =>
  signsIn(record.groups).filter((sign) => sign.provisional).length;

const wordingTag = ({ provisional }: Sign, t: Translate): TagView =>
  provisional ? { text: t('signs:provisional'), tone: 'amber' } : { text: t('signs:official'), tone: 'good' };

const issuer = (record: CatalogueRecord, { t, language }: Reader): string => {
  const event = record.history[0];
  return event === undefined
    ? ''
    : t('signs:issuedBy', { name: event.by.name, at: printMoment(event.at, language) });
};

const versionRow = (record: CatalogueRecord, inForce: number | undefined, reader: Reader) => ({
  href: `/signs/versions/${record.number}`,
  number: String(record.number),
  inForce: record.number === inForce ? { text: reader.t('signs:inForce'), tone: 'good' } : null,
  from: printDay(record.validFrom, reader.language),
  signs: String(signsIn(record.groups).length),
  provisional: String(provisionalIn(record)),
  by: issuer(record, reader),
});

type Versions = {
  versions: CatalogueRecord[];
  /** The version before the one that is shown. */
  before: CatalogueRecord | undefined;
  inForce: number;
  /** How many items of the checklist and wordings still know a sign by an earlier code. */
  lagging: { checklist: number; wordings: number };
  allowed: Set<Action>;
};

/** What is still to follow the version in force, with the place to do it. */
const laggingFacts = ({ checklist, wordings }: Versions['lagging'], { t }: Reader) =>
  [
    { label: t('signs:checklist'), count: checklist, href: '/checklists' },
    { label: t('wordings:title'), count: wordings, href: '/wordings' },
  ]
    .filter(({ count }) => count > 0)
    .map(({ label, count, href }) => ({ label, text: t('signs:links.title', { count }), href }));

/** A version of the catalogue with every sign, and the list of all versions. */
export function presentSigns(
  record: CatalogueRecord,
  { versions, before, inForce, lagging, allowed }: Versions,
  reader: Reader,
): Page {
  const { t, language } = reader;
  const provisional = provisionalIn(record);
  const current = record.number === inForce;
  const fact = (name: string, text: string) => ({ label: t(`signs:field.${name}`), text, href: null });
  return {
    title: t('signs:title'),
    back: current ? null : { href: '/signs', label: t('signs:toCurrent') },
    caption: t('signs:version', { number: record.number }),
    actions: allowed.has('signs.manage')
      ? {
          main: link(t('signs:compose'), '/signs/new'),
          more: [
            ...(before === undefined
              ? []
              : [link(t('signs:succession.compose'), `/signs/versions/${record.number}/succession`)]),
            link(t('signs:import.title'), '/imports/signs'),
            link(t('signs:checklist'), '/checklists'),
            link(t('wordings:title'), '/wordings'),
          ],
          blocked: [],
        }
      : null,
    warning:
      provisional === 0
        ? null
        : {
            tone: 'amber',
            role: 'note',
            title: t('signs:someProvisional', { count: provisional }),
            text: t('signs:provisionalText'),
          },
    facts: {
      rows: [
        fact('validFrom', printDay(record.validFrom, language)),
        fact('source', record.source),
        fact('issued', issuer(record, reader)),
        ...(current ? laggingFacts(lagging, reader) : []),
      ],
    },
    groups: record.groups.map((group) => ({
      title: `${group.code}. ${inLanguage(group.title, language)}`,
      signs: group.signs.map((sign) => ({
        code: sign.code,
        text: inLanguage(sign.text, language),
        wording: wordingTag(sign, t),
      })),
    })),
    succession: before === undefined ? null : presentSuccession(record, before, reader),
    versions: versions.map((one) => versionRow(one, inForce, reader)),
  };
}
