import { UnitReportModel } from '../announcements/unit-report.model.js';
import { inspectionIdOf, reportId } from '../announcements/announcement.js';
import { AnswerModel } from '../answers/answer.model.js';
import { DocumentModel } from '../documents/document.model.js';
import type { EvidenceItem } from '../findings/finding.js';
import { FindingModel } from '../findings/finding.model.js';
import type { Event } from '../history/event.js';
import { HandlingModel } from '../handling/handling.model.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import type { ToldFile } from '../integrity/integrity.js';

/** Where a file of a case is kept. `holder` is the finding, document … ; `label` what that is called, in no language. */
export type Place = {
  file: Omit<EvidenceItem, 'purpose'> & { purpose: string };
  inspectionId: string;
  kind: 'finding' | 'draft' | 'answer' | 'document' | 'publication' | 'report' | 'handling';
  holder: string;
  label: string;
  /** Of a finding, and of what came of it: who may see it. */
  readers?: string[];
  /** Of a document: whether it was delivered, for the inspected side sees no other. */
  delivered?: boolean;
};

type Holder = Record<string, unknown> & { _id: string };
type Found<T> = Promise<T> & { cursor: () => AsyncIterable<Holder> };
type Source = {
  model: { find: (filter: object, fields: object) => { lean: <T>() => Found<T> } };
  /** Where the files lie in the document. */
  at: string;
  /** Finds the documents of a case. */
  ofCase: (inspectionId: string) => object;
  fields: string[];
  files: (holder: Holder) => Place['file'][];
  place: (holder: Holder) => Omit<Place, 'file'>;
};

const byCase = (inspectionId: string) => ({ inspectionId });
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const filesIn = (value: unknown) => (Array.isArray(value) ? (value as Place['file'][]) : []);

const sources: Source[] = [
  {
    model: FindingModel as never,
    at: 'evidence',
    ofCase: byCase,
    fields: ['inspectionId', 'inspectionNumber', 'ordinal', 'readers'],
    files: ({ evidence }) => filesIn(evidence),
    place: ({ _id, inspectionId, inspectionNumber, ordinal, readers }) => ({
      kind: 'finding',
      holder: _id,
      inspectionId: text(inspectionId),
      label: `${text(inspectionNumber)}/${String(ordinal)}`,
      readers: readers as string[],
    }),
  },
  {
    // What the unit has not sent yet; whoever else reads the case does not reach it.
    model: FindingModel as never,
    at: 'draft.files',
    ofCase: byCase,
    fields: ['inspectionId', 'inspectionNumber', 'ordinal'],
    files: ({ draft }) => filesIn((draft as { files?: unknown } | undefined)?.files),
    place: ({ _id, inspectionId, inspectionNumber, ordinal }) => ({
      kind: 'draft',
      holder: _id,
      inspectionId: text(inspectionId),
      label: `${text(inspectionNumber)}/${String(ordinal)}`,
    }),
  },
  {
    model: AnswerModel as never,
    at: 'evidence',
    ofCase: byCase,
    fields: ['inspectionId', 'code'],
    files: ({ evidence }) => filesIn(evidence),
    place: ({ _id, inspectionId, code }) => ({
      kind: 'answer',
      holder: _id,
      inspectionId: text(inspectionId),
      label: text(code),
    }),
  },
  {
    model: DocumentModel as never,
    at: 'scans',
    ofCase: byCase,
    fields: ['inspectionId', 'kind', 'number', 'delivery'],
    files: ({ scans }) => filesIn(scans),
    place: ({ _id, inspectionId, number, delivery }) => ({
      kind: 'document',
      holder: _id,
      inspectionId: text(inspectionId),
      label: text(number),
      delivered: delivery !== undefined && delivery !== null,
    }),
  },
  {
    model: InspectionModel as never,
    at: 'publication.done.files',
    ofCase: (_id) => ({ _id }),
    fields: ['number'],
    files: ({ publication }) =>
      filesIn((publication as { done?: { files?: unknown } } | undefined)?.done?.files),
    place: ({ _id, number }) => ({
      kind: 'publication',
      holder: _id,
      inspectionId: _id,
      label: text(number),
    }),
  },
  {
    model: UnitReportModel as never,
    at: 'sendings.files',
    ofCase: (id) => ({ _id: reportId(id) }),
    fields: [],
    files: ({ sendings }) =>
      (sendings as { files: unknown }[] | undefined)?.flatMap(({ files }) => filesIn(files)) ?? [],
    place: ({ _id }) => ({
      kind: 'report',
      holder: _id,
      inspectionId: inspectionIdOf({ id: _id }),
      label: '',
    }),
  },
  {
    model: HandlingModel as never,
    at: 'files',
    ofCase: byCase,
    fields: ['inspectionId', 'findingNumber', 'readers'],
    files: ({ files }) => filesIn(files),
    place: ({ _id, inspectionId, findingNumber, readers }) => ({
      kind: 'handling',
      holder: _id,
      inspectionId: text(inspectionId),
      label: text(findingNumber),
      readers: readers as string[],
    }),
  },
];

async function placesIn(source: Source, filter: object): Promise<Place[]> {
  const fields = Object.fromEntries([...source.fields, source.at].map((field) => [field, 1]));
  const found = await source.model.find(filter, fields).lean<Holder[]>();
  return found.flatMap((holder) => source.files(holder).map((file) => ({ file, ...source.place(holder) })));
}

/** Where these files are kept, whoever may see them. A file of an answer may be kept with a finding as well. */
export async function placesOfFiles(ids: readonly string[]): Promise<Place[]> {
  const wanted = new Set(ids);
  const found = await Promise.all(
    sources.map((source) => placesIn(source, { [`${source.at}.id`]: { $in: [...wanted] } })),
  );
  return found.flat().filter(({ file }) => wanted.has(file.id));
}

/** The files of the answers to a case's checklist, for those who may read it. */
export async function answerFilesOf(inspectionId: string): Promise<EvidenceItem[]> {
  const found = await AnswerModel.find({ inspectionId, 'evidence.0': { $exists: true } }, { evidence: 1 })
    .sort({ code: 1 })
    .lean();
  return found.flatMap(({ evidence }) => evidence as EvidenceItem[]);
}

/** Every file of a case with its place, in the order of findings, checklist, documents and the rest. */
export async function placesOfCase(inspectionId: string): Promise<Place[]> {
  return (await Promise.all(sources.map((source) => placesIn(source, source.ofCase(inspectionId))))).flat();
}

/** What is kept of every file of every case, one document after the other; a file may come more than once. */
export async function* everyFile(): AsyncGenerator<ToldFile> {
  for (const { model, at, files } of sources) {
    const query = model.find({ [`${at}.id`]: { $exists: true } }, { [at]: 1 });
    for await (const holder of query.lean<Holder[]>().cursor())
      for (const { id, sha256, size } of files(holder)) yield { id, sha256, size };
  }
  yield* leftOut();
}

/** Files that a unit has left out of a draft again: the finding tells of them in its history alone. */
async function* leftOut(): AsyncGenerator<ToldFile> {
  const query = FindingModel.find({ 'history.changes.after.files.id': { $exists: true } }, { history: 1 });
  for await (const { history } of query.lean<{ history: Event[] }[]>().cursor())
    for (const { field, after } of history.flatMap(({ changes }) => changes))
      if (field === 'draft')
        for (const { id, sha256, size } of filesIn((after as { files?: unknown } | undefined)?.files))
          yield { id, sha256, size };
}
