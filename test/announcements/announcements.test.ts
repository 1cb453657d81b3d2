import { expect } from 'chai';
import { daysBefore, mayReport, standingOf } from '../../src/announcements/announcement.js';
import { calendarsOf } from '../../src/calendar/working-calendar.js';
import { workingDaysBetween } from '../../src/calendar/working-days.js';
import { momentAt } from '../../src/shared/dates.js';
import type { Form } from '../support/agent.js';
import { idOn, paper, versionOn } from '../support/cases.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

describe('terms before a visit', () => {
  const count = (from: string, to: string) => workingDaysBetween(from, to, calendarsOf([]));

  it('are counted backwards in working days', () => {
    // Tuesday 17 March 2026; the weekend of 14 and 15 March does not count.
    expect(daysBefore('2026-03-17', 1, count)).to.equal('2026-03-16');
    expect(daysBefore('2026-03-17', 5, count)).to.equal('2026-03-10');
    expect(daysBefore('2026-03-17', 10, count)).to.equal('2026-03-03');
    expect(daysBefore('2026-03-17', 0, count)).to.equal('2026-03-17');
    // Before Friday 20 March: Thursday is the first, Friday 13 the fifth; nothing is due on a Sunday.
    expect(daysBefore('2026-03-20', 5, count)).to.equal('2026-03-13');
  });

  it('leave the unit time until the conclusion, for what is announced and approved only', () => {
    const visit = { mode: 'scheduled', approvedOn: '2026-03-01', state: 'approved' } as const;
    expect(mayReport(visit)).to.equal(true);
    expect(mayReport({ ...visit, state: 'opened' })).to.equal(true);
    for (const state of ['concluded', 'closed', 'cancelled'] as const)
      expect(mayReport({ ...visit, state })).to.equal(false);
    expect(mayReport({ ...visit, mode: 'surprise' })).to.equal(false);
    expect(mayReport({ mode: 'scheduled', state: 'prepared' })).to.equal(false);
  });

  it('are kept, missed, or still to come', () => {
    const terms = { reportBy: '2026-03-10' };
    expect(standingOf(undefined, terms, '2026-03-09')).to.equal('waiting');
    expect(standingOf(undefined, terms, '2026-03-10')).to.equal('due');
    expect(standingOf(undefined, terms, '2026-03-11')).to.equal('missing');
    expect(standingOf('2026-03-10', terms, '2026-04-01')).to.equal('sent');
    expect(standingOf('2026-03-11', terms, '2026-04-01')).to.equal('sent_late');
  });
});

