import { expect } from 'chai';
import mongoose from 'mongoose';
import { proposalOf } from '../../src/findings/failure.js';
import type { Finding } from '../../src/findings/finding.js';
import { momentAt } from '../../src/shared/dates.js';
import { hidden, versionOn } from '../support/cases.js';
import { officeAtWork } from '../support/office-at-work.js';

type Stored = {
  _id: string;
  state: string;
  dueOn: string;
  sign: { code: string };
  failureOf?: { id: string; heard: string };
  failures?: { finding?: { id: string } }[];
};
const findingOf = (id: string) => mongoose.connection.collection<Stored>('findings').findOne({ _id: id });

describe('a finding that was not remedied', () => {
  const rule = { returns: 2, signGroup: 1, signNumber: 3 };
  const back = { verification: { outcome: 'returned' } };
  const finding = (more: object) =>
    ({ state: 'to_remedy', dueOn: '2026-03-05', remediations: [], ...more }) as unknown as Finding;

  it('is proposed once for each due date that has passed, and for each return too many', () => {
    expect(proposalOf(finding({}), '2026-03-05', rule)).to.equal(undefined);
    expect(proposalOf(finding({}), '2026-03-06', rule)?.cause).to.equal('overdue');
    expect(proposalOf(finding({ state: 'reported' }), '2026-03-06', rule)).to.equal(undefined);
    const decided = { failures: [{ cause: 'overdue', dueOn: '2026-03-05', returns: 0 }] };
    expect(proposalOf(finding(decided), '2026-03-06', rule)).to.equal(undefined);
    expect(proposalOf(finding({ ...decided, dueOn: '2026-03-09' }), '2026-03-10', rule)?.cause).to.equal(
      'overdue',
    );
    const twice = { state: 'returned', remediations: [back, back] };
    expect(proposalOf(finding(twice), '2026-03-05', rule)?.cause).to.equal('returned');
    const seen = { ...twice, failures: [{ cause: 'returned', dueOn: '2026-03-05', returns: 2 }] };
    expect(proposalOf(finding(seen), '2026-03-05', rule)).to.equal(undefined);
    const again = { ...seen, remediations: [back, back, back] };
    expect(proposalOf(finding(again), '2026-03-05', rule)?.returns).to.equal(3);
  });
});

describe('deciding about a failure to remedy', () => {
  const { office, staff, walk } = officeAtWork();
  let inspection = '';
  let failed = '';
  let other = '';
  before(async () => {
    office.product.clock.present = momentAt('2026-03-02', '09:00');
    inspection = await walk.opened();
    failed = await walk.record(inspection, { term: '3' });
    other = await walk.record(inspection, { term: '3', sign: '2.2' });
    await walk.conclude(inspection, '2/3/2026');
  });

  const decide = async (id: string, form: Record<string, string>, more: Record<string, string> = {}) => {
    const { agent } = staff.supervisor;
    const path = `/findings/${id}/failure`;
    const page = await agent.get(path);
    const facts = {
      place: inspection,
      severity: 'serious',
      seen: 'Không khắc phục',
      mustDo: 'Khắc phục ngay',
      responsiblePost: 'Chủ tịch UBND phường',
      term: '5',
      heard: 'Đơn vị giải trình ngày 9/3: chưa bố trí được người.',
    };
    return agent.post(path, {
      version: versionOn(page),
      id: hidden(page.html, 'id'),
      reason: '',
      ...facts,
      ...form,
      ...more,
    });
  };

  it('is nobody’s before the day, and then a supervisor’s alone', async () => {
    const path = `/findings/${failed}/failure`;
    expect((await staff.supervisor.agent.get(path)).status).to.equal(403);
    expect((await staff.supervisor.agent.get('/work')).text).to.not.include('Đề xuất ghi nhận');
    office.product.clock.present = momentAt('2026-03-10', '09:00');
    const form = (await staff.supervisor.agent.get(path)).text;
    expect(form).to.include('Đã quá thời hạn khắc phục ngày 05/03/2026');
    expect(form).to.not.include('không bắt buộc');
    expect((await staff.supervisor.agent.get('/work')).html).to.include(path);
    expect((await staff.supervisor.agent.get(`/findings/${failed}`)).html).to.include(path);
    for (const [person, status] of [
      [staff.head, 403],
      [staff.officer, 403],
      [staff.strangeOfficer, 404],
    ] as const)
      expect((await person.agent.get(path)).status).to.equal(status);
    expect((await staff.head.agent.get('/work')).html).to.not.include(path);
  });

  it('becomes a finding with the directive’s sign, linked both ways, once; the old one goes on', async () => {
    const silent = await decide(failed, { outcome: 'accepted', heard: ' ' });
    expect(silent.status).to.equal(422);
    expect(silent.html).to.include('href="#heard"').and.to.include('Khắc phục ngay');
    const elsewhere = await decide(failed, { outcome: 'accepted', place: 'xxxxxxxxxxxxxxxxxxxx' });
    expect(elsewhere.status).to.equal(422);
    const page = await staff.supervisor.agent.get(`/findings/${failed}/failure`);
    const same = { outcome: 'accepted', id: hidden(page.html, 'id'), version: versionOn(page) };
    for (let time = 0; time < 2; time += 1) expect((await decide(failed, same)).status).to.equal(303);
    const before = await findingOf(failed);
    expect([before?.state, before?.dueOn, before?.failures?.length]).to.deep.equal([
      'to_remedy',
      '2026-03-05',
      1,
    ]);
    const made = await findingOf(before?.failures?.[0]?.finding?.id ?? '');
    expect([made?.sign.code, made?.state, made?.dueOn]).to.deep.equal(['1.3', 'to_remedy', '2026-03-17']);
    expect(made?.failureOf).to.include({ id: failed });
    const seen = await staff.officer.agent.get(`/findings/${made!._id}`);
    expect(seen.text).to.include('chưa bố trí được người').and.to.include('Ghi nhận việc không khắc phục');
    const receipt = (await staff.officer.agent.get(`/findings/${made!._id}/deadline`)).text;
    expect(receipt).to.include('Ghi nhận việc không khắc phục ngày 10/03/2026');
    expect(seen.text).to.include('sau khi ghi nhận việc không khắc phục ngày 10/03/2026');
    expect((await staff.officer.agent.get('/notices')).text).to.include('ghi nhận việc không khắc phục');
    expect((await staff.supervisor.agent.get(`/findings/${failed}/failure`)).status).to.equal(403);
    const counted = await mongoose.connection
      .collection<{ _id: string; findings: { total: number; open: number } }>('inspections')
      .findOne({ _id: inspection });
    expect(counted?.findings).to.include({ total: 3, open: 3 });
  });

  it('is declined with a reason only, and not proposed again', async () => {
    expect((await decide(other, { outcome: 'declined' })).status).to.equal(422);
    expect((await decide(other, { outcome: 'declined', reason: 'Do thiên tai' })).status).to.equal(303);
    expect((await staff.officer.agent.get(`/findings/${other}`)).text).to.include('Do thiên tai');
    expect((await staff.supervisor.agent.get(`/findings/${other}/failure`)).status).to.equal(403);
    expect((await office.services.journal.verify()).faults).to.deep.equal([]);
  });
});
