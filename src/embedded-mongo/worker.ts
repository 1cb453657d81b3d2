import { parentPort, workerData } from 'node:worker_threads';
import { startServer } from './server.js';

// The store's thread: it says when it is ready, or why it is not, and ends when it is told to.
const port = parentPort!;
try {
  const server = await startServer(workerData as { folder: string; port?: number });
  port.once('message', () => {
    void server.stop().then(() => {
      port.postMessage({ stopped: true });
      port.close();
    });
  });
  port.postMessage({ uri: server.uri });
} catch (error) {
  port.postMessage({ error: error instanceof Error ? error.message : String(error) });
  port.close();
}
