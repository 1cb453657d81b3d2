import { sheetPaperOf } from '../answers/sheet-paper.pages.js';
import type { Place } from '../custody/places.queries.js';
import { paperOf } from '../documents/document.pages.js';
import type { Inspection } from '../inspections/inspection.js';
import { maySee } from '../policies/visibility.js';
import type { Services } from '../services.js';
import type { Language, Translate } from '../shared/language.js';
import type { Visit } from '../web/visit.js';
import { RECORDS, safeName, type Decision } from './case-file.js';
import { readCaseRecords } from './case-records.queries.js';
import { copyPart, originalPart } from './file-parts.js';
import type { Part } from './gather.js';
import { looksPaperOf } from './looks-paper.pages.js';

export type Making = {
  services: Services;
  visit: Visit;
  inspection: Inspection;
  places: Place[];
  /** By which decisions files were disposed of, by their ids. */
  decisions: Map<string, Decision>;
  /** Whether whoever makes it may know who was held responsible. */
  names: boolean;
  /** Whether the copies that people see go along. */
  copies: boolean;
  /** The id under which the making is kept in the records of the files. */
  id: string;
};

export const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);

/** Each file once, where it lies first; of findings those within reach, of decisions on people those that may be known. */
export function originalsOf({ actor }: Visit, found: readonly Place[], names: boolean): Place[] {
  const reached = found.filter(
    ({ readers, kind }) =>
      kind !== 'draft' && (kind !== 'handling' || names) && (readers === undefined || maySee(actor, readers)),
  );
  return [...new Map([...reached].reverse().map((place) => [place.file.id, place])).values()].reverse();
}

/** Of the files that were disposed of, by which decision; they are not in the archive. */
export async function decisionsOn(
  { opening }: Services,
  places: readonly Place[],
): Promise<Map<string, Decision>> {
  const found = new Map<string, Decision>();
  for (const { file } of places) {
    const decision = await opening.decisionOn(file.id);
    if (decision !== undefined) found.set(file.id, decision);
  }
  return found;
}

/** The papers of the case as they stand, its checklist with the answers, and who looked at a surprise visit before it was opened. */
async function* papersOf(
  { services, visit, inspection }: Making,
  translate: (language: Language) => Translate,
): AsyncGenerator<Part> {
  const tongue = { language: 'vi', t: translate('vi') } as const;
  const documents = await services.documents.ofInspection(visit.actor, inspection);
  for (const [index, document] of documents.entries()) {
    const title = visit.t(`documents:kind.${document.kind}`);
    const label = `${String(index + 1).padStart(2, '0')} ${title}`;
    yield {
      path: `documents/${safeName(document.number === undefined ? label : `${label} ${document.number}`)}.pdf`,
      kind: 'document',
      name: title,
      place: document.number ?? '',
      content: () => paperOf(services, visit, document.id, tongue),
    };
  }
  const extract = (name: string, content: NonNullable<Part['content']>): Part => ({
    path: `documents/${safeName(name)}.pdf`,
    kind: 'document',
    name,
    content,
  });
  const reading = await services.sheets.ofCase(visit.actor, inspection);
  if (reading !== undefined)
    yield extract(visit.t('answers:paper.title'), () => sheetPaperOf(services, visit, reading, tongue));
  const looks = await looksPaperOf(services, visit, inspection, tongue);
  if (looks !== undefined) yield extract(visit.t('casefile:looks.title'), () => looks);
}

/** What is on record, for the check of the archive as much as for readers. */
async function* recordsOf({ services, visit, inspection, places, names }: Making): AsyncGenerator<Part> {
  const fileIds = places.map(({ file }) => file.id);
  const records = await readCaseRecords(inspection.id, { names, fileIds });
  const custody = [];
  for await (const line of services.custody.record(fileIds)) custody.push(line);
  const record = (name: keyof typeof RECORDS, value: unknown): Part => ({
    path: RECORDS[name],
    kind: 'record',
    name: visit.t(`casefile:record.${name}`),
    content: () => json(value),
  });
  yield record('history', records.histories);
  yield record('custody', custody);
  yield record('journal', records.journal);
}

/** Everything in the archive that does not tell of the archive itself. */
export async function* partsOf(
  making: Making,
  translate: (language: Language) => Translate,
): AsyncGenerator<Part> {
  const files = [...making.places.entries()];
  for (const [index, place] of files) yield await originalPart(making, place, index + 1);
  if (making.copies) for (const [index, place] of files) yield* await copyPart(making, place, index + 1);
  yield* papersOf(making, translate);
  yield* recordsOf(making);
}
