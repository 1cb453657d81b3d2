import { expect } from 'chai';
import { PlanModel } from '../../src/plans/plan.model.js';
import { momentAt } from '../../src/shared/dates.js';
import type { Form, Reply } from '../support/agent.js';
import { idOn, versionOn, visitForm } from '../support/cases.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

const planForm = (approver: string) => ({
  version: '0',
  year: '2026',
  approver,
  documentNumber: '12/KH-UBND',
  documentOn: '5/1/2026',
  topics: 'Tiếp công dân | Citizen reception\nKỷ luật lao động',
  monthsBetween: '24',
  visitsPerMonth: '3',
});
const lineForm = {
  version: '0',
  unit: '',
  group: '',
  kind: 'thematic',
  topic: 'Tiếp công dân',
  topicEnglish: 'Citizen reception',
  span: 'M03',
  head: '',
};

describe('the plan of a year', () => {
  const { office, staff, walk } = officeAtWork({ now: momentAt('2026-02-02', '09:00') });
  let plan: string;

  const lineOf = async (unit: string, { agent } = staff.supervisor): Promise<string> => {
    const { html } = await agent.get(plan);
    const found = new RegExp(`href="(/plans/[^"]*/lines/[^"]*)">${unit}<`).exec(html)?.[1];
    if (found === undefined) throw new Error(`no line for ${unit}`);
    return found;
  };
  const addLines = async (more: Form, { agent }: Worker = staff.supervisor): Promise<Reply> => {
    const id = idOn(await agent.get(`${plan}/lines/new`));
    return agent.post(`${plan}/lines`, { ...lineForm, id, ...more });
  };
  /** Presses a button of the plan, be it there or not. */
  const press = async (step: string, { agent }: Worker): Promise<Reply> => {
    const stored = await PlanModel.findById(plan.split('/').at(-1)).lean();
    return agent.post(`${plan}/${step}`, { version: String(stored?.version) });
  };
  const openedOn = async (path: string, more: Form = {}): Promise<Reply> => {
    const { agent } = staff.supervisor;
    const version = versionOn(await agent.get(path));
    return agent.post(path, { ...lineForm, version, ...more });
  };

  it('is drafted by a supervisor, once a year', async () => {
    const { agent } = staff.supervisor;
    const form = await agent.get('/plans/new');
    expect(form.html).to.include('value="2027"');
    expect(form.html).to.include(`<option value="${staff.otherSupervisor.id}"`);
    expect(form.html).not.to.include(`<option value="${staff.supervisor.id}"`);
    const sent = { id: idOn(form), ...planForm(staff.otherSupervisor.id) };
    const reply = await agent.post('/plans', sent);
    expect(reply.status).to.equal(303);
    plan = reply.location ?? '';
    expect((await agent.post('/plans', sent)).location).to.equal(plan);
    const again = await agent.get('/plans/new');
    const second = await agent.post('/plans', { ...sent, id: idOn(again) });
    expect(second.status).to.equal(422);
    expect(second.text).to.include('Cơ quan đã có kế hoạch năm 2026');
    const own = await agent.post('/plans', { ...sent, year: '2027', approver: staff.supervisor.id });
    expect(own.text).to.include('Người chuẩn bị không tự phê duyệt');
  });

  it('is no business of inspectors to write, nor of officers and the administrator to read', async () => {
    expect((await staff.head.agent.get('/plans/new')).status).to.equal(403);
    expect((await staff.head.agent.get(plan)).status).to.equal(200);
    expect((await staff.leader.agent.get(plan)).status).to.equal(200);
    expect((await staff.head.agent.get(`${plan}/lines/new`)).status).to.equal(403);
    for (const { agent } of [staff.officer, staff.wardLeader, staff.administrator])
      expect((await agent.get(plan)).status).to.equal(404);
  });

  it('cannot be approved while it is empty, and says what it lacks', async () => {
    const { agent } = staff.otherSupervisor;
    const page = await agent.get(plan);
    expect(page.text).to.include('2 chủ đề chưa có cuộc kiểm tra nào: Tiếp công dân; Kỷ luật lao động.');
    expect(page.text).to.include('4 đơn vị đến cuối năm đã quá 24 tháng chưa được kiểm tra');
    expect(page.html).to.not.include('/submission');
    const reply = await press('submission', staff.supervisor);
    expect(reply.status).to.equal(422);
    expect(reply.text).to.include('Kế hoạch chưa có cuộc kiểm tra nào nên chưa thể phê duyệt');
    const early = await press('approval', staff.otherSupervisor);
    expect(early.status).to.equal(422);
    expect(early.text).to.include('Người lập chưa trình kế hoạch này');
  });

  it('takes a line for one unit, or for every unit of a kind, spread over the year', async () => {
    const nothing = await addLines({ topic: 'Giữ lại' });
    expect(nothing.status).to.equal(422);
    expect(nothing.text).to.include('Chọn một đơn vị hoặc một loại đơn vị');
    expect(nothing.html).to.include('value="Giữ lại"');
    expect((await addLines({ unit: 'Phường Trên Mây' })).status).to.equal(422);
    expect((await addLines({ unit: 'Phường Bồ Đề · 00118' })).status).to.equal(303);
    expect((await addLines({ group: 'ward', span: 'spread', topic: 'Kỷ luật lao động' })).status).to.equal(
      303,
    );
    const { text } = await staff.supervisor.agent.get(plan);
    expect(text).to.include('5 cuộc kiểm tra').and.to.include('Không có điểm nào');
    // However often one form is sent; what was changed in it is something else.
    const { agent } = staff.supervisor;
    const id = idOn(await agent.get(`${plan}/lines/new`));
    const once = { ...lineForm, id, unit: 'Phường Việt Hưng', span: 'M11', topic: 'Một lần' };
    await Promise.all([agent.post(`${plan}/lines`, once), agent.post(`${plan}/lines`, once)]);
    expect((await agent.post(`${plan}/lines`, once)).status).to.equal(303);
    expect((await agent.get(`${plan}?month=2026-11`)).text.match(/Một lần/g)).to.have.lengthOf(1);
    await agent.post(`${plan}/lines`, { ...once, span: 'M10' });
    expect((await agent.get(`${plan}?month=2026-10`)).text.match(/Một lần/g)).to.have.lengthOf(1);
    const { text: march } = await staff.supervisor.agent.get(`${plan}?month=2026-03`);
    expect(march).to.include('1 cuộc kiểm tra');
  });

  it('warns of a month that is more than the teams can do', async () => {
    expect((await addLines({ group: 'ward', span: 'Q2' })).status).to.equal(303);
    for (const span of ['M05', 'M05']) await addLines({ unit: 'Phường Việt Hưng', span });
    const { text } = await staff.supervisor.agent.get(plan);
    expect(text.slice(text.indexOf('Những điểm'))).to.include('Quá tải tháng 5/2026: 3,3 cuộc, ngưỡng 3.');
  });

  it('is submitted to its approver, who is told of it, and waits for him', async () => {
    const { agent } = staff.otherSupervisor;
    expect((await agent.get('/notices')).text).to.include('Chưa có thông báo nào');
    expect((await press('submission', staff.otherSupervisor)).status).to.equal(403);
    expect((await press('submission', staff.supervisor)).status).to.equal(303);
    expect((await agent.get('/notices')).text).to.include('trình kế hoạch kiểm tra năm 2026 để phê duyệt');
    expect((await agent.get(plan)).text)
      .to.include('Chờ phê duyệt')
      .and.to.include('Phê duyệt kế hoạch');
    // Whoever works on it again takes it back.
    await addLines({ unit: 'Phường Việt Hưng', span: 'M09' });
    expect((await press('approval', staff.otherSupervisor)).status).to.equal(422);
    expect((await press('submission', staff.supervisor)).status).to.equal(303);
    expect((await agent.get('/notices')).text.match(/trình kế hoạch/g)).to.have.lengthOf(2);
  });

  it('is approved by the other person only, who may return it first', async () => {
    const mine = await staff.supervisor.agent.post(`${plan}/approval`, { version: '1' });
    expect(mine.status).to.equal(403);
    const { agent } = staff.otherSupervisor;
    const form = await agent.get(`${plan}/refusal`);
    const empty = await agent.post(`${plan}/refusal`, { version: versionOn(form), reason: '' });
    expect(empty.status).to.equal(422);
    await agent.post(`${plan}/refusal`, { version: versionOn(form), reason: 'Bổ sung căn cứ' });
    expect((await staff.supervisor.agent.get('/notices')).text).to.include('trả lại kế hoạch');
    await press('submission', staff.supervisor);
    const page = await agent.get(plan);
    expect(page.text).to.include('Bổ sung căn cứ');
    // A line that came after he looked is not approved unseen.
    await addLines({ unit: 'Phường Việt Hưng', span: 'M12' });
    expect((await agent.post(`${plan}/approval`, { version: versionOn(page) })).status).to.equal(409);
    await press('submission', staff.supervisor);
    const again = await agent.get(plan);
    expect((await agent.post(`${plan}/approval`, { version: versionOn(again) })).status).to.equal(303);
    expect((await agent.get(plan)).text).to.include('Đã phê duyệt');
    expect((await agent.post(`${plan}/approval`, { version: versionOn(page) })).status).to.equal(409);
    expect((await staff.supervisor.agent.get(`${plan}/edit`)).status).to.equal(403);
  });

  it('is changed by numbered amendments with a reason from then on', async () => {
    const path = await lineOf('Phường Bồ Đề');
    const more = { unit: 'Phường Bồ Đề · 00118', span: 'M06', kind: 'thematic' };
    const silent = await openedOn(path, { ...more, reason: '' });
    expect(silent.status).to.equal(422);
    expect(silent.text).to.include('hãy nêu lý do điều chỉnh').and.to.include('điều chỉnh số 1');
    expect((await openedOn(path, { ...more, reason: 'Trùng đoàn thanh tra' })).status).to.equal(303);
    const { text } = await staff.supervisor.agent.get(plan);
    expect(text).to.include('đã điều chỉnh 1 lần').and.to.include('Trùng đoàn thanh tra');
    expect(text).to.match(/tháng 6\/2026 được duyệt: tháng \d+\/2026/);
    const cancellation = `${await lineOf('Phường Việt Hưng')}/cancellation`;
    const version = versionOn(await staff.supervisor.agent.get(cancellation));
    await staff.supervisor.agent.post(cancellation, { version, reason: 'Đơn vị giải thể' });
    const after = await staff.supervisor.agent.get(plan);
    expect(after.text).to.include('đã điều chỉnh 2 lần').and.to.include('Đã đưa ra khỏi kế hoạch');
    expect(after.text)
      .to.match(/2 02\/02\/2026 Đưa ra khỏi kế hoạch ?Phường Việt Hưng Đơn vị giải thể 1 02/)
      .and.match(/Phường Bồ Đề: từ tháng \d+\/2026 sang tháng 6\/2026 Trùng đoàn thanh tra/);
    expect((await staff.supervisor.agent.post(cancellation, { version, reason: 'x' })).status).to.equal(409);
  });

  it('leads from a line to the form of its inspection, which takes the line', async () => {
    const { agent } = staff.head;
    const link = /href="\/inspections\/new\?line&#x3D;(\w+)"/.exec(
      (await agent.get(`${plan}?month=2026-06`)).html,
    );
    const planLine = link?.[1] ?? '';
    const form = await agent.get(`/inspections/new?line=${planLine}`);
    expect(form.html).to.include('Phường Bồ Đề · 00118').and.to.include(`value="${planLine}"`);
    expect(form.text).to.match(/Thời gian theo kế hoạch năm: (tháng 6|quý II)\/2026\./);
    const sent = { ...visitForm(office, staff), version: '0', planLine, mode: 'scheduled' };
    // Two at once: one of them takes the line.
    const rival = staff.secretary.agent;
    const ids = [idOn(form), idOn(await rival.get(`/inspections/new?line=${planLine}`))];
    const replies = await Promise.all([
      agent.post('/inspections', { id: ids[0] ?? '', ...sent }),
      rival.post('/inspections', { id: ids[1] ?? '', ...sent }),
    ]);
    expect(replies.map(({ status }) => status).sort()).to.deep.equal([303, 422]);
    const first = replies.find(({ status }) => status === 303) as Reply;
    const other = await agent.get('/inspections/new');
    const second = await agent.post('/inspections', { id: idOn(other), ...sent });
    expect(second.status).to.equal(422);
    expect(second.text).to.include('Mục này của kế hoạch đã có hồ sơ kiểm tra');
    const called = first.location?.split('/').at(-1) ?? '';
    expect((await agent.get(`${plan}?month=2026-06`)).text).to.include('Đang chuẩn bị');
    // Called off, it gives the line back.
    const cancellation = `/inspections/${called}/cancellation`;
    const version = versionOn(await staff.supervisor.agent.get(cancellation));
    await staff.supervisor.agent.post(cancellation, { version, reason: 'Trùng lịch' });
    const third = await agent.post('/inspections', {
      ...sent,
      id: idOn(await agent.get('/inspections/new')),
    });
    const id = third.location?.split('/').at(-1) ?? '';
    expect(third.status).to.equal(303);
    await walk.approve(id);
    await walk.open(id);
    const { text } = await staff.leader.agent.get(`${plan}?month=2026-06`);
    expect(text).to.include('Đã kiểm tra').and.to.include('KT-2026-0001');
    const { text: coverage } = await staff.leader.agent.get(`${plan}/coverage?by=quarter`);
    expect(coverage).to.include('Đã kiểm tra 1 trên 4 đơn vị (25 %).');
  });

  it('stands in the report of its authority, where each figure opens a list of as many lines', async () => {
    const { agent } = staff.leader;
    const { html } = await agent.get('/reports/01/2026');
    const links = [...html.matchAll(/<a href="(\/reports\/01\/2026\/plan[^"]*)">(\d+)</g)];
    expect(links.length).to.be.greaterThan(2);
    for (const [, href = '', figure = ''] of links) {
      const list = await agent.get(href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
      expect(list.html.match(/<th scope="row">/g), href).to.have.length(Number(figure));
    }
    const done = links.find(([, href]) => href?.includes('done'));
    expect(done?.[2]).to.equal('1');
    expect((await staff.officer.agent.get('/reports/00118/2026')).text).not.to.include(
      'kế hoạch kiểm tra năm',
    );
  });

  it('is there in English, with its coverage by month and by quarter', async () => {
    const { agent } = staff.leader;
    await agent.get('/account');
    await agent.post('/account', { language: 'en' });
    expect((await agent.get('/plans')).text).to.include('Inspection plan 2026');
    expect(await (await agent.fetch('/plans.csv')).text()).to.include('Inspection plan 2026');
    expect((await agent.get(plan)).text)
      .to.include('quarter 2, 2026')
      .and.to.include('Planned inspections');
    const months = await agent.get(`${plan}/coverage`);
    expect(months.text).to.include('1 of 4 units inspected (25 %).');
    // A telephone is shown every third month up to the one that has begun, and every quarter.
    const narrowOf = ({ html }: Reply) => html.slice(html.indexOf('chart__drawing--narrow'));
    const heads = (reply: Reply) =>
      [...narrowOf(reply).matchAll(/fill="#505a64">([^<]*)</g)].map(([, name]) => name);
    expect(heads(months)).to.deep.equal(['2/2026']);
    expect(heads(await agent.get(`${plan}/coverage?by=quarter`))).to.deep.equal(['Q1', 'Q2', 'Q3', 'Q4']);
    const { agent: writer } = staff.otherSupervisor;
    await writer.get('/account');
    await writer.post('/account', { language: 'en' });
    expect((await writer.get('/plans/new')).text).to.include('Deputy Director, ');
    expect((await writer.get(`${plan}/lines/new`)).text).to.include('Specialist, ');
  });

  it('makes no surprise visits: whoever sees that a line is taken would know of one', async () => {
    const { agent } = staff.head;
    const page = await agent.get(`${plan}?month=2026-05`);
    const planLine = /new\?line&#x3D;(\w+)"/.exec(page.html)?.[1] ?? '';
    const form = await agent.get(`/inspections/new?line=${planLine}`);
    const sent = { ...visitForm(office, staff), id: idOn(form), version: '0', planLine };
    const surprise = await agent.post('/inspections', { ...sent, mode: 'surprise' });
    expect(surprise.status).to.equal(422);
    expect(surprise.text).to.include('kiểm tra đột xuất không lập từ kế hoạch');
    const made = await agent.post('/inspections', { ...sent, mode: 'scheduled' });
    const path = made.location ?? '';
    const version = versionOn(await agent.get(`${path}/edit`));
    const turned = await agent.post(path, { ...sent, version, mode: 'surprise' });
    expect(turned.status).to.equal(422);
  });

  it('keeps a record that verifies', async () => {
    const faults = await office.services.journal.verify();
    expect(faults).to.have.property('faults').that.deep.equals([]);
  });
});
