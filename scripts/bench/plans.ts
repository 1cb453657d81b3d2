import { connect, disconnect } from '../../src/database/connect.js';
import { openStore } from '../../src/database/uri.js';
import { kinds } from '../../src/inspections/inspection.js';
import { createServices } from '../../src/services.js';
import { newId } from '../../src/shared/ids.js';
import { peopleRepository } from '../../src/people/people.repository.js';
import { listPlans } from '../../src/plans/plan.queries.js';
import { PlanLineModel } from '../../src/plans/plan.model.js';
import { spanCodes, spanOf } from '../../src/plans/plan-line.js';
import { snapshotOf } from '../../src/units/unit.js';
import { filledFolder } from './fill.js';
import { visitPage } from './homes.js';
import { startProduct } from './processes.js';
import { table } from './table.js';
import { signIn } from './visitor.js';

const LINES = 2000;
/** Before the mergers of July 2025 the City had some 620 units. */
const YEAR = 2024;

/** Plans the year on the filled store, unless an earlier run has. Answers with the plan's id and its number of units. */
async function plannedYear(config: Awaited<ReturnType<typeof filledFolder>>['config']) {
  const store = await openStore(config);
  try {
    await connect(store.uri);
    const services = createServices(config);
    const found = await peopleRepository.findByUserName('supervisor1');
    const post = found?.posts[0];
    if (found === undefined || post === undefined) throw new Error('nobody is called supervisor1');
    const actor = { personId: found.id, name: found.name, post };
    const { approvers } = await services.inspections.candidates(actor);
    const approver = approvers[0]?.personId ?? '';
    const paper = { document: { number: '' }, topics: [], monthsBetween: 24, visitsPerMonth: 20 };
    const plan = await services.plans
      .draft(actor, { id: newId(), version: 0, year: YEAR, approver, ...paper })
      .catch(() => undefined);
    const units = await services.units.below(post.unitId, `${YEAR}-12-31`);
    if (plan !== undefined) {
      const lines = Array.from({ length: LINES }, (_, index) => ({
        _id: newId(),
        version: 1,
        planId: plan.id,
        unit: snapshotOf(units[index % units.length] as (typeof units)[number]),
        kind: kinds[index % kinds.length],
        topic: { vi: `Chủ đề ${index % 9}`, en: '' },
        team: [],
        ...spanOf(spanCodes[index % spanCodes.length] ?? 'M01', YEAR),
        state: 'planned',
        amendments: [],
        history: [],
      }));
      await PlanLineModel.insertMany(lines as never, { lean: true });
    }
    const id = (await listPlans(actor)).find(({ year }) => year === YEAR)?.id ?? '';
    await disconnect();
    return { id, units: units.length };
  } finally {
    await store.stop();
  }
}

/** `npm run bench -- plans`: a plan of 2,000 lines over all units of a big city. Aim: 300 ms at the 95th percentile. */
export async function benchPlans(): Promise<void> {
  const { config } = await filledFolder(new Date());
  const { id, units } = await plannedYear(config);
  console.log(`${LINES} lines, ${units} units, on the store of the other benches`);
  const product = await startProduct(config.dataDir);
  try {
    const cookie = await signIn(product.url, 'supervisor1');
    table('page', ['first ms', 'p50 ms', 'p95 ms', 'asked']);
    await visitPage('plan', `${product.url}/plans/${id}`, cookie);
    await visitPage('plan, one month', `${product.url}/plans/${id}?month=${YEAR}-03`, cookie);
    await visitPage('coverage by month', `${product.url}/plans/${id}/coverage`, cookie);
    await visitPage('coverage by quarter', `${product.url}/plans/${id}/coverage?by=quarter`, cookie);
  } finally {
    await product.stop();
  }
}
