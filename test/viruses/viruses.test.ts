import { expect } from 'chai';
import mongoose from 'mongoose';
import { findingForm, idOn, paper, walker, type Walker } from '../support/cases.js';
import { eicar, startClamdPeer } from '../support/clamd-peer.js';
import { pdf, png } from '../support/files.js';
import { hireStaff, openOffice, type Office, type Staff } from '../support/office.js';
import type { SentFile } from '../support/agent.js';

const infected = (name: string, more = ''): SentFile => ({
  field: 'files',
  name,
  content: Buffer.concat([pdf, Buffer.from(`${eicar}${more}`)]),
});

describe('a scanner for viruses', () => {
  let office: Office;
  let staff: Staff;
  let walk: Walker;
  let peer: Awaited<ReturnType<typeof startClamdPeer>>;
  let inspection: string;
  before(async () => {
    peer = await startClamdPeer();
    office = await openOffice({ env: { CLAMD_URL: peer.url } });
    staff = await hireStaff(office);
    walk = walker(office, staff);
    inspection = await walk.opened();
  });
  after(async () => {
    await office.product.stop();
    await peer.stop();
  });

  const evidenceOf = async (finding: string) => {
    const findings = mongoose.connection.collection<{ _id: string; evidence: { id: string }[] }>('findings');
    return ((await findings.findOne({ _id: finding }))?.evidence ?? []).map(({ id }) => id);
  };
  const get = (path: string, who: keyof Staff = 'head') => staff[who].agent.get(path);
  const runScan = async () => {
    await staff.administrator.agent.get('/settings/jobs');
    await staff.administrator.agent.post('/settings/jobs/virus-scan', {});
  };

  it('lets a clean file be opened at once', async () => {
    const [id] = await evidenceOf(await walk.record(inspection, {}, [paper()]));
    expect((await get(`/evidence/${id}`)).status).to.equal(200);
    expect((await get('/settings/viruses', 'administrator')).text).to.include('Không có tệp nào bị cách ly');
    expect((await get('/settings/viruses')).status).to.equal(403);
  });

  it('does not take an infected file, names it, and keeps the rest of the form', async () => {
    const page = await get(`/inspections/${inspection}/findings/new`);
    const form = { id: idOn(page), version: '0', ...findingForm, seen: 'Chữ đã gõ' };
    const sent = [infected('bẫy.pdf'), { ...paper('lành.pdf'), field: 'files' }];
    const reply = await staff.head.agent.upload(`/inspections/${inspection}/findings`, form, sent);
    expect(reply.status).to.equal(422);
    expect(reply.text).to.include('“bẫy.pdf” có mã độc').and.to.include('Chữ đã gõ');
    expect(reply.html).to.match(/name="filesKept" value="[^"]+" checked> lành\.pdf/);
    expect(reply.html).not.to.include('> bẫy.pdf');
    const again = (await get(`/inspections/${inspection}/findings/new`)).html;
    expect(again).to.include('> lành.pdf').and.not.to.include('> bẫy.pdf');
    const trap = await mongoose.connection.collection('evidence.files').findOne({ filename: 'bẫy.pdf' });
    const forced = await walk.record(inspection, { filesKept: String(trap?._id) });
    expect(await evidenceOf(forced)).to.deep.equal([]);
  });

  it('tells whoever sent it and the administrator, who learns no name', async () => {
    expect((await get('/notices')).text).to.include('“bẫy.pdf” bạn vừa gửi có mã độc (Eicar-Signature)');
    const told = (await get('/notices', 'administrator')).text;
    expect(told).to.include('Eicar-Signature').and.not.to.include('bẫy');
    expect((await get('/settings/viruses', 'administrator')).text).to.include('1 nội dung tệp có mã độc');
    expect((await get('/', 'administrator')).text).to.include('1 tệp chưa ai mở được');
  });

  it('keeps files shut while it is away, and says so wherever they are listed', async () => {
    peer.isAway = true;
    const finding = await walk.record(inspection, {}, [
      { field: 'files', name: 'quầy.png', content: png },
      infected('sau.pdf', 'later'),
    ]);
    const ids = await evidenceOf(finding);
    expect(ids).to.have.length(2);
    for (const path of ids.flatMap((id) => [`/evidence/${id}`, `/evidence/${id}/thumbnail`])) {
      const { status } = await get(path);
      expect(status, path).to.equal(423);
    }
    expect((await get(`/findings/${finding}`)).text).to.include('Chưa quét mã độc');
    for (const path of [`/evidence/${ids[0]}/about`, `/evidence/${ids[0]}/custody`]) {
      const { text, html } = await get(path);
      expect(text, path).to.include('Chưa quét mã độc');
      expect(html, path).not.to.include(`href="/evidence/${ids[0]}"`);
    }
    expect((await get('/settings/viruses', 'administrator')).text).to.include('2 tệp chờ quét');

    peer.isAway = false;
    await runScan();
    expect((await get(`/evidence/${ids[0]}`)).status).to.equal(200);
    expect((await get(`/evidence/${ids[0]}/thumbnail`)).status).to.equal(200);
    expect((await get(`/evidence/${ids[1]}`)).status).to.equal(423);
    expect((await get(`/findings/${finding}`)).text).to.include('Đã cách ly');
    expect((await get(`/evidence/${ids[1]}/custody`)).text).to.include('Cách ly vì có mã độc');
    expect((await get('/notices')).text).to.include('“sau.pdf” của bạn có mã độc');
    const { faults } = await office.services.journal.verify();
    expect(faults).to.deep.equal([]);
  });

  it('lets a file go when a later scan of the same bytes finds nothing', async () => {
    const trap = [infected('trước.pdf', 'mistaken')];
    peer.isAway = true;
    const [id] = await evidenceOf(await walk.record(inspection, {}, trap));
    peer.isAway = false;
    await runScan();
    expect((await get(`/evidence/${id}`)).status).to.equal(423);
    peer.knows = false;
    await walk.record(inspection, {}, trap);
    peer.knows = true;
    expect((await get(`/evidence/${id}`)).status).to.equal(200);
    expect((await get(`/evidence/${id}/custody`)).text).to.include('Thôi cách ly');
  });

  it('looks through a file from the time before the scanner when somebody opens it', async () => {
    const [id] = await evidenceOf(await walk.record(inspection, {}, [paper()]));
    await mongoose.connection.collection('virus_verdicts').deleteMany({});
    const before = peer.scans;
    expect((await get(`/evidence/${id}`)).status).to.equal(200);
    expect(peer.scans).to.equal(before + 1);
    await get(`/evidence/${id}`);
    expect(peer.scans).to.equal(before + 1);
  });

  it('leaves out of an exported case what nobody may open', async () => {
    const shut = Buffer.from('mistaken no longer, found at last');
    peer.isAway = true;
    await walk.record(inspection, {}, [infected('kín.pdf', shut.toString())]);
    const reply = await staff.head.agent.fetch(`/inspections/${inspection}/case-file.zip`);
    const archive = Buffer.from(await reply.arrayBuffer());
    expect(archive.includes(pdf)).to.equal(true);
    expect(archive.includes(shut)).to.equal(false);
  });
});
