import { expect } from 'chai';
import { planLinesService, type PlanLinesDeps } from '../../src/plans/plan-lines.service.js';
import { NotFound } from '../../src/shared/errors.js';
import { actorIn } from '../support/actors.js';
import { rejected } from '../support/rejected.js';

const serviceWhere = (fault: Error) =>
  planLinesService({
    repository: { lineById: async () => ({ planId: 'p', state: 'planned' }) },
    loadPlan: () => Promise.reject(fault),
  } as unknown as PlanLinesDeps);

describe('offering a line of a plan', () => {
  it('takes a plan that one may not see for none, and any other failure for a failure', async () => {
    const actor = actorIn('inspector');
    expect(await serviceWhere(new NotFound('plan p')).offered(actor, 'line')).to.equal(undefined);
    const fault = new Error('the database does not answer');
    expect(await rejected(serviceWhere(fault).offered(actor, 'line'))).to.equal(fault);
  });
});