describe('an announced visit', () => {
  const { office, staff, walk } = officeAtWork({ now: momentAt('2026-03-02', '09:00') });
  let id: string;
  let here: string;
  before(async () => {
    id = await walk.prepare({ mode: 'scheduled', plannedFrom: '17/3/2026', plannedTo: '18/3/2026' });
    here = `/inspections/${id}`;
  });

  const on = (day: string) => (office.product.clock.present = momentAt(day, '10:00'));
  const send = async (more: Form = {}, files = [paper('báo cáo.pdf')], { agent }: Worker = staff.officer) => {
    const form = await agent.get(`${here}/unit-report`);
    const sent = {
      id: idOn(form),
      version: versionOn(form),
      text: 'Thiếu số liệu tháng 2',
      caption: '',
      ...more,
    };
    return agent.upload(`${here}/unit-report`, sent, files);
  };
  /** Draws a document up and, where it has one, gives it a number; answers its address. */
  const drawUp = async (kind: string, number?: string): Promise<string> => {
    const { agent } = staff.head;
    await agent.get(here);
    const made = (await agent.post(`${here}/documents`, { id: '', kind })).location ?? '';
    if (number !== undefined) {
      const version = versionOn(await agent.get(`${made}/number`));
      await agent.post(`${made}/number`, { version, number, datedOn: '2/3/2026', sure: '', reason: '' });
    }
    return made;
  };
  const deliver = async (document: string, deliveredOn: string, more: Form = {}) => {
    const { agent } = staff.head;
    const version = versionOn(await agent.get(`${document}/delivery`));
    const form = { version, deliveredOn, how: 'electronic', to: 'Văn thư phường', ...more };
    return agent.post(`${document}/delivery`, form);
  };

  it('is nobody’s business before it is approved, and says then what is due until when', async () => {
    expect((await staff.officer.agent.get(here)).status).to.equal(404);
    expect((await staff.officer.agent.get(`${here}/unit-report`)).status).to.equal(404);
    expect((await staff.head.agent.get(here)).text).to.not.include('Báo trước và báo cáo của đơn vị');
    await walk.approve(id);
    const { text } = await staff.head.agent.get(here);
    expect(text)
      .to.include('Chậm nhất ngày 03/03/2026: trước ngày kiểm tra 10 ngày làm việc')
      .and.to.include('Hạn gửi: 10/03/2026, trước ngày kiểm tra 5 ngày làm việc')
      .and.to.include('gửi báo cáo chậm nhất ngày 10/03/2026');
    const home = await staff.officer.agent.get('/');
    expect(home.text).to.include('gửi báo cáo chậm nhất ngày 10/03/2026');
    expect(home.html).to.include(`${here}/unit-report`);
  });

  it('is notified with the outline; a late notice is asked about and not refused', async () => {
    on('2026-03-04');
    const notice = await drawUp('notice', '5/TB-SNV');
    const outline = await drawUp('outline');
    const late = await deliver(notice, '4/3/2026');
    expect(late.status).to.equal(422);
    expect(late.text).to.include('phải đến đơn vị trước ngày kiểm tra 10 ngày làm việc');
    expect(late.html).to.include('name="sure"').and.to.include('value="Văn thư phường"');
    expect((await deliver(notice, '3/3/2026')).status).to.equal(303);
    expect((await deliver(outline, '4/3/2026')).status).to.equal(303);
    const { text } = await staff.officer.agent.get(here);
    expect(text).to.include('5/TB-SNV').and.to.include('gửi ngày 03/03/2026').and.to.include('Chưa xác nhận');
    const version = versionOn(await staff.officer.agent.get(notice));
    expect((await staff.officer.agent.post(`${notice}/receipt`, { version })).status).to.equal(303);
    const after = await staff.head.agent.get(here);
    expect(after.text).to.include(`${staff.officer.name}, `).and.to.not.include('Chưa xác nhận');
  });

  it('has the unit’s own report, which the unit alone sends, with at least one file', async () => {
    for (const worker of [staff.head, staff.supervisor, staff.wardLeader])
      expect((await worker.agent.get(`${here}/unit-report`)).status).to.equal(403);
    expect((await staff.strangeOfficer.agent.get(`${here}/unit-report`)).status).to.equal(404);
    const empty = await send({}, []);
    expect(empty.status).to.equal(422);
    expect(empty.text).to.include('Thiếu số liệu tháng 2');
    on('2026-03-11');
    expect((await staff.head.agent.get(here)).text).to.include('chưa có báo cáo, hạn 10/03/2026');
    on('2026-03-10');
    const { agent } = staff.officer;
    const form = await agent.get(`${here}/unit-report`);
    const sent = { id: idOn(form), version: versionOn(form), text: 'Bản chính', caption: '' };
    const files = [paper('báo cáo.pdf')];
    expect((await agent.upload(`${here}/unit-report`, sent, files)).status).to.equal(303);
    expect((await agent.upload(`${here}/unit-report`, sent, [paper('lần hai.pdf')])).status).to.equal(303);
    const page = await staff.head.agent.get(here);
    expect(page.text).to.include('báo cáo.pdf').and.to.not.include('lần hai.pdf');
    expect(page.text).to.include('đã gửi báo cáo').and.to.include('Bản chính');
    const file = /href="(\/evidence\/\w+)"/.exec(page.html)?.[1] ?? '';
    expect((await staff.head.agent.get(file)).status).to.equal(200);
    expect((await staff.officer.agent.get(file)).status).to.equal(200);
    expect((await staff.strangeOfficer.agent.get(file)).status).to.equal(404);
    expect((await staff.head.agent.get('/notices')).text).to.include('gửi báo cáo của Phường Bồ Đề');
    expect((await staff.officer.agent.get('/')).html).to.not.include(`${here}/unit-report`);
  });

  it('takes what is sent later as well, marked as late, and shows both who send at once', async () => {
    on('2026-03-12');
    const { agent } = staff.officer;
    const form = await agent.get(`${here}/unit-report`);
    expect((await send({ text: 'Bổ sung số liệu' })).status).to.equal(303);
    const stale = {
      id: idOn(await agent.get(`${here}/unit-report`)),
      version: versionOn(form),
      text: 'Cùng lúc',
      caption: '',
    };
    const again = await agent.upload(`${here}/unit-report`, stale, [paper()]);
    expect([again.status, again.text.includes('Cùng lúc')]).to.deep.equal([409, true]);
    const { text } = await staff.head.agent.get(here);
    expect(text).to.include('Bổ sung số liệu').and.to.include('Gửi muộn');
  });

  it('still takes reports while the team is there, and its record stays whole', async () => {
    on('2026-03-17');
    await walk.open(id);
    expect((await staff.officer.agent.get(here)).html).to.include(`${here}/unit-report`);
    expect(await office.services.journal.verify())
      .to.have.property('faults')
      .that.deep.equals([]);
    expect((await office.services.integrity.verify()).faults).to.deep.equal([]);
  });

  it('is none when it is a surprise, before and after it is opened', async () => {
    const surprise = await walk.prepare({ mode: 'surprise' });
    const path = `/inspections/${surprise}/unit-report`;
    await walk.approve(surprise);
    expect((await staff.officer.agent.get(path)).status).to.equal(404);
    await walk.open(surprise);
    expect((await staff.officer.agent.get(path)).status).to.equal(404);
    expect((await staff.head.agent.get(`/inspections/${surprise}`)).text).to.not.include(
      'Báo trước và báo cáo',
    );
  });

  it('keeps its terms when the numbers change after the approval', async () => {
    const { agent } = staff.administrator;
    const version = versionOn(await agent.get('/settings/limits'));
    const numbers = { version, validFrom: '17/3/2026', noticeDays: '3', reportDays: '1' };
    expect((await agent.post('/settings/limits/announcement', numbers)).status).to.equal(303);
    expect((await staff.head.agent.get(here)).text).to.include('Hạn gửi: 10/03/2026');
  });

  it('is told in English', async () => {
    const reader = await office.hire('officer', office.wards.boDe, { language: 'en' });
    expect((await reader.agent.get(here)).text)
      .to.include('Notice and the unit’s own report')
      .and.to.include('Due by 10 March 2026, 5 working days before the visit');
    expect((await reader.agent.get(`${here}/unit-report`)).text).to.include(
      'What is sent later is taken too',
    );
  });
});
