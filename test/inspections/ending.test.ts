import { expect } from 'chai';
import mongoose from 'mongoose';
import { momentAt } from '../../src/shared/dates.js';
import { minutesForm, paper, versionOn } from '../support/cases.js';
import { documentsOf } from '../support/documents.js';
import { readPdf } from '../paper/support/pdf.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

type Stored = { _id: string };
const one = async (name: string, id: string) =>
  (await mongoose.connection.collection<Stored>(name).findOne({ _id: id })) as unknown as {
    state: string;
    number?: string;
    deliveredOn?: string;
    dueOn?: string;
    seen: string;
    severity: string;
    findings: { total: number; open: number };
    reply?: { deadline: { dueOn: string } };
    publication?: { deadline: { dueOn: string }; done?: { place: string } };
    replies?: { late: boolean; decision?: { outcome: string; reason: string } }[];
    concludedOn?: string;
    evidence?: { sha256: string }[];
  };
const caseOf = (id: string) => one('inspections', id);
const findingOf = (id: string) => one('findings', id);

describe('ending a visit', () => {
  const { office, staff, walk } = officeAtWork({ now: momentAt('2026-03-02', '08:00') });
  const now = (day: string, time = '09:00') => {
    office.product.clock.present = momentAt(day, time);
  };
  beforeEach(() => now('2026-03-02', '08:00'));

  const post = async (id: string, noun: string, form: object, by: Worker = staff.head) => {
    const version = versionOn(await by.agent.get(`/inspections/${id}/${noun}`));
    return by.agent.post(`/inspections/${id}/${noun}`, { version, ...form });
  };
  const pageOf = (id: string, by: Worker = staff.supervisor) => by.agent.get(`/inspections/${id}`);
  const conclusion = { deliveredOn: '2/3/2026', how: 'handed', to: 'Văn thư', conclusion: 'Kết luận.' };

  describe('with minutes', () => {
    it('asks for true times, a day that can be, and keeps what was typed', async () => {
      const id = await walk.opened();
      for (const [more, said] of [
        [{ begunAt: '25:00' }, 'Ghi giờ như'],
        [{ begunAt: 'sáng' }, 'Ghi giờ như'],
        [{ endedAt: '7 giờ' }, 'Giờ kết thúc phải sau'],
        [{ on: '3/3/2026' }, 'không được sau hôm nay'],
        [{ on: '1/3/2026' }, 'không được trước ngày công bố'],
        [{ present: '' }, 'Chưa nhập mục này'],
      ] as const) {
        const form = { ...minutesForm, on: '2/3/2026', unitWords: 'Lời đã gõ', ...more };
        const reply = await post(id, 'minutes', form);
        expect(reply.status, JSON.stringify(more)).to.equal(422);
        expect(reply.text).to.include(said).and.to.include('Lời đã gõ');
      }
      expect((await staff.head.agent.get(`/inspections/${id}/signing`)).status).to.equal(403);
      const form = `href="/inspections/${id}/minutes"`;
      expect((await pageOf(id, staff.head)).html).to.include(form);
      const approver = await pageOf(id);
      expect(approver.text).to.include('chưa lập biên bản');
      expect(approver.html).to.not.include(form);
      expect((await post(id, 'minutes', { ...minutesForm, on: '2/3/2026' })).status).to.equal(303);
    });

    it('freezes the findings, and says how they were signed: with reservations, or before two witnesses', async () => {
      const id = await walk.opened();
      const proof = [paper('sổ trực tháng 3.pdf'), paper('danh sách vắng.pdf')];
      const finding = await walk.record(id, { seen: 'Vắng hai người' }, proof);
      await post(id, 'minutes', { ...minutesForm, on: '2/3/2026' });
      const silent = await post(id, 'signing', { on: '2/3/2026', outcome: 'reserved', words: '' });
      expect(silent.text).to.include('Ghi nội dung bảo lưu');
      const alone = { on: '2/3/2026', outcome: 'refused', words: 'Không đồng ý', witness1: 'Ông Ba' };
      expect((await post(id, 'signing', alone)).text).to.include('hai người làm chứng');
      expect((await post(id, 'signing', { ...alone, witness2: 'Ông Ba' })).status).to.equal(422);
      const two = { ...alone, witness1Post: 'tổ trưởng tổ 5', witness2: 'Bà Tư' };
      expect((await post(id, 'signing', two)).status).to.equal(303);
      expect((await pageOf(id)).text)
        .to.include('Ông Ba, tổ trưởng tổ 5; Bà Tư')
        .and.to.include('Không ký');
      expect((await staff.head.agent.get(`/findings/${finding}/edit`)).status).to.equal(403);
      const papers = documentsOf(staff);
      const minutes = await papers.drawUp(id, 'minutes');
      const printed = async (language: string, paper = minutes) => {
        const pdf = await staff.head.agent.fetch(`/documents/${paper}/document.pdf?language=${language}`);
        return (await readPdf(Buffer.from(await pdf.arrayBuffer()))).text.replace(/\s+/g, ' ');
      };
      const text = await printed('vi');
      const [file] = (await findingOf(finding))?.evidence ?? [];
      const hash = (file?.sha256 ?? '').replace(/(.{8})(?=.)/g, '$1 ');
      expect(text).to.include('DANH MỤC TỆP CHỨNG CỨ').and.to.include(hash);
      expect(await printed('en'))
        .to.include('LIST OF EVIDENCE FILES')
        .and.to.include(hash);
      const report = await printed('vi', await papers.drawUp(id, 'team_report'));
      expect(report).to.include('DANH MỤC TỆP CHỨNG CỨ').and.to.include(hash);
      expect(report)
        .to.include('(Kèm theo Báo cáo kết quả kiểm tra')
        .and.not.to.include('Biên bản kiểm tra tại');
      expect(text).to.include('BIÊN BẢN').and.to.include('Vắng hai người').and.to.include('8 giờ 00');
      expect(text.replace('08 giờ', '8 giờ')).to.include('TRƯỞNG ĐOÀN').and.to.include('NGƯỜI LÀM CHỨNG');
      expect(text)
        .to.include('Đơn vị tiếp thu.')
        .and.not.to.match(/\{\{|undefined/);
      expect((await post(id, 'resumption', { reason: '' })).status).to.equal(422);
      expect((await post(id, 'resumption', { reason: 'Ghi thiếu một phát hiện' })).status).to.equal(303);
      expect((await staff.head.agent.get(`/findings/${finding}/edit`)).status).to.equal(200);
      expect((await caseOf(id)).state).to.equal('opened');
    });
  });

  describe('with the unit’s right of reply', () => {
    /** A case whose draft the unit has since 2 March: five working days end on 9 March. */
    async function drafted(count = 2): Promise<[string, string[]]> {
      const id = await walk.opened();
      const made: string[] = [];
      for (let place = 0; place < count; place += 1)
        made.push(await walk.record(id, { seen: `Điều thứ ${place}` }));
      await walk.minuted(id);
      expect((await staff.officer.agent.get(`/findings/${made[0]}`)).status).to.equal(404);
      await walk.sendDraft(id);
      return [id, made];
    }

    it('shows the unit the findings from the delivery of the draft, with the day and its receipt', async () => {
      const [id, [first]] = await drafted();
      expect((await caseOf(id)).reply?.deadline.dueOn).to.equal('2026-03-09');
      const page = await pageOf(id, staff.officer);
      expect(page.text)
        .to.include('09/03/2026')
        .and.to.include('5 ngày làm việc, tính từ ngày làm việc tiếp theo');
      expect(page.text).to.include('Điều thứ 0');
      const home = (await staff.officer.agent.get('/')).text;
      expect(home).to.match(/chờ ý kiến của đơn vị.*còn 5 ngày làm việc/);
      expect((await staff.officer.agent.get(`/findings/${first}`)).status).to.equal(200);
      expect((await staff.strangeOfficer.agent.get(`/findings/${first}`)).status).to.equal(404);
      const doc = await staff.officer.agent.get(`/inspections/${id}`);
      expect(doc.text).to.include('Dự thảo kết luận');
    });

    it('keeps answer, decision and reason beside the finding for good; those of the visit do not decide', async () => {
      const [id, [first = '', second = '']] = await drafted();
      const empty = await staff.officer.agent.get(`/findings/${first}/reply`);
      const version = versionOn(empty);
      const bare = { version, kind: 'wrong_fact', words: '', caption: '' };
      expect((await staff.officer.agent.post(`/findings/${first}/reply`, bare)).text).to.include(
        'Ghi rõ sai ở đâu',
      );
      const proofless = { version, kind: 'missing_evidence', words: 'Có sổ', caption: '' };
      expect((await staff.officer.agent.post(`/findings/${first}/reply`, proofless)).status).to.equal(422);
      await walk.answer(first, { kind: 'wrong_fact', words: 'Chỉ vắng một người' }, [paper()]);
      await walk.answer(second, { kind: 'slip', words: 'Sai ngày' });
      await walk.answer(second, { kind: 'slip', words: 'Sai ngày và sai tên' });
      for (const person of [staff.head, staff.officer, staff.leader])
        expect((await person.agent.get(`/findings/${first}/decision`)).status).to.equal(403);
      const blocked = await pageOf(id);
      expect(blocked.html)
        .to.include(`/findings/${first}/decision`)
        .and.to.include(`/findings/${second}/decision`);
      expect((await post(id, 'conclusion', conclusion, staff.supervisor)).status).to.equal(422);
      const again = {
        outcome: 'amended',
        seen: 'Vắng một người',
        severity: 'minor',
        legalBasis: '',
        mustDo: 'Đủ người',
        term: '7',
      };
      await walk.decide(first, again, staff.colleague);
      await walk.decide(second, { outcome: 'dropped', reason: 'Đúng là sai tên' }, staff.otherSupervisor);
      expect(await findingOf(first)).to.include({
        seen: 'Vắng một người',
        severity: 'minor',
        state: 'settled',
      });
      expect((await findingOf(second)).state).to.equal('withdrawn');
      expect((await caseOf(id)).findings).to.include({ total: 1, open: 1 });
      const seen = await staff.officer.agent.get(`/findings/${second}`);
      expect(seen.status).to.equal(200);
      expect(seen.text).to.include('Sai ngày và sai tên').and.to.include('Đúng là sai tên');
      await walk.send(id, 'conclusion', conclusion, staff.supervisor);
      const after = await staff.officer.agent.get(`/findings/${first}`);
      expect(after.text).to.include('Chỉ vắng một người').and.to.include('Đã đối chiếu.');
      expect((await findingOf(first)).dueOn).to.equal('2026-03-11');
    });

    it('waits for the time to end unless everything is answered, then takes late answers and marks them', async () => {
      const [id, [first = '', second = '']] = await drafted();
      await walk.answer(first);
      now('2026-03-09', '23:00');
      const early = await pageOf(id);
      expect(early.text).to.include('đến 09/03/2026').and.to.include('1 phát hiện');
      expect((await post(id, 'conclusion', conclusion, staff.supervisor)).status).to.equal(422);
      now('2026-03-10', '07:00');
      await walk.answer(second, { kind: 'slip', words: 'Gửi muộn' });
      expect((await findingOf(second)).replies?.[0]?.late).to.equal(true);
      expect((await staff.supervisor.agent.get(`/findings/${second}`)).text).to.include('gửi sau thời hạn');
      expect((await post(id, 'conclusion', conclusion, staff.supervisor)).status).to.equal(422);
      await walk.decide(second, { outcome: 'upheld' });
      await walk.send(id, 'conclusion', { ...conclusion, deliveredOn: '10/3/2026' }, staff.supervisor);
      expect((await findingOf(second)).state).to.equal('to_remedy');
      expect((await staff.officer.agent.get(`/findings/${second}/reply`)).status).to.equal(403);
    });

    it('concludes without an answer once the time is over', async () => {
      const [id, [first = '']] = await drafted(1);
      now('2026-03-10');
      await walk.send(id, 'conclusion', { ...conclusion, deliveredOn: '10/3/2026' }, staff.supervisor);
      expect((await findingOf(first)).state).to.equal('to_remedy');
    });

    it('counts the time anew when the day of delivery was wrong, with the reason', async () => {
      const [id] = await drafted(1);
      now('2026-03-04');
      const form = { deliveredOn: '4/3/2026', how: 'post', to: 'Văn thư' };
      expect((await post(id, 'draft-date', { ...form, reason: '' })).status).to.equal(422);
      expect((await post(id, 'draft-date', { ...form, reason: 'Thực giao ngày 4' })).status).to.equal(303);
      expect((await caseOf(id)).reply?.deadline.dueOn).to.equal('2026-03-11');
    });
  });

  describe('with a conclusion', () => {
    it('is refused while something is missing, and says what and where', async () => {
      const id = await walk.opened();
      await walk.record(id);
      const missing = async () => (await pageOf(id, staff.head)).html;
      expect(await missing()).to.include(`href="/inspections/${id}/minutes"`);
      await post(id, 'minutes', { ...minutesForm, on: '2/3/2026' });
      expect(await missing()).to.include(`href="/inspections/${id}/signing"`);
      await post(id, 'signing', { on: '2/3/2026', outcome: 'signed' });
      expect(await missing()).to.include(`href="/inspections/${id}/draft"`);
      expect((await pageOf(id, staff.officer)).text).not.to.include('chưa giao dự thảo');
      const form = await staff.supervisor.agent.get(`/inspections/${id}/conclusion`);
      expect(form.status).to.equal(200);
      expect(form.text).to.include('chưa giao dự thảo kết luận');
      // The approver was not on the visit, and may send the draft; the minutes are the team's to write.
      expect(form.html).to.include(`href="/inspections/${id}/draft"`);
      const sent = await post(id, 'conclusion', { ...conclusion, conclusion: 'Viết sớm' }, staff.supervisor);
      expect(sent.status).to.equal(422);
      expect(sent.text).to.include('Viết sớm');
    });

    it('starts the terms at its delivery, also when that comes later; before it the unit reads nothing of it', async () => {
      const id = await walk.opened();
      const finding = await walk.record(id, { term: '10' });
      await walk.settled(id);
      await walk.send(
        id,
        'conclusion',
        { ...conclusion, deliveredOn: '', to: '', conclusion: 'Chưa giao' },
        staff.supervisor,
      );
      expect(await caseOf(id)).to.include({ state: 'concluded', concludedOn: '2026-03-02' });
      expect((await findingOf(finding)).state).to.equal('settled');
      expect((await pageOf(id, staff.officer)).text).not.to.include('Chưa giao');
      const { number = '' } = await caseOf(id);
      const told = (await staff.officer.agent.get('/notices')).text;
      expect(told).not.to.include(`Đã có kết luận cuộc kiểm tra ${number}`);
      now('2026-03-05');
      const papers = documentsOf(staff);
      const notice = await papers.drawUp(id, 'conclusion');
      await papers.number(notice, '20/TB-ĐKT', '4/3/2026');
      await walk.send(
        id,
        'delivery',
        { deliveredOn: '5/3/2026', how: 'electronic', to: 'Văn thư' },
        staff.colleague,
      );
      expect(await findingOf(finding)).to.include({ state: 'to_remedy', dueOn: '2026-03-19' });
      expect((await caseOf(id)).publication?.deadline.dueOn).to.equal('2026-03-12');
      expect((await pageOf(id, staff.officer)).text)
        .to.include('Chưa giao')
        .and.to.include('20/TB-ĐKT');
      expect((await staff.colleague.agent.get(`/inspections/${id}/delivery`)).status).to.equal(403);
      const correction = await papers.drawUp(id, 'correction');
      expect((await staff.head.agent.get(`/documents/${correction}`)).text).to.include('20/TB-ĐKT');
    });

    it('closes a case without findings when it is delivered, not before', async () => {
      const id = await walk.opened();
      await walk.settled(id);
      await walk.send(id, 'conclusion', { ...conclusion, deliveredOn: '', to: '' }, staff.supervisor);
      expect((await caseOf(id)).state).to.equal('concluded');
      await walk.send(id, 'delivery', { deliveredOn: '2/3/2026', how: 'post', to: 'Văn thư' }, staff.head);
      expect((await caseOf(id)).state).to.equal('closed');
    });

    it('asks the unit to make it public, and keeps that it has done so, with proof', async () => {
      const id = await walk.opened();
      await walk.conclude(id, '2/3/2026');
      const { agent } = staff.officer;
      now('2026-03-10');
      expect((await agent.get('/')).text)
        .to.include('Công khai kết luận kiểm tra trong nội bộ đơn vị')
        .and.to.include('quá hạn');
      expect((await staff.head.agent.get(`/inspections/${id}/publication`)).status).to.equal(403);
      const path = `/inspections/${id}/publication`;
      const version = versionOn(await agent.get(path));
      for (const publishedOn of ['11/3/2026', '1/3/2026', 'hôm qua', ''])
        expect((await agent.upload(path, { version, publishedOn, place: 'Bảng tin' }, [])).status).to.equal(
          422,
        );
      const done = await agent.upload(path, { version, publishedOn: '9/3/2026', place: 'Bảng tin' }, [
        paper(),
      ]);
      expect(done.status).to.equal(303);
      expect((await caseOf(id)).publication?.done?.place).to.equal('Bảng tin');
      const page = await pageOf(id);
      expect(page.text).to.include('Đã công khai ngày 09/03/2026: Bảng tin');
      expect((await office.services.integrity.verify()).faults).to.deep.equal([]);
      const file = /href="(\/evidence\/[^"/]+)"/.exec(page.html)?.[1] ?? '';
      expect((await staff.supervisor.agent.get(file)).status).to.equal(200);
      expect((await staff.strangeOfficer.agent.get(file)).status).to.equal(404);
      expect((await agent.get('/')).html).not.to.include(`/inspections/${id}/publication`);
    });
  });
});
