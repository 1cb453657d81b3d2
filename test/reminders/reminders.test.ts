import { expect } from 'chai';
import mongoose from 'mongoose';
import { createServices } from '../../src/services.js';
import { momentAt, type Day } from '../../src/shared/dates.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

describe('reminders', () => {
  const { office, staff, walk } = officeAtWork();
  let finding: string;
  let id: string;
  before(async () => {
    id = await walk.opened();
    finding = await walk.record(id);
    await walk.conclude(id, '2/3/2026');
    await staff.officer.agent.post('/notices/reading');
  });

  const on = (day: Day): void => {
    office.product.clock.present = momentAt(day, '08:00');
  };
  const round = () => office.services.reminders.run();
  const inbox = async ({ agent }: Worker) => (await agent.get('/notices')).text;
  const page = async ({ agent }: Worker) => (await agent.get(`/findings/${finding}`)).text;

  it('come before the date, once, and stand at the finding', async () => {
    // Ten working days from 2 March: the date is Monday 16 March 2026.
    on('2026-03-06');
    expect(await round()).to.deep.equal({ units: 0, reminders: 0 });
    on('2026-03-09');
    expect(await round()).to.deep.equal({ units: 1, reminders: 1 });
    expect(await round()).to.deep.equal({ units: 0, reminders: 0 });
    expect(await inbox(staff.officer)).to.include(
      'phát hiện KT-2026-0001/1 sắp đến hạn khắc phục, hạn 16/03/2026',
    );
    expect(await page(staff.officer)).to.include('Nhắc trước hạn, lần đầu');
    expect(await page(staff.head)).to.include('nhắc cán bộ đầu mối của đơn vị vào ngày 17/03/2026');
    expect(await inbox(staff.strangeOfficer)).not.to.include('sắp đến hạn');
  });

  it('go on by post, each told once by two copies of the product that look at the same moment', async () => {
    on('2026-03-19');
    const other = createServices(office.product.config, { clock: office.product.clock });
    const told = await Promise.all([round(), other.reminders.run()]);
    expect(told.reduce((sum, { reminders }) => sum + reminders, 0)).to.equal(2);
    expect(await inbox(staff.wardLeader)).to.include(
      'Báo người đứng đầu Phường Bồ Đề: phát hiện KT-2026-0001/1 quá hạn',
    );
    expect((await inbox(staff.officer)).match(/đã quá hạn khắc phục/g)).to.have.length(1);
    for (const person of [staff.leader, staff.supervisor, staff.head])
      expect(await inbox(person)).not.to.include('quá hạn');
    const whole = await page(staff.wardLeader);
    expect(whole)
      .to.include('Người đứng đầu, Phường Bồ Đề')
      .and.include('Quá hạn 16/03/2026 được 3 ngày làm việc');
    expect(whole).to.include('báo lãnh đạo cấp trên trực tiếp vào ngày 24/03/2026');
  });

  it('reach the level above and the supervisors of the authority, and stop when the unit reports', async () => {
    on('2026-03-30');
    expect((await round()).reminders).to.equal(2);
    expect(await inbox(staff.leader)).to.include('Báo cấp trên của Phường Bồ Đề');
    for (const person of [staff.supervisor, staff.otherSupervisor])
      expect(await inbox(person)).to.include('vẫn quá hạn khắc phục sau khi đã báo cấp trên');
    expect(await page(staff.head)).not.to.include('Nếu đơn vị chưa báo cáo');
    await walk.report(finding);
    on('2026-04-30');
    expect((await round()).reminders).to.equal(0);
  });

  it('also tell a case’s people what it waits for, once, by however many copies of the product', async () => {
    // Five working days from 2 March: the conclusion is public inside by Monday 9 March 2026.
    on('2026-03-05');
    const other = createServices(office.product.config, { clock: office.product.clock });
    const told = await Promise.all([office.services, other].map(({ caseReminders }) => caseReminders.run()));
    expect(told.reduce((sum, { reminders }) => sum + reminders, 0)).to.equal(3);
    expect((await office.services.caseReminders.run()).reminders).to.equal(0);
    const said = 'phải công khai trong nội bộ trước hết ngày 09/03/2026';
    expect(await inbox(staff.officer))
      .to.include(said)
      .and.include('2 văn bản của cuộc kiểm tra KT-2026-0001 giao từ 02/03/2026 chưa được xác nhận');
    for (const person of [staff.strangeOfficer, staff.supervisor])
      expect(await inbox(person)).not.to.include(said);
    on('2026-03-10');
    expect((await office.services.caseReminders.run()).reminders).to.equal(1);
    expect(await inbox(staff.supervisor)).to.include('mà chưa xác nhận công khai kết luận');
  });

  it('are part of the record', async () => {
    expect(await office.services.journal.verify()).to.have.property('faults').that.is.empty;
    await mongoose.connection
      .collection('reminder_rounds')
      .updateOne({ day: '2026-03-19' }, { $set: { 'lines.0.days': 1 } });
    expect(await office.services.journal.verify()).to.have.property('faults').that.is.not.empty;
  });
});
