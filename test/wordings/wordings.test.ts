import { expect } from 'chai';
import mongoose from 'mongoose';
import { shippedCatalogue } from '../../src/checklists/signs.data.js';
import { withWording } from '../../src/findings/use-wording.js';
import { fill, unknownIn } from '../../src/wordings/wording.js';
import { shippedWordings } from '../../src/wordings/wordings.data.js';
import { findingForm, idOn, paper, versionOn } from '../support/cases.js';
import { officeAtWork } from '../support/office-at-work.js';

describe('a wording', () => {
  it('is filled with what is known, and dots where the inspector fills in', () => {
    expect(fill('{unit}, {day}: {count} người', { unit: 'Phường A', day: '02/03/2026' })).to.equal(
      'Phường A, 02/03/2026: … người',
    );
    expect(fill('{khac} và {unit}', { unit: 'a $& b' })).to.equal('{khac} và a $& b');
    expect(unknownIn('{unit} {đơn vị} {}')).to.deep.equal(['đơn vị', '']);
  });

  it('overwrites nothing that was typed', () => {
    const wording = {
      sign: '2.1',
      seen: { vi: 'Vắng tại {unit}', en: '' },
      mustDo: { vi: 'Bố trí', en: '' },
    };
    const known = { unit: 'Phường A', day: '' };
    expect(withWording({ seen: 'Đã gõ', sign: '2.2', mustDo: '' }, wording, known, 'vi')).to.deep.equal({
      wording: '',
      sign: '2.2',
      seen: 'Đã gõ\nVắng tại Phường A',
      mustDo: 'Bố trí',
    });
  });
});

describe('the wordings that ship with the product', () => {
  const shipped = shippedWordings();

  it('are there for every sign of the catalogue and for no other', () => {
    const signs = shippedCatalogue().groups.flatMap((group) => group.signs.map(({ code }) => code));
    expect([...new Set(shipped.map(({ sign }) => sign))]).to.have.members(signs);
  });

  it('say everything in both languages, with the same words to put in', () => {
    const braces = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
    for (const { seen, mustDo } of shipped)
      for (const { vi, en } of [seen, mustDo]) {
        expect(en, vi).to.not.equal('');
        expect(unknownIn(vi + en), vi).to.deep.equal([]);
        expect(braces(en), vi).to.deep.equal(braces(vi));
      }
    expect(new Set(shipped.map(({ seen }) => seen.vi)).size).to.equal(shipped.length);
  });
});

