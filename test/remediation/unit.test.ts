import { expect } from 'chai';
import mongoose from 'mongoose';
import { newId } from '../../src/shared/ids.js';
import { momentAt } from '../../src/shared/dates.js';
import type { SentFile } from '../support/agent.js';
import { findingForm, hidden, paper, versionOn } from '../support/cases.js';
import { png } from '../support/files.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';
import { postOf } from '../support/product.js';

type Stored = {
  _id: string;
  state: string;
  actions?: { id: string; progress: { outcome: string }[] }[];
  draft?: { files: { id: string }[] };
  remediations: {
    by: { personId: string };
    draftedBy?: { personId: string };
    wishedOn?: string;
    pairs?: object[];
    evidenceIds: string[];
  }[];
};
let photos = 0;
/** A picture like no other. */
const photo = (name: string): SentFile => {
  photos += 1;
  return { field: 'files', name, content: Buffer.concat([png, Buffer.from(`${photos}`)]), type: 'image/png' };
};
const copyOf = (fileId: string) =>
  mongoose.connection
    .collection<{ fileId: string; type: string; data: { buffer: Buffer } }>('picture_copies')
    .findOne({ fileId, type: 'image/jpeg' });
const findingOf = (id: string) => mongoose.connection.collection<Stored>('findings').findOne({ _id: id });

