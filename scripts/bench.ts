// npm run bench -- NAME: measures the product on this machine. Figures depend on the machine; compare ratios.
// Each is loaded alone: where memory is measured, that of the others would count.
const benches: Record<string, () => Promise<(parts: string[]) => Promise<void>>> = {
  web: async () => (await import('./bench/web.js')).benchWeb,
  evidence: async () => (await import('./bench/uploads.js')).benchEvidence,
  exports: async () => (await import('./bench/exports.js')).benchExports,
  store: async () => (await import('./bench/store.js')).benchStore,
  plans: async () => (await import('./bench/plans.js')).benchPlans,
  remedy: async () => (await import('./bench/remedy.js')).benchRemedy,
  reports: async () => (await import('./bench/reports.js')).benchReports,
  figures: async () => (await import('./bench/figures.js')).benchFigures,
};

const [name = '', ...parts] = process.argv.slice(2);
const load = benches[name];
if (load === undefined) {
  console.error(`npm run bench -- NAME: one of ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
await (
  await load()
)(parts);
