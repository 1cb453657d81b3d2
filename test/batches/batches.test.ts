import { expect } from 'chai';
import mongoose from 'mongoose';
import { momentAt } from '../../src/shared/dates.js';
import { hidden } from '../support/cases.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';
import type { Reply } from '../support/agent.js';

type Stored = {
  _id: string;
  dueOn: string;
  firstDueOn?: string;
  ledger?: { kind: string; after: string }[];
  history: { action: string }[];
};
const findingOf = (id: string) => mongoose.connection.collection<Stored>('findings').findOne({ _id: id });

describe('work on many findings at once', () => {
  const { office, staff, walk } = officeAtWork();
  let inspection = '';
  const found: string[] = [];
  before(async () => {
    office.product.clock.present = momentAt('2026-03-02', '09:00');
    inspection = await walk.opened();
    for (const sign of ['2.1', '2.2', '2.3']) found.push(await walk.record(inspection, { sign, term: '10' }));
    await walk.conclude(inspection, '2/3/2026');
    await walk.report(found[2] ?? '');
  });

  const marksOn = ({ html }: Reply) =>
    [...html.matchAll(/name="chosen"[^>]*value="([^"]+)"/g)].map((match) => match[1] ?? '');
  /** What was marked on the list, as the next page carries it. */
  const choose = async ({ agent }: Worker, chosen: string[]) => {
    await agent.get('/findings');
    const page = await agent.post('/batches/choice', { chosen, scope: 'marked' });
    return { page, form: { id: hidden(page.html, 'id'), chosen: marksOn(page) } };
  };

  it('is offered to the authority that inspects, and refused without a mark', async () => {
    expect(marksOn(await staff.supervisor.agent.get('/findings'))).to.have.members(found);
    for (const person of [staff.officer, staff.leader]) {
      expect(marksOn(await person.agent.get('/findings'))).to.deep.equal([]);
      expect((await person.agent.post('/batches/choice', { chosen: found })).status).to.equal(403);
    }
    const nothing = await choose(staff.supervisor, []);
    expect([nothing.page.status, nothing.page.text.includes('Chưa đánh dấu')]).to.deep.equal([422, true]);
    const all = await staff.supervisor.agent.post('/batches/choice', { scope: 'all', view: 'to_verify' });
    expect(marksOn(all).map((mark) => mark.split(':')[0])).to.deep.equal([found[2]]);
    const whole = await staff.supervisor.agent.get(`/findings.csv?view=all&only=${found[0]},${found[1]}`);
    expect(whole.text).to.include('0001/1').and.to.include('0001/2').and.to.not.include('0001/3;');
  });

  it('is offered on the list of cases too: for the findings of those that are marked, or of all', async () => {
    const { agent } = staff.supervisor;
    expect(marksOn(await agent.get('/inspections'))).to.deep.equal([inspection]);
    expect(marksOn(await staff.leader.agent.get('/inspections'))).to.deep.equal([]);
    for (const asked of [{ chosen: inspection }, { scope: 'all', view: 'all', state: 'concluded' }]) {
      const page = await agent.post('/batches/choice', { of: 'cases', ...asked });
      expect(marksOn(page).map((mark) => mark.split(':')[0])).to.have.members(found);
    }
    for (const asked of [{}, { chosen: 'another' }, { scope: 'all', view: 'all', state: 'closed' }])
      expect((await agent.post('/batches/choice', { of: 'cases', ...asked })).status).to.equal(422);
  });

  it('shows what would change and what not, sets the dates, and sets them back by entries of their own', async () => {
    const { agent } = staff.supervisor;
    const { form } = await choose(staff.supervisor, found);
    const wrong = await agent.post('/batches/preview', {
      ...form,
      act: 'move',
      dueOn: '31/2/2026',
      reason: '',
    });
    expect(wrong.status).to.equal(422);
    expect(wrong.html)
      .to.include('href="#dueOn"')
      .and.to.include('href="#reason"')
      .and.to.include('31/2/2026');
    const move = { ...form, act: 'move', dueOn: '20/3/2026', reason: 'Nghỉ bão theo công điện' };
    const late = await agent.post('/batches/preview', { ...move, dueOn: '30/12/2026' });
    expect(late.text).to.not.include('Thực hiện với');
    const off = await agent.post('/batches/preview', { ...move, dueOn: '21/3/2026' });
    expect(off.text).to.include('ngày nghỉ (Thứ Bảy). Ngày làm việc tiếp theo là 23/03/2026');
    const preview = await agent.post('/batches/preview', move);
    expect(preview.text)
      .to.include('2 phát hiện được thực hiện; 1 phát hiện không')
      .and.to.include('Thời hạn từ 16/03/2026 thành 20/03/2026')
      .and.to.include('Không phải lúc đơn vị khắc phục');
    expect((await findingOf(found[0] ?? ''))?.dueOn).to.equal('2026-03-16');

    const done = await agent.post('/batches', move);
    expect((await agent.post('/batches', move)).location).to.equal(done.location);
    const moved = await findingOf(found[0] ?? '');
    expect([moved?.dueOn, moved?.firstDueOn, moved?.ledger?.length]).to.deep.equal([
      '2026-03-20',
      '2026-03-16',
      1,
    ]);
    expect((await agent.get(`/findings/${found[0]}`)).text).to.include(
      'theo quyết định của cơ quan kiểm tra',
    );
    expect((await staff.otherSupervisor.agent.get(done.location ?? '')).status).to.equal(404);

    // One of the two goes on meanwhile: it stays as it is.
    await walk.report(found[1] ?? '');
    const page = await agent.get(done.location ?? '');
    const version = hidden(page.html, 'version');
    for (let time = 0; time < 2; time += 1)
      expect((await agent.post(`${done.location}/undoing`, { version })).status).to.equal(303);
    expect((await findingOf(found[0] ?? ''))?.ledger?.map(({ after }) => after)).to.deep.equal([
      '2026-03-20',
      '2026-03-16',
    ]);
    expect((await findingOf(found[1] ?? ''))?.dueOn).to.equal('2026-03-20');
    expect((await agent.get(done.location ?? '')).text).to.include('Giữ nguyên: Đã có thay đổi khác từ đó');
  });

  it('leaves out what has changed since it was marked, and what is not one’s own', async () => {
    const { form } = await choose(staff.supervisor, [found[0] ?? '']);
    const stale = form.chosen.map((mark) => mark.replace(/:\d+$/, ':1'));
    const reply = await staff.supervisor.agent.post('/batches/preview', {
      ...form,
      chosen: stale,
      act: 'remind',
    });
    expect(reply.text).to.include('Vừa có thay đổi');
    const none = await staff.supervisor.agent.post('/batches', { ...form, chosen: stale, act: 'remind' });
    expect([none.status, none.text.includes('Không có phát hiện nào thực hiện được')]).to.deep.equal([
      422,
      true,
    ]);
    const inspectors = await choose(staff.colleague, [found[0] ?? '']);
    expect(inspectors.page.html).to.not.include('value="move"');
    const move = { act: 'move', dueOn: '20/3/2026', reason: 'x' };
    const tried = await staff.colleague.agent.post('/batches', { ...inspectors.form, ...move });
    expect(tried.status).to.equal(422);
  });

  it('gives the verification of many to one person, alone, and takes it back', async () => {
    const { supervisor, colleague, member, officer } = staff;
    const reported = found[2] ?? '';
    const { form } = await choose(supervisor, found);
    expect((await supervisor.agent.post('/batches/preview', { ...form, act: 'assign' })).status).to.equal(
      422,
    );
    const assign = { ...form, act: 'assign', verifier: colleague.id, reason: '' };
    expect((await supervisor.agent.post('/batches', { ...assign, verifier: officer.id })).status).to.equal(
      422,
    );
    expect((await supervisor.agent.post('/batches/preview', assign)).text).to.include(
      `Người xác minh: đoàn kiểm tra → ${colleague.name}`,
    );
    const done = await supervisor.agent.post('/batches', assign);
    expect((await supervisor.agent.get('/findings?view=to_verify')).text).to.include(
      `Người xác minh: ${colleague.name}`,
    );
    // Now it is hers and nobody else's: she is told, her page leads there, and the team is told why not.
    const told = (await colleague.agent.get('/notices')).text;
    expect(told.split('giao bạn xác minh kết quả khắc phục')).to.have.length(2);
    expect(told).to.include('khắc phục 3 phát hiện');
    expect((await colleague.agent.get('/work')).html).to.include(`/findings/${reported}/verification`);
    expect((await member.agent.get('/work')).html).to.not.include(`/findings/${reported}/verification`);
    const tried = await member.agent.get(`/findings/${reported}/verification`);
    expect(tried.text, 'before anything is typed').to.include(`đã giao cho ${colleague.name}`);
    expect(tried.html).to.not.include('name="outcome"');
    const hers = await colleague.agent.get(`/findings/${reported}/verification`);
    const verdict = { version: hidden(hers.html, 'version'), outcome: 'accepted', reason: '' };
    const refused = await member.agent.post(`/findings/${reported}/verification`, verdict);
    expect([refused.status, refused.text.includes(`đã giao cho ${colleague.name}`)]).to.deep.equal([
      422,
      true,
    ]);
    // A team does not take it back from whom a supervisor has asked.
    const page = await member.agent.get(`/findings/${reported}/verifier`);
    const mine = { version: hidden(page.html, 'version'), verifier: member.id, reason: '' };
    expect((await member.agent.post(`/findings/${reported}/verifier`, mine)).status).to.equal(422);
    expect((await officer.agent.get(`/findings/${reported}/verifier`)).status).to.equal(403);

    const own = await supervisor.agent.get('/batches');
    expect(own.html).to.include(`href="${done.location}"`);
    expect((await colleague.agent.get('/batches')).html).to.not.include(done.location);
    const version = hidden((await supervisor.agent.get(done.location ?? '')).html, 'version');
    await supervisor.agent.post(`${done.location}/undoing`, { version });
    expect((await colleague.agent.get('/work')).html).to.not.include(`/findings/${reported}/verification`);
    // Among its own the team shares it out: sent twice it is one entry.
    const again = await member.agent.get(`/findings/${reported}/verifier`);
    const shared = { version: hidden(again.html, 'version'), verifier: member.id, reason: 'Đã xem hồ sơ' };
    for (let time = 0; time < 2; time += 1)
      expect((await member.agent.post(`/findings/${reported}/verifier`, shared)).status).to.equal(303);
    const history = (await findingOf(reported))?.history.map(({ action }) => action);
    expect(history?.filter((action) => action === 'verifier_assigned')).to.have.length(3);
    const list = await member.agent.get('/findings?view=to_verify&mine=verify');
    expect(list.html).to.include(`/findings/${reported}`);
    expect((await staff.head.agent.get('/findings?view=to_verify&mine=verify')).html).to.not.include(
      reported,
    );
    expect((await staff.head.agent.get('/findings?view=to_verify&verifier=none')).html).to.not.include(
      reported,
    );
  });

  it('sends reminders when they can no longer be taken back, once', async () => {
    const { agent } = staff.head;
    const { form } = await choose(staff.head, [found[0] ?? '']);
    const inbox = async () => (await staff.officer.agent.get('/notices')).text;
    const undone = await agent.post('/batches', { ...form, act: 'remind' });
    const version = hidden((await agent.get(undone.location ?? '')).html, 'version');
    await agent.post(`${undone.location}/undoing`, { version });

    const again = await choose(staff.head, [found[0] ?? '']);
    const sent = await agent.post('/batches', { ...again.form, act: 'remind' });
    const { batches } = office.services;
    expect(await batches.sendDue()).to.deep.equal({ units: 0 });
    expect(await inbox()).to.not.include('Cơ quan kiểm tra nhắc');
    office.product.clock.present = momentAt('2026-03-02', '09:30');
    expect(await batches.sendDue()).to.deep.equal({ units: 1 });
    expect(await batches.sendDue()).to.deep.equal({ units: 0 });
    expect(await inbox()).to.include('Cơ quan kiểm tra nhắc Phường Bồ Đề');
    const late = await agent.post(`${sent.location}/undoing`, { version: '2' });
    expect(late.status).to.equal(409);
    expect((await office.services.journal.verify()).faults).to.deep.equal([]);
  });
});
