import { expect } from 'chai';
import mongoose from 'mongoose';
import type { Form, Reply } from '../support/agent.js';
import { paper } from '../support/cases.js';
import { answerTheRest } from '../support/answers.js';
import { readPdf } from '../paper/support/pdf.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

const json = (reply: Reply): Record<string, unknown> => JSON.parse(reply.html) as Record<string, unknown>;
const written = (id: string, code: string) =>
  mongoose.connection
    .collection<{ _id: string; version: number; outcome?: string; note: string; history: unknown[] }>(
      'answers',
    )
    .findOne({ _id: `${id}-${code}` });

describe('the checklist of a case', () => {
  const { office, staff, walk } = officeAtWork();

  const home = (id: string) => `/inspections/${id}/checklist`;
  const choose = async (id: string, sections: string[], more: Form = {}, { agent }: Worker = staff.head) => {
    await agent.get(`${home(id)}/choice`);
    return agent.post(`${home(id)}/choice`, { version: '0', checklist: '1', sections, ...more });
  };
  async function onSite(sections = ['A', 'B']): Promise<string> {
    const id = await walk.opened();
    expect((await choose(id, sections)).status).to.equal(303);
    return id;
  }
  let writes = 0;
  const give = async (id: string, code: string, form: Form, { agent }: Worker = staff.head) => {
    const named = Object.entries(form).map(([name, value]) => [name.replace('-', `-${code}-`), value]);
    const own = named.map(([name, value]) => [
      String(name).includes(code) ? name : `${String(name)}-${code}`,
      value,
    ]);
    const base = { [`version-${code}`]: '0', [`write-${code}`]: `write${(writes += 1)}` };
    return agent.post(`${home(id)}/items/${code}`, { ...base, ...(Object.fromEntries(own) as Form) });
  };

  const conclude = async (id: string): Promise<void> => {
    await answerTheRest(office, staff, id);
    await walk.conclude(id, '2/3/2026');
  };

  it('is chosen ahead of the visit or on site, sections with answers stay', async () => {
    const id = await walk.prepare();
    const { agent } = staff.head;
    expect((await agent.get(home(id))).location).to.equal(`${home(id)}/choice`);
    const none = await choose(id, []);
    expect(none.status).to.equal(422);
    expect(none.text).to.include('Chọn ít nhất một phần');
    expect((await choose(id, ['A', 'B'])).status).to.equal(303);
    expect((await choose(id, ['A'])).status).to.equal(409);
    await walk.approve(id);
    await walk.open(id);
    await give(id, 'B1', { outcome: 'met' });
    const lost = await choose(id, ['A'], { version: '1' });
    expect(lost.status).to.equal(422);
    expect(lost.text).to.include('Các phần B đã có câu trả lời');
    expect((await choose(id, ['B', 'C'], { version: '1' })).status).to.equal(303);
    expect((await agent.get(`${home(id)}/A`)).status).to.equal(404);
    expect((await agent.get(home(id))).text).to.include('Đã trả lời 1/11 nội dung');
  });

  it('takes an answer once, says when it was saved, and keeps every version', async () => {
    const id = await onSite();
    const form = { outcome: 'not_met', note: 'Vắng 2 người', 'count-present': '18', write: 'once' };
    const first = await give(id, 'A1', form);
    expect(first.status).to.equal(200);
    expect(json(first)).to.include({ state: 'saved', version: 1 });
    expect(json(first)['saved']).to.match(/^Đã lưu 09:00 · /);
    expect((await give(id, 'A1', form)).status).to.equal(200);
    expect(await written(id, 'A1')).to.include({ version: 1, outcome: 'not_met' });
    // A line that comes and goes sends it many times at once: still one.
    const many = await Promise.all(
      Array.from({ length: 6 }, () => give(id, 'A3', { ...form, write: 'burst', 'count-present': '' })),
    );
    expect(many.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200, 200, 200]);
    expect((await written(id, 'A3'))?.version).to.equal(1);
    await give(id, 'A1', { outcome: 'met', version: '1' });
    // The first one comes a third time, from a line that was slow: it is old, and says nothing new.
    const late = await give(id, 'A1', form);
    expect(json(late)).to.include({ state: 'saved', version: 2, outcome: 'met' });
    const page = await staff.head.agent.get(`${home(id)}/items/A1`);
    expect(page.text).to.include('Không đạt').and.to.include('Vắng 2 người');
  });

  it('shows both values to the second of two who answer otherwise, and writes over nobody', async () => {
    const id = await onSite();
    const [one, two] = await Promise.all([
      give(id, 'A2', { outcome: 'met' }),
      give(id, 'A2', { outcome: 'not_met', note: 'Không niêm yết' }, staff.secretary),
    ]);
    expect([one.status, two.status].sort()).to.deep.equal([200, 409]);
    const refused = json(one.status === 409 ? one : two);
    expect(refused).to.include({ state: 'conflict', version: 1 });
    expect(JSON.stringify(refused['conflict'])).to.include('Không đạt').and.to.include('Đạt');
    expect((await written(id, 'A2'))?.version).to.equal(1);
    const loser = one.status === 409 ? staff.head : staff.secretary;
    const again = await give(id, 'A2', { outcome: 'not_applicable', version: '1' }, loser);
    expect(json(again)).to.include({ state: 'saved', version: 2 });
  });

  it('answers the rest of a section at once with one reason, and takes exactly that back', async () => {
    const id = await onSite();
    const { agent } = staff.head;
    const path = `${home(id)}/A`;
    await agent.get(path);
    await give(id, 'A1', { outcome: 'met' });
    await give(id, 'A2', { note: 'xem lại' });
    const base = { together: 'yes', 'rest-write': 'r1' };
    const mute = await agent.post(path, { ...base, reason: ' ' });
    expect(mute.status).to.equal(422);
    expect(mute.html).to.include('id="reason-error"');
    expect(await written(id, 'A3')).to.equal(null);
    const reason = 'Không đủ thời gian';
    // Sent twice by a line that comes and goes.
    for (const sent of [1, 2]) {
      const done = await agent.post(path, { ...base, reason });
      expect([sent, done.status, done.location]).to.deep.equal([sent, 303, `${path}#rest`]);
    }
    expect(await written(id, 'A1')).to.include({ outcome: 'met', version: 1 });
    expect(await written(id, 'A2')).to.include({
      outcome: 'not_checked',
      note: `xem lại\n${reason}`,
      version: 2,
    });
    expect(await written(id, 'A3')).to.include({ outcome: 'not_checked', note: reason, version: 1 });
    await give(id, 'A3', { outcome: 'met', version: '1' }, staff.secretary);
    const page = await agent.get(path);
    const back = /name="takeBack" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    expect((await agent.post(path, { takeBack: back })).status).to.equal(303);
    expect(await written(id, 'A2'))
      .to.include({ note: 'xem lại', version: 3 })
      .and.not.to.have.property('outcome');
    expect(await written(id, 'A3')).to.include({ outcome: 'met', version: 2 });
    expect((await staff.strangeOfficer.agent.post(path, { ...base, reason })).status).to.equal(404);
  });

  it('works as one form without scripts: what can be saved is, the rest comes back with what was typed', async () => {
    const id = await onSite();
    const { agent } = staff.head;
    const path = `${home(id)}/A`;
    await agent.get(path);
    await give(id, 'A2', { outcome: 'met' }, staff.secretary);
    const codes = ['A1', 'A2', 'A3'];
    const sent = Object.fromEntries(
      codes.flatMap((code) => [
        [`version-${code}`, '0'],
        [`write-${code}`, `form-${code}`],
      ]),
    );
    const form = {
      ...sent,
      'outcome-A1': 'met',
      'outcome-A2': 'not_met',
      'note-A2': 'của tôi',
      'count-A1-present': '3',
    };
    const conflict = await agent.upload(path, form, [paper('bảng.pdf', 'files-A1')]);
    expect(conflict.status).to.equal(409);
    expect(conflict.text).to.include('đã trả lời khác').and.to.include('của tôi');
    expect(conflict.text).to.include('Giữ câu trả lời của');
    expect(await written(id, 'A1')).to.include({ outcome: 'met' });
    expect(await written(id, 'A2')).to.include({ outcome: 'met', note: '' });
    expect(await written(id, 'A3')).to.equal(null);
    const version = /name="version-A2" value="(\d+)"/.exec(conflict.html)?.[1];
    expect(version).to.equal('1');
    const kept = await agent.upload(
      path,
      { ...form, 'version-A2': '1', 'theirs-A2': 'yes', 'version-A1': '2' },
      [],
    );
    expect(kept.status).to.equal(303);
    expect(kept.location).to.equal(`${home(id)}/B`);
    expect(await written(id, 'A2')).to.include({ outcome: 'met' });
    const again = { ...form, 'version-A1': '2', 'theirs-A2': 'yes', 'count-A1-present': 'ba' };
    const wrong = await agent.upload(path, again, [paper('trang.exe', 'files-A3')]);
    expect(wrong.status).to.equal(422);
    expect(wrong.html).to.include('value="ba"');
    expect(wrong.text).to.include('trang.exe');
  });

  it('shows an answer’s files to those who may read it, and adds them once', async () => {
    const id = await onSite();
    const { agent } = staff.head;
    await agent.get(`${home(id)}/A`);
    const path = `${home(id)}/items/A1/files`;
    const file = paper('ảnh.pdf', 'files-A1');
    const first = json(await agent.upload(path, { 'write-A1': 'f1' }, [file]));
    await agent.upload(path, { 'write-A1': 'f1' }, [file]);
    const [shown] = first['files'] as { href: string }[];
    expect((await agent.get(`${home(id)}/A`)).html.split('gallery__item').length - 1).to.equal(1);
    expect((await staff.supervisor.agent.get(shown!.href)).status).to.equal(200);
    for (const person of [staff.officer, staff.strangeOfficer, staff.administrator, staff.wardLeader])
      expect((await person.agent.get(shown!.href)).status, person.userName).to.equal(404);
    const empty = await agent.upload(path, { 'write-A1': 'f2' }, []);
    expect(empty.status).to.equal(422);
  });

  it('makes a finding of what is not met, with its sign, basis, words and files, linked both ways', async () => {
    const id = await onSite();
    const { agent } = staff.head;
    await give(id, 'A1', { outcome: 'not_met', note: 'Vắng 2 trên 20', 'count-present': '18' });
    const files = json(
      await agent.upload(`${home(id)}/items/A1/files`, { 'write-A1': 'f' }, [paper('a.pdf', 'files-A1')]),
    );
    const [file] = files['files'] as { href: string }[];
    const form = await agent.get(`/inspections/${id}/findings/new?item=A1`);
    expect(form.html).to.include('name="item" value="A1"').and.to.include('Chỉ thị 26/CT-TTg');
    expect(form.text).to.include('Vắng 2 trên 20').and.to.include('Có mặt: 18').and.to.include('a.pdf');
    expect(form.html).to.match(/<option value="2.1" selected/);
    const linked = file!.href.split('/').at(-1) ?? '';
    const finding = await walk.record(id, { item: 'A1', linked: [linked], sign: '2.1' });
    const page = await agent.get(`/findings/${finding}`);
    expect(page.html)
      .to.include(`${home(id)}/items/A1`)
      .and.to.include(file!.href);
    expect((await agent.get(`${home(id)}/A`)).html).to.include(`/findings/${finding}`);
    const stranger = await agent.get(`/inspections/${id}/findings/new?item=Z9`);
    expect(stranger.html).to.not.include('name="item"');
    await conclude(id);
    expect((await staff.officer.agent.get(file!.href)).status).to.equal(200);
  });

  it('is answered by the team alone, read by the authority, and by the unit from the conclusion on', async () => {
    const id = await onSite();
    await give(id, 'A1', { outcome: 'met', note: 'đủ người' });
    const reads = async ({ agent }: Worker) => (await agent.get(`${home(id)}/A`)).status;
    const { supervisor, colleague, leader, officer, wardLeader, strangeOfficer, administrator } = staff;
    for (const person of [supervisor, colleague, leader]) {
      expect(await reads(person), person.userName).to.equal(200);
      expect((await person.agent.get(`${home(id)}/A`)).html).to.not.include('data-answers');
      expect((await give(id, 'A1', { outcome: 'not_met', version: '1' }, person)).status).to.equal(403);
    }
    for (const person of [officer, wardLeader, strangeOfficer, administrator]) {
      expect(await reads(person), person.userName).to.equal(404);
      expect((await give(id, 'A1', { outcome: 'not_met', version: '1' }, person)).status).to.equal(404);
    }
    expect((await officer.agent.get(`/inspections/${id}`)).html).to.not.include('id="checklist"');
    expect((await officer.agent.get(`${home(id)}.pdf`)).status).to.equal(404);
    const printed = await leader.agent.fetch(`${home(id)}.pdf`);
    const { text } = await readPdf(Buffer.from(await printed.arrayBuffer()));
    expect(text).to.include('PHIẾU KIỂM TRA').and.to.include('đủ người').and.to.include('1/6');
    await conclude(id);
    for (const person of [officer, wardLeader]) expect(await reads(person), person.userName).to.equal(200);
    expect(await reads(strangeOfficer)).to.equal(404);
    expect((await strangeOfficer.agent.get(`${home(id)}.pdf`)).status).to.equal(404);
    expect((await officer.agent.get(`/inspections/${id}`)).text).to.include('Đã trả lời 11/11 nội dung');
  });

  it('has its numbers fixed by the conclusion, and takes nothing after it', async () => {
    const id = await onSite(['A']);
    await give(id, 'A1', { outcome: 'met' });
    await conclude(id);
    const late = await give(id, 'A2', { outcome: 'met', version: '1' });
    expect(late.status).to.equal(409);
    expect(json(late)).to.include({ state: 'closed' });
    const typed = await staff.head.agent.upload(
      `${home(id)}/A`,
      { 'version-A3': '1', 'write-A3': 'x', 'outcome-A3': 'met', 'note-A3': 'gõ khi đã kết luận' },
      [],
    );
    expect(typed.text).to.include('gõ khi đã kết luận').and.to.include('Đoàn đã kết thúc kiểm tra');
    const sheets = mongoose.connection.collection<{ _id: string; result: object }>('sheets');
    expect((await sheets.findOne({ _id: `${id}-checklist` }))?.result).to.include({
      answered: 6,
      items: 6,
      rate: 100,
    });
    const report = await office.services.journal.verify();
    expect(report.faults).to.deep.equal([]);
  });

  it('tells reports of good practice once the unit has been given the conclusion', async () => {
    const id = await onSite(['B']);
    await give(id, 'B1', { outcome: 'met', good: 'yes', note: 'Niêm yết mã QR' });
    const { leader, officer } = staff;
    const caption = 'được ghi nhận là cách làm hay';
    const reports: [Worker, string][] = [
      [leader, '/reports/01/2026'],
      [officer, '/reports/00118/2026'],
    ];
    for (const [{ agent }, path] of reports) expect((await agent.get(path)).text).to.not.include(caption);
    await conclude(id);
    for (const [{ agent }, path] of reports) {
      const page = await agent.get(path);
      expect(page.text).to.include(caption);
      const links = [...page.html.matchAll(/href="([^"]*\/practices[^"]*)">(\d+)</g)];
      expect(links).to.have.length.greaterThan(1);
      for (const [, href = '', figure = ''] of links) {
        const list = await agent.get(href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
        expect(list.html.match(/<th scope="row">/g), href).to.have.length(Number(figure));
        expect(list.text).to.include('Niêm yết mã QR');
        expect(list.html).to.include(`${home(id)}/B#item-B1`);
      }
    }
    expect((await staff.strangeOfficer.agent.get('/reports/00118/2026/practices')).status).to.equal(404);
  });

  it('knows what is unanswered, for the decision to conclude', async () => {
    const id = await onSite(['A', 'L']);
    for (const code of ['A1', 'A2', 'A3', 'A4', 'A5', 'A6']) await give(id, code, { outcome: 'not_checked' });
    const inspection = await office.services.inspections.load(
      { personId: staff.head.id, name: staff.head.name, post: staff.head.posts[0]! },
      id,
    );
    const open = await office.services.sheets.unanswered(inspection);
    expect(open.map(({ section, codes }) => [section.code, codes.length])).to.deep.equal([['L', 5]]);
    const [missing] = await office.services.sheets.missing(inspection);
    expect(missing).to.deep.include({ href: `${home(id)}/L#item-L1` });
    const desk = await staff.head.agent.get('/');
    expect(desk.text).to.include('Danh mục đang trả lời').and.to.include('6/11 nội dung · lưu 09:00');
    expect(desk.html).to.include(`href="${home(id)}"`);
    expect((await staff.supervisor.agent.get('/')).text).to.not.include('Danh mục đang trả lời');
  });

  it('refuses what no page of ours sends', async () => {
    const id = await onSite();
    const { agent } = staff.head;
    expect((await give(id, 'Z9', { outcome: 'met' })).status).to.equal(404);
    expect((await give(id, 'C1', { outcome: 'met' })).status).to.equal(404);
    expect((await agent.get(`${home(id)}/$where`)).status).to.equal(404);
    expect((await agent.get(`${home(id)}/items/__proto__`)).status).to.equal(404);
    const long = await give(id, 'A1', { outcome: 'met', note: 'x'.repeat(5000), 'count-present': '1e9' });
    expect(long.status).to.equal(422);
    expect(json(long)['errors']).to.have.length(2);
    const script = '<script>alert(1)</script>';
    await give(id, 'A2', { outcome: 'met', note: script });
    expect((await agent.get(`${home(id)}/A`)).html).to.not.include(script);
    const token = agent.token;
    agent.token = 'forged';
    expect((await give(id, 'A1', { outcome: 'met' })).status).to.equal(403);
    agent.token = token;
    expect(await written(id, 'A1')).to.equal(null);
  });
});
