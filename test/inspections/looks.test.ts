import { expect } from 'chai';
import mongoose from 'mongoose';
import { readPdf } from '../paper/support/pdf.js';
import { officeAtWork } from '../support/office-at-work.js';

describe('who looked at a surprise visit before it was opened', () => {
  const { office, staff, walk } = officeAtWork();
  let id: string;
  const lookers = async () => (await office.services.looks.of(id)).map(({ by, count }) => [by.name, count]);

  before(async () => {
    id = await walk.prepare();
  });

  it('is kept, once for a quarter of an hour, of those who saw it and of nobody else', async () => {
    const { head, supervisor, colleague, officer } = staff;
    expect(await lookers()).to.deep.equal([]);
    await head.agent.get(`/inspections/${id}`);
    await head.agent.get(`/inspections/${id}/edit`);
    for (const { agent } of [colleague, officer])
      expect((await agent.get(`/inspections/${id}`)).status).to.equal(404);
    await Promise.all([1, 2, 3].map(() => supervisor.agent.get(`/inspections/${id}`)));
    expect(await lookers()).to.deep.equal([
      [head.name, 1],
      [supervisor.name, 1],
    ]);
    office.product.clock.forward(20);
    await head.agent.get(`/inspections/${id}`);
    expect((await lookers())[0]).to.deep.equal([head.name, 2]);
  });

  it('is told in the file afterwards, to the authority, with the fingerprints of what was planned', async () => {
    await walk.approve(id);
    await walk.open(id);
    await staff.colleague.agent.get(`/inspections/${id}`);
    expect(await lookers()).to.have.length(2);
    const { text, html } = await staff.leader.agent.get(`/inspections/${id}`);
    expect(text).to.include('Những người đã mở xem trước khi công bố');
    expect(text).to.include(
      `${staff.head.name} Chuyên viên, Thành phố Hà Nội 09:00 02/03/2026 09:20 02/03/2026`,
    );
    const inspections = mongoose.connection.collection<{
      _id: string;
      history: { state: string; hash: string }[];
    }>('inspections');
    const stored = await inspections.findOne({ _id: id });
    expect(html).to.include(stored?.history[0]?.state).and.to.include(stored?.history[1]?.state);
    const journal = mongoose.connection.collection<{ _id: number }>('journal');
    const line = await journal.findOne({ subjectId: id, eventHash: stored?.history[0]?.hash ?? '' });
    expect(text).to.match(
      new RegExp(`Chuẩn bị, 09:00 02/03/2026 · dòng nhật ký số ${line?._id} [0-9a-f]{64}`),
    );
    expect((await staff.officer.agent.get(`/inspections/${id}`)).text).to.not.include('mở xem trước');
  });

  it('is printed for the file once the visit is open, for the authority', async () => {
    const address = `/inspections/${id}/looks.pdf`;
    const paper = await staff.leader.agent.fetch(address);
    const { text } = await readPdf(Buffer.from(await paper.arrayBuffer()));
    expect(text).to.include(staff.head.name).and.to.include(staff.supervisor.name);
    expect(text).to.include('09:20 02/03/2026').and.not.to.include(staff.colleague.name);
    expect((await staff.officer.agent.get(address)).status).to.equal(404);
    const other = await walk.prepare();
    expect((await staff.head.agent.get(`/inspections/${other}/looks.pdf`)).status, 'sealed').to.equal(404);
  });

  it('cannot be altered unnoticed', async () => {
    expect((await office.services.journal.verify()).faults).to.deep.equal([]);
    const looks = mongoose.connection.collection<{ _id: string }>('looks');
    await looks.updateOne({ _id: `look-${id}` }, { $pop: { history: -1 } as never });
    expect((await office.services.journal.verify()).faults).to.not.deep.equal([]);
  });

  it('is kept of a sealed draw as well, and of no visit that is announced', async () => {
    const draw = await walk.draw();
    await staff.supervisor.agent.get(`/draws/${draw}`);
    const { text } = await staff.head.agent.get(`/draws/${draw}`);
    expect(text).to.include('Những người đã mở xem trước khi công bố').and.to.include(staff.supervisor.name);
    const announced = await walk.prepare({ mode: 'scheduled' });
    await staff.head.agent.get(`/inspections/${announced}`);
    expect(await office.services.looks.of(announced)).to.deep.equal([]);
  });
});
