import { expect } from 'chai';
import mongoose from 'mongoose';
import type { Reply, SentFile } from '../support/agent.js';
import { findingForm, idOn, paper, versionOn } from '../support/cases.js';
import { pdf, png, usualFileRules } from '../support/files.js';
import { officeAtWork } from '../support/office-at-work.js';
import { newId } from '../../src/shared/ids.js';
import { largestOf } from '../../src/web/file-kinds.js';

type Stored = {
  _id: string;
  ordinal: number;
  state: string;
  inspectionId: string;
  evidence: { id: string; name: string }[];
};
const findings = () => mongoose.connection.collection<Stored>('findings');
const tally = async (id: string) =>
  (
    await mongoose.connection
      .collection<{ _id: string; findings: object }>('inspections')
      .findOne({ _id: id })
  )?.findings;

/** The boxes of files that have arrived, as the page prints them: a browser sends what is ticked. */
const kept = ({ html }: Reply) =>
  [...html.matchAll(/<input type="checkbox" name="(\w*[kK]ept)" value="(\w+)" checked> ([^<]+)</g)].map(
    ([, field = '', id = '', name = '']) => ({ field, id, name }),
  );

describe('recording findings', () => {
  const { office, staff, walk } = officeAtWork();
  let id: string;
  before(async () => {
    id = await walk.opened();
  });

  const of = (inspectionId: string) => findings().find({ inspectionId }).sort({ ordinal: 1 }).toArray();
  const send = (form: object, files: SentFile[] = [], by = staff.head, to = id) =>
    by.agent.upload(
      `/inspections/${to}/findings`,
      { id: newId(), version: '0', ...findingForm, ...form },
      files,
    );

  it('keeps everything that was written, with its number and its evidence', async () => {
    const made = await walk.record(id, { caption: 'Bộ phận một cửa' }, [paper('ảnh chụp số 1.pdf')]);
    const { text } = await staff.head.agent.get(`/findings/${made}`);
    for (const part of [
      'KT-2026-0001/1',
      findingForm.seen,
      findingForm.mustDo,
      findingForm.legalBasis,
      findingForm.responsiblePost,
      'thời hạn 10 ngày làm việc kể từ khi giao kết luận',
      'Bộ phận một cửa',
    ])
      expect(text).to.include(part);
  });

  it('records once what is sent twice, one after the other or at once, with its files', async () => {
    const at = await walk.opened();
    const form = { ...findingForm, id: newId(), version: '0' };
    const sending = () => send(form, [paper()], staff.head, at);
    const first = await sending();
    const replies = [first, await sending(), ...(await Promise.all([sending(), sending(), sending()]))];
    expect(replies.map(({ status, location }) => [status, location])).to.deep.equal(
      replies.map(() => [303, `/findings/${form.id}`]),
    );
    const fresh = { ...form, id: newId() };
    await Promise.all([1, 2, 3].map(() => send(fresh, [paper()], staff.head, at)));
    const found = await of(at);
    expect(found.map(({ _id, ordinal, evidence }) => [_id, ordinal, evidence.length])).to.deep.equal([
      [form.id, 1, 1],
      [fresh.id, 2, 1],
    ]);
    expect(await tally(at)).to.deep.equal({ total: 2, open: 2 });
  });

  it('counts right when several inspectors record at the same moment', async () => {
    const at = await walk.opened();
    const team = [staff.head, staff.secretary, staff.member];
    for (const { agent } of team) await agent.get(`/inspections/${at}/findings/new`);
    const replies = await Promise.all([...team, ...team, ...team].map((one) => send({}, [], one, at)));
    expect(replies.map(({ status }) => status)).to.deep.equal(replies.map(() => 303));
    expect((await of(at)).map(({ ordinal }) => ordinal)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await tally(at)).to.deep.equal({ total: 9, open: 9 });
  });

  it('is not told by an error that an id is taken by a finding out of sight', async () => {
    const mine = await walk.record(id);
    const stranger = await office.hire('inspector', office.wards.vietHung);
    const approver = await office.hire('supervisor', office.wards.vietHung);
    const alone = { secretary: '', sure: '2026-03-03/2026-01-02/alone' };
    const party = { head: stranger.id, ...alone, members: [], approver: approver.id };
    const other = await walk.prepare(party, stranger);
    await walk.approve(other, approver);
    await walk.open(other, stranger);
    expect((await stranger.agent.get(`/findings/${mine}`)).status).to.equal(404);
    const reply = await send({ id: mine }, [], stranger, other);
    expect(reply.status).to.equal(303);
    expect(reply.location).not.to.equal(`/findings/${mine}`);
  });

  it('is for the team, on an opened visit', async () => {
    for (const [person, status] of [
      [staff.supervisor, 403],
      [staff.colleague, 403],
      [staff.leader, 403],
      [staff.officer, 403],
      [staff.strangeOfficer, 404],
      [staff.administrator, 404],
    ] as const) {
      await person.agent.get('/');
      expect((await send({}, [], person)).status, person.userName).to.equal(status);
      expect((await person.agent.get(`/inspections/${id}/findings/new`)).status).to.equal(status);
    }
    const unopened = await walk.prepare();
    expect((await staff.head.agent.get(`/inspections/${unopened}/findings/new`)).status).to.equal(403);
    expect((await send({}, [], staff.head, unopened)).status).to.equal(409);
  });

  const wrong: [string, object, string, string][] = [
    ['nothing seen', { seen: ' ' }, 'seen', 'Chưa nhập mục này'],
    ['no sign', { sign: '' }, 'sign', 'Chưa nhập mục này'],
    ['a sign that is in no catalogue', { sign: '99.9' }, 'sign', 'Chọn biểu hiện vi phạm'],
    ['no severity', { severity: '' }, 'severity', 'Hãy chọn một trong các giá trị'],
    ['a term in words', { term: 'mười' }, 'term', 'Hãy nhập một số nguyên'],
    ['a term without end', { term: '251' }, 'term', 'Nhập một số từ 0 đến 250'],
    ['a negative term', { term: '-1' }, 'term', 'Hãy nhập một số nguyên'],
  ];
  for (const [what, form, field, message] of wrong)
    it(`refuses ${what} and keeps the rest, the files too`, async () => {
      const before = await findings().countDocuments();
      const reply = await send({ mustDo: 'Giữ lại <câu này>', ...form }, [paper('đã đến.pdf')]);
      expect(reply.status).to.equal(422);
      expect(reply.html).to.include(`href="#${field}"`).and.to.include(`id="${field}-error"`);
      expect(reply.html.split(message).length - 1).to.be.at.least(2);
      expect(reply.html).to.include('Giữ lại &lt;câu này&gt;').and.to.include(findingForm.responsiblePost);
      expect(kept(reply).map(({ name }) => name.trim())).to.deep.equal(['đã đến.pdf']);
      expect(await findings().countDocuments()).to.equal(before);
    });

  it('says of each refused file by name what is wrong, and keeps the others and the form', async () => {
    const files = [
      { field: 'files', name: 'trống.pdf', content: '' },
      { field: 'files', name: 'ảnh giả.jpg', content: pdf },
      { field: 'files', name: 'cài đặt.exe', content: 'MZ' },
      {
        field: 'files',
        name: 'phim dài.pdf',
        content: Buffer.concat([pdf, Buffer.alloc(largestOf(usualFileRules))]),
      },
      { field: 'files', name: 'tốt.png', content: png },
    ];
    const reply = await send({ seen: 'Vẫn còn nguyên' }, files);
    expect(reply.status).to.equal(422);
    for (const said of [
      'Tệp “trống.pdf” trống',
      'Nội dung tệp “ảnh giả.jpg” không đúng với phần mở rộng',
      'Tệp “cài đặt.exe” thuộc loại không được nhận',
      'Tệp “phim dài.pdf” lớn hơn 20 MB',
    ])
      expect(reply.text.split(said).length - 1, said).to.equal(2);
    expect(reply.html)
      .to.include('Vẫn còn nguyên')
      .and.to.include('href="#files"')
      .and.to.include('id="files"');
    expect(kept(reply).map(({ name }) => name.trim())).to.deep.equal(['tốt.png']);
  });

  it('attaches files that have arrived with an earlier try, and drops those that were unticked', async () => {
    const first = await send({ sign: '' }, [paper('một.pdf'), paper('hai.pdf')]);
    const [one, two] = kept(first);
    expect(one?.field).to.match(/Kept$/);
    const second = await send({ id: idOn(first), seen: '', [one!.field]: [one!.id, two!.id] }, [
      paper('ba.pdf'),
    ]);
    expect(second.status).to.equal(422);
    expect(kept(second).map(({ name }) => name.trim())).to.deep.equal(['một.pdf', 'hai.pdf', 'ba.pdf']);
    const ticked = kept(second)
      .filter(({ name }) => !name.includes('hai'))
      .map((file) => file.id);
    const last = await send({ id: idOn(first), [one!.field]: ticked });
    expect(last.status).to.equal(303);
    const [made] = await findings()
      .find({ _id: idOn(first) })
      .toArray();
    expect(made?.evidence.map(({ name }) => name)).to.deep.equal(['một.pdf', 'ba.pdf']);
  });

  it('attaches no file that another person has sent, nor one that is evidence already', async () => {
    const [file] = kept(await send({ sign: '' }, [paper('của trưởng đoàn.pdf')]));
    await staff.secretary.agent.get(`/inspections/${id}/findings/new`);
    const stolen = { id: newId(), filesKept: file!.id };
    expect((await send(stolen, [], staff.secretary)).status).to.equal(303);
    expect((await findings().findOne({ _id: stolen.id }))?.evidence).to.deep.equal([]);
    const mine = { id: newId(), filesKept: file!.id };
    await send(mine);
    const again = { id: newId(), filesKept: file!.id };
    await send(again);
    expect((await findings().findOne({ _id: mine.id }))?.evidence).to.have.length(1);
    expect((await findings().findOne({ _id: again.id }))?.evidence).to.deep.equal([]);
  });

  it('puts a file that is sent in two forms at once into one of them only', async () => {
    const [file] = kept(await send({ sign: '' }, [paper('tranh nhau.pdf')]));
    const replies = await Promise.all([1, 2, 3].map(() => send({ id: newId(), filesKept: file!.id })));
    expect(replies.map(({ status }) => status))
      .to.include(303)
      .and.not.to.include(500);
    expect(await findings().countDocuments({ 'evidence.id': file!.id })).to.equal(1);
  });

  it('takes more evidence while the finding is only recorded, and asks for a file', async () => {
    const made = await walk.record(id);
    const path = `/findings/${made}/evidence`;
    const page = await staff.secretary.agent.get(path);
    const none = await staff.secretary.agent.upload(path, { version: versionOn(page), caption: 'Chú' }, []);
    expect(none.status).to.equal(422);
    expect(none.html).to.include('href="#files"').and.to.include('value="Chú"');
    const given = await staff.secretary.agent.upload(path, { version: versionOn(page), caption: 'Chú' }, [
      paper(),
    ]);
    expect(given.status).to.equal(303);
    expect((await staff.head.agent.get(`/findings/${made}`)).text).to.include('Thêm minh chứng');
  });

  it('shows both versions when two revise at once, and files that came are not lost', async () => {
    const made = await walk.record(id);
    const path = `/findings/${made}`;
    const version = versionOn(await staff.head.agent.get(`${path}/edit`));
    await staff.secretary.agent.get(`${path}/edit`);
    const form = { id: made, ...findingForm, version };
    const theirs = await staff.secretary.agent.upload(path, { ...form, seen: 'Thư ký thấy' }, []);
    expect(theirs.status).to.equal(303);
    const mine = await staff.head.agent.upload(path, { ...form, seen: 'Trưởng đoàn thấy' }, [
      paper('mới.pdf'),
    ]);
    expect(mine.status).to.equal(409);
    expect(mine.text).to.include('Thư ký thấy').and.to.include('Trưởng đoàn thấy');
    expect(kept(mine).map(({ name }) => name.trim())).to.deep.equal(['mới.pdf']);
    const [file] = kept(mine);
    const again = { ...form, seen: 'Trưởng đoàn thấy', version: versionOn(mine), [file!.field]: file!.id };
    expect((await staff.head.agent.upload(path, again, [])).status).to.equal(303);
    const { html } = await staff.head.agent.get(path);
    expect(html).to.include('<del>Thư ký thấy</del>').and.to.include('mới.pdf');
  });

  it('is withdrawn with a reason: no longer counted, its number not given again, its story kept', async () => {
    const at = await walk.opened();
    const [first] = [await walk.record(at), await walk.record(at)];
    const path = `/findings/${first}/withdrawal`;
    const version = versionOn(await staff.head.agent.get(path));
    expect((await staff.head.agent.post(path, { version, reason: '' })).status).to.equal(422);
    expect((await staff.head.agent.post(path, { version, reason: 'Ghi nhầm phòng' })).status).to.equal(303);
    expect(await tally(at)).to.deep.equal({ total: 1, open: 1 });
    await walk.record(at);
    expect((await of(at)).map(({ ordinal, state }) => [ordinal, state])).to.deep.equal([
      [1, 'withdrawn'],
      [2, 'recorded'],
      [3, 'recorded'],
    ]);
    const page = await staff.head.agent.get(`/inspections/${at}`);
    expect(page.html).not.to.include(`/findings/${first}"`);
    expect((await staff.head.agent.get(`/findings/${first}`)).text).to.include('Ghi nhầm phòng');
    for (const view of ['open', 'all', 'to_verify', 'overdue'])
      expect((await staff.head.agent.get(`/findings?view=${view}`)).html).not.to.include(
        `/findings/${first}"`,
      );
    expect((await staff.head.agent.post(path, { version: '2', reason: 'Lần nữa' })).status).to.equal(409);
  });

  it('is revised, withdrawn or given more evidence only until the conclusion, and nothing typed is lost', async () => {
    const at = await walk.opened();
    const made = await walk.record(at);
    const version = versionOn(await staff.head.agent.get(`/findings/${made}/edit`));
    await walk.conclude(at, '2/3/2026');
    for (const path of ['edit', 'evidence', 'withdrawal'])
      expect((await staff.head.agent.get(`/findings/${made}/${path}`)).status, path).to.equal(403);
    const late = { id: made, ...findingForm, version, seen: 'Gõ muộn' };
    const reply = await staff.head.agent.upload(`/findings/${made}`, late, []);
    expect(reply.status).to.equal(409);
    expect(reply.html).to.include('Gõ muộn');
    const reason = { version, reason: 'Rút muộn' };
    expect((await staff.head.agent.post(`/findings/${made}/withdrawal`, reason)).status).to.equal(409);
    expect((await send({ seen: 'Ghi muộn' }, [], staff.head, at)).status).to.equal(409);
    expect((await findings().findOne({ _id: made }))?.state).to.equal('to_remedy');
  });

  it('takes the files that the settings of the day name, and says so in the same words before and after', async () => {
    const at = await walk.opened();
    const { agent } = staff.administrator;
    const version = versionOn(await agent.get('/settings/limits'));
    const rules = { megabytes: '1', most: '3', pictures: '1', papers: '1', sound: '0', film: '0' };
    const set = { version, validFrom: '2/3/2026', ...rules };
    expect((await agent.post('/settings/limits/files', set)).status).to.equal(303);
    const words = 'ảnh (JPG, PNG, WebP, HEIC), PDF, Word (DOCX), Excel (XLSX), OpenDocument (ODT, ODS)';
    const page = await staff.head.agent.get(`/inspections/${at}/findings/new`);
    expect(page.text).to.include(`Nhận ${words}; mỗi tệp tối đa 1 MB, tối đa 3 tệp một lần.`);
    expect(page.html).to.include('accept=".jpg,.jpeg,.png,.webp,.heic,.heif,.pdf,.docx,.xlsx,.odt,.ods"');
    const files = [
      { field: 'files', name: 'ghi âm.mp3', content: 'ID3' },
      { field: 'files', name: 'dài.pdf', content: Buffer.concat([pdf, Buffer.alloc(1024 * 1024)]) },
      paper('vừa.pdf'),
      paper('thừa.pdf'),
    ];
    const reply = await send({}, files, staff.head, at);
    expect(reply.status).to.equal(422);
    for (const said of [
      `“ghi âm.mp3” thuộc loại không được nhận. Nhận ${words}`,
      '“dài.pdf” lớn hơn 1 MB',
      '“thừa.pdf” không được nhận: mỗi lần gửi tối đa 3 tệp',
    ])
      expect(reply.text).to.include(said);
    expect(kept(reply).map(({ name }) => name.trim())).to.deep.equal(['vừa.pdf']);
  });
});
