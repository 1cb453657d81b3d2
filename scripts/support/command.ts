import { ConfigError, loadConfig } from '../../src/config.js';
import { connect, disconnect } from '../../src/database/connect.js';
import { reachStore, StoreError } from '../../src/database/uri.js';
import { createServices, type Services } from '../../src/services.js';

/** Wrong words on the command line: one line, exit code 2. */
export class UsageError extends Error {}

/** What a command has to work with: everything but the web. */
export type Workshop = { services: Services };

/**
 * Runs a command on the product's own services, whether or not the product is running, and ends the process.
 * Exit codes: what `work` answers, 2 for wrong words or settings, 1 for a fault.
 */
export async function command(work: (workshop: Workshop) => Promise<number>): Promise<never> {
  const undo: (() => Promise<unknown>)[] = [];
  let code = 1;
  try {
    const config = loadConfig();
    const store = await reachStore(config);
    undo.push(store.stop);
    await connect(store.uri);
    undo.push(disconnect);
    code = await work({ services: createServices(config) });
  } catch (error) {
    const wrongWords = error instanceof UsageError || error instanceof ConfigError;
    console.error(wrongWords || error instanceof StoreError ? error.message : error);
    code = wrongWords ? 2 : 1;
  }
  for (const step of undo.reverse()) await step();
  process.exit(code);
}

/** Reads words before anything is started, so that a wrong one is said at once. */
export function usage<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}
