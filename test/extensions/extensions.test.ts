import { expect } from 'chai';
import mongoose from 'mongoose';
import { momentAt } from '../../src/shared/dates.js';
import type { Form } from '../support/agent.js';
import { hidden, paper, versionOn } from '../support/cases.js';
import { postOf } from '../support/product.js';
import { officeAtWork } from '../support/office-at-work.js';

type Stored = { _id: string; dueOn: string; version: number; ledger?: { kind: string }[] };
const findingOf = (id: string) => mongoose.connection.collection<Stored>('findings').findOne({ _id: id });

const asking = {
  reason: 'Chờ kinh phí cấp bổ sung',
  progress: 'Đã lập xong dự toán',
  dueOn: '23/3/2026',
  consent: 'own',
};

describe('the ledger of a due date', () => {
  const { office, staff, walk } = officeAtWork();
  let id: string;
  let finding: string;
  beforeEach(async () => {
    office.product.clock.present = momentAt('2026-03-02', '09:00');
    id = await walk.opened();
    finding = await walk.record(id, { term: '10' });
    await walk.conclude(id, '2/3/2026');
  });

  async function ask(more: Form = {}, files = [] as ReturnType<typeof paper>[], by = staff.officer) {
    const path = `/findings/${finding}/extension`;
    const shown = await by.agent.get(path);
    const form = { ...asking, id: hidden(shown.html, 'id'), version: versionOn(shown), ...more };
    return by.agent.upload(path, form, files);
  }
  async function decide(more: Form, by = staff.supervisor) {
    const path = `/findings/${finding}/extension-decision`;
    const shown = await by.agent.get(path);
    const form = { id: hidden(shown.html, 'id'), version: versionOn(shown), dueOn: '', reason: 'Có cơ sở' };
    return by.agent.post(path, { ...form, ...more });
  }

  it('moves a date from the request of the unit to the decision of a supervisor, both dates in sight', async () => {
    const page = await staff.officer.agent.get(`/findings/${finding}`);
    expect(page.html).to.include(`/findings/${finding}/extension"`);
    expect((await ask()).status).to.equal(303);
    expect((await findingOf(finding))?.dueOn).to.equal('2026-03-16');
    expect((await staff.supervisor.agent.get('/')).html).to.include('href="/extensions"');
    const waiting = await staff.supervisor.agent.get('/extensions');
    expect(waiting.html).to.include(`/findings/${finding}/extension-decision`);
    expect((await staff.strangeOfficer.agent.get('/extensions')).html).not.to.include(finding);
    const told = await staff.supervisor.agent.get('/notices');
    expect(told.text).to.include('xin gia hạn khắc phục phát hiện');

    const form = await staff.supervisor.agent.get(`/findings/${finding}/extension-decision`);
    expect(form.text).to.include('Chờ kinh phí cấp bổ sung').and.to.include('Đã lập xong dự toán');
    expect((await decide({ outcome: 'granted' })).status).to.equal(303);
    const after = await staff.officer.agent.get(`/findings/${finding}`);
    expect(after.text).to.include('Cho gia hạn đến 23/03/2026').and.to.include('Thời hạn ban đầu');
    expect(after.text).to.include('16/03/2026');
    const receipt = await staff.officer.agent.get(`/findings/${finding}/deadline`);
    expect(receipt.text).to.include('Ngày làm việc thứ 10').and.to.include('Chủ nhật');
    const printed = await staff.officer.agent.get(`/findings/${finding}/deadline.pdf`);
    expect(printed.headers.get('content-type')).to.equal('application/pdf');
    expect((await staff.strangeOfficer.agent.get(`/findings/${finding}/deadline`)).status).to.equal(404);
    const file = await staff.officer.agent.get('/extensions.csv?view=decided');
    expect(file.text).to.include('Chờ kinh phí cấp bổ sung').and.to.include('2026-03-23');
    for (const list of ['/findings', '/work'])
      expect((await staff.officer.agent.get(list)).text).to.include('thời hạn ban đầu 16/03/2026');
    const stored = await mongoose.connection
      .collection<{ _id: string; findings: { nextDueOn: string } }>('inspections')
      .findOne({ _id: id });
    expect(stored?.findings.nextDueOn).to.equal('2026-03-23');
    const verified = await office.services.journal.verify();
    expect(verified.faults).to.deep.equal([]);
  });

  it('takes a request and its decision once, however often they are sent', async () => {
    const path = `/findings/${finding}/extension`;
    const shown = await staff.officer.agent.get(path);
    const form = { ...asking, id: hidden(shown.html, 'id'), version: versionOn(shown) };
    const replies = [
      await staff.officer.agent.upload(path, form, []),
      await staff.officer.agent.upload(path, form, []),
    ];
    expect(replies.map(({ status }) => status)).to.deep.equal([303, 303]);
    expect((await findingOf(finding))?.ledger).to.have.length(1);
    const deciding = `/findings/${finding}/extension-decision`;
    const seen = await staff.supervisor.agent.get(deciding);
    const refusal = {
      id: hidden(seen.html, 'id'),
      version: versionOn(seen),
      outcome: 'refused',
      dueOn: '',
      reason: 'Chưa đủ lý do',
    };
    expect((await staff.supervisor.agent.post(deciding, refusal)).status).to.equal(303);
    const { version } = (await findingOf(finding))!;
    expect((await staff.supervisor.agent.post(deciding, refusal)).status).to.equal(303);
    expect((await findingOf(finding))?.version).to.equal(version);
    const other = await staff.otherSupervisor.agent.post(deciding, { ...refusal, id: 'another' });
    expect(other.status).to.equal(409);
  });

  it('says what to do instead, and keeps what was typed', async () => {
    const cases: [Form, string, string][] = [
      [{ dueOn: '16/3/2026' }, 'dueOn', 'phải sau thời hạn hiện tại 16/03/2026'],
      [{ dueOn: '21/3/2026' }, 'dueOn', 'Ngày làm việc tiếp theo là 23/03/2026'],
      [{ dueOn: '4/1/2027' }, 'dueOn', 'Chưa có lịch làm việc năm 2027'],
      [{ dueOn: '30/6/2026' }, 'dueOn', 'nhiều hơn mức cho phép (20)'],
      [{ dueOn: '31/2/2026' }, 'dueOn', ''],
      [{ reason: '' }, 'reason', ''],
      [{ consent: 'named', consentPost: 'Chủ tịch' }, 'consentName', 'Ghi người đứng đầu đã đồng ý'],
      [{ consent: 'named', consentName: 'A', consentPost: 'B' }, 'files', 'Đính kèm văn bản đồng ý'],
    ];
    for (const [wrong, field, words] of cases) {
      const reply = await ask(wrong);
      expect(reply.status, words).to.equal(422);
      expect(reply.html, words).to.include(`href="#${field}"`).and.to.include('Đã lập xong dự toán');
      expect(reply.text).to.include(words);
    }
    const path = `/findings/${finding}/extension`;
    const opened = await staff.officer.agent.get(path);
    office.product.clock.present = momentAt('2026-03-17', '09:00');
    const typed = { ...asking, id: hidden(opened.html, 'id'), version: versionOn(opened) };
    const late = await staff.officer.agent.upload(path, typed, []);
    expect(late.status).to.equal(422);
    expect(late.text).to.include('Thời hạn 16/03/2026 đã qua').and.to.include('Hãy báo cáo khắc phục');
    // What nobody can ask for any more is not offered; only what was typed too late is shown again.
    const closed = await staff.officer.agent.get(path);
    expect(closed.text).to.include('Thời hạn 16/03/2026 đã qua').and.not.include('Còn được gia hạn');
    expect(closed.html).not.to.include('name="reason"');
    expect(late.html).to.include('name="reason"');
    const page = await staff.officer.agent.get(`/findings/${finding}`);
    expect(page.html).not.to.include(`/findings/${finding}/extension"`);
  });

  it('keeps the paper of a named consent, for those who see the finding', async () => {
    const named = { consent: 'named', consentName: 'Trần Văn Bình', consentPost: 'Chủ tịch UBND phường' };
    const sent = await ask({ ...named, consentPaper: '12/UBND' }, [paper('đồng ý.pdf')]);
    expect(sent.status).to.equal(303);
    const page = await staff.supervisor.agent.get(`/findings/${finding}`);
    expect(page.text).to.include('Trần Văn Bình, Chủ tịch UBND phường; văn bản 12/UBND');
    const file = /href="(\/evidence\/[^"/]+)"/.exec(page.html)?.[1] ?? '';
    expect((await staff.officer.agent.get(file)).status).to.equal(200);
    expect((await staff.strangeOfficer.agent.get(file)).status).to.equal(404);
  });

  it('is asked in the head’s name by the head alone, where the accounts say who that is', async () => {
    const { wards, hire } = office;
    const post = { ...postOf('officer', wards.vietHung), signs: 'head' as const };
    const head = await hire('officer', wards.vietHung, { posts: [post] });
    const other = await hire('officer', wards.vietHung);
    const visit = await walk.opened({ unit: `${wards.vietHung.name.vi} · ${wards.vietHung.code}` });
    finding = await walk.record(visit, { term: '10' });
    await walk.conclude(visit, '2/3/2026', staff.supervisor, other);
    const refused = await ask({}, [], other);
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('Tài khoản của bạn không phải của người đứng đầu');
    expect((await ask({}, [], head)).status).to.equal(303);
  });

  it('is asked by the unit and decided by a supervisor of the authority, by nobody else', async () => {
    for (const [person, status] of [
      [staff.strangeOfficer, 404],
      [staff.head, 403],
      [staff.supervisor, 403],
      [staff.wardLeader, 403],
    ] as const) {
      expect((await person.agent.get(`/findings/${finding}/extension`)).status).to.equal(status);
      expect((await ask({ id: 'x', version: '9' }, [], person)).status).to.equal(status);
    }
    await ask();
    for (const [person, status] of [
      [staff.strangeOfficer, 404],
      [staff.head, 403],
      [staff.officer, 403],
      [staff.leader, 403],
    ] as const)
      expect((await decide({ outcome: 'granted', id: 'y', version: '9' }, person)).status).to.equal(status);
    expect((await decide({ outcome: 'other_date' })).status).to.equal(422);
    const other = await decide({ outcome: 'other_date', dueOn: '18/3/2026' }, staff.otherSupervisor);
    expect(other.status).to.equal(303);
    expect((await findingOf(finding))?.dueOn).to.equal('2026-03-18');
  });

  it('counts anew what runs from a wrong day of delivery, by entries, and keeps what was granted', async () => {
    await ask({ dueOn: '18/3/2026' });
    await decide({ outcome: 'granted' });
    office.product.clock.present = momentAt('2026-03-09', '09:00');
    const path = `/inspections/${id}/delivery-date`;
    expect((await staff.head.agent.get(path)).status).to.equal(403);
    expect((await staff.officer.agent.get(path)).status).to.equal(403);
    const shown = await staff.supervisor.agent.get(path);
    expect(shown.text).to.include('Các thời hạn sẽ được tính lại').and.to.include('18/03/2026');
    const form = { version: versionOn(shown), how: 'post', to: 'Bà Hoa', reason: 'Dấu bưu điện ghi 5/3' };
    const wrong = await staff.supervisor.agent.post(path, { ...form, deliveredOn: '2/3/2026' });
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.include('Đây là ngày giao đã ghi');
    const sent = await staff.supervisor.agent.post(path, { ...form, deliveredOn: '5/3/2026' });
    expect(sent.status).to.equal(303);
    // Ten working days from 5 March end on 19 March: later than the day that was granted.
    expect((await findingOf(finding))?.dueOn).to.equal('2026-03-19');
    const page = await staff.officer.agent.get(`/findings/${finding}`);
    expect(page.text).to.include('do sửa ngày giao kết luận').and.to.include('Dấu bưu điện ghi 5/3');
    expect(page.text).to.include('16/03/2026');
    const again = await staff.supervisor.agent.post(path, { ...form, deliveredOn: '6/3/2026' });
    expect(again.status).to.equal(409);
    expect((await office.services.journal.verify()).faults).to.deep.equal([]);
  });

  it('lists what a corrected calendar would change, and moves only what a supervisor has marked', async () => {
    const { administrator, supervisor, officer } = staff;
    const { agent } = administrator;
    const year = await agent.get('/calendar/2026/days');
    const off = {
      day: '12/3/2026',
      kind: 'off',
      nameVi: 'Nghỉ hoán đổi',
      nameEn: '',
      source: '1/TTg',
      reason: 'x',
    };
    expect((await agent.post('/calendar/2026/days', { ...off, version: versionOn(year) })).status).to.equal(
      303,
    );
    expect((await findingOf(finding))?.dueOn).to.equal('2026-03-16');
    for (const path of ['/due-dates', '/due-dates.csv'])
      expect((await officer.agent.get(path)).status).to.equal(403);

    const told = await officer.agent.get(`/findings/${finding}/deadline`);
    expect(told.text).to.include('tính lại thì thời hạn là 17/03/2026');
    expect(told.html).not.to.include('href="/due-dates"');
    expect((await supervisor.agent.get('/calendar/2026')).html).to.include('href="/due-dates"');
    expect((await agent.get('/calendar/2026')).html).not.to.include('href="/due-dates"');
    const list = await supervisor.agent.get('/due-dates');
    const file = await supervisor.agent.get('/due-dates.csv');
    const [number = 'none'] = /KT-2026-\d+\/\d+/.exec(list.text) ?? [];
    expect(list.html).to.include('href="/due-dates.csv"');
    expect(file.text)
      .to.include(number)
      .and.to.match(/Số dòng,[1-9]/);
    expect(list.html).to.include(`value="${finding}:2026-03-17"`);
    const form = { id: hidden(list.html, 'id'), move: [`${finding}:2026-03-17`], reason: 'Theo 1/TTg' };
    const none = await supervisor.agent.post('/due-dates', { ...form, move: [] });
    expect(none.status).to.equal(422);
    expect(none.text).to.include('Chọn ít nhất một thời hạn');
    const untold = await supervisor.agent.post('/due-dates', { ...form, reason: '' });
    expect(untold.status).to.equal(422);
    expect(untold.html).to.match(new RegExp(`value="${finding}:2026-03-17" checked`));
    const other = await supervisor.agent.post('/due-dates', { ...form, move: [`${finding}:2026-03-30`] });
    expect(other.status).to.equal(303);
    expect((await findingOf(finding))?.dueOn).to.equal('2026-03-16');
    for (let times = 0; times < 2; times += 1)
      expect((await supervisor.agent.post('/due-dates', form)).status).to.equal(303);
    const moved = await findingOf(finding);
    expect([moved?.dueOn, moved?.ledger?.length]).to.deep.equal(['2026-03-17', 1]);
    expect((await supervisor.agent.get('/due-dates')).html).not.to.include(`"${finding}:`);
    const after = await officer.agent.get(`/findings/${finding}/deadline`);
    expect(after.text).not.to.include('tính lại thì');
    const page = await officer.agent.get(`/findings/${finding}`);
    expect(page.text).to.include('do sửa lịch làm việc').and.to.include('Nghỉ hoán đổi');
    expect((await office.services.journal.verify()).faults).to.deep.equal([]);
  });

  it('tells of the time to make a conclusion public too, counted day by day, and moves nothing of it', async () => {
    const { administrator, supervisor, officer, strangeOfficer, head } = staff;
    const answering = await walk.opened();
    await walk.record(answering);
    await walk.minuted(answering);
    await walk.sendDraft(answering);
    const path = `/inspections/${id}/terms/publication`;
    expect((await officer.agent.get(`/inspections/${id}`)).html).to.include(`href="${path}"`);
    const before = await officer.agent.get(path);
    expect(before.text).to.include('09/03/2026').and.to.include('Ngày làm việc thứ 5');
    expect(before.text).not.to.include('tính lại thì');
    const year = await administrator.agent.get('/calendar/2026/days');
    const off = { day: '6/3/2026', kind: 'off', nameVi: 'Nghỉ', nameEn: '', source: '2/TTg', reason: 'x' };
    const added = await administrator.agent.post('/calendar/2026/days', { ...off, version: versionOn(year) });
    expect(added.status).to.equal(303);
    const list = await supervisor.agent.get('/due-dates');
    expect(list.html).to.include(`href="${path}"`);
    const told = await officer.agent.get(path);
    expect(told.text).to.include('tính lại thì thời hạn là 10/03/2026').and.not.to.include('Nghỉ');
    expect((await officer.agent.fetch(`${path}/receipt.pdf?language=en`)).status).to.equal(200);
    // The time to answer is counted anew by whoever records the delivery of the draft once more.
    const reply = `/inspections/${answering}/terms/reply`;
    const again = `/inspections/${answering}/draft-date`;
    expect((await officer.agent.get(reply)).html).not.to.include(`href="${again}"`);
    const recount = await head.agent.get(reply);
    expect(recount.text).to.include('ghi lại ngày giao dự thảo');
    expect(recount.html).to.include(`href="${again}"`);
    const delivery = { deliveredOn: '2/3/2026', how: 'handed', to: 'Văn thư', reason: 'Lịch đã sửa' };
    await walk.send(answering, 'draft-date', delivery, head);
    expect((await head.agent.get(reply)).text).not.to.include('tính lại thì');
    for (const [agent, at] of [
      [strangeOfficer.agent, path],
      [strangeOfficer.agent, `${path}/receipt.pdf`],
      [officer.agent, `/inspections/${id}/terms/other`],
    ] as const)
      expect((await agent.get(at)).status, at).to.equal(404);
  });
});
