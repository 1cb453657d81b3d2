import { expect } from 'chai';
import mongoose from 'mongoose';
import { versionOn } from '../support/cases.js';
import { pdf, png } from '../support/files.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

describe('taking a file back', () => {
  const { office, staff, walk } = officeAtWork();
  let inspection: string;
  let finding: string;
  let photo: string;
  before(async () => {
    inspection = await walk.opened();
    finding = await walk.record(inspection, {}, [
      { field: 'files', name: 'quầy.png', content: png },
      { field: 'files', name: 'còn.pdf', content: pdf },
    ]);
    const findings = mongoose.connection.collection<{ _id: string; evidence: { id: string }[] }>('findings');
    photo = (await findings.findOne({ _id: finding }))?.evidence[0]?.id ?? '';
  });

  const statusOf = async ({ agent }: Worker, path = '') =>
    (await agent.get(`/evidence/${photo}${path}`)).status;
  const send = async ({ agent }: Worker, step: string, reason: string, version?: string) => {
    const seen = version ?? versionOn(await agent.get(`/evidence/${photo}/withdrawal`));
    return agent.post(`/evidence/${photo}/${step}`, { version: seen, reason });
  };

  it('is for whoever sent it and for the supervisor, with a reason', async () => {
    expect(await statusOf(staff.colleague, '/withdrawal')).to.equal(403);
    expect(await statusOf(staff.officer, '/withdrawal')).to.equal(404);
    expect((await staff.colleague.agent.get(`/evidence/${photo}/about`)).text).not.to.include('Rút tệp');
    const { status, text } = await send(staff.head, 'withdrawal', '');
    expect(status).to.equal(422);
    expect(text).to.include('Lý do rút');
    expect(await statusOf(staff.colleague)).to.equal(200);
  });

  it('hides it everywhere, and keeps why, by whom and when, the original and the record', async () => {
    const { agent } = staff.head;
    const version = versionOn(await agent.get(`/evidence/${photo}/withdrawal`));
    for (let time = 0; time < 2; time += 1)
      expect((await send(staff.head, 'withdrawal', 'Nhầm đơn vị', version)).status).to.equal(303);
    for (const path of ['', '/thumbnail', '/large'])
      expect(await statusOf(staff.colleague, path), path).to.equal(404);
    expect(await statusOf(staff.supervisor)).to.equal(200);
    const page = await staff.colleague.agent.get(`/findings/${finding}`);
    expect(page.text).to.include('Đã rút: quầy.png').and.to.include('Nhầm đơn vị');
    expect(page.html).not.to.include(`/evidence/${photo}/thumbnail`);
    const about = await staff.colleague.agent.get(`/evidence/${photo}/about`);
    expect(about.text).to.include('Tệp đã được rút').and.to.include('Nhầm đơn vị');
    expect((await staff.colleague.agent.get(`/evidence/${photo}/custody`)).text).to.include('Rút khỏi hồ sơ');
    const events = await mongoose.connection
      .collection<{ _id: string; history: { action: string }[] }>('findings')
      .findOne({ _id: finding });
    expect(events?.history.filter(({ action }) => action === 'file_withdrawn')).to.have.length(1);
  });

  it('shows a second reason beside the first, on the form that was sent', async () => {
    const { status, text, html } = await send(staff.supervisor, 'withdrawal', 'Ảnh mờ', 'stands');
    expect(status).to.equal(409);
    expect(text).to.include('Nhầm đơn vị').and.to.include('Ảnh mờ').and.to.include('Lý do rút');
    expect(html).to.include(`action="/evidence/${photo}/withdrawal"`);
    expect(await statusOf(staff.colleague)).to.equal(404);
  });

  it('is undone with a reason, and not on what somebody no longer sees', async () => {
    expect((await send(staff.supervisor, 'restoration', 'Rút nhầm', 'stands')).status).to.equal(409);
    expect((await send(staff.supervisor, 'restoration', 'Rút nhầm')).status).to.equal(303);
    expect(await statusOf(staff.colleague)).to.equal(200);
    expect(await statusOf(staff.colleague, '/thumbnail')).to.equal(200);
    expect((await send(staff.supervisor, 'restoration', 'Rút nhầm', 'stands')).status).to.equal(303);
    const record = (await staff.head.agent.get(`/evidence/${photo}/custody`)).text;
    expect(record.split('Đưa trở lại')).to.have.length(2);
    const { faults } = await office.services.journal.verify();
    expect(faults).to.deep.equal([]);
  });
});
