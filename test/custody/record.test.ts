import { expect } from 'chai';
import mongoose from 'mongoose';
import { custodyRepository } from '../../src/custody/custody.repository.js';
import { custodyService } from '../../src/custody/custody.service.js';
import { inTransaction } from '../../src/database/connect.js';
import { paper } from '../support/cases.js';
import { png } from '../support/files.js';
import type { Staff } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

type Line = { _id: number; fileId: string; act: string; at: Date; by: { personId: string }; from: string };
const lines = () => mongoose.connection.collection<Line>('custody');

describe('what happened to a file of a case', () => {
  const { office, staff, walk } = officeAtWork();
  let inspection: string;
  let ids: string[];
  before(async () => {
    inspection = await walk.opened();
    const finding = await walk.record(inspection, {}, [
      { field: 'files', name: 'quầy.png', content: png },
      paper('biên bản.pdf'),
    ]);
    const findings = mongoose.connection.collection<{ _id: string; evidence: { id: string }[] }>('findings');
    ids = ((await findings.findOne({ _id: finding }))?.evidence ?? []).map(({ id }) => id);
  });

  const record = (id: string | undefined, who: keyof Staff = 'head') =>
    staff[who].agent.get(`/evidence/${id}/custody`);
  const actsOf = async (id: string | undefined) =>
    (
      await lines()
        .find({ fileId: id ?? '' })
        .sort({ _id: 1 })
        .toArray()
    ).map(({ act, by }) => `${act} ${by.personId === staff.head.id ? 'head' : 'other'}`);

  it('begins with who sent it, from where', async () => {
    expect(await actsOf(ids[0])).to.deep.equal(['added head']);
    const { status, text } = await record(ids[0]);
    expect(status).to.equal(200);
    expect(text).to.include('Đưa vào hồ sơ').and.to.include('127.0.0.1').and.to.include(staff.head.name);
  });

  it('tells every download, and looks at its picture once a day for each person', async () => {
    for (let time = 0; time < 3; time += 1) await staff.head.agent.get(`/evidence/${ids[0]}/thumbnail`);
    await staff.supervisor.agent.get(`/evidence/${ids[0]}/thumbnail`);
    await staff.supervisor.agent.get(`/evidence/${ids[0]}`);
    await staff.supervisor.agent.get(`/evidence/${ids[0]}`);
    await record(ids[0]);
    expect((await actsOf(ids[0])).sort()).to.deep.equal([
      'added head',
      'downloaded other',
      'downloaded other',
      'seen head',
      'seen other',
    ]);
    expect(await actsOf(ids[1])).to.deep.equal(['added head']);
  });

  it('tells a look once a day, also where another copy of the product has told it', async () => {
    const { clock } = office.product;
    const look = { by: { personId: staff.head.id, name: staff.head.name, post: 'Chuyên viên' }, from: '' };
    const another = custodyService({ clock, inTransaction, repository: custodyRepository });
    const sees = async (at: Date) => {
      another.saw(ids[0] ?? '', { ...look, at });
      await another.flush();
      return (await actsOf(ids[0])).filter((act) => act === 'seen head').length;
    };
    const [first] = await lines()
      .find({ fileId: ids[0] ?? '', act: 'seen' })
      .toArray();
    expect(await sees(first?.at ?? clock.now())).to.equal(1);
    expect(await sees(new Date((first?.at ?? clock.now()).getTime() + 24 * 60 * 60 * 1000))).to.equal(2);
  });

  it('keeps nothing for whoever may not see the file, and is not found by him', async () => {
    const before = await lines().countDocuments();
    for (const who of ['officer', 'wardLeader', 'administrator'] as const) {
      expect((await record(ids[0], who)).status, who).to.equal(404);
      expect((await staff[who].agent.get(`/evidence/${ids[0]}`)).status).to.equal(404);
    }
    expect(await lines().countDocuments()).to.equal(before);
  });

  it('tells the unit that the file came, and not who looks at it', async () => {
    await walk.conclude(inspection, '2/3/2026');
    const { status, text, html } = await record(ids[0], 'officer');
    expect(status).to.equal(200);
    expect(text).to.include('Đưa vào hồ sơ').and.not.to.include('127.0.0.1');
    expect(html).not.to.match(/Xem<|Tải bản gốc<\/th>/);
  });

  it('loses no line when many write at once', async () => {
    const before = await lines().countDocuments();
    const { head, supervisor, colleague } = staff;
    await Promise.all(
      [head, supervisor, colleague, head, supervisor].map(({ agent }) => agent.get(`/evidence/${ids[1]}`)),
    );
    expect(await lines().countDocuments()).to.equal(before + 5);
    const { faults } = await office.services.journal.verify();
    expect(faults).to.deep.equal([]);
  });

  it('shows an alteration made in the database, and an end that was cut off after it was sealed', async () => {
    await office.services.custody.seal();
    await office.services.custody.seal();
    const found = async () => {
      const { entries, faults } = await office.services.journal.verify();
      expect(entries).to.be.above(0);
      return faults.filter(({ subject }) => subject === 'custody').map(({ what }) => what);
    };
    expect(await found()).to.deep.equal([]);
    const last = await lines().findOne({}, { sort: { _id: -1 } });
    await lines().updateOne({ _id: last!._id }, { $set: { from: '8.8.8.8' } });
    expect((await found())[0]).to.match(/was altered/);
    await lines().deleteOne({ _id: last!._id });
    const ends = mongoose.connection.collection<{ _id: string }>('custody_ends');
    const left = await lines().findOne({}, { sort: { _id: -1 } });
    await ends.updateOne(
      { _id: 'ledger' },
      { $set: { n: left!._id, hash: (left as never as { hash: string }).hash } },
    );
    expect(await found()).to.deep.equal([`is missing: the record ends at line ${left!._id}`]);
  });
});
