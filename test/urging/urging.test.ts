import { expect } from 'chai';
import mongoose from 'mongoose';
import { snapshotOf } from '../../src/units/unit.js';
import { momentAt } from '../../src/shared/dates.js';
import { readNumbers } from '../../src/urging/urging.form.js';
import type { Invalid } from '../../src/shared/errors.js';
import { errandOf } from '../support/errands.js';
import { hidden } from '../support/cases.js';
import type { Staff } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

describe('the numbers of several letters', () => {
  const form = {
    datedOn: '5/3/2026',
    'number-aaaaaaaaaa': '12/SNV-CCHC',
    'version-aaaaaaaaaa': '1',
    'number-bbbbbbbbbb': '',
    'version-bbbbbbbbbb': '1',
  };
  const faults = (more: Record<string, string>) => {
    try {
      readNumbers({ ...form, ...more });
      return [];
    } catch (error) {
      return (error as Invalid).errors.map(({ field }) => field);
    }
  };

  it('are those that were typed, each judged beside its field', () => {
    expect(readNumbers(form).map(({ id }) => id)).to.deep.equal(['aaaaaaaaaa']);
    expect(faults({ 'number-aaaaaaaaaa': 'mười hai' })).to.deep.equal(['number-aaaaaaaaaa']);
    expect(faults({ 'number-bbbbbbbbbb': '12/snv-cchc' })).to.deep.equal(['number-bbbbbbbbbb']);
    expect(faults({ datedOn: '31/2/2026', 'number-bbbbbbbbbb': '13/SNV' })).to.deep.equal(['datedOn']);
    expect(faults({ 'number-aaaaaaaaaa': '' })).to.deep.equal(['datedOn']);
  });
});

