import { benchExports } from './bench/exports.js';
import { benchEvidence } from './bench/uploads.js';
import { benchPlans } from './bench/plans.js';
import { benchReminders } from './bench/reminders.js';
import { benchStore } from './bench/store.js';
import { benchWeb } from './bench/web.js';

// npm run bench -- NAME: measures the product on this machine. Figures depend on the machine; compare ratios.
const benches: Record<string, (parts: string[]) => Promise<void>> = {
  web: benchWeb,
  evidence: benchEvidence,
  exports: benchExports,
  store: benchStore,
  plans: benchPlans,
  reminders: benchReminders,
};

const [name = '', ...parts] = process.argv.slice(2);
const run = benches[name];
if (run === undefined) {
  console.error(`npm run bench -- NAME: one of ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
await run(parts);
