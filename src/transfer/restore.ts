import type { Db } from 'mongodb';
import { readArchive, type Header, type Part, type Summary } from './archive.js';
import { Fault, Refusal } from './faults.js';
import { pour } from './pour.js';
import type { Progress } from './progress.js';
import { carried, rawly } from './raw.js';
import { checkSeal } from './seal.js';
import { isExpiring, makeIndexes, makeShape, meaningOf, shapesOf, type Shape } from './shape.js';
import { Tally } from './tally.js';

/** A backup that has been read once from end to end and is whole. */
export type Backup = {
  file: string;
  length: number;
  sha256: string;
  header: Header;
  shapes: Shape[];
  summaries: Map<string, Summary>;
};

/** Where a backup is put before it takes the place of what is there. */
export type Aside = { db: Db; named: (collection: string) => string };

/** Reads the whole file. Refuses one with anything wrong in it: nothing has been touched by then. */
export async function checkBackup(file: string, progress: Progress): Promise<Backup> {
  const { length, sha256 } = await checkSeal(file, (bytes) => progress('reading the file', bytes, 0));
  const backup = { file, length, sha256, shapes: [] as Shape[], summaries: new Map<string, Summary>() };
  let header: Header | undefined;
  let tally = new Tally();
  for await (const part of readArchive(file, length)) {
    if (part.kind === 'header') header = part.header;
    else if (part.kind === 'shape') {
      backup.shapes.push(part.shape);
      tally = new Tally();
    } else if (part.kind === 'documents') {
      for (const document of part.documents) {
        carried(document, backup.shapes.at(-1)?.name ?? '');
        tally.add(document);
      }
      progress(`checking ${backup.shapes.at(-1)?.name}`, tally.documents, 0);
    } else {
      const { collection } = part.summary;
      if (!isSame(tally, part.summary))
        throw new Refusal(`${file} is damaged: ${collection} does not add up`);
      backup.summaries.set(collection, part.summary);
    }
  }
  return { ...backup, header: header! };
}

const isSame = (tally: Tally, { documents, checksum }: Summary): boolean =>
  tally.documents === documents && tally.checksum === checksum;

/** Fills the place aside and then reads it all again: it must come to what the backup says. */
export async function fillAside(backup: Backup, aside: Aside, progress: Progress): Promise<void> {
  const parts = readArchive(backup.file, backup.length);
  for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
    if (next.value.kind !== 'shape' || next.value.shape.type === 'view') continue;
    const { shape } = next.value;
    const into = aside.db.collection(aside.named(shape.name));
    const all = backup.summaries.get(shape.name)?.documents ?? 0;
    await makeShape(aside.db, { ...shape, name: into.collectionName }, () => false);
    await pour(documentsIn(parts), into, (written) => progress(`writing ${shape.name}`, written, all));
    // Those by which documents expire come last, else some would be gone before they are counted.
    await makeIndexes(aside.db, { ...shape, name: into.collectionName }, (index) => !isExpiring(index));
  }
  await checkAside(backup, aside, progress);
}

async function* documentsIn(parts: AsyncGenerator<Part>): AsyncGenerator<Uint8Array> {
  for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
    if (next.value.kind === 'summary') return;
    if (next.value.kind === 'documents') yield* next.value.documents;
  }
}

async function checkAside(backup: Backup, { db, named }: Aside, progress: Progress): Promise<void> {
  for (const [collection, summary] of backup.summaries) {
    const tally = new Tally();
    const documents = db.collection(named(collection)).find({}, rawly(collection));
    for await (const document of documents as unknown as AsyncIterable<Uint8Array>) {
      tally.add(document);
      if (tally.documents % 100 === 0)
        progress(`comparing ${collection}`, tally.documents, summary.documents);
    }
    progress(`comparing ${collection}`, tally.documents, summary.documents);
    if (!isSame(tally, summary))
      throw new Fault(
        `${collection} came out differently: ${tally.documents} of ${summary.documents} documents`,
      );
  }
  for (const shape of backup.shapes)
    if (shape.type === 'collection') await makeIndexes(db, { ...shape, name: named(shape.name) }, isExpiring);
  await checkShapes(backup, { db, named });
}

async function checkShapes(backup: Backup, { db, named }: Aside): Promise<void> {
  const made = new Map((await shapesOf(db)).map((shape) => [shape.name, meaningOf(shape)]));
  const wrong = backup.shapes.find(
    (shape) => shape.type === 'collection' && made.get(named(shape.name)) !== meaningOf(shape),
  );
  if (wrong !== undefined) throw new Fault(`options or indexes of ${wrong.name} came out differently`);
}
