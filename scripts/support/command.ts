import { loadConfig, type Config } from '../../src/config.js';
import { connect, disconnect } from '../../src/database/connect.js';
import { reachStore } from '../../src/database/uri.js';
import { createServices, type Services } from '../../src/services.js';
import { run } from './run.js';

/** What a command has to work with: everything but the web. */
export type Workshop = { services: Services; config: Config };

/**
 * Runs a command on the product's own services, whether or not the product is running, and ends the process.
 * Exit codes: what `work` answers, 2 for wrong words or settings, 1 for a fault.
 */
export function command(work: (workshop: Workshop) => Promise<number>): Promise<never> {
  return run(async (undo) => {
    const config = loadConfig();
    const store = await reachStore(config);
    undo(store.stop);
    await connect(store.uri);
    undo(disconnect);
    return work({ services: createServices(config), config });
  });
}
