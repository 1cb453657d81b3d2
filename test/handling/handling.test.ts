import { expect } from 'chai';
import mongoose from 'mongoose';
import { readCaseRecords } from '../../src/casefile/case-records.queries.js';
import { decidedMeasure } from '../../src/handling/handling.js';
import { shippedMeasures } from '../../src/settings/settings.data.js';
import { momentAt } from '../../src/shared/dates.js';
import { hidden, paper, versionOn } from '../support/cases.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

const NAME = 'Nguyễn Văn Không Ai Biết';
const shipped = shippedMeasures();
const measureId = (party: string, words: string, on = '2026-03-10') =>
  shipped.find(
    (one) =>
      one.party === party &&
      one.text.vi === words &&
      (one.validFrom ?? '') <= on &&
      on <= (one.validTo ?? '9999'),
  )?.id ?? '';

describe('the forms of handling that ship with the product', () => {
  it('hold for the days of their texts, and all say that they were not compared', () => {
    const on = (day: string) => decidedMeasure(shipped, measureId('person', 'Giáng chức', '2025-01-01'), day);
    expect(on('2025-06-30').text.en).to.equal('Demotion');
    expect(() => on('2025-07-01')).to.throw();
    expect(() => decidedMeasure(shipped, 'nothing', '2026-03-10')).to.throw();
    expect(shipped.every(({ provisional }) => provisional)).to.equal(true);
  });
});

describe('the forms for public employees', () => {
  it('are those of the text of the day, told apart from those for civil servants', () => {
    const basisOn = (day: string) =>
      decidedMeasure(shipped, measureId('employee', 'Khiển trách', day), day).legalBasis;
    expect(basisOn('2026-06-30')).to.include('112/2020');
    expect(basisOn('2026-07-01')).to.include('234/2026');
    expect(measureId('employee', 'Hạ bậc lương', '2025-01-01')).to.equal('');
    expect(measureId('person', 'Khiển trách')).to.not.equal(measureId('employee', 'Khiển trách'));
  });
});