describe('letters that urge', () => {
  const { office, staff, walk } = officeAtWork();
  const cases: string[] = [];
  const findings: string[] = [];
  before(async () => {
    for (let number = 0; number < 2; number += 1) {
      const id = await walk.opened();
      cases.push(id);
      findings.push(await walk.record(id));
      await walk.conclude(id, '2/3/2026');
    }
  });

  const lettersOn = (html: string) => [
    ...new Set([...html.matchAll(/href="\/documents\/(\w{20})"/g)].map(([, id = '']) => id)),
  ];

  const preview = (fields: Record<string, string | string[]>) =>
    staff.supervisor.agent.post('/urging/choice', { view: 'all', ...fields });

  it('are offered once something is late, to those who write for the authority', async () => {
    expect((await staff.supervisor.agent.get('/urging')).text).to.include('Không có hồ sơ nào quá hạn');
    office.product.clock.present = momentAt('2026-03-20', '08:00');
    const { text, html } = await staff.supervisor.agent.get('/urging');
    expect(text).to.include('2 hồ sơ');
    expect(text).to.match(/1 phát hiện quá hạn.*quá hạn 4 ngày làm việc.*16\/03\/2026/s);
    expect(html.match(/name="chosen"/g)).to.have.length(2);
    expect((await staff.head.agent.get('/findings?view=overdue')).html).to.include('href="/urging"');
    for (const person of [staff.officer, staff.wardLeader, staff.administrator])
      for (const path of ['/urging', '/urging.csv', '/urging/letters', '/urging/letters.zip'])
        expect((await person.agent.get(path)).status, path).to.equal(403);
    expect((await staff.officer.agent.post('/urging', { cases: cases.join(',') })).status).to.equal(403);
  });

  it('are shown before they are made: those that were marked, or all that the list holds', async () => {
    expect((await preview({ scope: 'marked' })).text).to.include('Đánh dấu ít nhất một hồ sơ');
    expect((await preview({ scope: 'marked', chosen: cases[0] ?? '' })).text).to.include('Sẽ lập 1 công văn');
    expect((await preview({ scope: 'all', unit: 'nobody' })).status).to.equal(422);
    const all = await preview({ scope: 'all' });
    expect(all.text).to.include('Sẽ lập 2 công văn');
    expect(hidden(all.html, 'cases').split(',')).to.have.members(cases);
  });

  it('are made at once for all that are chosen, and once however often the form is sent', async () => {
    const { agent } = staff.supervisor;
    const batch = hidden((await preview({ scope: 'all' })).html, 'batch');
    expect((await agent.post('/urging', { batch, request: 'Giữ chữ' })).status).to.equal(422);
    const form = { batch, cases: cases.join(','), request: 'Báo cáo trước ngày 31/3/2026.' };
    for (let time = 0; time < 2; time += 1) expect((await agent.post('/urging', form)).status).to.equal(303);
    const { html, text } = await agent.get('/urging/letters');
    expect(text).to.include('2 công văn');
    expect(lettersOn(html)).to.have.length(2);
    expect((await agent.get('/urging/letters.zip')).status).to.equal(200);
  });

  it('are not made for cases of which one waits for its number', async () => {
    const { agent } = staff.supervisor;
    expect((await preview({ scope: 'all' })).text).to.include('Bỏ qua 2 hồ sơ');
    await agent.post('/urging', { batch: 'another-sending-of-it', cases: cases.join(',') });
    expect(lettersOn((await agent.get('/urging/letters')).html)).to.have.length(2);
  });

  it('part the list into urged and not yet urged, on the page as in its file', async () => {
    const { agent } = staff.supervisor;
    const numbers = async (view: string) =>
      (await agent.get(`/urging.csv?view=${view}`)).text.match(/KT-2026-\d+/g) ?? [];
    expect(await numbers('all')).to.have.length(2);
    expect(await numbers('urged')).to.have.length(2);
    expect(await numbers('never')).to.have.length(0);
    expect((await agent.get('/urging?view=never')).text).to.include('0 hồ sơ');
  });

  it('are numbered together; what is wrong is said beside its field and the rest is kept', async () => {
    const { agent } = staff.supervisor;
    const [first = '', second = ''] = lettersOn((await agent.get('/urging/letters')).html);
    const page = await agent.get('/urging/letters');
    const form = {
      datedOn: '20/3/2026',
      [`number-${first}`]: '45/SNV-CCHC',
      [`version-${first}`]: hidden(page.html, `version-${first}`),
      [`number-${second}`]: '45/SNV-CCHC',
      [`version-${second}`]: hidden(page.html, `version-${second}`),
    };
    const wrong = await agent.post('/urging/numbers', form);
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.include('Số này đã nhập cho công văn khác');
    const right = { ...form, [`number-${second}`]: '46/SNV-CCHC' };
    expect((await agent.post('/urging/numbers', right)).status).to.equal(303);
    expect((await agent.get('/urging')).text).to.include('45/SNV-CCHC ngày 20/03/2026');
    expect((await agent.get('/urging/letters.zip')).status).to.equal(404);
  });

  it('stand at the findings that they urge, for the unit once they were delivered', async () => {
    const [finding = ''] = findings;
    const at = async (who: keyof Staff) => (await staff[who].agent.get(`/findings/${finding}`)).text;
    expect(await at('head')).to.match(/Công văn đôn đốc · 4[56]\/SNV-CCHC/);
    expect(await at('officer')).not.to.include('SNV-CCHC');
    const theCase = `/inspections/${cases[0] ?? ''}`;
    expect((await staff.head.agent.get(theCase)).text).to.include('1 công văn đôn đốc');
    const page = await staff.head.agent.get(`/findings/${finding}`);
    const [letter = ''] = lettersOn(page.html);
    const path = `/documents/${letter}/delivery`;
    const version = hidden((await staff.head.agent.get(path)).html, 'version');
    const delivery = { version, deliveredOn: '20/3/2026', how: 'handed', to: 'Văn thư' };
    expect((await staff.head.agent.post(path, delivery)).status).to.equal(303);
    expect(await at('officer')).to.include('SNV-CCHC');
  });

  it('are offered, and stay to be read, to the authority that succeeds the one of a case', async () => {
    const [first = ''] = cases;
    const authority = snapshotOf(office.city);
    await mongoose.connection
      .collection<{ _id: string }>('inspections')
      .updateOne({ _id: first }, { $set: { 'authority.id': 'an-office-that-ended', heirs: { authority } } });
    expect((await staff.supervisor.agent.get('/urging?view=urged')).text).to.include('2 hồ sơ');
    expect((await staff.supervisor.agent.get('/urging')).html).to.include(`/inspections/${first}#findings`);
  });

  it('are made in the background when they are many', async () => {
    const limits = '/settings/limits';
    const version = hidden((await staff.administrator.agent.get(limits)).html, 'version');
    const values = { version, validFrom: '20/3/2026', atOnce: '1', most: '1' };
    expect((await staff.administrator.agent.post(`${limits}/urging`, values)).status).to.equal(303);
    expect((await preview({ scope: 'all' })).text).to.include('tối đa 1 công văn');
    const { agent } = staff.supervisor;
    const asked = await agent.post('/urging', { batch: 'in-the-background', cases: cases.join(',') });
    expect((await errandOf(agent, asked)).text).to.include('Đã xong');
    expect(lettersOn((await agent.get('/urging/letters')).html)).to.have.length(2);
  });
});
