import { expect } from 'chai';
import mongoose from 'mongoose';
import { inTransaction } from '../../src/database/connect.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

const unread = /(\d+) tin chưa đọc/;

describe('the inbox', () => {
  const { office, staff, walk } = officeAtWork();

  const countOf = async ({ agent }: Worker) =>
    Number(unread.exec((await agent.get('/inspections')).text)?.[1] ?? 0);
  const rowsOf = async ({ agent }: Worker) =>
    [
      ...(await agent.get('/notices')).html.matchAll(
        /<li class="inbox__row[\s\S]*?<a href="([^"]+)">([^<]+)/g,
      ),
    ].map(([, href = '', text = '']) => ({ href, text }));

  it('is empty at first, and says so', async () => {
    expect((await staff.officer.agent.get('/notices')).text).to.include('Chưa có thông báo nào');
    expect(await countOf(staff.officer)).to.equal(0);
  });

  it('tells the approver of a plan, and nobody of what he did himself', async () => {
    const id = await walk.prepare();
    expect(await rowsOf(staff.supervisor)).to.deep.equal([
      {
        href: `/inspections/${id}`,
        text: `${staff.head.name} trình phê duyệt cuộc kiểm tra tại Phường Bồ Đề.`,
      },
    ]);
    expect(await rowsOf(staff.head)).to.deep.equal([]);
  });

  it('tells nobody of what did not happen', async () => {
    const before = await mongoose.connection.collection('notices').countDocuments();
    await staff.head.agent.post('/inspections', { unit: '' });
    const id = await walk.prepare({ approver: staff.otherSupervisor.id });
    const refused = { version: '9', reason: 'x' };
    await staff.otherSupervisor.agent.get(`/inspections/${id}`);
    expect((await staff.otherSupervisor.agent.post(`/inspections/${id}/refusal`, refused)).status).to.equal(
      409,
    );
    expect(await mongoose.connection.collection('notices').countDocuments()).to.equal(before + 1);
  });

  it('tells all officers of a unit, each of whom reads it for himself', async () => {
    const second = await office.hire('officer', office.wards.boDe);
    const id = await walk.opened();
    await walk.record(id);
    await walk.conclude(id, '2/3/2026');
    expect([await countOf(staff.officer), await countOf(second)]).to.deep.equal([3, 3]);
    await staff.officer.agent.get('/notices');
    expect((await staff.officer.agent.post('/notices/reading')).location).to.equal('/notices');
    expect([await countOf(staff.officer), await countOf(second)]).to.deep.equal([0, 3]);
    expect(await rowsOf(staff.officer)).to.have.length(3);
    expect(await countOf(staff.strangeOfficer)).to.equal(0);
  });

  it('leads only to pages that its reader may see', async () => {
    for (const person of Object.values(staff))
      for (const { href } of await rowsOf(person))
        expect((await person.agent.get(href)).status, `${person.userName} ${href}`).to.equal(200);
  });

  it('is turned page by page', async () => {
    const posts = office.services.notices;
    const [inspection] = await mongoose.connection.collection('inspections').find().limit(1).toArray();
    const event = { seq: 1, at: new Date(), by: { personId: 'x', name: 'Y', post: '' }, action: 'prepared' };
    await inTransaction(async (tx) => {
      for (let number = 0; number < 30; number += 1)
        await posts.ofInspection(
          { ...inspection, id: 'x', approver: { personId: staff.leader.id } } as never,
          event as never,
          tx,
        );
    });
    const first = await staff.leader.agent.get('/notices');
    expect(first.html.match(/inbox__row /g)).to.have.length(25);
    const next = /rel="next" href="([^"]+)"/
      .exec(first.html)?.[1]
      ?.replaceAll('&#x3D;', '=')
      .replaceAll('&amp;', '&');
    const second = await staff.leader.agent.get(next ?? '');
    expect(second.html.match(/inbox__row /g)).to.have.length(5);
    expect(second.html).to.include('rel="prev"');
  });
});
