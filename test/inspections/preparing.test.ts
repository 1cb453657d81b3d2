import { expect } from 'chai';
import mongoose from 'mongoose';
import { newId } from '../../src/shared/ids.js';
import type { Form } from '../support/agent.js';
import { idOn, visitForm } from '../support/cases.js';
import { officeAtWork } from '../support/office-at-work.js';

const count = () => mongoose.connection.collection('inspections').countDocuments();

describe('preparing an inspection', () => {
  const { office, staff, walk } = officeAtWork();

  const form = (more: object = {}) => ({ id: newId(), version: '0', ...visitForm(office, staff), ...more });

  it('makes one case, with everything that was typed', async () => {
    const id = await walk.prepare();
    const { text } = await staff.head.agent.get(`/inspections/${id}`);
    for (const part of [
      'Phường Bồ Đề',
      'Cuộc kiểm tra chưa có số',
      'Trách nhiệm thực thi công vụ',
      '31/QĐ-SNV ngày 02/01/2026',
      '03/03/2026 – 04/03/2026',
      staff.secretary.name,
      staff.supervisor.name,
    ])
      expect(text).to.include(part);
  });

  it('says of a visit that is to be in a year whose calendar nobody has confirmed', async () => {
    const id = await walk.prepare({ plannedFrom: '31/12/2026', plannedTo: '4/1/2027' });
    const { text } = await staff.head.agent.get(`/inspections/${id}`);
    expect(text).to.include('31/12/2026 – 04/01/2027 · Lịch năm 2027 chưa được xác nhận');
    expect(text).not.to.include('Lịch năm 2026');
  });

  it('makes one case when the form is sent twice, one after the other or at once', async () => {
    const { agent } = staff.head;
    const before = await count();
    const sent = { ...form(), id: idOn(await agent.get('/inspections/new')) };
    const first = await agent.post('/inspections', sent);
    const again = await agent.post('/inspections', sent);
    expect([first.status, again.status]).to.deep.equal([303, 303]);
    expect(again.location).to.equal(first.location);
    const other = form();
    const replies = await Promise.all([1, 2, 3, 4].map(() => agent.post('/inspections', other)));
    expect(replies.map((reply) => [reply.status, reply.location])).to.deep.equal(
      replies.map(() => [303, `/inspections/${other.id}`]),
    );
    expect((await count()) - before).to.equal(2);
  });

  it('does not betray by an error that an id is taken by a case that one may not see', async () => {
    const id = await walk.prepare();
    const before = await count();
    const reply = await staff.colleague.agent.post('/inspections', form({ id, head: staff.colleague.id }));
    expect(reply.status).to.be.oneOf([303, 409, 422]);
    expect(reply.location).not.to.equal(`/inspections/${id}`);
    expect((await staff.colleague.agent.get(`/inspections/${id}`)).status).to.equal(404);
    expect(await count()).to.be.within(before, before + 1);
  });

  const refusals: [what: string, more: () => object, field: string, message: string][] = [
    ['an unknown unit', () => ({ unit: 'Phường Trên Mây' }), 'unit', 'Trên Mây'],
    ['a name that two units bear', () => ({ unit: 'Phường Tân Lập' }), 'unit', '09002'],
    ['a unit that had ended by then', () => ({ unit: 'Phường Gia Thụy' }), 'unit', '30/06/2025'],
    ['no unit at all', () => ({ unit: '' }), 'unit', 'Chưa nhập mục này'],
    ['a half-typed date', () => ({ plannedFrom: '3/3' }), 'plannedFrom', 'Không có ngày này'],
    ['a day that no calendar has', () => ({ plannedTo: '30/2/2026' }), 'plannedTo', 'Không có ngày này'],
    ['an end before the beginning', () => ({ plannedTo: '2/3/2026' }), 'plannedTo', 'phải sau hoặc trùng'],
    [
      'a head who is the secretary',
      () => ({ secretary: staff.head.id }),
      'secretary',
      'khác với trưởng đoàn',
    ],
    [
      'an approver on the team',
      () => ({ members: [staff.supervisor.id] }),
      'approver',
      'không được là thành viên đoàn',
    ],
    [
      'an approver who is no supervisor',
      () => ({ approver: staff.leader.id }),
      'approver',
      'Chọn người phê duyệt',
    ],
    ['a head from nowhere', () => ({ head: newId() }), 'head', 'Chọn người trong danh sách'],
    ['an unknown kind', () => ({ kind: 'secret' }), 'kind', 'Hãy chọn một trong các giá trị'],
    ['no way of visiting', () => ({ mode: '' }), 'mode', 'Hãy chọn một trong các giá trị'],
    ['a topic beyond measure', () => ({ topic: 'a'.repeat(301) }), 'topic', 'Dài quá 300 ký tự'],
  ];
  const oddities: [what: string, more: () => Form, field: string, message: string][] = [
    ['a visit on a Sunday', () => ({ plannedFrom: '1/3/2026' }), 'plannedFrom', 'Ngày này là ngày nghỉ'],
    ['a visit before its decision', () => ({ decisionOn: '4/3/2026' }), 'decisionOn', 'sau ngày kiểm tra'],
    ['a team without a secretary', () => ({ secretary: '' }), 'secretary', 'Đoàn chưa có thư ký'],
  ];
  for (const [what, more, field, message] of oddities) {
    it(`asks about ${what} once, and takes it when it is meant so`, async () => {
      const { agent } = staff.head;
      await agent.get('/inspections/new');
      const sent: Form = form(more());
      const asked = await agent.post('/inspections', sent);
      expect([asked.status, asked.text.includes(message)]).to.deep.equal([422, true]);
      expect(asked.html).to.include(`<a href="#${field}">`);
      const [, sure = ''] = /name="sure" type="checkbox" value="([^"]+)"/.exec(asked.html) ?? [];
      const other = await agent.post('/inspections', { ...sent, sure, plannedFrom: '28/2/2026' });
      expect(other.status, 'another oddity is another question').to.equal(422);
      const taken = await agent.post('/inspections', { ...sent, sure });
      expect(taken.status).to.equal(303);
      const path = taken.location ?? '';
      const revised = await agent.post(path, { ...sent, version: '1', topic: 'Chủ đề khác' });
      expect([revised.status, revised.location], 'it is not asked again').to.deep.equal([303, path]);
    });
  }

  for (const [what, more, field, message] of refusals) {
    it(`refuses ${what}, says so beside the field and above, and keeps everything typed`, async () => {
      const before = await count();
      const { agent } = staff.head;
      await agent.get('/inspections/new');
      const sent = form({ topicEnglish: 'Typed & <kept>', ...more() });
      const { status, html } = await agent.post('/inspections', sent);
      expect(status).to.equal(422);
      expect(html).to.include(`<a href="#${field}">`);
      expect(html).to.include(`id="${field}-error"`);
      expect(html).to.match(new RegExp(`id="${field}"`));
      expect(html.split(message).length - 1, message).to.be.at.least(2);
      for (const kept of ['Typed &amp; &lt;kept&gt;', '31/QĐ-SNV', `name="id" value="${sent.id}"`])
        expect(html).to.include(kept);
      for (const [name, value] of Object.entries(more())) {
        const typed = String([value].flat()[0] ?? '');
        if (['unit', 'plannedFrom', 'plannedTo', 'decisionOn', 'topic'].includes(name))
          expect(html).to.match(new RegExp(`name="${name}"[^>]*value="${typed}"`));
      }
      const chosen = html.match(/<option value="([^"]+)" selected>/g) ?? [];
      expect(chosen.join()).to.include(sent.kind === 'secret' ? staff.head.id : 'public_service');
      expect(await count()).to.equal(before);
    });
  }

  it('says every fault at once', async () => {
    const { html } = await staff.head.agent.post('/inspections', { id: newId() });
    for (const field of ['unit', 'mode', 'kind', 'topic', 'plannedFrom', 'plannedTo', 'head', 'approver'])
      expect(html).to.include(`<a href="#${field}">`);
  });

  it('does not let a supervisor be asked to approve his own plan', async () => {
    const { agent, id } = staff.supervisor;
    await agent.get('/inspections/new');
    const { status, html } = await agent.post('/inspections', form({ approver: id }));
    expect(status).to.equal(422);
    expect(html).to.include('href="#approver"');
  });

  it('takes no operators, lists or foreign fields for text', async () => {
    const { agent } = staff.head;
    const { unit: _unit, ...rest } = form();
    for (const more of [{ 'unit[$ne]': 'x' }, { unit: ['Phường Bồ Đề', 'Phường Việt Hưng'] }])
      expect((await agent.post('/inspections', { ...rest, ...more })).status).to.equal(422);
    const sent = { ...form(), state: 'closed', readers: 'unit:x', number: 'KT-2026-9999' };
    await agent.post('/inspections', sent);
    const { state, number } = await office.services.inspections.load(
      { personId: staff.head.id, name: 'An', post: staff.head.posts[0]! },
      sent.id,
    );
    expect([state, number]).to.deep.equal(['prepared', undefined]);
  });

  it('is for inspectors and supervisors only', async () => {
    for (const person of [staff.leader, staff.officer, staff.administrator]) {
      expect((await person.agent.get('/inspections/new')).status, person.userName).to.equal(403);
      expect((await person.agent.post('/inspections', form())).status, person.userName).to.equal(403);
    }
  });

  it('names the units to choose from without those that have ended, and keeps the visitor’s own name first', async () => {
    const { html } = await staff.head.agent.get(`/inspections/new?unit=${office.wards.vietHung.id}`);
    expect(html).to.include('value="Phường Việt Hưng · 00127"').and.to.include('Phường Bồ Đề · 00118');
    expect(html).not.to.include('Gia Thụy');
    expect(html).to.match(new RegExp(`<option value="${staff.head.id}" selected>`));
  });
});
