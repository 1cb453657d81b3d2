import { expect } from 'chai';
import mongoose from 'mongoose';
import { paper, versionOn, minutesForm } from '../support/cases.js';
import { readPdf } from '../paper/support/pdf.js';
import { documentsOf } from '../support/documents.js';
import { officeAtWork } from '../support/office-at-work.js';
import { newId } from '../../src/shared/ids.js';

describe('a follow-up visit', () => {
  const { office, staff, walk } = officeAtWork();
  let first: string;
  let closed: string;
  let waiting: string;
  let idle: string;
  let visit: string;
  const day = 24 * 60;
  const followUp = (checks: string[]) => ({ kind: 'follow_up', mode: 'scheduled', checks });
  const check = async (finding: string, form: object, by = staff.head, version?: string) => {
    const page = await by.agent.get(`/inspections/${visit}/checks`);
    return by.agent.post(`/inspections/${visit}/checks/${finding}`, {
      version: version ?? versionOn(page),
      ...form,
    });
  };
  const figures = async (month: string) => {
    const { html, text } = await staff.leader.agent.get(`/reports/01/${month}`);
    const [, balance] = /(\d+ \+ \d+ − \d+ = \d+)/.exec(text) ?? [];
    const [, href] = /Mở lại trong kỳ[\s\S]*?href="([^"]*)"/.exec(html) ?? [];
    return { balance, reopened: (href ?? '').replace(/&amp;/g, '&').replace(/&#x3D;/g, '=') };
  };

  before(async () => {
    first = await walk.opened();
    closed = await walk.record(first);
    waiting = await walk.record(first, { sign: '2.2' });
    idle = await walk.record(first, { sign: '2.3' });
    await walk.conclude(first, '2/3/2026');
    for (const id of [closed, waiting]) await walk.report(id, [paper()]);
    await walk.verify(closed, 'accepted');
    office.product.clock.forward(35 * day);
  });

  it('is offered the findings of the unit, the open ones first, and has to be bound to some of them', async () => {
    const { agent } = staff.head;
    const form = await agent.get('/inspections/new');
    const { visitForm } = await import('../support/cases.js');
    const sent = {
      id: newId(),
      version: '0',
      ...visitForm(office, staff),
      kind: 'follow_up',
      mode: 'scheduled',
    };
    expect(form.text).to.not.include('KT-2026-0001/1');
    const shown = await agent.post('/inspections/preview', sent);
    expect(shown.text).to.match(
      /KT-2026-0001\/3 · .*KT-2026-0001\/2 · .*KT-2026-0001\/1 · Đã khắc phục|KT-2026-0001\/1 · Đã/,
    );
    const unbound = await agent.post('/inspections', sent);
    expect(unbound.status).to.equal(422);
    expect(unbound.text).to.include('Chọn ít nhất một phát hiện');
    expect((await agent.post('/inspections', { ...sent, checks: [newId()] })).status).to.equal(422);
    visit = await walk.prepare(followUp([closed, waiting, idle]));
    await walk.approve(visit);
    const early = await check(closed, { outcome: 'remedied', seen: '' }, staff.head, '2');
    expect(early.status).to.equal(409);
    await walk.open(visit);
  });

  it('refuses what cannot be: no words, an impossible outcome, strangers, an old version', async () => {
    const silent = await check(closed, { outcome: 'reopened', seen: '' });
    expect(silent.status).to.equal(422);
    expect(silent.html)
      .to.include(`action="/inspections/${visit}/checks/${closed}"`)
      .and.to.include('id="seen"');
    expect((await check(closed, { outcome: 'persists', seen: 'x' })).status).to.equal(422);
    expect((await check(closed, { outcome: 'withdrawn', seen: 'x' })).status).to.equal(422);
    expect((await check(closed, { outcome: 'reopened', seen: 'x' }, staff.colleague, '3')).status).to.equal(
      403,
    );
    expect((await check(closed, { outcome: 'reopened', seen: 'x' }, staff.officer, '3')).status).to.equal(
      403,
    );
    expect(
      (await check(closed, { outcome: 'reopened', seen: 'x' }, staff.strangeOfficer, '3')).status,
    ).to.equal(404);
    expect((await check(newId(), { outcome: 'remedied', seen: '' })).status).to.equal(404);
    expect((await check(closed, { outcome: 'reopened', seen: 'Lại vắng' }, staff.head, '1')).status).to.equal(
      409,
    );
  });

  it('opens a closed finding again, with a new term by the rule, the earlier days kept, once', async () => {
    const { agent } = staff.head;
    const version = versionOn(await agent.get(`/inspections/${visit}/checks`));
    const form = { version, outcome: 'reopened', seen: 'Lại vắng 3 người, không ai trực thay.' };
    const path = `/inspections/${visit}/checks/${closed}`;
    const replies = await Promise.all([agent.post(path, form), agent.post(path, form)]);
    expect(replies.map(({ status }) => status)).to.deep.equal([303, 303]);
    const { text } = await agent.get(`/findings/${closed}`);
    expect(text).to.include('Kiểm tra sau kết luận KT-2026-0002').and.to.include('Lại vắng 3 người');
    expect(text).to.include(
      'Trước khi mở lại: hạn 16/03/2026, khắc phục ngày 02/03/2026, kết thúc ngày 02/03/2026.',
    );
    // Half of 10 working days from Monday 6 April.
    expect(text).to.include('hạn 13/04/2026');
    const notices = await staff.officer.agent.get('/notices');
    expect(notices.text).to.include('Phát hiện KT-2026-0001/1 được mở lại');
    expect((await staff.officer.agent.get(`/findings/${closed}/remediation`)).status).to.equal(200);
  });

  it('confirms what is remedied, which answers the report that was waiting, and lets go on what is not', async () => {
    expect((await check(waiting, { outcome: 'remedied', seen: '' })).status).to.equal(303);
    expect((await check(idle, { outcome: 'persists', seen: 'Chưa có sổ' })).status).to.equal(303);
    const stored = mongoose.connection.collection<{
      _id: string;
      state: string;
      remediations: { verification?: object }[];
    }>('findings');
    const confirmed = await stored.findOne({ _id: waiting });
    expect(confirmed?.state).to.equal('closed');
    expect(confirmed?.remediations[0]?.verification).to.include({ outcome: 'accepted' });
    expect((await stored.findOne({ _id: idle }))?.state).to.equal('to_remedy');
    const page = await staff.supervisor.agent.get(`/inspections/${visit}`);
    expect(page.text).to.include('Đã kiểm tra 3/3 phát hiện').and.to.include('Chưa có sổ');
  });

  it('is counted as a term of its own; what was reported before stays as it was', async () => {
    // March: three came, one was closed. April: one was opened again, one closed.
    expect((await figures('2026-03')).balance).to.equal('0 + 3 − 1 = 2');
    const april = await figures('2026-04');
    expect(april.balance).to.equal('2 + 1 − 1 = 2');
    const list = await staff.leader.agent.get(april.reopened);
    expect(list.text).to.include('1 phát hiện').and.to.include('KT-2026-0001/1');
  });

  it('cannot be concluded while a finding was not seen, and opens the closed case of a finding again', async () => {
    const second = await walk.opened({ topic: 'Lần hai' });
    const only = await walk.record(second, { sign: '2.4' });
    await walk.conclude(second, '6/4/2026');
    await walk.report(only, [paper()]);
    await walk.verify(only, 'accepted');
    const state = async () => (await office.services.inspections.load(actor(), second)).state;
    const actor = () => ({ personId: staff.head.id, name: staff.head.name, post: staff.head.posts[0]! });
    expect(await state()).to.equal('closed');
    visit = await walk.prepare(followUp([only]));
    await walk.approve(visit);
    await walk.open(visit);
    const { agent } = staff.head;
    const written = versionOn(await agent.get(`/inspections/${visit}/minutes`));
    await agent.post(`/inspections/${visit}/minutes`, { ...minutesForm, version: written, on: '6/4/2026' });
    const path = `/inspections/${visit}/signing`;
    const version = versionOn(await agent.get(path));
    const refused = await agent.post(path, { version, on: '6/4/2026', outcome: 'signed' });
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('phát hiện của lần trước chưa xem lại');
    expect((await staff.supervisor.agent.get(`/inspections/${visit}`)).html).to.include(`${visit}/checks"`);
    expect((await check(only, { outcome: 'reopened', seen: 'Chưa làm' })).status).to.equal(303);
    expect(await state()).to.equal('concluded');
    await walk.conclude(visit, '6/4/2026');
    // The papers of the visit tell what it saw, though it has found nothing of its own.
    for (const kind of ['reinspection', 'team_report']) {
      const id = await documentsOf(staff).drawUp(visit, kind, staff.head);
      const file = await agent.fetch(`/documents/${id}/document.pdf?language=vi`);
      const { text } = await readPdf(Buffer.from(await file.arrayBuffer()));
      expect(text.replace(/\s+/g, ' '), kind)
        .to.include('Mở lại: Chưa làm')
        .and.match(/KT-2026-\d{4}\/1/);
    }
    await walk.report(only, [paper()]);
    await walk.verify(only, 'accepted');
    expect(await state()).to.equal('closed');
    expect((await office.services.journal.verify()).faults).to.deep.equal([]);
  });
});