describe('the library of wordings', () => {
  const { office, staff, walk } = officeAtWork();
  const form = {
    version: '0',
    sign: '2.2',
    seenVi: 'Tại {unit} ngày {day}: {count} người',
    seenEn: '',
    mustDoVi: 'Chấn chỉnh',
    mustDoEn: '',
  };
  const count = () => mongoose.connection.collection('wordings').countDocuments();

  it('comes with provisional wordings of known signs, for those who keep it alone', async () => {
    const { text } = await staff.supervisor.agent.get('/wordings');
    expect(text).to.include('Tạm đặt').and.to.include('{unit} bố trí đủ người trực');
    expect((await staff.administrator.agent.get('/wordings')).status).to.equal(200);
    for (const { agent } of [staff.head, staff.leader, staff.officer]) {
      for (const path of ['/wordings', '/wordings/new']) expect((await agent.get(path)).status).to.equal(403);
      expect((await agent.post('/wordings', form)).status).to.equal(403);
    }
    for (const { sign } of await office.services.wordings.list())
      expect(await office.services.signs.reference(sign), sign).to.not.equal(undefined);
  });

  it('takes a new one once, and refuses what is wrong beside its field', async () => {
    const { agent } = staff.supervisor;
    const before = await count();
    const page = await agent.get('/wordings/new');
    const sent = { ...form, id: idOn(page) };
    const wrong = await agent.post('/wordings', { ...sent, seenVi: 'Tại {donvi}', mustDoVi: '' });
    expect(wrong.status).to.equal(422);
    const braces = await agent.post('/wordings', { ...sent, seenVi: 'Tại {donvi}' });
    expect(braces.text).to.include('Không có gì để điền vào chỗ donvi');
    expect((await agent.post('/wordings', { ...sent, sign: '99.9' })).status).to.equal(422);
    expect((await agent.post('/wordings', sent)).status).to.equal(303);
    expect((await agent.post('/wordings', sent)).status).to.equal(303);
    expect(await count()).to.equal(before + 1);
  });

  it('shows both versions to two who revise at once, and keeps what happened', async () => {
    const [first] = await office.services.wordings.list();
    const path = `/wordings/${first?.id}`;
    const version = versionOn(await staff.supervisor.agent.get(path));
    await staff.administrator.agent.get(path);
    expect((await staff.supervisor.agent.post(path, { ...form, version })).status).to.equal(303);
    expect(
      (await staff.administrator.agent.post(path, { ...form, version, mustDoVi: 'Khác' })).status,
    ).to.equal(409);
    expect((await staff.administrator.agent.get(path)).text)
      .to.include('Có sẵn trong phần mềm')
      .and.to.include('Sửa');
    expect((await office.services.journal.verify()).faults).to.deep.equal([]);
  });

  it('is offered in the form of a finding, also without scripts, files and words kept; a retired one is not', async () => {
    const id = await walk.opened();
    const { agent } = staff.head;
    const offered = await office.services.wordings.offered();
    const mine = offered.find(({ seen }) => seen.vi === form.seenVi);
    await agent.get(`/inspections/${id}/findings/new`);
    const path = `/inspections/${id}/findings/preview`;
    const fields = {
      ...findingForm,
      sign: '',
      seen: 'Đã gõ trước.',
      wording: mine?.id ?? '',
      use: 'wording',
    };
    const filled = await agent.upload(path, fields, [paper('ảnh.pdf')]);
    expect(filled.status).to.equal(200);
    expect(filled.html).to.include('Đã gõ trước.\nTại Phường Bồ Đề ngày 02/03/2026: … người</textarea>');
    expect(filled.text).to.include('ảnh.pdf');
    await staff.supervisor.agent.post(`/wordings/${mine?.id}`, {
      ...form,
      version: String(mine?.version),
      retired: 'yes',
    });
    const gone = await agent.post(path, fields);
    expect(gone.html).to.not.include('Tại Phường Bồ Đề ngày').and.to.not.include(`value="${mine?.id}"`);
    expect(gone.html).to.include('Đã gõ trước.</textarea>');
  });

  it('takes what a later version of the product brings, once, and never what somebody has edited', async () => {
    const { agent } = staff.supervisor;
    const [edited, lost] = (await office.services.wordings.list()).filter(({ provisional }) => provisional);
    await agent.get('/wordings');
    const version = String(edited?.version);
    await agent.post(`/wordings/${edited?.id}`, { ...form, version, seenVi: 'Sửa hẳn' });
    expect((await agent.get('/wordings')).html).not.to.include('/shipped/wordings');
    await mongoose.connection.collection<{ _id: string }>('wordings').deleteOne({ _id: lost?.id ?? '' });
    expect((await agent.get('/wordings')).text).to.include('Thêm 1 mẫu câu kèm phần mềm');
    const { text } = await agent.get('/shipped/wordings');
    expect(text).to.include(lost?.seen.vi).and.not.to.include(edited?.seen.vi);
    expect((await staff.head.agent.get('/shipped/wordings')).status).to.equal(403);
    const before = await count();
    const taken = await Promise.all([1, 2].map(() => agent.post('/shipped/wordings', {})));
    expect(taken.map(({ status }) => status)).to.deep.equal([303, 303]);
    expect(await count()).to.equal(before + 1);
    expect((await agent.get('/shipped/wordings')).text).to.include('Đã có đủ dữ liệu');
  });

  it('has no more data to take from the product in an installation of today', async () => {
    const { agent } = staff.administrator;
    const { text } = await agent.get('/shipped');
    for (const kind of ['Lịch làm việc', 'Danh mục biểu hiện', 'Danh mục kiểm tra'])
      expect(text).to.include(kind);
    for (const kind of ['calendar', 'signs', 'checklist'])
      expect((await agent.get(`/shipped/${kind}`)).text, kind).to.include('Đã có đủ dữ liệu');
    expect((await agent.get('/shipped/other')).status).to.equal(404);
    expect((await staff.supervisor.agent.get('/shipped/signs')).status).to.equal(403);
    expect((await staff.officer.agent.get('/shipped')).status).to.equal(403);
  });

  it('takes a catalogue and a checklist that an older installation does not have', async () => {
    const { agent } = staff.administrator;
    const { db } = mongoose.connection;
    await db?.collection('sign_catalogues').updateMany({}, { $set: { 'groups.0.signs.0.text.vi': 'Cũ' } });
    await db?.collection('checklists').updateMany({}, { $set: { 'sections.0.items.0.weight': 9 } });
    for (const kind of ['signs', 'checklist']) {
      const look = await agent.get(`/shipped/${kind}`);
      expect(look.text, kind).to.match(/Thêm \d+ mục/);
      for (let times = 0; times < 2; times += 1)
        expect((await agent.post(`/shipped/${kind}`, {})).status, kind).to.equal(303);
    }
    expect((await office.services.signs.versions()).map(({ number }) => number)).to.deep.equal([2, 1]);
    expect((await office.services.checklists.draft()).sections.length).to.equal(12);
  });
});