describe('a unit that remedies', () => {
  const { office, staff, walk } = officeAtWork();
  let head: Worker;
  before(async () => {
    const { boDe } = office.wards;
    const post = { ...postOf('officer', boDe), signs: 'head' as const };
    head = await office.hire('officer', boDe, { posts: [post] });
  });
  beforeEach(() => {
    office.product.clock.present = momentAt('2026-03-02', '09:00');
  });

  async function concluded(): Promise<string> {
    const id = await walk.opened();
    const finding = await walk.record(id, { term: '10' });
    await walk.conclude(id, '2/3/2026');
    return finding;
  }
  const send = async (path: string, form: Record<string, string>, by: Worker) => {
    const page = await by.agent.get(path);
    return by.agent.post(path, { version: versionOn(page), id: hidden(page.html, 'id'), ...form });
  };
  const report = async (finding: string, by: Worker, more = {}, files = [paper()]) => {
    const path = `/findings/${finding}/remediation`;
    const version = versionOn(await by.agent.get(path));
    return by.agent.upload(path, { version, done: 'Đã làm', caption: '', ...more }, files);
  };

  it('breaks a finding into steps by post, each added once, and none later than the finding', async () => {
    const finding = await concluded();
    const path = `/findings/${finding}/actions`;
    const step = { what: 'Niêm yết lịch trực', post: 'Chánh Văn phòng', dueOn: '10/3/2026' };
    expect((await send(path, { ...step, dueOn: '17/3/2026' }, staff.officer)).text).to.include(
      'không được muộn hơn thời hạn khắc phục (16/03/2026)',
    );
    const past = await send(path, { ...step, dueOn: '1/3/2026' }, staff.officer);
    expect(past.status).to.equal(422);
    expect(past.html).to.include('Niêm yết lịch trực').and.to.include('href="#dueOn"');
    const version = versionOn(await staff.officer.agent.get(path));
    const twice = { ...step, id: newId(), version };
    for (let time = 0; time < 2; time += 1)
      expect((await staff.officer.agent.post(path, twice)).status).to.equal(303);
    expect((await findingOf(finding))?.actions).to.have.length(1);
    const other = { ...step, id: newId(), version, what: 'Bố trí người trực thay' };
    const stale = await staff.officer.agent.post(path, other);
    expect(stale.status).to.equal(409);
    expect(stale.html).to.include('Bố trí người trực thay');
    for (const [person, status] of [
      [staff.head, 403],
      [staff.wardLeader, 403],
      [staff.strangeOfficer, 404],
    ] as const) {
      expect((await person.agent.get(path)).status).to.equal(status);
      expect((await person.agent.post(path, twice)).status).to.equal(status);
    }
    expect((await staff.head.agent.get(`/findings/${finding}`)).text).to.include(
      'việc chưa xong: Niêm yết lịch trực',
    );
  });

  it('cannot send its report while a step goes on; the page says which', async () => {
    const finding = await concluded();
    const path = `/findings/${finding}/actions`;
    await send(path, { what: 'Sửa loa gọi số', post: 'Giám đốc', dueOn: '10/3/2026' }, staff.officer);
    const form = await staff.officer.agent.get(`/findings/${finding}/remediation`);
    expect(form.html).to.include(`${path}#action-`);
    await report(finding, staff.officer);
    // What waits for the head is not asked for again on the unit's home.
    const home = await head.agent.get('/');
    expect(home.text).to.include('Xem dự thảo báo cáo');
    expect(home.html).not.to.include(`/findings/${finding}/remediation`);
    const confirm = { outcome: 'confirmed', reason: '' };
    const refused = await send(`/findings/${finding}/confirmation`, confirm, head);
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('Còn 1 việc chưa xong: Sửa loa gọi số');
    const [action] = (await findingOf(finding))?.actions ?? [];
    const progress = `${path}/${action!.id}/progress`;
    const early = { outcome: 'done', on: '3/3/2026', words: '' };
    expect((await send(progress, early, staff.officer)).text).to.include('chưa đến');
    expect((await send(progress, { ...early, outcome: 'going_on', on: '2/3/2026' }, head)).status).to.equal(
      422,
    );
    expect((await send(progress, { ...early, on: '2/3/2026' }, staff.officer)).status).to.equal(303);
    expect((await staff.officer.agent.get(progress)).status).to.equal(403);
    expect((await send(`/findings/${finding}/confirmation`, confirm, head)).status).to.equal(303);
    expect((await findingOf(finding))?.state).to.equal('reported');
  });

  it('drafts, has the draft given back, and sends it in the name of its head; nobody outside sees the draft', async () => {
    const finding = await concluded();
    expect((await report(finding, staff.officer, { wishedOn: '30/3/2026' })).status).to.equal(422);
    expect(
      (await report(finding, staff.officer, { wishedOn: '5/3/2026' }, [paper('nháp.pdf'), paper('thừa.pdf')]))
        .status,
    ).to.equal(303);
    const drafted = await findingOf(finding);
    expect([drafted?.state, drafted?.remediations.length]).to.deep.equal(['to_remedy', 0]);
    const file = `/evidence/${drafted!.draft!.files[0]!.id}`;
    expect((await staff.officer.agent.get(file)).status).to.equal(200);
    for (const person of [staff.head, staff.wardLeader, staff.strangeOfficer, staff.leader])
      expect((await person.agent.get(file)).status).to.equal(404);
    for (const page of [`/findings/${finding}`, `/findings/${finding}/confirmation`]) {
      const { text } = await staff.head.agent.get(page);
      expect(text).to.not.include('nháp.pdf').and.not.to.include('ự thảo báo cáo khắc phục');
    }
    const confirmation = `/findings/${finding}/confirmation`;
    const shown = await staff.officer.agent.get(confirmation);
    expect(shown.text).to.include('Chỉ người đứng đầu đơn vị hoặc người được giao thay mặt');
    expect(shown.html).to.not.include('name="outcome"');
    const version = versionOn(await head.agent.get(confirmation));
    const own = await staff.officer.agent.post(confirmation, { version, outcome: 'confirmed', reason: '' });
    expect(own.status).to.equal(422);
    expect(own.text).to.include('Chỉ người đứng đầu đơn vị');
    const silent = await send(
      `/findings/${finding}/confirmation`,
      { outcome: 'given_back', reason: '' },
      head,
    );
    expect(silent.status).to.equal(422);
    await send(`/findings/${finding}/confirmation`, { outcome: 'given_back', reason: 'Thiếu ảnh' }, head);
    expect((await staff.officer.agent.get(`/findings/${finding}/remediation`)).text).to.include('Thiếu ảnh');
    const [kept] = (await findingOf(finding))!.draft!.files;
    await report(finding, staff.officer, { linked: [kept!.id], wishedOn: '5/3/2026' }, [paper('ảnh.pdf')]);
    await send(`/findings/${finding}/confirmation`, { outcome: 'confirmed', reason: '' }, head);
    const sent = await findingOf(finding);
    expect(sent?.draft).to.equal(undefined);
    expect(sent?.remediations[0]).to.deep.include({ wishedOn: '2026-03-05' });
    expect([sent?.remediations[0]?.by.personId, sent?.remediations[0]?.draftedBy?.personId]).to.deep.equal([
      head.id,
      staff.officer.id,
    ]);
    const record = (id: string) => staff.head.agent.get(`/evidence/${id}/custody`);
    const told = await Promise.all((sent?.remediations[0]?.evidenceIds ?? []).map(record));
    expect(told.map(({ text }) => text.includes('Chuyển từ dự thảo vào báo cáo'))).to.deep.equal([
      true,
      true,
    ]);
    expect((await office.services.integrity.verify()).faults, 'those left out too').to.deep.equal([]);
    const verify = (await staff.head.agent.get(`/findings/${finding}/verification`)).text;
    expect(verify).to.include('nháp.pdf').and.to.include('ảnh.pdf').and.to.include('trước ngày 05/03/2026');
    expect(verify, 'what is judged').to.include(findingForm.seen).and.to.include(findingForm.mustDo);
  });

  it('puts a photo beside each photo of what was wrong; both are shown side by side from the draft to the verdict', async () => {
    const id = await walk.opened();
    const finding = await walk.record(id, { term: '10' }, [photo('trước.png'), photo('quầy.png')]);
    await walk.conclude(id, '2/3/2026');
    const path = `/findings/${finding}/remediation`;
    const [board = ''] = [
      ...(await staff.officer.agent.get(path)).html.matchAll(/name="after-(\w{20})"/g),
    ].map((match) => match[1] ?? '');
    const beside = { ...photo('sau.png'), field: `after-${board}` };
    const captions = { [`pairCaption-${board}`]: 'Bảng niêm yết' };
    const wrong = await report(finding, staff.officer, captions, [paper('quyết định.pdf', beside.field)]);
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.include('“quyết định.pdf” không phải là ảnh');
    expect(wrong.html).to.include('Bảng niêm yết').and.to.include(`href="#${beside.field}"`);
    // Whoever sees a photo here sees a copy of it: that proves nothing either.
    await staff.officer.agent.get(`/evidence/${board}/thumbnail`);
    const seen = await copyOf(board);
    const same = { ...beside, name: 'mới chụp.jpg', content: Buffer.from(seen?.data.buffer ?? '') };
    const refused = await report(finding, staff.officer, captions, [same]);
    expect([refused.status, refused.text.includes('chính là tệp đã ghi nhận')]).to.deep.equal([422, true]);
    expect(refused.html).to.include(`href="#${beside.field}"`);
    expect((await report(finding, staff.officer, captions, [beside, paper()])).status).to.equal(303);
    const sides = new RegExp(
      `/evidence/${board}/thumbnail[\\s\\S]*class="photo-pair__caption">Bảng niêm yết<`,
    );
    for (const page of [`/findings/${finding}`, `/findings/${finding}/confirmation`])
      expect((await head.agent.get(page)).html).to.match(sides);
    await send(`/findings/${finding}/confirmation`, { outcome: 'confirmed', reason: '' }, head);
    expect((await findingOf(finding))?.remediations[0]?.pairs).to.have.length(1);
    for (const page of [`/findings/${finding}`, `/findings/${finding}/verification`])
      expect((await staff.head.agent.get(page)).html).to.match(sides);
    expect((await staff.officer.agent.get('/work')).html).to.match(sides);
  });

  it('puts right at once what it was told on the spot, and reports before the conclusion, which keeps the date', async () => {
    const id = await walk.opened();
    const page = await staff.head.agent.get(`/inspections/${id}/findings/new`);
    const form = { id: hidden(page.html, 'id'), version: '0', ...findingForm };
    const record = (atOnceBy: string) =>
      staff.head.agent.upload(`/inspections/${id}/findings`, { ...form, atOnceBy }, []);
    const [past, sunday] = [await record('1/3/2026'), await record('8/3/2026')];
    expect([past.status, sunday.status]).to.deep.equal([422, 422]);
    expect(past.text).to.include('không được trước hôm nay');
    expect(sunday.text).to.include('Ngày này là ngày nghỉ (Chủ nhật). Ngày làm việc tiếp theo là 09/03/2026');
    expect(sunday.html).to.include('value="8/3/2026"').and.to.include('href="#atOnceBy"');
    expect((await record('4/3/2026')).status).to.equal(303);
    const finding = form.id;
    const other = await walk.record(id, { term: '10' });
    const shown = await staff.officer.agent.get(`/findings/${finding}`);
    expect(shown.text).to.include('04/03/2026').and.to.include('Ấn định ngay khi kiểm tra, ngày 02/03/2026');
    expect((await staff.officer.agent.get(`/findings/${other}`)).status).to.equal(404);
    expect((await staff.strangeOfficer.agent.get(`/findings/${finding}`)).status).to.equal(404);
    for (const list of ['/work', '/notices'])
      expect((await staff.officer.agent.get(list)).html).to.include(`/findings/${finding}`);
    // The date was set wrongly: it is corrected with a reason, and the unit sees both.
    const correct = (more: object) =>
      send(`/findings/${finding}/at-once`, { atOnceBy: '5/3/2026', reason: '', ...more }, staff.head);
    expect((await correct({})).html)
      .to.include('href="#reason"')
      .and.to.include('value="5/3/2026"');
    expect((await correct({ atOnceBy: '4/3/2026', reason: 'x' })).text).to.include('chính là ngày đang ghi');
    expect((await correct({ atOnceBy: '1/3/2026', reason: 'x' })).status).to.equal(422);
    expect((await correct({ reason: 'Ghi nhầm ngày' })).status).to.equal(303);
    expect((await staff.officer.agent.get(`/findings/${finding}`)).text)
      .to.include('05/03/2026')
      .and.to.include('Ghi nhầm ngày')
      .and.to.include('04/03/2026');
    expect((await staff.officer.agent.get('/notices')).text).to.include(
      'được đính chính: chậm nhất ngày 05/03/2026',
    );
    expect((await staff.officer.agent.get(`/findings/${finding}/at-once`)).status).to.equal(403);
    expect((await staff.head.agent.get(`/findings/${other}/at-once`)).status).to.equal(403);
    office.product.clock.present = momentAt('2026-03-06', '09:00');
    expect((await staff.head.agent.get('/findings?view=overdue')).html).to.include(`/findings/${finding}`);
    office.product.clock.present = momentAt('2026-03-02', '11:00');
    expect((await report(finding, staff.officer)).status).to.equal(303);
    const confirm = { outcome: 'confirmed', reason: '' };
    expect((await send(`/findings/${finding}/confirmation`, confirm, head)).status).to.equal(303);
    expect(await findingOf(finding)).to.deep.include({ state: 'recorded', dueOn: '2026-03-05' });
    expect((await staff.officer.agent.get(`/findings/${finding}/remediation`)).status).to.equal(403);
    expect((await staff.head.agent.get(`/findings/${finding}/verification`)).status).to.equal(403);
    expect((await staff.head.agent.get(`/findings/${finding}/at-once`)).status).to.equal(403);
    await walk.conclude(id, '2/3/2026');
    expect(await findingOf(finding)).to.deep.include({ state: 'reported', dueOn: '2026-03-05' });
    expect((await findingOf(other))?.state).to.equal('to_remedy');
    await walk.verify(finding, 'accepted', 'Tốt');
    expect(await findingOf(finding)).to.deep.include({ state: 'closed', remediedOn: '2026-03-02' });
  });

  it('is visited again before it is judged, when the team wants to see for itself', async () => {
    const finding = await concluded();
    await report(finding, staff.officer);
    await send(`/findings/${finding}/confirmation`, { outcome: 'confirmed', reason: '' }, head);
    const path = `/findings/${finding}/verification`;
    expect((await send(path, { outcome: 'visit', reason: '' }, staff.head)).status).to.equal(422);
    const ordered = await send(path, { outcome: 'visit', reason: 'Xem bảng lịch trực' }, staff.head);
    expect(ordered.location).to.include('/inspections/new?unit=').and.to.include(`check=${finding}`);
    const form = await staff.head.agent.get(ordered.location ?? '');
    expect(form.html).to.match(new RegExp(`value="${finding}"\\s+checked`));
    expect((await staff.officer.agent.get(`/findings/${finding}`)).text).to.include('Xem bảng lịch trực');
    await walk.verify(finding, 'accepted', 'Đã xem');
    expect((await findingOf(finding))?.state).to.equal('closed');
  });

  it('is verified by somebody else than who recorded it, from the day on which that is the rule', async () => {
    const finding = await concluded();
    await report(finding, staff.officer);
    await send(`/findings/${finding}/confirmation`, { outcome: 'confirmed', reason: '' }, head);
    const settings = await staff.administrator.agent.get('/settings/limits');
    const rule = { otherVerifier: '1', headConfirms: '1', ownReport: '1', validFrom: '2/3/2026' };
    const form = { version: versionOn(settings), group: 'remediation', ...rule };
    expect((await staff.administrator.agent.post('/settings/limits/remediation', form)).status).to.equal(303);
    const page = await staff.head.agent.get(`/findings/${finding}`);
    expect(page.text).to.include('Người ghi phát hiện không được tự xác minh');
    const path = `/findings/${finding}/verification`;
    const shown = await staff.head.agent.get(path);
    expect(shown.text).to.include('Người ghi phát hiện không được tự xác minh');
    expect(shown.html).to.not.include('name="outcome"');
    const version = versionOn(await staff.member.agent.get(path));
    const verdict = { version, outcome: 'accepted', reason: 'Tốt' };
    const refused = await staff.head.agent.post(path, verdict);
    expect(refused.status).to.equal(422);
    expect(refused.html).to.include('Tốt');
    await walk.verify(finding, 'accepted', 'Tốt', staff.member);
    expect((await findingOf(finding))?.state).to.equal('closed');
  });
});
