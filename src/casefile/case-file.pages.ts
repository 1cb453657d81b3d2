import { Readable } from 'node:stream';
import { custodianIn } from '../custody/custody.pages.js';
import { presentPlace } from '../custody/custody.presenter.js';
import { placesOfCase, type Place } from '../custody/places.queries.js';
import { paperOf } from '../documents/document.pages.js';
import { csvOf } from '../exports/csv.js';
import { number, text } from '../exports/table-file.js';
import { zipStream } from '../exports/zip-stream.js';
import { journalHead } from '../history/journal.repository.js';
import { isOfAuthority } from '../inspections/disclosure.js';
import { subjectOf, type Inspection } from '../inspections/inspection.js';
import { authorOf, postOf } from '../policies/actor.js';
import { allowed, assertAllowed } from '../policies/policy.js';
import { maySee } from '../policies/visibility.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { Forbidden } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import { idOf, type Answer, type Visit } from '../web/visit.js';
import {
  FORMAT,
  MANIFEST,
  originalPath,
  RECORDS,
  safeName,
  type Decision,
  type Manifest,
  type ManifestEntry,
} from './case-file.js';
import { caseIndex } from './case-index.presenter.js';
import { readCaseRecords } from './case-records.queries.js';
import { looksPaperOf } from './looks-paper.pages.js';
import { gathered, type Part } from './gather.js';
import { sha256Of } from '../shared/sha256.js';

type Making = {
  services: Services;
  visit: Visit;
  inspection: Inspection;
  places: Place[];
  /** By which decisions files were disposed of, by their ids. */
  decisions: Map<string, Decision>;
  /** Whether whoever makes it may know who was held responsible. */
  names: boolean;
  id: string;
};

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);

/** Each file once, where it lies first; of findings those within reach, of decisions on people those that may be known. */
function originalsOf({ actor }: Visit, found: readonly Place[], names: boolean): Place[] {
  const reached = found.filter(
    ({ readers, kind }) =>
      kind !== 'draft' && (kind !== 'handling' || names) && (readers === undefined || maySee(actor, readers)),
  );
  return [...new Map([...reached].reverse().map((place) => [place.file.id, place])).values()].reverse();
}

/** Of the files that were disposed of, by which decision; they are not in the archive. */
async function decisionsOn({ opening }: Services, places: readonly Place[]): Promise<Map<string, Decision>> {
  const found = new Map<string, Decision>();
  for (const { file } of places) {
    const decision = await opening.decisionOn(file.id);
    if (decision !== undefined) found.set(file.id, decision);
  }
  return found;
}

function originalPart({ services, visit, decisions }: Making, place: Place, index: number): Part {
  const { file } = place;
  const disposed = decisions.get(file.id);
  const content = async () => {
    await services.opening.assertOpen(file);
    return services.files.read(file.id);
  };
  return {
    path: originalPath(index + 1, place.label, file.name),
    kind: 'original',
    id: file.id,
    recorded: file.sha256,
    name: file.name,
    caption: file.caption,
    place: presentPlace(place, visit.t).text,
    by: `${file.by.name}, ${postOf(file.by, visit.language)}`,
    receivedAt: new Date(file.receivedAt).toISOString(),
    ...(file.withdrawn === undefined ? {} : { withdrawn: file.withdrawn.reason }),
    ...(disposed === undefined ? { content } : { disposed }),
  };
}

