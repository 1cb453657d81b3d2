import type { Collection, Document } from 'mongodb';
import { carried } from './raw.js';

/** One insert carries so much at most, so that memory stays bounded whatever the documents are like. */
const MOST_DOCUMENTS = 1000;
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Writes documents in the order in which they come; the next batch is read while one is written. `told` hears after
 * each batch how many have been written.
 */
export async function pour(
  documents: AsyncIterable<Uint8Array>,
  into: Collection,
  told: (written: number) => void,
): Promise<number> {
  let written = 0;
  let underWay: Promise<void> = Promise.resolve();
  const write = async (batch: Document[]) => {
    await into.insertMany(batch, { ordered: true, bypassDocumentValidation: true });
    told((written += batch.length));
  };
  try {
    for await (const batch of batches(documents, into.collectionName)) {
      await underWay;
      underWay = write(batch);
      // Awaited above or below; until then nobody else listens.
      underWay.catch(() => undefined);
    }
  } finally {
    await underWay;
  }
  return written;
}

async function* batches(documents: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Document[]> {
  let batch: Document[] = [];
  let bytes = 0;
  for await (const document of documents) {
    if (batch.length === MOST_DOCUMENTS || (bytes > 0 && bytes + document.length > MOST_BYTES)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(carried(document, name));
    bytes += document.length;
  }
  if (batch.length > 0) yield batch;
}
