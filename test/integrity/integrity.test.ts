import { createHash } from 'node:crypto';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { inTransaction } from '../../src/database/connect.js';
import { hashOfHashes, printHash } from '../../src/findings/concluded-evidence.js';
import { fileStore } from '../../src/evidence/file-store.js';
import { madeFiles } from '../../src/wiring/made-files.js';
import { hashIn, withSince } from '../../src/integrity/integrity.js';
import { readPdf } from '../paper/support/pdf.js';
import { docx, pdf, png } from '../support/files.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('a hash that somebody types', () => {
  it('may have capitals and spaces, and must be whole', () => {
    const hash = sha256(png);
    expect(hashIn(hash)).to.equal(hash);
    expect(hashIn(` ${hash.toUpperCase().replace(/(.{4})/g, '$1 ')}\n`)).to.equal(hash);
    for (const wrong of ['', hash.slice(1), `${hash}0`, 'g'.repeat(64)])
      expect(hashIn(wrong)).to.equal(undefined);
  });
});

describe('a fault that was there before', () => {
  it('has been there since then', () => {
    const [first, now] = [new Date('2026-03-01T19:00:00Z'), new Date('2026-03-02T19:00:00Z')];
    const before = [{ fileId: 'a', what: 'altered', since: first } as const];
    const found = [{ fileId: 'a', what: 'altered' } as const, { fileId: 'b', what: 'missing' } as const];
    expect(withSince(found, before, now).map(({ since }) => since)).to.deep.equal([first, now]);
  });
});

describe('files of cases, read back', () => {
  const { office, staff, walk } = officeAtWork();
  let ids: string[];
  let id: string;
  before(async () => {
    id = await walk.opened();
    const finding = await walk.record(id, {}, [
      { field: 'files', name: 'quầy.png', content: png },
      { field: 'files', name: 'sổ.docx', content: docx },
    ]);
    const findings = mongoose.connection.collection<{ _id: string; evidence: { id: string }[] }>('findings');
    ids = ((await findings.findOne({ _id: finding }))?.evidence ?? []).map(({ id }) => id);
  });

  const chunks = () => mongoose.connection.collection<{ files_id: string; data: Buffer }>('evidence.chunks');
  const verify = async () =>
    (await office.services.integrity.verify()).faults.map(
      ({ fileId, what }) => `${ids.indexOf(fileId)} ${what}`,
    );
  const check = async ({ agent }: Worker, hash: string) => {
    await agent.get('/check');
    return agent.post('/check', { hash });
  };

  it('are whole, and nobody is alarmed', async () => {
    expect(await verify()).to.deep.equal([]);
    const { status, text } = await staff.administrator.agent.get('/settings/integrity');
    expect([status, text.includes('Mọi tệp đều nguyên vẹn')]).to.deep.equal([200, true]);
    expect((await staff.head.agent.get('/settings/integrity')).status).to.equal(403);
    expect((await staff.administrator.agent.get('/')).text).not.to.include('không còn nguyên vẹn');
  });

  it('alarm the administrator when one was altered or is gone, without telling of what case', async () => {
    const [kept] = await chunks()
      .find({ files_id: ids[0] ?? '' })
      .toArray();
    const bent = Buffer.from(png);
    bent[bent.length - 1]! ^= 1;
    await chunks().updateOne({ files_id: ids[0] ?? '' }, { $set: { data: bent } });
    await mongoose.connection.collection<{ _id: string }>('evidence.files').updateOne(
      { _id: ids[0] ?? '' },
      // Whoever alters a file may alter the hash beside it: what counts is the one in the history of the case.
      { $set: { 'metadata.sha256': sha256(bent) } },
    );
    expect(await verify()).to.deep.equal(['0 altered']);
    expect((await staff.administrator.agent.get('/')).text).to.include(
      '1 tệp của hồ sơ không còn nguyên vẹn',
    );
    const { text } = await staff.administrator.agent.get('/settings/integrity');
    expect(text).to.include(ids[0]).and.not.to.include('quầy').and.not.to.include('Bồ Đề');
    const record = await staff.head.agent.get(`/evidence/${ids[0]}/custody`);
    expect(record.text).to.include('Tệp này không còn nguyên vẹn');
    await chunks().deleteMany({ files_id: ids[1] ?? '' });
    expect(await verify()).to.have.members(['0 altered', '1 missing']);
    await chunks().updateOne({ files_id: ids[0] ?? '' }, { $set: { data: kept!.data } });
    expect(await verify()).to.deep.equal(['1 missing']);
    await mongoose.connection
      .collection<{ _id: string }>('evidence.files')
      .updateOne({ _id: ids[0] ?? '' }, { $set: { 'metadata.sha256': sha256(png) } });
  });

  it('are missed when nothing on record tells of them, whatever put them there', async () => {
    const admin = { personId: staff.administrator.id } as never;
    const { id } = await madeFiles(office.product.clock)(admin, 'lạc.pdf', 'application/pdf', pdf);
    const untold = async () =>
      (await office.services.integrity.verify()).faults.filter(({ what }) => what === 'untold');
    expect(await untold(), 'it waits for its form').to.deep.equal([]);
    await inTransaction((tx) => fileStore.keep([id], tx));
    expect((await untold()).map(({ fileId }) => fileId)).to.deep.equal([id]);
    const { text } = await staff.administrator.agent.get('/settings/integrity');
    expect(text).to.include('không hồ sơ, báo cáo nào nhắc đến');
    await fileStore.discard(id);
    expect(await untold()).to.deep.equal([]);
  });

  it('are known by their hash to those who may see them, and to nobody else', async () => {
    const { status, text } = await check(staff.head, sha256(png).toUpperCase());
    expect(status).to.equal(200);
    expect(text)
      .to.include('Đúng là tệp đang lưu trong hồ sơ')
      .and.to.include('quầy.png')
      .and.to.include('KT-2026-0001/1');
    const unknown = 'Không có tệp nào như vậy';
    for (const who of ['officer', 'wardLeader', 'administrator'] as const) {
      const reply = await check(staff[who], sha256(png));
      expect(reply.text, who).to.include(unknown).and.not.to.include('quầy.png');
    }
    expect((await check(staff.head, sha256(pdf))).text).to.include(unknown);
    const wrong = await check(staff.head, 'abc');
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.include('Nhập mã băm SHA-256');
    expect(wrong.html).to.include('value="abc"');
  });

  it('have one hash when a case was concluded upon them, which its page and reports print', async () => {
    await walk.conclude(id, '2/3/2026');
    const hash = hashOfHashes([png, docx].map(sha256));
    const printed = printHash(hash);
    expect((await staff.head.agent.get(`/inspections/${id}`)).text).to.include(printed);
    const pdf = await staff.leader.agent.fetch('/reports/01/2026-03/report.pdf');
    const { text } = await readPdf(Buffer.from(await pdf.arrayBuffer()));
    expect(text.replace(/\s+/g, ' '))
      .to.include('MÃ BĂM CỦA CHỨNG CỨ LÀM CĂN CỨ KẾT LUẬN TRONG KỲ')
      .and.to.include(printed);
    // One of the two is gone by now: what is read back no longer gives what is on record.
    const read = await office.services.integrity.readConcluded('KT-2026-0001');
    expect(read?.hash).to.equal(hash);
    expect(read?.now).to.equal(hashOfHashes([sha256(png), 'missing']));
    expect(await office.services.integrity.readConcluded('KT-2026-0009')).to.equal(undefined);
  });
});