async function* partsOf(making: Making, translate: (language: Language) => Translate): AsyncGenerator<Part> {
  const { services, visit, inspection, places, names } = making;
  const tongue = { language: 'vi', t: translate('vi') } as const;
  for (const [index, place] of places.entries()) yield originalPart(making, place, index);
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
  const looks = await looksPaperOf(services, visit, inspection, tongue);
  if (looks !== undefined) {
    const title = visit.t('casefile:looks.title');
    yield { path: `documents/${safeName(title)}.pdf`, kind: 'document', name: title, content: () => looks };
  }
  const records = await readCaseRecords(inspection.id, names);
  const custody = [];
  for await (const line of services.custody.record(places.map(({ file }) => file.id))) custody.push(line);
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

const columnsOf = (t: Translate) => [
  text<ManifestEntry>(t('casefile:column.path'), 50, ({ path }) => path),
  text<ManifestEntry>(t('casefile:column.file'), 40, ({ name }) => name),
  text<ManifestEntry>(t('casefile:column.caption'), 40, ({ caption }) => caption),
  text<ManifestEntry>(t('casefile:column.place'), 30, ({ place }) => place),
  text<ManifestEntry>(t('casefile:column.from'), 30, ({ by }) => by),
  text<ManifestEntry>(t('casefile:column.receivedAt'), 22, ({ receivedAt }) => receivedAt),
  number<ManifestEntry>(t('casefile:column.size'), ({ size }) => size),
  text<ManifestEntry>('SHA-256', 64, ({ sha256 }) => sha256),
  text<ManifestEntry>(t('casefile:column.withdrawn'), 30, ({ withdrawn }) => withdrawn),
  text<ManifestEntry>(t('casefile:column.disposed'), 30, ({ disposed }) => disposed?.number),
  text<ManifestEntry>(t('casefile:column.fault'), 30, ({ fault }) => fault),
];

/** What is made of all that was measured: the index, the manifest as a table and as JSON. */
async function* closingOf(making: Making, entries: readonly ManifestEntry[]): AsyncGenerator<Part> {
  const { visit, inspection, id } = making;
  const { t, language } = visit;
  const manifest = async (): Promise<Manifest> => ({
    format: FORMAT,
    version: 1,
    id,
    case: {
      id: inspection.id,
      number: inspection.number ?? t('inspections:untitled'),
      unit: inLanguage(inspection.unit.name, language),
      authority: inLanguage(inspection.authority.name, language),
      state: inspection.state,
    },
    madeAt: visit.now.toISOString(),
    madeBy: authorOf(visit.actor),
    journal: await journalHead(),
    entries: [...entries],
  });
  const shown = await manifest();
  yield { path: 'index.html', kind: 'index', content: () => Buffer.from(caseIndex(shown, { t, language })) };
  const table = {
    title: '',
    columns: columnsOf(t),
    rows: Readable.from(shown.entries) as AsyncIterable<ManifestEntry>,
    about: () => [],
  };
  yield {
    path: 'manifest.csv',
    kind: 'index',
    content: () => Readable.from(csvOf(table), { objectMode: false }),
  };
  const whole = json(await manifest());
  const sha256 = sha256Of(whole);
  // The ledger holds what the manifest came to, and the manifest what everything else did.
  await making.services.custody.note([
    { ...custodianIn(visit), fileId: id, act: 'exported', detail: `${MANIFEST} ${sha256}` },
  ]);
  yield { path: MANIFEST, kind: 'index', content: () => whole };
}

/** The whole of a case as one archive, for the authority that inspects. */
export const caseFilePage =
  (services: Services, translate: (language: Language) => Translate) =>
  async (visit: Visit): Promise<Answer> => {
    const { actor } = visit;
    const inspection = await services.inspections.load(actor, idOf(visit));
    assertAllowed(actor, 'casefile.export');
    if (!isOfAuthority(actor, inspection)) throw new Forbidden('the case file is the authority’s');
    const names = allowed(actor, 'handling.name', subjectOf(inspection));
    const places = originalsOf(visit, await placesOfCase(inspection.id), names);
    const decisions = await decisionsOn(services, places);
    const making: Making = { services, visit, inspection, places, decisions, names, id: newId() };
    const ids = places.map(({ file }) => file.id).filter((id) => !decisions.has(id));
    await services.custody.noteAll('exported', ids, custodianIn(visit), making.id);
    const parts = gathered(partsOf(making, translate), (entries) => closingOf(making, entries));
    const name = safeName(`${inspection.number ?? 'ho-so'} ${dayOf(visit.now)}`).replace(/[^\w.-]+/g, '-');
    const headers = {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${name}.zip"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    };
    return { kind: 'file', body: zipStream(parts, visit.now), headers };
  };
