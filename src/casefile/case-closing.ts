import { Readable } from 'node:stream';
import { custodianIn } from '../custody/custody.pages.js';
import { csvOf } from '../exports/csv.js';
import { number, text } from '../exports/table-file.js';
import { journalHead } from '../history/journal.repository.js';
import { authorOf } from '../policies/actor.js';
import { inLanguage, type Translate } from '../shared/language.js';
import { sha256Of } from '../shared/sha256.js';
import { FORMAT, MANIFEST, type Manifest, type ManifestEntry } from './case-file.js';
import { caseIndex } from './case-index.presenter.js';
import { json, type Making } from './case-parts.js';
import type { Part } from './gather.js';

const columnsOf = (t: Translate) => [
  text<ManifestEntry>(t('casefile:column.path'), 50, ({ path }) => path),
  text<ManifestEntry>(t('casefile:column.file'), 40, ({ name }) => name),
  text<ManifestEntry>(t('casefile:column.caption'), 40, ({ caption }) => caption),
  text<ManifestEntry>(t('casefile:column.place'), 30, ({ place }) => place),
  text<ManifestEntry>(t('casefile:column.from'), 30, ({ by }) => by),
  text<ManifestEntry>(t('casefile:column.receivedAt'), 22, ({ receivedAt }) => receivedAt),
  text<ManifestEntry>(t('casefile:column.takenAt'), 22, ({ takenAt }) => takenAt),
  text<ManifestEntry>(t('casefile:column.effectiveOn'), 14, ({ effectiveOn }) => effectiveOn),
  number<ManifestEntry>(t('casefile:column.masks'), ({ masks }) => masks),
  number<ManifestEntry>(t('casefile:column.size'), ({ size }) => size),
  // Of a file that was disposed of, that of the bytes that were.
  text<ManifestEntry>('SHA-256', 64, ({ sha256, recorded, disposed }) => (disposed ? recorded : sha256)),
  text<ManifestEntry>(t('casefile:column.withdrawn'), 30, ({ withdrawn }) => withdrawn),
  text<ManifestEntry>(t('casefile:column.disposed'), 30, ({ disposed }) => disposed?.number),
  text<ManifestEntry>(t('casefile:column.fault'), 30, ({ fault }) => fault),
];

/** What is made of all that was measured: the index, the manifest as a table and as JSON. */
export async function* closingOf(making: Making, entries: readonly ManifestEntry[]): AsyncGenerator<Part> {
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
