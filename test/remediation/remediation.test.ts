import { expect } from 'chai';
import mongoose from 'mongoose';
import { momentAt } from '../../src/shared/dates.js';
import { paper, versionOn } from '../support/cases.js';
import { officeAtWork } from '../support/office-at-work.js';

type Finding = {
  _id: string;
  state: string;
  dueOn: string;
  remediedOn?: string;
  closedOn?: string;
  remediations: { evidenceIds: string[] }[];
};
type Inspection = { _id: string; state: string; findings: { open: number; nextDueOn?: string } };
const findingOf = (id: string) => mongoose.connection.collection<Finding>('findings').findOne({ _id: id });
const caseOf = (id: string) => mongoose.connection.collection<Inspection>('inspections').findOne({ _id: id });

describe('remedying findings', () => {
  const { office, staff, walk } = officeAtWork();
  const proofOfFault = paper('hiện trạng.pdf');
  beforeEach(() => {
    office.product.clock.present = momentAt('2026-03-02', '09:00');
  });

  /** A concluded case with findings that are due after so many working days. */
  async function concluded(...terms: string[]) {
    const id = await walk.opened();
    const findings: string[] = [];
    for (const term of terms) findings.push(await walk.record(id, { term }, [proofOfFault]));
    await walk.conclude(id, '2/3/2026');
    return { id, findings };
  }
  const sendReport = async (finding: string, more: object, files = [paper()], by = staff.officer) => {
    const path = `/findings/${finding}/remediation`;
    const version = versionOn(await by.agent.get(path));
    return by.agent.upload(path, { version, done: 'Đã làm', caption: '', ...more }, files);
  };
  const sendVerdict = async (finding: string, more: object, by = staff.head) => {
    const path = `/findings/${finding}/verification`;
    const version = versionOn(await by.agent.get(path));
    return by.agent.post(path, { version, outcome: 'accepted', reason: '', ...more });
  };

  it('is not believed without proof: what was written is kept', async () => {
    const { findings } = await concluded('10');
    const reply = await sendReport(findings[0]!, { done: 'Đã làm mà không có ảnh' }, []);
    expect(reply.status).to.equal(422);
    expect(reply.html).to.include('href="#files"').and.to.include('Đã làm mà không có ảnh');
    expect(reply.text.split('Chọn ít nhất một tệp chứng minh').length - 1).to.be.at.least(2);
    expect((await findingOf(findings[0]!))?.state).to.equal('to_remedy');
  });

  it('is not accepted when its proof was taken back', async () => {
    const { findings } = await concluded('10');
    const finding = findings[0]!;
    await sendReport(finding, {});
    const [proof] = (await findingOf(finding))?.remediations[0]?.evidenceIds ?? [];
    const { agent } = staff.officer;
    const version = versionOn(await agent.get(`/evidence/${proof}/withdrawal`));
    await agent.post(`/evidence/${proof}/withdrawal`, { version, reason: 'Nhầm tệp' });
    const form = await staff.head.agent.get(`/findings/${finding}/verification`);
    expect(form.text).to.include('báo cáo khắc phục không có minh chứng');
    const reply = await sendVerdict(finding, { reason: 'Đạt' });
    expect(reply.status).to.equal(422);
    expect(reply.html).to.include('>Đạt</textarea>');
    expect((await findingOf(finding))?.state).to.equal('reported');
  });

  it('is not proved by the very file that showed what was wrong, whatever it is called now', async () => {
    const { findings } = await concluded('10');
    const same = { ...proofOfFault, name: 'sau khắc phục.pdf' };
    const reply = await sendReport(findings[0]!, { done: 'Vẫn nguyên' }, [same]);
    expect(reply.status).to.equal(422);
    expect(reply.text).to.include('sau khắc phục.pdf').and.to.include('chính là tệp đã ghi nhận');
    expect(reply.html).to.include('Vẫn nguyên');
  });

  it('is not proved by an empty file: the form says which it was, and is kept', async () => {
    const { findings } = await concluded('10');
    const empty = { ...proofOfFault, name: 'ảnh sau.pdf', content: '' };
    const reply = await sendReport(findings[0]!, { done: 'Đã thay bảng' }, [empty]);
    expect(reply.status).to.equal(422);
    expect(reply.html).to.include('href="#files"').and.to.include('Đã thay bảng');
    expect(reply.text.split('Tệp “ảnh sau.pdf” trống').length - 1).to.equal(2);
    expect((await findingOf(findings[0]!))?.state).to.equal('to_remedy');
  });

  it('is reported by an officer of the unit and by nobody else', async () => {
    const { findings } = await concluded('10');
    const [finding] = findings;
    for (const [person, status] of [
      [staff.strangeOfficer, 404],
      [staff.administrator, 404],
      [staff.head, 403],
      [staff.supervisor, 403],
      [staff.leader, 403],
      [staff.wardLeader, 403],
    ] as const) {
      expect((await person.agent.get(`/findings/${finding}/remediation`)).status).to.equal(status);
      await person.agent.get('/');
      expect((await sendReport(finding!, { version: '2' }, undefined, person)).status).to.equal(status);
    }
    expect((await sendReport(finding!, {})).status).to.equal(303);
    expect((await findingOf(finding!))?.state).to.equal('reported');
  });

  it('is verified by the team and not by the unit, another unit or a leader', async () => {
    const { findings } = await concluded('10');
    const [finding] = findings;
    await walk.report(finding!);
    for (const [person, status] of [
      [staff.officer, 403],
      [staff.strangeOfficer, 404],
      [staff.leader, 403],
      [staff.supervisor, 403],
      [staff.colleague, 403],
    ] as const) {
      expect((await person.agent.get(`/findings/${finding}/verification`)).status).to.equal(status);
      expect((await sendVerdict(finding!, { version: '3' }, person)).status).to.equal(status);
    }
    // Whoever has sent the report is told who verifies it.
    const own = await staff.officer.agent.get(`/findings/${finding}/verification`);
    expect(own.text).to.include('Việc xác minh do đoàn kiểm tra').and.include('trưởng đoàn');
    expect((await staff.member.agent.get('/')).text).to.include('Báo cáo khắc phục chờ xác minh');
    expect((await staff.member.agent.get('/notices')).text).to.include('cần xác minh');
    expect((await sendVerdict(finding!, {}, staff.member)).status).to.equal(303);
  });

  it('is returned only with a reason, and keeps its due date', async () => {
    const { id, findings } = await concluded('3');
    const [finding] = findings;
    const due = (await findingOf(finding!))?.dueOn;
    await walk.report(finding!);
    const silent = await sendVerdict(finding!, { outcome: 'returned', reason: ' ' });
    expect(silent.status).to.equal(422);
    expect(silent.html)
      .to.include('href="#reason"')
      .and.to.match(/value="returned" checked/);
    expect((await sendVerdict(finding!, { outcome: '' })).status).to.equal(422);
    office.product.clock.present = momentAt('2026-03-10', '09:00');
    await walk.verify(finding!, 'returned', 'Chưa thấy lịch trực');
    const after = await findingOf(finding!);
    expect([after?.state, after?.dueOn]).to.deep.equal(['returned', due]);
    const page = await staff.officer.agent.get(`/findings/${finding}`);
    expect(page.text).to.include('Chưa thấy lịch trực').and.to.include('quá hạn');
    expect((await staff.officer.agent.get('/')).text).to.include('Bị trả lại: Chưa thấy lịch trực');
    expect((await caseOf(id))?.state).to.equal('concluded');
  });

  it('stops the unit’s time for the whole case while it waits for the inspector, and starts it again', async () => {
    const { id, findings } = await concluded('3', '10');
    expect((await caseOf(id))?.findings.nextDueOn).to.equal('2026-03-05');
    await walk.report(findings[0]!);
    expect((await caseOf(id))?.findings.nextDueOn).to.equal('2026-03-16');
    await walk.report(findings[1]!);
    expect((await caseOf(id))?.findings.nextDueOn).to.equal(undefined);
    office.product.clock.present = momentAt('2026-03-20', '09:00');
    const list = await staff.head.agent.get('/inspections?state=concluded');
    const row = list.html.split('<tr').find((part) => part.includes(id)) ?? '';
    expect(row).to.include('chờ xác minh').and.not.to.include('quá hạn');
    await walk.verify(findings[0]!, 'returned', 'Chưa đủ');
    expect((await caseOf(id))?.findings.nextDueOn).to.equal('2026-03-05');
  });

  it('closes the finding when it is accepted and, with the last one, the inspection', async () => {
    const { id, findings } = await concluded('3', '3');
    const [first, last] = findings;
    await walk.report(first!);
    await walk.report(last!);
    office.product.clock.present = momentAt('2026-03-09', '09:00');
    await walk.verify(first!, 'accepted');
    expect((await findingOf(first!))?.state).to.equal('closed');
    expect((await caseOf(id))?.state).to.equal('concluded');
    expect((await staff.head.agent.get(`/inspections/${id}`)).text).to.include('còn 1 phát hiện');
    await walk.verify(last!, 'accepted', 'Đã xem tại chỗ');
    const closed = await findingOf(last!);
    // The day of the report decides whether it was in time, not the day of its verification.
    expect([closed?.remediedOn, closed?.closedOn]).to.deep.equal(['2026-03-02', '2026-03-09']);
    expect((await staff.officer.agent.get(`/findings/${last}`)).text).to.include('xong đúng hạn');
    expect(await caseOf(id)).to.include({ state: 'closed', closedOn: '2026-03-09' });
    expect((await staff.officer.agent.get('/notices')).text).to.include('đã kết thúc');
  });

  it('closes the inspection when the last two are accepted at the same moment', async () => {
    const { id, findings } = await concluded('3', '3');
    for (const finding of findings) await walk.report(finding);
    const versions = await Promise.all(
      findings.map(async (finding) =>
        versionOn(await staff.head.agent.get(`/findings/${finding}/verification`)),
      ),
    );
    const replies = await Promise.all(
      findings.map((finding, index) =>
        staff.head.agent.post(`/findings/${finding}/verification`, {
          version: versions[index]!,
          outcome: 'accepted',
          reason: '',
        }),
      ),
    );
    expect(replies.map(({ status }) => status)).to.deep.equal([303, 303]);
    expect(await caseOf(id)).to.include({ state: 'closed' });
    expect((await caseOf(id))?.findings.open).to.equal(0);
  });

  it('is reported again after it was returned, and each report keeps its own proof', async () => {
    const { findings } = await concluded('3');
    const [finding] = findings;
    await walk.report(finding!, [paper('lần một.pdf')]);
    await walk.verify(finding!, 'returned', 'Mờ quá');
    await walk.report(finding!, [paper('lần hai.pdf')]);
    const { html } = await staff.head.agent.get(`/findings/${finding}/verification`);
    expect(html).to.include('lần hai.pdf').and.not.to.include('lần một.pdf');
    await walk.verify(finding!, 'accepted');
    expect(
      (await findingOf(finding!))?.remediations.map(({ evidenceIds }) => evidenceIds.length),
    ).to.deep.equal([1, 1]);
    expect((await staff.officer.agent.get(`/findings/${finding}/remediation`)).status).to.equal(403);
  });

  it('sent twice at once is taken once; the other sees that it has changed and keeps what was typed', async () => {
    const { findings } = await concluded('3');
    const [finding] = findings;
    const path = `/findings/${finding}/remediation`;
    const version = versionOn(await staff.officer.agent.get(path));
    const send = (done: string) =>
      staff.officer.agent.upload(path, { version, done, caption: '' }, [paper()]);
    const replies = await Promise.all([send('Bản thứ nhất'), send('Bản thứ hai')]);
    expect(replies.map(({ status }) => status).sort()).to.deep.equal([303, 409]);
    const lost = replies.find(({ status }) => status === 409);
    expect(lost?.html).to.match(/Bản thứ (nhất|hai)/);
    expect((await findingOf(finding!))?.remediations).to.have.length(1);
    const verdict = versionOn(await staff.head.agent.get(`/findings/${finding}/verification`));
    const both = await Promise.all(
      [staff.head, staff.secretary].map(async ({ agent }, index) => {
        await agent.get(`/findings/${finding}`);
        const outcome = index === 0 ? 'accepted' : 'returned';
        return agent.post(`/findings/${finding}/verification`, {
          version: verdict,
          outcome,
          reason: 'Lý do',
        });
      }),
    );
    expect(both.map(({ status }) => status).sort()).to.deep.equal([303, 409]);
  });
});
