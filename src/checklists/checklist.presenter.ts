import { printDay, printMoment } from '../shared/dates.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import type { Page } from '../web/visit.js';
import { presentMovedLinks } from './sign-links.presenter.js';
import type { MovedLink } from './sign-links.js';
import { codesOf, itemsIn, type ChecklistItem, type ChecklistRecord, type ItemStatus } from './checklist.js';

type Reader = { t: Translate; language: Language };

const tones = { S: 'good', P: 'action', G: 'amber' } as const satisfies Record<ItemStatus, string>;

const provisionalIn = ({ sections }: Pick<ChecklistRecord, 'sections'>): number =>
  itemsIn(sections).filter((item) => item.provisional).length;

const issuer = (record: ChecklistRecord, { t, language }: Reader): string => {
  const event = record.history[0];
  return event === undefined
    ? ''
    : t('checklists:issuedBy', { name: event.by.name, at: printMoment(event.at, language) });
};

/** From when to when the legal basis holds, where that was written. */
const validityOf = ({ basisFrom, basisTo }: ChecklistItem, { t, language }: Reader): string => {
  const from = basisFrom === undefined ? [] : [t('checklists:from', { day: printDay(basisFrom, language) })];
  const to = basisTo === undefined ? [] : [t('checklists:to', { day: printDay(basisTo, language) })];
  return [...from, ...to].join(' ');
};

/** The rows of an item as every table of a checklist prints them. */
const presentItemRow = (item: ChecklistItem, reader: Reader) => ({
  code: item.code,
  text: inLanguage(item.text, reader.language),
  counts: item.counts.map(({ text }) => inLanguage(text, reader.language)).join(' · '),
  basis: item.basis,
  validity: validityOf(item, reader),
  weight: String(item.weight),
  sign: item.sign,
  status: [
    ...item.status.map((status) => ({ text: reader.t(`checklists:status.${status}`), tone: tones[status] })),
    ...(item.provisional ? [{ text: reader.t('checklists:provisional'), tone: 'amber' as const }] : []),
  ],
});

export const presentSections = ({ sections }: Pick<ChecklistRecord, 'sections'>, reader: Reader) =>
  sections.map((section) => ({
    id: `section-${section.code}`,
    code: section.code,
    title: `${section.code}. ${inLanguage(section.title, reader.language)}`,
    items: section.items.map((item) => presentItemRow(item, reader)),
  }));

const versionRow = (record: ChecklistRecord, inForce: number, reader: Reader) => ({
  href: `/checklists/versions/${record.number}`,
  number: String(record.number),
  inForce: record.number === inForce ? { text: reader.t('checklists:inForce'), tone: 'good' } : null,
  from: printDay(record.validFrom, reader.language),
  items: String(itemsIn(record.sections).length),
  provisional: String(provisionalIn(record)),
  by: issuer(record, reader),
});

/** A version of the checklist to read, and the list of all versions. */
export function presentChecklist(
  record: ChecklistRecord,
  {
    versions,
    inForce,
    moved,
  }: { versions: ChecklistRecord[]; inForce: number; moved: MovedLink<ChecklistItem>[] },
  reader: Reader,
): Page {
  const { t, language } = reader;
  const provisional = provisionalIn(record);
  const fact = (name: string, text: string) => ({ label: t(`checklists:field.${name}`), text, href: null });
  return {
    title: t('checklists:title'),
    back: record.number === inForce ? null : { href: '/checklists', label: t('checklists:toCurrent') },
    caption: t('checklists:version', { number: record.number }),
    lead: t('checklists:lead', { count: itemsIn(record.sections).length, sections: record.sections.length }),
    warning:
      provisional === 0
        ? null
        : {
            tone: 'amber',
            role: 'note',
            title: t('checklists:someProvisional', { count: provisional }),
            text: t('checklists:provisionalText'),
          },
    facts: {
      rows: [
        fact('validFrom', printDay(record.validFrom, language)),
        fact('source', record.source),
        fact('issued', issuer(record, reader)),
      ],
    },
    links: presentMovedLinks(moved, codesOf, reader),
    sections: presentSections(record, reader),
    versions: versions.map((one) => versionRow(one, inForce, reader)),
  };
}
