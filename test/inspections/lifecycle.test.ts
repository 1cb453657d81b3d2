import { expect } from 'chai';
import mongoose from 'mongoose';
import { versionOn, visitForm } from '../support/cases.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

type Stored = { _id: string; number?: string; state: string; version: number; history: { action: string }[] };
const stored = (id: string) => mongoose.connection.collection<Stored>('inspections').findOne({ _id: id });

describe('carrying an inspection to its opening', () => {
  const { office, staff, walk } = officeAtWork();

  const post = async ({ agent }: Worker, id: string, step: string, version: string, more: object = {}) => {
    if (agent.token === '') await agent.get('/');
    return agent.post(`/inspections/${id}/${step}`, { version, ...more });
  };

  it('lets the approver approve, once', async () => {
    const id = await walk.prepare();
    expect((await staff.supervisor.agent.get(`/inspections/${id}`)).html).to.include(
      `action="/inspections/${id}/approval"`,
    );
    await walk.approve(id);
    expect((await stored(id))?.state).to.equal('approved');
    const again = await post(staff.supervisor, id, 'approval', '2');
    expect(again.status).to.equal(409);
  });

  it('lets nobody approve what he prepared himself, nor what was put to another', async () => {
    const own = await walk.prepare({ approver: staff.otherSupervisor.id }, staff.supervisor);
    expect((await post(staff.supervisor, own, 'approval', '1')).status).to.equal(403);
    const id = await walk.prepare();
    expect((await post(staff.head, id, 'approval', '1')).status).to.equal(403);
    expect((await post(staff.otherSupervisor, id, 'approval', '1')).status).to.equal(404);
    expect((await stored(id))?.state).to.equal('prepared');
  });

  it('approved twice at once, one wins and the other is told that it has changed', async () => {
    const id = await walk.prepare();
    const twice = await Promise.all([1, 2].map(() => post(staff.supervisor, id, 'approval', '1')));
    expect(twice.map(({ status }) => status).sort()).to.deep.equal([303, 409]);
    const { history, version } = (await stored(id))!;
    expect(history.map(({ action }) => action)).to.deep.equal(['prepared', 'approved']);
    expect(version).to.equal(2);
  });

  it('approved and called off at once, only one of both happens', async () => {
    const id = await walk.prepare();
    const replies = await Promise.all([
      post(staff.supervisor, id, 'approval', '1'),
      post(staff.head, id, 'cancellation', '1', { reason: 'Hoãn' }),
    ]);
    expect(replies.filter(({ status }) => status === 303)).to.have.length(1);
    expect((await stored(id))?.history).to.have.length(2);
  });

  it('shows both versions when somebody else saved first, and takes the second sending', async () => {
    const id = await walk.prepare();
    const form = { id, version: '1', ...visitForm(office, staff) };
    const { head, secretary } = staff;
    expect((await post(secretary, id, '', '1', { ...form, topic: 'Chủ đề của thư ký' })).status).to.equal(
      303,
    );
    const mine = { ...form, topic: 'Chủ đề của trưởng đoàn' };
    const conflict = await post(head, id, '', '1', mine);
    expect(conflict.status).to.equal(409);
    expect(conflict.text)
      .to.include('Chủ đề của thư ký')
      .and.to.include('Nội dung đã thay đổi trong lúc bạn thao tác');
    expect(conflict.html).to.match(/name="topic"[^>]*value="Chủ đề của trưởng đoàn"/);
    const last = await post(head, id, '', versionOn(conflict), { ...mine, version: versionOn(conflict) });
    expect(last.status).to.equal(303);
    const page = await head.agent.get(`/inspections/${id}`);
    expect(page.text).to.include('Chủ đề của trưởng đoàn');
    expect(page.html).to.include('<del>Chủ đề của thư ký</del>');
  });

  it('tells somebody who was still typing that it was approved meanwhile, and keeps what was typed', async () => {
    const id = await walk.prepare();
    await walk.approve(id);
    const form = { id, version: '1', ...visitForm(office, staff), topic: 'Gõ dở khi được phê duyệt' };
    const reply = await post(staff.head, id, '', '1', form);
    expect(reply.status).to.equal(409);
    expect(reply.html).to.include('Gõ dở khi được phê duyệt');
    expect((await stored(id))?.history).to.have.length(2);
  });

  it('does not show the form of a step that is not possible any more', async () => {
    const id = await walk.opened();
    for (const path of ['edit', 'cancellation'])
      expect((await staff.head.agent.get(`/inspections/${id}/${path}`)).status, path).to.equal(403);
    expect((await staff.supervisor.agent.get(`/inspections/${id}/refusal`)).status).to.equal(403);
  });

  it('asks for a reason to refuse or cancel, and keeps it', async () => {
    const id = await walk.prepare();
    const { agent } = staff.supervisor;
    expect((await agent.get(`/inspections/${id}/refusal`)).status).to.equal(200);
    const silent = await post(staff.supervisor, id, 'refusal', '1', { reason: '  \n ' });
    expect(silent.status).to.equal(422);
    expect(silent.html).to.include('href="#reason"').and.to.include('id="reason-error"');
    const said = await post(staff.supervisor, id, 'refusal', '1', { reason: 'Thiếu <thư ký>' });
    expect(said.status).to.equal(303);
    expect((await staff.head.agent.get(`/inspections/${id}`)).text).to.include('Thiếu <thư ký>');
    expect((await stored(id))?.state).to.equal('prepared');
    expect((await post(staff.head, id, 'cancellation', '2', { reason: '' })).status).to.equal(422);
    expect((await post(staff.head, id, 'cancellation', '2', { reason: 'Trùng lịch' })).status).to.equal(303);
    expect((await post(staff.supervisor, id, 'approval', '3')).status).to.equal(409);
  });

  it('is opened by the team only', async () => {
    const id = await walk.prepare();
    await walk.approve(id);
    expect((await post(staff.supervisor, id, 'opening', '2')).status).to.equal(403);
    expect((await post(staff.colleague, id, 'opening', '2')).status).to.equal(404);
    expect((await post(staff.member, id, 'opening', '2')).status).to.equal(303);
    expect((await stored(id))?.number).to.match(/^KT-2026-\d{4}$/);
  });

  it('is not opened before it is approved', async () => {
    const id = await walk.prepare();
    expect((await post(staff.head, id, 'opening', '1')).status).to.equal(409);
  });

  it('numbers without gaps or doubles when several are opened at once', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => walk.prepare()));
    for (const id of ids) await walk.approve(id);
    const replies = await Promise.all(ids.map((id) => post(staff.head, id, 'opening', '2')));
    expect(replies.map(({ status }) => status)).to.deep.equal(ids.map(() => 303));
    const all = await mongoose.connection
      .collection<Stored>('inspections')
      .find({ number: { $exists: true } })
      .toArray();
    const numbers = all.map(({ number }) => Number(number?.slice(-4))).sort((a, b) => a - b);
    expect(numbers).to.deep.equal(numbers.map((_, index) => index + 1));
    // Nor does one sent twice at the same moment use up two.
    const twice = await walk.prepare();
    await walk.approve(twice);
    await Promise.all([1, 2].map(() => post(staff.head, twice, 'opening', '2')));
    expect((await stored(twice))?.number).to.match(new RegExp(`${numbers.length + 1}$`));
  });

  it('gives a scheduled visit its number with its approval, and tells the unit', async () => {
    const id = await walk.prepare({ mode: 'scheduled' });
    expect((await staff.officer.agent.get(`/inspections/${id}`)).status).to.equal(404);
    await walk.approve(id);
    expect((await staff.officer.agent.get(`/inspections/${id}`)).status).to.equal(200);
    expect((await staff.officer.agent.get('/')).text).to.include('Cuộc kiểm tra sắp tới');
    expect((await staff.officer.agent.get('/notices')).text).to.include('đã được phê duyệt');
    expect((await stored(id))?.number).to.match(/^KT-2026-/);
  });

  it('finds no page for ids that are none, whatever they look like', async () => {
    for (const id of ['x', '__proto__', '%00', 'a'.repeat(2000), '%F0%9F%92%A9', '..%2F..%2Fetc'])
      expect((await staff.head.agent.get(`/inspections/${id}`)).status, id).to.equal(404);
  });

  it('answers hostile addresses of the list with a list', async () => {
    const odd = [
      'from=2026-02-31&to=x',
      'key=%00~%00',
      'key=abc~%25E0%25A4%25A',
      'key=-x~9999',
      'view=__proto__&state=constructor',
      'q=KT-%25%5B%5D%28%2A',
      'q[$ne]=1&unit[$gt]=',
      `q=${'a'.repeat(5000)}`,
      'topic=a&topic=b',
      'q=kt-2026-000',
    ];
    for (const query of odd)
      for (const path of ['/inspections', '/findings', '/notices'])
        expect((await staff.head.agent.get(`${path}?${query}`)).status, `${path}?${query}`).to.equal(200);
  });

  it('is opened by its number however that is typed, and its findings by theirs, for those who may see them', async () => {
    const found = async (q: string, { agent } = staff.head) =>
      (await agent.get(`/inspections?q=${encodeURIComponent(q)}`)).location ?? '';
    const id = await walk.opened();
    const finding = await walk.record(id);
    const page = await staff.head.agent.get(`/inspections/${id}`);
    const number = /KT-2026-\d{4}/.exec(page.text)?.[0] ?? '';
    const short = number.replace(/-0+/, '-');
    for (const q of [number, number.toLowerCase(), ` ${number} `, number.slice(3), short])
      expect(await found(q), q).to.equal(`/inspections/${id}`);
    expect(await found(`${short}/1`)).to.equal(`/findings/${finding}`);
    for (const q of [`${number}/2`, 'KT-2026-9999', '2024/101', 'KT-2026-000'])
      expect(await found(q), q).to.equal('');
    expect(await found(`${number}/1`, staff.officer)).to.equal('');
    expect(await found(number, staff.strangeOfficer)).to.equal('');
  });

  it('is found by the beginning of its number and by the name of its unit', async () => {
    for (const q of ['KT-2026-', 'bo de'])
      expect((await staff.head.agent.get(`/inspections?q=${encodeURIComponent(q)}`)).text, q).to.include(
        'KT-2026-0001',
      );
  });
});
