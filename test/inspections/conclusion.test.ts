import { expect } from 'chai';
import mongoose from 'mongoose';
import { momentAt } from '../../src/shared/dates.js';
import { versionOn } from '../support/cases.js';
import { officeAtWork } from '../support/office-at-work.js';

type Finding = { _id: string; dueOn: string; deadline?: { from: string; skipped: { day: string }[] } };
const findingOf = (id: string) => mongoose.connection.collection<Finding>('findings').findOne({ _id: id });
const caseOf = (id: string) =>
  mongoose.connection
    .collection<{ _id: string; state: string; findings: object; closedOn?: string }>('inspections')
    .findOne({ _id: id });

describe('concluding an inspection', () => {
  const { office, staff, walk } = officeAtWork({ now: momentAt('2026-08-19', '08:00') });
  beforeEach(() => {
    office.product.clock.present = momentAt('2026-08-19', '08:00');
  });

  const path = (id: string) => `/inspections/${id}/conclusion`;
  const send = async (id: string, more: object, by = staff.supervisor) => {
    const version = versionOn(await by.agent.get(path(id)));
    return by.agent.post(path(id), {
      version,
      deliveredOn: '19/8/2026',
      how: 'handed',
      to: 'Văn thư',
      conclusion: 'Kết luận',
      ...more,
    });
  };

  it('counts deadlines from the delivery, across a make-up Saturday, a swapped day and the second of September', async () => {
    const id = await walk.opened();
    const terms = {
      '1': '21/08/2026',
      '2': '22/08/2026',
      '8': '03/09/2026',
      '10': '07/09/2026',
      '0': '20/08/2026',
    };
    const made = new Map<string, string>();
    for (const term of Object.keys(terms)) made.set(term, await walk.record(id, { term }));
    await walk.settled(id);
    office.product.clock.present = momentAt('2026-08-20', '16:00');
    const page = await staff.supervisor.agent.get(path(id));
    for (const day of Object.values(terms)) expect(page.text, day).to.include(day);
    await walk.conclude(id, '20/8/2026');
    for (const [term, day] of Object.entries(terms)) {
      const due = (await findingOf(made.get(term)!))?.dueOn;
      expect(due?.split('-').reverse().join('/'), `${term} working days`).to.equal(day);
    }
    const { text } = await staff.officer.agent.get(`/findings/${made.get('10')}`);
    expect(text)
      .to.include('07/09/2026')
      .and.to.include(
        '10 ngày làm việc, tính từ ngày làm việc tiếp theo sau khi giao kết luận ngày 20/08/2026',
      )
      .and.to.include('31/08/2026')
      .and.to.include('Quốc khánh');
    expect((await findingOf(made.get('10')!))?.deadline?.skipped.map(({ day }) => day)).to.include.members([
      '2026-08-31',
      '2026-09-01',
      '2026-09-02',
    ]);
  });

  it('counts from a delivery some days ago, not from the conclusion', async () => {
    const id = await walk.opened();
    const finding = await walk.record(id, { term: '1' });
    office.product.clock.present = momentAt('2026-08-28', '10:00');
    await walk.conclude(id, '21/8/2026');
    expect((await findingOf(finding))?.dueOn).to.equal('2026-08-22');
    expect((await staff.officer.agent.get(`/findings/${finding}`)).text).to.include('quá hạn');
  });

  it('marks a deadline in a year that nobody has confirmed, or over a day that a law may still make free', async () => {
    const id = await walk.opened();
    const finding = await walk.record(id, { term: '120' });
    await walk.conclude(id, '19/8/2026');
    const { text } = await staff.officer.agent.get(`/findings/${finding}`);
    expect(text).to.include('Lịch làm việc năm 2027 chưa được xác nhận').and.to.include('24/11/2026');
  });

  it('refuses a delivery before the opening, in the future, half typed or without words, and keeps the rest', async () => {
    const id = await walk.opened();
    await walk.record(id);
    await walk.settled(id);
    for (const [deliveredOn, said] of [
      ['18/8/2026', 'không được trước ngày công bố'],
      ['20/8/2026', 'không được sau hôm nay'],
      ['19/8', 'Không có ngày này'],
    ] as const) {
      const reply = await send(id, { deliveredOn, conclusion: 'Dòng một\nDòng hai' });
      expect(reply.status, deliveredOn).to.equal(422);
      expect(reply.text.split(said).length - 1).to.be.at.least(2);
      expect(reply.html).to.include('href="#deliveredOn"').and.to.include(`value="${deliveredOn}"`);
      expect(reply.html).to.include('Dòng một\nDòng hai');
    }
    expect((await send(id, { conclusion: '' })).status).to.equal(422);
    expect((await send(id, { to: '' })).html).to.include('href="#to"');
    expect((await caseOf(id))?.state).to.equal('answering');
  });

  it('reads the day in Hanoi, not in Greenwich', async () => {
    office.product.clock.present = momentAt('2026-08-20', '00:30');
    const id = await walk.opened();
    const finding = await walk.record(id, { term: '1' });
    await walk.conclude(id, '20/8/2026');
    expect((await findingOf(finding))?.dueOn).to.equal('2026-08-21');
  });

  it('closes at once what has no findings, or only withdrawn ones', async () => {
    const empty = await walk.opened();
    await walk.settled(empty);
    expect((await staff.supervisor.agent.get(path(empty))).text).to.include('hồ sơ sẽ kết thúc ngay');
    await walk.conclude(empty, '19/8/2026');
    expect((await caseOf(empty))?.state).to.equal('closed');
    expect((await caseOf(empty))?.closedOn).to.equal('2026-08-19');
    const id = await walk.opened();
    const finding = await walk.record(id);
    const withdrawal = `/findings/${finding}/withdrawal`;
    const version = versionOn(await staff.head.agent.get(withdrawal));
    await staff.head.agent.post(withdrawal, { version, reason: 'Nhầm' });
    await walk.conclude(id, '19/8/2026');
    expect((await caseOf(id))?.state).to.equal('closed');
    expect((await staff.officer.agent.get(`/findings/${finding}`)).status).to.equal(404);
  });

  it('shows the unit and those above it the findings only from the conclusion on, not even how many there are', async () => {
    const id = await walk.opened();
    const finding = await walk.record(id, { seen: 'Chuyện chưa kết luận' });
    for (const { agent, userName } of [staff.officer, staff.wardLeader]) {
      expect((await agent.get(`/findings/${finding}`)).status, userName).to.equal(404);
      const page = await agent.get(`/inspections/${id}`);
      expect(page.status).to.equal(200);
      expect(page.text).not.to.include('Chuyện chưa kết luận');
      expect(page.text).not.to.include('Ghi nhận một phát hiện');
      expect(page.text).to.include('Chưa có phát hiện nào').and.to.include('Chưa có phát hiện');
      expect((await agent.get(`/inspections?unit=${office.wards.boDe.id}&state=opened`)).text).not.to.match(
        /\b1\/1\b/,
      );
      expect((await agent.get('/findings?view=all')).text).not.to.include('Chuyện chưa kết luận');
    }
    expect((await staff.colleague.agent.get(`/findings/${finding}`)).status).to.equal(200);
    await walk.conclude(id, '19/8/2026');
    for (const { agent } of [staff.officer, staff.wardLeader, staff.leader]) {
      expect((await agent.get(`/findings/${finding}`)).status).to.equal(200);
      expect((await agent.get(`/inspections/${id}`)).text).to.include('Chuyện chưa kết luận');
    }
    expect((await staff.officer.agent.get('/')).text).to.include('Bố trí đủ người trực');
    expect((await staff.officer.agent.get('/notices')).text).to.include('Đã có kết luận');
    expect((await staff.strangeOfficer.agent.get(`/findings/${finding}`)).status).to.equal(404);
  });

  it('is for the approver, once, and on the version that was read', async () => {
    const id = await walk.opened();
    await walk.record(id);
    await walk.settled(id);
    await staff.head.agent.get('/');
    for (const [person, status] of [
      [staff.head, 403],
      [staff.otherSupervisor, 403],
      [staff.leader, 403],
      [staff.officer, 403],
      [staff.strangeOfficer, 404],
    ] as const) {
      expect((await person.agent.get(path(id))).status, person.userName).to.equal(status);
      expect((await send(id, {}, person)).status, person.userName).to.equal(status);
    }
    const version = versionOn(await staff.supervisor.agent.get(path(id)));
    await walk.send(
      id,
      'draft-date',
      { deliveredOn: '19/8/2026', how: 'post', to: 'Văn thư', reason: 'Sửa khi người khác đang đọc' },
      staff.head,
    );
    const stale = await send(id, { version, conclusion: 'Viết trước' });
    expect(stale.status).to.equal(409);
    expect(stale.html).to.include('Viết trước').and.to.include('KT-2026-');
    const now = {
      version: versionOn(stale),
      conclusion: 'Viết sau',
      deliveredOn: '19/8/2026',
      how: 'handed',
      to: 'Văn thư',
    };
    const twice = await Promise.all([1, 2].map(() => staff.supervisor.agent.post(path(id), now)));
    expect(twice.map(({ status }) => status).sort()).to.deep.equal([303, 409]);
    expect((await caseOf(id))?.findings).to.include({ total: 1, open: 1 });
  });
});