describe('handling those who answer for a finding', () => {
  const { office, staff, walk } = officeAtWork();
  let inspection = '';
  let finding = '';
  let entry = '';
  let file = '';
  before(async () => {
    office.product.clock.present = momentAt('2026-03-02', '09:00');
    inspection = await walk.opened();
    finding = await walk.record(inspection);
  });

  const form = () => ({
    measure: measureId('person', 'Khiển trách'),
    who: 'Phó Chủ tịch UBND phường',
    person: NAME,
    number: '512/QĐ-UBND',
    decidedOn: '10/3/2026',
    decidedBy: 'Chủ tịch UBND thành phố',
  });
  const send = async ({ agent }: Worker, path: string, more: object = {}, files = [paper()]) => {
    const page = await agent.get(path);
    const sent = { version: versionOn(page), id: hidden(page.html, 'id'), ...form(), ...more };
    return agent.upload(path, sent, files);
  };
  const stored = () =>
    mongoose.connection.collection<{ _id: string; standing: string }>('handlings').find().toArray();

  it('waits for the conclusion, and is the inspecting authority’s alone to record', async () => {
    const path = `/findings/${finding}/handling`;
    expect((await staff.supervisor.agent.get(path)).status).to.equal(403);
    await walk.conclude(inspection, '2/3/2026');
    office.product.clock.present = momentAt('2026-03-10', '09:00');
    for (const [person, status] of [
      [staff.colleague, 200],
      [staff.leader, 403],
      [staff.officer, 403],
      [staff.strangeOfficer, 404],
    ] as const)
      expect((await person.agent.get(path)).status, person.userName).to.equal(status);
  });

  it('says what is wrong beside the field and keeps what was typed, the file too', async () => {
    const path = `/findings/${finding}/handling`;
    for (const [more, field] of [
      [{ measure: measureId('person', 'Hạ bậc lương', '2025-01-01') }, 'measure'],
      [{ decidedOn: '11/3/2026' }, 'decidedOn'],
      [{ decidedOn: '1/3/2026' }, 'decidedOn'],
      [{ measure: measureId('collective', 'Phê bình') }, 'person'],
      [{ number: ' ' }, 'number'],
    ] as const) {
      const reply = await send(staff.supervisor, path, more);
      expect(reply.status, field).to.equal(422);
      expect(reply.html).to.include(`href="#${field}"`).and.to.include(NAME).and.to.include('biên bản.pdf');
    }
    expect((await send(staff.supervisor, path, {}, [])).html).to.include('href="#files"');
    expect(await stored()).to.deep.equal([]);
  });

  it('is kept once however often it is sent, with its decision', async () => {
    const path = `/findings/${finding}/handling`;
    const { agent } = staff.supervisor;
    const page = await agent.get(path);
    const sent = { version: '0', id: hidden(page.html, 'id'), ...form() };
    expect((await agent.upload(path, sent, [paper()])).location).to.equal(`/findings/${finding}`);
    expect((await agent.upload(path, sent, [paper()])).status).to.equal(303);
    expect(await stored()).to.have.length(1);
    entry = sent.id;
    const shown = await agent.get(`/handling/${entry}`);
    expect(shown.text).to.include(NAME).and.to.include('Nghị định số 172/2025/NĐ-CP');
    file = /href="(\/evidence\/[\w-]+)/.exec(shown.html)?.[1] ?? '';
    expect((await agent.get(file)).status).to.equal(200);
    expect((await agent.get(`/findings/${finding}`)).text).to.include('512/QĐ-UBND ngày 10/03/2026');
    expect((await agent.get(`/inspections/${inspection}`)).html).to.include(`/handling/${entry}`);
  });

  it('names nobody to those who need not know, and on no list or export', async () => {
    for (const person of [staff.leader, staff.wardLeader, staff.officer]) {
      const shown = await person.agent.get(`/handling/${entry}`);
      expect(shown.status).to.equal(200);
      expect(shown.text).to.include('chỉ dành cho cơ quan kiểm tra');
      expect(shown.text).to.not.include(NAME);
      for (const path of [file, `${file}/custody`])
        expect((await person.agent.get(path)).status, person.userName).to.equal(404);
    }
    expect((await staff.strangeOfficer.agent.get(`/handling/${entry}`)).status).to.equal(404);
    expect((await staff.administrator.agent.get('/handling')).status).to.equal(403);
    const pages = [
      '/handling',
      '/handling.csv',
      '/findings.csv?view=all',
      `/findings/${finding}`,
      `/inspections/${inspection}`,
    ];
    for (const person of [staff.supervisor, staff.leader, staff.officer])
      for (const path of [...pages, '/notices', '/']) {
        const { status, text } = await person.agent.get(path);
        expect(status, path).to.equal(200);
        expect(text, path).to.not.include(NAME);
      }
    expect((await staff.officer.agent.get('/handling.csv')).text).to.include('Khiển trách');
  });

  it('goes into the case file of those alone who may know names', async () => {
    const subjects = async (names: boolean) =>
      (await readCaseRecords(inspection, { names, fileIds: [] })).histories.map(({ subject }) => subject);
    expect(await subjects(true)).to.include('handling');
    expect(await subjects(false)).to.not.include('handling');
    const { agent } = staff.supervisor;
    const archive = await fetch(new URL(`/inspections/${inspection}/case-file.zip`, office.product.url), {
      headers: { cookie: `session=${agent.cookie('session')}` },
    });
    // Names of parts stand in the archive as they are.
    const bytes = Buffer.from(await archive.arrayBuffer()).toString('utf8');
    expect(bytes).to.include('KT-2026-0001_1 biên bản.pdf');
  });

  it('is corrected by another entry with a reason, and set aside with one; nothing is overwritten', async () => {
    const path = `/handling/${entry}/correction`;
    expect((await staff.officer.agent.get(path)).status).to.equal(403);
    const bare = await send(staff.supervisor, path, { reason: '' }, []);
    expect(bare.status).to.equal(422);
    const { agent } = staff.supervisor;
    const page = await agent.get(path);
    expect(page.html).to.include('512/QĐ-UBND');
    const sent = {
      version: versionOn(page),
      id: hidden(page.html, 'id'),
      ...form(),
      measure: measureId('person', 'Cảnh cáo'),
      reason: 'Ghi nhầm hình thức',
    };
    for (let time = 0; time < 2; time += 1) expect((await agent.upload(path, sent, [])).status).to.equal(303);
    const stale = await agent.upload(path, { ...sent, id: 'x'.repeat(20) }, []);
    expect(stale.status).to.equal(409);
    expect((await stored()).map(({ standing }) => standing).sort()).to.deep.equal(['corrected', 'in_force']);
    expect((await agent.get('/handling')).text)
      .to.include('Cảnh cáo')
      .and.to.not.include('Đã đính chính');
    expect((await agent.get('/handling?view=all')).text).to.include('Đã đính chính');
    expect((await agent.get(`/handling/${sent.id}`)).html).to.include(file);

    const aside = `/handling/${sent.id}/setting-aside`;
    const version = versionOn(await agent.get(aside));
    expect((await agent.post(aside, { version, reason: '' })).status).to.equal(422);
    expect((await agent.post(aside, { version, reason: 'Quyết định bị hủy bỏ' })).status).to.equal(303);
    expect((await agent.get('/handling')).text).to.include('Chưa có kết quả xử lý trách nhiệm');
    expect((await office.services.journal.verify()).faults).to.deep.equal([]);
    expect((await office.services.integrity.verify()).faults).to.deep.equal([]);
  });

  it('uses the list that the administrator keeps; what was decided keeps its words', async () => {
    const { agent } = staff.administrator;
    const id = measureId('person', 'Cảnh cáo');
    const page = await agent.get(`/settings/measures/${id}`);
    expect(page.text).to.include('chưa được đối chiếu');
    const sent = {
      version: versionOn(page),
      party: 'person',
      textVi: 'Cảnh cáo (đã đối chiếu)',
      textEn: '',
      legalBasis: 'Điều 7',
      validFrom: '1/7/2025',
      validTo: '',
    };
    expect((await agent.post(`/settings/measures/${id}`, { ...sent, validTo: '1/6/2025' })).status).to.equal(
      422,
    );
    expect((await agent.post(`/settings/measures/${id}`, sent)).location).to.equal('/settings/measures');
    expect((await agent.get('/settings/measures')).text).to.include('Cảnh cáo (đã đối chiếu)');
    expect((await staff.supervisor.agent.get(`/findings/${finding}/handling`)).text).to.include(
      'Cảnh cáo (đã đối chiếu) · Điều 7',
    );
    expect((await staff.supervisor.agent.get('/handling?view=all')).text).to.not.include('đã đối chiếu');
    expect((await staff.supervisor.agent.get('/settings/measures')).status).to.equal(403);
  });
});
