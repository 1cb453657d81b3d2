import type { Db, Document } from 'mongodb';
import type { Progress } from './progress.js';
import { plain, rawly } from './raw.js';
import { isExpiring, meaningOf, shapesOf, type Shape } from './shape.js';
import { Tally } from './tally.js';

/** How a collection or view of the source compares with that of the target. */
export type Compared = {
  name: string;
  documents: number;
  bytes: number;
  indexes: number;
  checksum: string;
  /** Documents that expire within the hour: either side may remove them at any moment, so they are not compared. */
  expiring: number;
  same: boolean;
  /** What differs, in words. */
  differs: string;
};

const HOUR = 60 * 60 * 1000;

type Tools = { progress: Progress; now: () => Date };

/** Reads both sides again from the beginning and compares options, indexes, counts and checksums. */
export async function compare(source: Db, target: Db, shapes: Shape[], tools: Tools): Promise<Compared[]> {
  const made = new Map((await shapesOf(target)).map((shape) => [shape.name, meaningOf(shape)]));
  const compared: Compared[] = [];
  for (const shape of shapes) {
    const { name, indexes } = shape;
    const [here, there] = await bothTallies(source, target, shape, tools);
    const differs = [
      ...(made.get(name) === meaningOf(shape) ? [] : ['options or indexes']),
      ...(here.documents === there.documents ? [] : [`${there.documents} of ${here.documents} documents`]),
      ...(here.documents !== there.documents || here.checksum === there.checksum ? [] : ['contents']),
    ];
    const { documents, bytes, checksum, expiring } = here;
    compared.push({
      ...{ name, documents, bytes, checksum, expiring, indexes: indexes.length },
      same: differs.length === 0,
      differs: differs.join(', '),
    });
  }
  return compared;
}

type Counted = { documents: number; bytes: number; checksum: string; expiring: number };

async function bothTallies(source: Db, target: Db, shape: Shape, tools: Tools): Promise<[Counted, Counted]> {
  if (shape.type === 'view') {
    const none = { documents: 0, bytes: 0, checksum: new Tally().checksum, expiring: 0 };
    return [none, none];
  }
  const soon = new Date(tools.now().getTime() + HOUR);
  const all = await source.collection(shape.name).estimatedDocumentCount();
  const told = (done: number) => tools.progress(`comparing ${shape.name}`, done, all);
  return Promise.all([tallyOf(source, shape, soon, told), tallyOf(target, shape, soon, () => undefined)]);
}

async function tallyOf(db: Db, shape: Shape, soon: Date, told: (done: number) => void): Promise<Counted> {
  const expiry = shape.indexes.filter(isExpiring);
  const tally = new Tally();
  let expiring = 0;
  const documents = db.collection(shape.name).find({}, rawly(shape.name));
  for await (const bytes of documents as never as AsyncIterable<Uint8Array>) {
    if (expiry.length > 0 && expiresBy(plain(bytes), expiry, soon)) expiring++;
    else tally.add(bytes);
    if (tally.documents % 100 === 0) told(tally.documents);
  }
  told(tally.documents);
  return { documents: tally.documents, bytes: tally.bytes, checksum: tally.checksum, expiring };
}

/** Do these indexes let the document expire before that moment? Of several dates in an array the first counts. */
function expiresBy(document: Document, indexes: Document[], moment: Date): boolean {
  return indexes.some(({ key, expireAfterSeconds }) => {
    const dates = valuesAt(document, Object.keys(key as Document)[0] ?? '');
    const ends = dates.map((date) => date.getTime() + Number(expireAfterSeconds) * 1000);
    return ends.some((end) => end <= moment.getTime());
  });
}

function valuesAt(document: Document, path: string): Date[] {
  const values = path
    .split('.')
    .reduce<unknown[]>(
      (found, name) => found.flat().map((value) => (value as Document | null | undefined)?.[name] as unknown),
      [document],
    );
  return values.flat().filter((value) => value instanceof Date);
}
