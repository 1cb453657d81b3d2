import { expect } from 'chai';
import { readPdf } from '../paper/support/pdf.js';
import { hidden } from '../support/cases.js';
import { PASSWORD } from '../support/product.js';
import { officeAtWork } from '../support/office-at-work.js';

const HOME = '/units/rearrangements';

describe('a decision that merges units', () => {
  const { office, staff, walk } = officeAtWork();

  const form = () => ({
    id: 'nghi-quyet-1',
    decisionNumber: '15/NQ-HĐND',
    decisionOn: '1/2/2026',
    effectiveOn: '2/3/2026',
    predecessors: `${office.wards.boDe.code}\n${office.wards.vietHung.name.vi}`,
    code: '',
    code1: '99901',
    kind1: 'ward',
    nameVi1: 'Phường Bồ Đề Mới',
    nameEn1: 'Bo De Moi Ward',
  });

  it('is refused with everything that is wrong, and keeps what was typed', async () => {
    const { agent } = staff.administrator;
    await agent.get(`${HOME}/new`);
    const empty = await agent.post(HOME, { predecessors: 'Phường Không Có', effectiveOn: 'mai', code1: '1' });
    expect(empty.status).to.equal(422);
    for (const field of ['decisionNumber', 'effectiveOn', 'kind1'])
      expect(empty.html).to.include(`id="${field}-error"`);
    expect(empty.html).to.include('Phường Không Có');
    const unknown = await agent.post(HOME, { ...form(), predecessors: 'Phường Không Có' });
    expect(unknown.status).to.equal(422);
    expect(unknown.text).to.include('Không có đơn vị nào tên hoặc mã là “Phường Không Có”');
    const taken = await agent.post(HOME, { ...form(), code1: office.wards.twins[0].code });
    expect(taken.status).to.equal(422);
    expect(taken.html).to.include('id="code1-error"');
    await staff.head.agent.get('/');
    expect((await staff.head.agent.get(`${HOME}/new`)).status).to.equal(403);
    expect((await staff.head.agent.post(HOME, form())).status).to.equal(403);
  });

  it('shows first what would pass, then hands accounts, cases and findings over; no deadline moves', async () => {
    const { agent } = staff.administrator;
    const id = await walk.opened();
    const findingId = await walk.record(id);
    await walk.conclude(id, '2/3/2026');
    const open = { findingId };
    const sealed = await walk.prepare();
    const officerBefore = await staff.officer.agent.get(`/findings/${open.findingId}`);
    expect(officerBefore.status).to.equal(200);
    await agent.get(`${HOME}/new`);
    const look = await agent.post(HOME, form());
    expect(look.status).to.equal(200);
    expect(look.text).to.include('Phường Bồ Đề Mới').and.to.include(staff.officer.userName);
    // The sealed visit is in no number.
    expect(look.html).to.match(/data-label="Hồ sơ">1</);
    expect((await agent.get(HOME)).text).to.include('Chưa ghi nhận quyết định');
    const seen = hidden(look.html, 'seen');
    const other = await agent.post(HOME, { ...form(), seen, confirm: 'yes', nameVi1: 'Phường Khác' });
    expect(other.status).to.equal(409);
    // Sent twice: written once.
    for (const turn of [1, 2]) {
      const done = await agent.post(HOME, { ...form(), seen, confirm: 'yes' });
      expect([turn, done.status, done.location]).to.deep.equal([turn, 303, `${HOME}/nghi-quyet-1`]);
    }
    const shown = await agent.get(`${HOME}/nghi-quyet-1`);
    expect(shown.text).to.include('Đã chuyển xong').and.to.include('Hồ sơ đã chuyển 1');

    const heir = /href="(\/units\/[^"]+)"[^>]*>\s*Phường Bồ Đề Mới/.exec(shown.html)?.[1] ?? '';
    const heirPage = await staff.head.agent.get(heir);
    expect(heirPage.html).to.include(`/inspections/${id}"`);
    expect(heirPage.text).to.include('· Phường Bồ Đề');

    const officer = await staff.officer.agent.get(`/findings/${open.findingId}`);
    expect(officer.status).to.equal(200);
    expect(officer.html).to.include('/remediation');
    expect((await staff.officer.agent.get('/')).status).to.equal(200);
    const due = (html: string) => /\d\d\/\d\d\/2026/.exec(html.slice(html.indexOf('Thời hạn')))?.[0];
    expect(due(officer.html)).to.equal(due(officerBefore.html));
    // Still known to those named on it alone; the successor sees nothing of it before it is opened.
    expect((await staff.head.agent.get(`/inspections/${sealed}`)).status).to.equal(200);
    expect((await staff.officer.agent.get(`/inspections/${sealed}`)).status).to.equal(404);
    expect((await staff.strangeOfficer.agent.get(`/findings/${open.findingId}`)).status).to.equal(200);
    const { services } = office;
    expect(await services.journal.verify()).to.deep.include({ faults: [] });
  });

  it('lets the posts of the successor be reminded', async () => {
    const { services, product } = office;
    product.clock.present = new Date('2026-04-06T02:00:00Z');
    expect((await services.reminders.run()).units).to.equal(1);
    await staff.officer.agent.signIn(staff.officer.userName, PASSWORD);
    expect((await staff.officer.agent.get('/notices')).text).to.match(/quá hạn/i);
  });

  it('lets whoever urges the successor find what is late, and address it to the successor', async () => {
    const { services } = office;
    const { agent } = staff.supervisor;
    await agent.signIn(staff.supervisor.userName, PASSWORD);
    const heir = await services.units.byCode('99901', '2026-04-06');
    const found = await agent.get(`/urging?unit=${heir?.id ?? ''}`);
    expect(found.text).to.match(/1 hồ sơ.*Phường Bồ Đề Mới/s);
    const [, id = ''] = /href="\/inspections\/(\w{20})#findings"/.exec(found.html) ?? [];
    await agent.post('/urging/choice', { view: 'all', scope: 'all' });
    const batch = 'letters-to-successors';
    expect((await agent.post('/urging', { batch, cases: id, request: '' })).status).to.equal(303);
    const [, letter = ''] =
      /href="\/documents\/(\w{20})"/.exec((await agent.get('/urging/letters')).html) ?? [];
    const pdf = await agent.fetch(`/documents/${letter}/document.pdf`);
    const text = (await readPdf(Buffer.from(await pdf.arrayBuffer()))).text.replace(/\s+/g, ' ');
    expect(text).to.match(/Kính gửi: *Ủy ban nhân dân phường Bồ Đề Mới/);
    expect(text).to.match(/đơn vị kế thừa của phường Bồ Đề/);
  });

  it('waits for its day, and goes on by the clock', async () => {
    const { agent } = staff.administrator;
    await agent.get(`${HOME}/new`);
    const later = {
      ...form(),
      id: 'nghi-quyet-2',
      effectiveOn: '1/6/2026',
      predecessors: '99901',
      code1: '99901',
      nameVi1: 'Phường Long Biên Mới',
    };
    const look = await agent.post(HOME, later);
    expect(look.status).to.equal(200);
    const sent = { ...later, seen: hidden(look.html, 'seen'), confirm: 'yes' };
    expect((await agent.post(HOME, sent)).status).to.equal(303);
    expect((await agent.get(`${HOME}/nghi-quyet-2`)).text).to.include('Chờ đến ngày có hiệu lực');
    office.product.clock.present = new Date('2026-06-01T02:00:00Z');
    await office.services.rearrangements.carryDue();
    await agent.signIn(staff.administrator.userName, PASSWORD);
    expect((await agent.get(`${HOME}/nghi-quyet-2`)).text).to.include('Đã chuyển xong');
  });
});
