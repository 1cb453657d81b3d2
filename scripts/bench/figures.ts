import { connect, disconnect } from '../../src/database/connect.js';
import { openStore } from '../../src/database/uri.js';
import { peopleRepository } from '../../src/people/people.repository.js';
import { createServices } from '../../src/services.js';
import { filledWith, NOW } from './figures-fill.js';

/** `npm run bench -- figures [--findings N]` */
export async function benchFigures([flag, count]: string[]): Promise<void> {
  const findings = flag === '--findings' ? Number(count) : 1_000_000;
  const { config } = await filledWith(findings);
  const store = await openStore(config);
  await connect(store.uri);
  const services = createServices(config, { clock: { now: () => NOW }, idle: true });
  const found = await peopleRepository.findByUserName('leader1');
  const post = found!.posts[0]!;
  const actor = { personId: found!.id, name: found!.name, post };
  for (const term of ['2025-12', '2025-01', '2025-11']) {
    const begun = performance.now();
    const cpu = process.cpuUsage();
    const { remediation, findings: told } = await services.reports.report(actor, '01', term);
    const c = process.cpuUsage(cpu);
    console.log(
      term,
      (performance.now() - begun).toFixed(0),
      'cpu',
      ((c.user + c.system) / 1000).toFixed(0),
      told.total.own.year,
      told.total.own.month,
      remediation.own.closing,
      remediation.own.closed,
      remediation.own.opening,
    );
  }
  await disconnect();
  await store.stop();
}
