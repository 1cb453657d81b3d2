import { mayHaveOriginal } from '../evidence/evidence-access.js';
import type { EvidenceItem } from '../findings/finding.js';
import { postOf } from '../policies/actor.js';
import { printMoment } from '../shared/dates.js';
import { printNumber, printSize } from '../shared/language.js';
import type { FileFault } from '../integrity/integrity.js';
import type { FileState } from '../viruses/verdict.js';
import type { Page, Visit } from '../web/visit.js';
import type { CustodyEntry } from './custody.js';
import type { Place } from './places.queries.js';

/** Lines on one page of a record. */
export const LINES = 100;

const HREFS: Record<Place['kind'], (place: Place) => string> = {
  finding: ({ holder }) => `/findings/${holder}`,
  draft: ({ holder }) => `/findings/${holder}`,
  answer: ({ inspectionId }) => `/inspections/${inspectionId}#checklist`,
  document: ({ holder }) => `/documents/${holder}`,
  publication: ({ inspectionId }) => `/inspections/${inspectionId}#reply`,
  handling: ({ holder }) => `/handling/${holder}`,
  report: ({ inspectionId }) => `/inspections/${inspectionId}#announcement`,
};

/** Where a file is kept, in words, and the way there. */
export const presentPlace = (place: Place, t: Visit['t']) => ({
  href: HREFS[place.kind](place),
  text: `${t(`custody:place.${place.kind}`)} ${place.label}`.trim(),
});

const factsOf = (item: EvidenceItem, places: readonly Place[], { t, language }: Visit) => {
  const fact = (key: string, text: string, href: string | null = null) => ({
    label: t(`custody:fact.${key}`),
    text,
    href,
  });
  return [
    ...places.map((place) => {
      const { text, href } = presentPlace(place, t);
      return fact('place', text, href);
    }),
    ...(item.caption === '' ? [] : [fact('caption', item.caption)]),
    fact('by', `${item.by.name}, ${postOf(item.by, language)}`),
    fact('receivedAt', printMoment(item.receivedAt, language)),
    fact('size', `${printSize(item.size, language)} · ${item.type}`),
  ];
};

export type RecordShown = {
  item: EvidenceItem;
  places: readonly Place[];
  /** The lines that the reader may know, newest first; one more than a page holds when there are older ones. */
  entries: readonly CustodyEntry[];
  /** Whether the reader is told everything, or only that the file came and was withdrawn. */
  whole: boolean;
  /** What was wrong with the file when it was last read back. */
  fault: FileFault | undefined;
  /** Whether it may be opened; of one that was disposed of, its record tells by which decision. */
  state: FileState | 'disposed';
};

const downloadWords = (item: EvidenceItem, { actor }: Visit): string =>
  mayHaveOriginal(actor, { item }) ? 'custody:download' : 'evidence:page.copy';

/** The record of a file: what it is, and what happened to it since it came. */
export function presentRecord(
  { item, places, entries, whole, fault, state }: RecordShown,
  visit: Visit,
): Page {
  const { t, language } = visit;
  const shown = entries.slice(0, LINES);
  const [back] = places.map((place) => presentPlace(place, t));
  const oldest = shown.at(-1)?.seq ?? 0;
  return {
    title: item.name,
    back: { href: back?.href ?? '/', label: back?.text ?? t('common:navigation.home') },
    alarm:
      fault === undefined
        ? null
        : {
            title: t('integrity:alarm'),
            text: t('integrity:alarmText', {
              what: t(`integrity:fault.${fault.what}`),
              since: printMoment(fault.since, language),
            }),
          },
    shut:
      state === 'clean' || state === 'disposed'
        ? null
        : { title: t(`viruses:mark.${state}`), text: t(`viruses:text.${state}`) },
    check: { href: '/check', label: t('integrity:title') },
    overview: { rows: factsOf(item, places, visit) },
    hash: item.sha256,
    download:
      state === 'clean' ? { href: `/evidence/${item.id}`, label: t(downloadWords(item, visit)) } : null,
    lead: t(whole ? 'custody:lead' : 'custody:leadUnit'),
    columns: ['at', 'act', 'who', ...(whole ? ['from'] : []), 'line'].map((key) =>
      t(`custody:column.${key}`),
    ),
    words: { who: t('custody:column.who'), from: t('custody:column.from'), line: t('custody:column.line') },
    rows: shown.map((entry) => ({
      at: printMoment(entry.at, language),
      act: t(`custody:act.${entry.act}`),
      detail: entry.detail ?? '',
      who: entry.by.name,
      post: postOf(entry.by, language),
      from: whole ? entry.from || '–' : null,
      line: printNumber(entry.seq, language),
      hash: entry.hash.slice(0, 12),
    })),
    none: entries.length === 0 ? t('custody:none') : '',
    older:
      entries.length > LINES
        ? { href: `/evidence/${item.id}/custody?before=${oldest}`, label: t('custody:older') }
        : null,
  };
}
