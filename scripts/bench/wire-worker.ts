import { parentPort, workerData } from 'node:worker_threads';
import type { Document } from 'bson';
import { listen, prepare } from './wire.js';

// The peer's database, on a thread of its own like the product's store.
type Batches = Record<string, Document[]>;

await listen((workerData as { path: string }).path);
parentPort?.on('message', (batches: Batches) => {
  for (const [collection, documents] of Object.entries(batches)) prepare(collection, documents);
  parentPort?.postMessage('prepared');
});
parentPort?.postMessage('listening');
