import { expect } from 'chai';
import mongoose from 'mongoose';
import { factsOf, fingerprint, type Event } from '../../src/history/event.js';
import { momentAt } from '../../src/shared/dates.js';
import { versionOn } from '../support/cases.js';
import { officeAtWork } from '../support/office-at-work.js';

const fail = (what: string): never => {
  throw new Error(what);
};

describe('the numbers of rules on the pages', () => {
  const { office, staff } = officeAtWork({ now: momentAt('2026-03-02', '09:00') });

  const set = async (group: string, form: Record<string, string>) => {
    const { agent } = staff.administrator;
    const version = versionOn(await agent.get('/settings/limits'));
    return agent.post(`/settings/limits/${group}`, { version, ...form });
  };

  it('takes settings that were stored before there were signers: a change of something else', async () => {
    type Stored = { _id: string; version: number; history: Event[] } & Record<string, unknown>;
    const settings = mongoose.connection.collection<Stored>('settings');
    const stateNow = async () => {
      const { _id: id, ...rest } = (await settings.findOne({})) ?? fail('no settings');
      return { id, last: rest.history.length - 1, state: fingerprint(factsOf({ id, ...rest })), rest };
    };
    await settings.updateOne({}, { $unset: { signers: '' } });
    const { id, last, state } = await stateNow();
    await settings.updateOne({ _id: id }, { $set: { [`history.${last}.state`]: state } });
    const { agent } = staff.administrator;
    const version = versionOn(await agent.get('/settings/limits'));
    const numbers = { validFrom: '2/3/2026', visits: '3', version };
    expect((await agent.post('/settings/limits/rotation', numbers)).status).to.equal(303);
    const after = await stateNow();
    expect(after.rest.history.at(-1)?.state).to.equal(after.state);
  });

  it('are what forms begin with and pages warn by from that day on', async () => {
    const { agent } = staff.supervisor;
    const draw = { restDays: '90', seriousWeight: '3', absenceWeight: '0', complaintWeight: '2', count: '5' };
    expect((await set('draw', { validFrom: '2/3/2026', ...draw })).status).to.equal(303);
    const { html } = await agent.get('/draws/new');
    for (const [name, value] of Object.entries(draw))
      expect(html).to.match(new RegExp(`name="${name}"[^>]*value="${value}"`));
    await set('plan', { validFrom: '3/3/2026', monthsBetween: '36', visitsPerMonth: '7' });
    const burden = { visits: '2', withinDays: '60', monthsBetween: '36' };
    await set('burden', { validFrom: '3/3/2026', ...burden });
    expect((await agent.get('/plans/new')).html).to.match(/name="monthsBetween"[^>]*value="24"/);
    office.product.clock.forward(24 * 60);
    expect((await agent.get('/plans/new')).html).to.match(/name="monthsBetween"[^>]*value="36"/);
    expect((await staff.administrator.agent.get('/settings/limits')).text).to.include(
      '03/03/2026 Đang áp dụng 36 7',
    );
  });
});
