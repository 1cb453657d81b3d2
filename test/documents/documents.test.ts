import { expect } from 'chai';
import mongoose from 'mongoose';
import { momentAt } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import { readPdf } from '../paper/support/pdf.js';
import { documentsOf, type DocumentWalker } from '../support/documents.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

const stored = (id: string) =>
  mongoose.connection.collection<{ _id: string } & Record<string, unknown>>('documents').findOne({ _id: id });

describe('the documents of a case', () => {
  const { office, staff, walk } = officeAtWork({ now: momentAt('2026-03-02', '08:00') });
  let papers: DocumentWalker;
  before(() => {
    papers = documentsOf(staff);
  });
  beforeEach(() => {
    office.product.clock.present = momentAt('2026-03-02', '08:00');
  });

  const pdfOf = async ({ agent }: Worker, id: string, language = 'vi') => {
    const path = `/documents/${id}/document.pdf?language=${language}`;
    const answer = await agent.fetch(path);
    return readPdf(Buffer.from(await answer.arrayBuffer()));
  };
  const textOf = async (by: Worker, id: string, language = 'vi') =>
    (await pdfOf(by, id, language)).text.replace(/\s+/g, ' ');
  const later = { plannedFrom: '20/4/2026', plannedTo: '21/4/2026' };
  const scheduled = () => walk.prepare({ mode: 'scheduled', ...later });

  it('prints a decision from what was recorded, by form 1.2, with room for what nobody has said yet', async () => {
    const id = await papers.drawUp(await scheduled(), 'decision');
    const draft = await textOf(staff.head, id);
    expect(draft).not.to.include('DỰ THẢO');
    expect(draft).to.include('QUYẾT ĐỊNH').and.to.include('Điều 1.');
    expect(draft)
      .to.match(/Số: \s*\/QĐ-SNV/)
      .and.to.include('GIÁM ĐỐC SỞ NỘI VỤ');
    for (const one of [staff.head, staff.secretary, staff.member]) expect(draft).to.include(one.name);
    expect(draft).to.match(/ngày\s+tháng\s+năm/);
    expect(draft).not.to.match(/\{\{|undefined|null/);
    expect(await textOf(staff.head, id, 'en'))
      .to.include('READING COPY')
      .and.to.include('DECISION');
  });

  it('takes the number from the clerk, and says from then on what it said then', async () => {
    const visit = await scheduled();
    const id = await papers.drawUp(visit, 'decision');
    await papers.write(id, { grounds: 'Căn cứ Kế hoạch số 12/KH-UBND', tasks: 'Kiểm tra tại chỗ.' });
    const form = await staff.head.agent.get(`/documents/${id}/number`);
    expect(form.html).to.include('value="31/QĐ-SNV"').and.to.include('value="02/01/2026"');
    await papers.number(id, '31/QĐ-SNV', '2/1/2026');
    const before = await textOf(staff.head, id);
    expect(before).to.include('Số: 31/QĐ-SNV').and.to.include('Hà Nội, ngày 02 tháng 01 năm 2026');
    expect(before).to.include('Căn cứ Kế hoạch số 12/KH-UBND').and.not.to.include('DỰ THẢO');
    const edit = await staff.head.agent.get(`/inspections/${visit}/edit`);
    expect(edit.status).to.equal(200);
    await walk.revise(visit, { ...later, topic: 'Chủ đề khác hẳn', plannedTo: '22/4/2026' });
    expect(await textOf(staff.head, id)).to.equal(before);
    expect((await staff.head.agent.get(`/documents/${id}/edit`)).status).to.equal(403);
  });

  it('refuses what is no number, a day to come, and asks once about a number that is known', async () => {
    const [one, other] = [
      await papers.drawUp(await scheduled(), 'decision'),
      await papers.drawUp(await scheduled(), 'decision'),
    ];
    for (const number of ['31', 'QĐ-SNV', '31/QĐ SNV/', 'x/QĐ', '', '3'.repeat(200)]) {
      const reply = await papers.send(one, 'number', { number, datedOn: '2/1/2026' });
      expect(reply.status, number).to.equal(422);
      expect(reply.html).to.include('href="#number"');
    }
    expect((await papers.send(one, 'number', { number: '7/QĐ-SNV', datedOn: '3/3/2026' })).text).to.include(
      'Ngày không được sau hôm nay',
    );
    await papers.number(one, '07/QĐ-SNV', '2/1/2026');
    const twice = await papers.send(other, 'number', { number: '7/qđ-snv', datedOn: '3/1/2026' });
    expect(twice.status).to.equal(422);
    expect(twice.text).to.include('Số này đã ghi cho một văn bản');
    const sure = { number: '7/qđ-snv', datedOn: '3/1/2026', sure: 'yes' };
    expect((await papers.send(other, 'number', sure)).status).to.equal(303);
    const silent = await papers.send(other, 'number', { number: '8/QĐ-SNV', datedOn: '3/1/2026' });
    expect(silent.text).to.include('Ghi lý do sửa số');
    const because = { number: '8/QĐ-SNV', datedOn: '3/1/2026', reason: 'Ghi nhầm sổ' };
    expect((await papers.send(other, 'number', because)).status).to.equal(303);
    expect((await staff.head.agent.get(`/documents/${other}`)).text).to.include('Ghi nhầm sổ');
  });

  it('tells nobody by its questions that a sealed case has a number', async () => {
    const sealed = await papers.drawUp(await walk.prepare({ mode: 'surprise' }), 'decision');
    await papers.number(sealed, '99/QĐ-SNV', '2/1/2026');
    const own = await walk.prepare(
      { mode: 'scheduled', head: staff.colleague.id, members: [] },
      staff.colleague,
    );
    const id = await papers.drawUp(own, 'decision', staff.colleague);
    const reply = await papers.send(
      id,
      'number',
      { number: '99/QĐ-SNV', datedOn: '2/1/2026' },
      staff.colleague,
    );
    expect(reply.status).to.equal(303);
  });

  it('is shown on the side of the unit once it is delivered, and received by its officer', async () => {
    const visit = await scheduled();
    await walk.approve(visit);
    const id = await papers.drawUp(visit, 'notice');
    const due = /gửi Đoàn kiểm tra chậm nhất ngày (\d+) tháng 4 năm 2026/.exec(await textOf(staff.head, id));
    expect((await staff.head.agent.get(`/inspections/${visit}`)).text).to.include(
      `${due?.[1] ?? '–'}/04/2026`,
    );
    for (const { agent } of [staff.officer, staff.wardLeader]) {
      expect((await agent.get(`/documents/${id}`)).status).to.equal(404);
      expect((await agent.get(`/documents/${id}/document.pdf`)).status).to.equal(404);
      expect((await agent.get(`/inspections/${visit}`)).html).not.to.include(`/documents/${id}`);
    }
    expect((await staff.leader.agent.get(`/documents/${id}`)).status).to.equal(200);
    const early = await papers.send(id, 'delivery', {
      deliveredOn: '2/3/2026',
      how: 'handed',
      to: 'Văn thư',
    });
    expect(early.text).to.include('Ghi số và ngày của văn bản trước khi giao');
    await papers.number(id, '12/TB-SNV', '1/3/2026');
    const scan = await papers.scan(id);
    for (const [deliveredOn, said] of [
      ['28/2/2026', 'không được trước ngày văn bản'],
      ['3/3/2026', 'không được sau hôm nay'],
    ] as const) {
      const reply = await papers.send(id, 'delivery', { deliveredOn, how: 'post', to: 'Chị Hoa <b>' });
      expect(reply.status).to.equal(422);
      expect(reply.text).to.include(said).and.to.include('Ghi nhận giao cho đơn vị');
      expect(reply.html).to.include('value="Chị Hoa &lt;b&gt;"');
    }
    expect((await staff.officer.agent.get(scan)).status).to.equal(404);
    await papers.deliver(id, '1/3/2026');
    expect((await staff.officer.agent.get('/notices')).text).to.include('Thông báo kiểm tra');
    expect((await staff.officer.agent.get(scan)).status).to.equal(200);
    expect(await textOf(staff.officer, id)).to.include('Số: 12/TB-SNV');
    expect((await staff.strangeOfficer.agent.get(`/documents/${id}`)).status).to.equal(404);
    expect((await staff.wardLeader.agent.get(`/documents/${id}`)).text).not.to.include('Xác nhận đã nhận');
    expect((await staff.officer.agent.get('/')).text)
      .to.include('Văn bản cần xác nhận đã nhận')
      .and.to.include('12/TB-SNV');
    expect((await staff.strangeOfficer.agent.get('/')).text).not.to.include('Văn bản cần xác nhận');
    await walk.pressOn(`/documents/${id}`, 'receipt', staff.officer);
    expect((await staff.officer.agent.get('/')).text).not.to.include('12/TB-SNV');
    expect((await staff.head.agent.get(`/documents/${id}`)).text).to.include('Đơn vị đã nhận');
    const { receipt, delivery } = (await stored(id)) as unknown as {
      receipt: { by: { name: string } };
      delivery: object;
    };
    expect(receipt.by.name).to.equal(staff.officer.name);
    expect(delivery).to.include({ on: '2026-03-01', how: 'handed' });
  });

  it('is made once however often it is sent, and only what the state of the case allows', async () => {
    const visit = await scheduled();
    await staff.head.agent.get(`/inspections/${visit}`);
    const id = newId();
    const send = (kind: string, one = id) =>
      staff.head.agent.post(`/inspections/${visit}/documents`, { id: one, kind });
    const twice = await Promise.all([send('decision'), send('decision')]);
    expect(twice.map(({ location }) => location)).to.deep.equal([`/documents/${id}`, `/documents/${id}`]);
    expect((await send('decision', newId())).status).to.equal(409);
    expect((await send('notice', newId())).status).to.equal(409);
    expect((await send('conclusion', newId())).status).to.equal(409);
    expect((await send('letter', newId())).status).to.equal(422);
    const stale = await Promise.all(
      ['một', 'hai'].map((tasks) =>
        staff.head.agent.post(`/documents/${id}/edit`, { version: '1', grounds: '', tasks }),
      ),
    );
    expect(stale.map(({ status }) => status).sort()).to.deep.equal([303, 409]);
  });

  it('is annulled with a reason: kept, marked on paper, its number never free, another drawn up in its place', async () => {
    const visit = await scheduled();
    const id = await papers.drawUp(visit, 'decision');
    const { agent } = staff.head;
    expect((await agent.get(`/documents/${id}/annulment`)).status).to.equal(403);
    await papers.number(id, '77/QĐ-SNV', '2/3/2026');
    await papers.deliver(id, '2/3/2026');
    const mute = await papers.send(id, 'annulment', { reason: ' ' });
    expect(mute.status).to.equal(422);
    expect(mute.html).to.include('id="reason-error"');
    expect((await papers.send(id, 'annulment', { reason: 'Sai tên trưởng đoàn' })).status).to.equal(303);
    const page = await agent.get(`/documents/${id}`);
    expect(page.text).to.include('Đã hủy bỏ').and.to.include('Sai tên trưởng đoàn');
    expect(page.html).not.to.include(`/documents/${id}/number`).and.not.to.include('/annulment');
    expect(await textOf(staff.head, id)).to.include('ĐÃ HỦY BỎ NGÀY 02/03/2026');
    // Twice, or from a page that is older.
    expect((await agent.post(`/documents/${id}/annulment`, { version: '2', reason: 'x' })).status).to.equal(
      409,
    );
    expect((await agent.post(`/documents/${id}/receipt`, { version: '4' })).status).to.be.oneOf([403, 409]);
    const next = await papers.drawUp(visit, 'decision');
    expect((await agent.get(`/documents/${next}`)).text).to.include('Thay cho văn bản');
    expect((await agent.get(`/documents/${id}`)).text).to.include('Được thay bằng');
    const again = await papers.send(next, 'number', { number: '77/QĐ-SNV', datedOn: '2/3/2026' });
    expect(again.status).to.equal(422);
    expect((await office.services.journal.verify()).faults).to.deep.equal([]);
    expect((await office.services.integrity.verify()).faults).to.deep.equal([]);
  });

  it('is drawn up, numbered and delivered by the authority only', async () => {
    const visit = await scheduled();
    await walk.approve(visit);
    const id = await papers.drawUp(visit, 'notice');
    await papers.number(id, '13/TB-SNV', '1/3/2026');
    await papers.deliver(id, '1/3/2026');
    for (const { agent, userName } of [staff.officer, staff.leader, staff.wardLeader]) {
      const page = await agent.get(`/inspections/${visit}`);
      expect(page.text, userName).not.to.include('Lập văn bản');
      for (const noun of ['number', 'delivery', 'scan', 'edit'])
        expect((await agent.get(`/documents/${id}/${noun}`)).status, `${userName} ${noun}`).to.equal(403);
      const made = await agent.post(`/inspections/${visit}/documents`, { id: newId(), kind: 'outline' });
      expect(made.status).to.equal(403);
    }
    expect(
      (await staff.strangeOfficer.agent.post(`/documents/${id}/receipt`, { version: '4' })).status,
    ).to.equal(404);
  });
});
