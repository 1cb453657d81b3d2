import { expect } from 'chai';
import { sampleXlsx } from '../../src/imports/sample.js';
import { readSpan } from '../../src/plans/span-words.js';
import { momentAt } from '../../src/shared/dates.js';
import { idOn, versionOn } from '../support/cases.js';
import { takeForm } from '../support/imports.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

describe('a month or quarter in a table', () => {
  it('is read as people write it', () => {
    const march = { from: '2026-03', to: '2026-03' };
    for (const text of [
      '3',
      '03',
      'T3',
      'tháng 3',
      'Tháng 3/2026',
      '3/2026',
      'M03',
      'March',
      'march 2026',
      'tháng 3 năm 2026',
      '2026-03-01',
    ])
      expect(readSpan(text, 2026), text).to.deep.equal(march);
    const second = { from: '2026-04', to: '2026-06' };
    for (const text of ['Quý II', 'quý 2', 'Q2', 'q2/2026', 'Quý II/2026', 'quarter 2, 2026'])
      expect(readSpan(text, 2026), text).to.deep.equal(second);
    for (const text of [
      '',
      '13',
      '0',
      'quý V',
      'quý',
      '3/2027',
      '2027-03-01',
      'tháng',
      'mùa xuân',
      '3 4 2026',
    ])
      expect(readSpan(text, 2026), text).to.equal(undefined);
  });
});

describe('lines of a plan from a table', () => {
  const { office, staff } = officeAtWork({ now: momentAt('2026-02-02', '09:00') });
  let plan: string;
  before(async () => {
    const { agent } = staff.supervisor;
    const form = {
      approver: staff.otherSupervisor.id,
      year: '2026',
      monthsBetween: '24',
      visitsPerMonth: '9',
    };
    const id = idOn(await agent.get('/plans/new'));
    plan = (await agent.post('/plans', { id, version: '0', ...form })).location ?? '';
  });

  const page = '/imports/plan-lines';
  const of = () => plan.split('/').at(-1) ?? '';
  const look = async (rows: string[][], more = {}, { agent }: Worker = staff.supervisor) => {
    await agent.get(`${page}?of=${of()}`);
    const content = await sampleXlsx([
      ['Mã đơn vị', 'Loại', 'Chủ đề', 'Thời gian', 'Trưởng đoàn', 'Thành viên'],
      ...rows,
    ]);
    return agent.upload(page, { of: of(), ...more }, [{ field: 'table', name: 'kế hoạch.xlsx', content }]);
  };
  const take = (form: Record<string, string | string[]>, { agent }: Worker = staff.supervisor) =>
    agent.upload(`${page}/taking`, form, []);

  it('are for those who may change the plan', async () => {
    expect((await staff.head.agent.get(`${page}?of=${of()}`)).status).to.equal(403);
    expect((await staff.officer.agent.get(`${page}?of=${of()}`)).status).to.equal(404);
    expect((await staff.supervisor.agent.get(page)).status).to.equal(404);
    expect((await staff.supervisor.agent.get(plan)).html).to.include(`${page}?of&#x3D;${of()}`);
  });

  it('are refused with the number and reason of every bad row', async () => {
    const { name } = staff.head;
    const reply = await look([
      ['00118', 'Chuyên đề', 'Tiếp công dân', 'Tháng 3', name, ''],
      ['118', 'chuyên đề', 'tiếp công dân', '3/2026', '', ''],
      ['Phường Trên Mây', 'Chuyên đề', 'Tiếp công dân', 'Tháng 13', 'Không Ai', ''],
      ['Phường Trên Mây', 'Chuyên đề', 'Tiếp công dân', 'Q2', '', ''],
    ]);
    expect(reply.status).to.equal(422);
    expect(reply.text)
      .to.include('3 Cuộc kiểm tra này đã có ở dòng 2')
      .and.to.include('4 Thời gian “Tháng 13” không phải là tháng hoặc quý của năm 2026')
      .and.to.include('4 Trưởng đoàn Không có ai tên “Không Ai”')
      .and.to.include('5 Đơn vị');
    expect((await staff.supervisor.agent.get(plan)).text).to.include('0 cuộc kiểm tra');
  });

  it('come into a draft at once, with their team, and those that stand there stay', async () => {
    const { head, secretary, supervisor } = staff;
    const rows = [
      ['00118', 'Chuyên đề', 'Tiếp công dân', 'Tháng 3', head.name, secretary.name],
      ['Phường Việt Hưng', 'Công vụ', 'Kỷ luật lao động', 'Quý II', '', ''],
    ];
    const form = takeForm(await look(rows)) ?? {};
    const [one, other] = await Promise.all([take(form), take(form)]);
    expect([one.status, other.status, one.location]).to.deep.equal([303, 303, other.location]);
    const { text } = await supervisor.agent.get(plan);
    expect(text).to.include('2 cuộc kiểm tra').and.to.include('quý II/2026').and.to.include(head.name);
    const again = await look([...rows, ['00118', 'Chuyên đề', 'Tiếp công dân', 'T4', '', '']]);
    expect(again.text).to.include('1 cuộc kiểm tra sẵn sàng').and.to.include('2 dòng đã có');
  });

  it('are one numbered amendment with a reason once the plan is approved', async () => {
    const press = async ({ agent }: Worker, step: string) =>
      agent.post(`${plan}/${step}`, { version: versionOn(await agent.get(plan)) });
    await press(staff.supervisor, 'submission');
    expect((await press(staff.otherSupervisor, 'approval')).status).to.equal(303);
    const rows = ['T9', 'T10', 'T11'].map((time) => ['00127', 'Công vụ', 'Chuyển đổi số', time, '', '']);
    const silent = await look(rows);
    expect([silent.status, silent.text.includes('hãy nêu lý do điều chỉnh')]).to.deep.equal([422, true]);
    expect(silent.html).to.match(/name="tableKept" value="\w+" checked/);
    const reasoned = await look(rows, { reason: 'Bổ sung theo chỉ đạo' });
    expect((await take(takeForm(reasoned) ?? {})).status).to.equal(303);
    const { text } = await staff.supervisor.agent.get(plan);
    expect(text).to.include('5 cuộc kiểm tra').and.to.include('đã điều chỉnh 1 lần');
    expect(text).to.include('Điều chỉnh: thêm từ tệp').and.to.include('Bổ sung theo chỉ đạo');
    expect(await office.services.journal.verify())
      .to.have.property('faults')
      .that.deep.equals([]);
  });
});
