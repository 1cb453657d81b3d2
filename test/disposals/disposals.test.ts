import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { MANIFEST } from '../../src/casefile/case-file.js';
import { checkCaseFile } from '../../src/casefile/check.js';
import { expiredOn, yearsAfter } from '../../src/disposals/disposal.js';
import { zipOf } from '../../src/exports/zip.js';
import { momentAt } from '../../src/shared/dates.js';
import type { Defect } from '../../src/transfer/gridfs.js';
import { silent } from '../../src/transfer/progress.js';
import { verifyStore } from '../../src/transfer/verify.js';
import { unpacked } from '../support/archive.js';
import { paper, versionOn } from '../support/cases.js';
import { png } from '../support/files.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

describe('how long files are kept', () => {
  it('ends the same day so many years later', () => {
    expect(yearsAfter('2026-03-09', 20)).to.equal('2046-03-09');
    expect([yearsAfter('2024-02-29', 1), yearsAfter('2024-02-29', 4)]).to.deep.equal([
      '2025-03-01',
      '2028-02-29',
    ]);
  });

  it('is longer after something serious, and never ends at 0', () => {
    const unit = { id: 'u', code: 'u', kind: 'ward', name: { vi: '', en: '' }, ancestorIds: [] } as never;
    const found = (serious: boolean) => ({ id: 'c', number: '1', unit, closedOn: '2026-03-09', serious });
    const limits = { seriousYears: 0, otherYears: 20 };
    expect(expiredOn(found(false), limits, '2046-03-08')).to.equal(undefined);
    expect(expiredOn(found(false), limits, '2046-03-09')).to.include({ years: 20, from: '2046-03-09' });
    expect(expiredOn(found(true), limits, '2146-03-09')).to.equal(undefined);
  });
});

describe('disposing of files', () => {
  const { office, staff, walk } = officeAtWork({ now: momentAt('2026-03-02', '09:00') });
  let inspection: string;
  let sealed: string;
  let ids: string[];
  let list: string;
  const findings = () =>
    mongoose.connection.collection<{ _id: string; evidence: { id: string }[] }>('findings');
  before(async () => {
    inspection = await walk.opened();
    const picture = { field: 'files', name: 'quầy.png', content: png };
    const finding = await walk.record(inspection, {}, [picture, paper('sổ trực.pdf')]);
    await walk.conclude(inspection, '2/3/2026');
    await walk.report(finding);
    await walk.verify(finding, 'accepted');
    ids = ((await findings().findOne({ _id: finding }))?.evidence ?? []).map(({ id }) => id);
    await staff.head.agent.get(`/evidence/${ids[0]}/thumbnail`);
    sealed = await walk.prepare();
    // The same picture is evidence of a case that goes on.
    await walk.record(await walk.opened(), {}, [picture]);
  });

  const propose = async (more: Record<string, string> = {}) => {
    const { agent } = staff.supervisor;
    const { html } = await agent.get('/disposals/new');
    const id = /name="id" value="(\w+)"/.exec(html)?.[1] ?? 'a'.repeat(20);
    return agent.post('/disposals', {
      id,
      number: '12/QĐ-SNV',
      on: '03/03/2046',
      cases: inspection,
      ...more,
    });
  };
  const sign = async ({ agent }: Worker) =>
    agent.post(`${list}/signature`, { version: versionOn(await staff.supervisor.agent.get(list)) });

  it('is not offered before the term has passed', async () => {
    const { text } = await staff.supervisor.agent.get('/disposals/new');
    expect(text).to.include('Chưa có cuộc kiểm tra nào hết thời hạn lưu trữ');
    expect((await propose({ on: '01/03/2026' })).status).to.equal(422);
    for (const who of ['head', 'officer', 'administrator'] as const)
      expect((await staff[who].agent.get('/disposals/new')).status, who).to.equal(403);
    office.product.clock.present = momentAt('2046-03-03', '09:00');
  });

  it('comes sooner or never for a case with a term of its own, set with a reason', async () => {
    const { agent } = staff.supervisor;
    const path = `/inspections/${inspection}/retention`;
    const set = async (years: string, reason = 'Hồ sơ mẫu') =>
      agent.post(path, { version: versionOn(await agent.get(path)), years, reason });
    for (const [who, status] of [
      ['head', 403],
      ['officer', 403],
      ['administrator', 404],
    ] as const)
      expect((await staff[who].agent.get(path)).status, who).to.equal(status);
    const wrong = await set('năm', '');
    expect([wrong.status, wrong.html.includes('value="năm"')]).to.deep.equal([422, true]);
    expect((await set('101')).status).to.equal(422);
    expect((await set('5')).status).to.equal(303);
    expect((await agent.post(path, { version: '0', years: '9', reason: 'Cũ' })).status).to.equal(409);
    const page = await staff.head.agent.get(`/inspections/${inspection}`);
    expect(page.text).to.include('Thời hạn lưu trữ tệp: 5 năm, theo quyết định riêng cho hồ sơ này.');
    expect((await staff.officer.agent.get(`/inspections/${inspection}`)).text).to.not.include(
      'Thời hạn lưu trữ',
    );
    office.product.clock.present = momentAt('2031-03-03', '09:00');
    expect((await agent.get('/disposals/new')).text).to.include('Có thời hạn riêng');
    expect((await set('0')).status).to.equal(303);
    office.product.clock.present = momentAt('2046-03-03', '09:00');
    expect((await agent.get('/disposals/new')).text).to.include('Chưa có cuộc kiểm tra nào');
    expect((await set('')).status).to.equal(303);
    expect((await agent.get(path)).text)
      .to.include('Hồ sơ mẫu')
      .and.to.include('20 năm, theo quy định chung');
    expect((await office.services.journal.verify()).faults).to.deep.equal([]);
  });

  it('begins with a list that is shown and fixed; wrong input keeps what was typed', async () => {
    const wrong = await propose({ on: '04/03/2046' });
    expect([wrong.status, wrong.html.includes('value="12/QĐ-SNV"')]).to.deep.equal([422, true]);
    expect((await propose({ cases: sealed })).status).to.equal(422);
    const made = await propose();
    expect(made.status).to.equal(303);
    list = made.location ?? '';
    const { text } = await staff.supervisor.agent.get(list);
    expect(text).to.include('quầy.png').and.to.include('sổ trực.pdf').and.to.include('Chờ ký duyệt');
    expect((await staff.leader.agent.get(list)).status).to.equal(200);
    for (const who of ['officer', 'wardLeader', 'administrator'] as const)
      expect((await staff[who].agent.get(list)).status, who).to.equal(404);
    expect((await staff.head.agent.get(`/evidence/${ids[1]}`)).status).to.equal(200);
  });

  it('takes the signature of a second person', async () => {
    expect((await sign(staff.supervisor)).status).to.equal(403);
    expect((await sign(staff.head)).status).to.equal(403);
    const { agent } = staff.otherSupervisor;
    await agent.get(list);
    expect((await agent.post(`${list}/signature`, { version: '7' })).status).to.equal(409);
    const { text } = await staff.supervisor.agent.get(list);
    expect(text)
      .to.include('Người lập danh mục không tự ký duyệt')
      .and.not.to.include('Ký duyệt và tiêu hủy');
  });

  it('can be withdrawn until then, and a new list drawn up', async () => {
    const { agent } = staff.otherSupervisor;
    const version = versionOn(await agent.get(list));
    expect((await agent.post(`${list}/withdrawal`, { version, reason: '' })).status).to.equal(422);
    expect((await agent.post(`${list}/withdrawal`, { version, reason: 'Sai số' })).status).to.equal(303);
    expect((await agent.post(`${list}/signature`, { version })).status).to.equal(409);
    list = (await propose({ number: '13/QĐ-SNV' })).location ?? '';
  });

  it('is not signed for a case that was opened again meanwhile', async () => {
    const state = (name: string) =>
      mongoose.connection
        .collection<{ _id: string }>('inspections')
        .updateOne({ _id: inspection }, { $set: { state: name } });
    await state('concluded');
    const refused = await sign(staff.otherSupervisor);
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('KT-2026-0001 đã được mở lại');
    await state('closed');
  });

  it('removes originals and copies, and leaves what is known of them', async () => {
    expect((await sign(staff.otherSupervisor)).status).to.equal(303);
    const { agent } = staff.head;
    for (const id of ids) {
      for (const address of [`/evidence/${id}`, `/evidence/${id}/thumbnail`])
        expect((await agent.get(address)).status, address).to.equal(410);
      if (id === ids[0])
        expect((await agent.get(`/evidence/${id}/thumbnail`)).html).to.match(/^<svg.*đã được tiêu hủy/i);
      const about = await agent.get(`/evidence/${id}/about`);
      expect(about.text).to.include('đã được tiêu hủy theo Quyết định 13/QĐ-SNV ngày 03/03/2046');
      expect(about.text).to.not.include('Bản gốc giữ nguyên').and.to.not.include('Rút tệp');
      const record = await agent.get(`/evidence/${id}/custody`);
      expect(record.text).to.include('Tiêu hủy theo quyết định');
      expect(record.html).to.not.include(`href="/evidence/${id}"`);
      const told = (await staff.officer.agent.get(`/evidence/${id}/custody`)).text;
      expect(told, 'the inspected unit').to.include('Tiêu hủy theo quyết định');
    }
    const gone = { files_id: { $in: ids.slice(1) } } as object;
    expect(await mongoose.connection.collection('evidence.chunks').countDocuments(gone)).to.equal(0);
    const copies = mongoose.connection.collection('picture_copies');
    expect(await copies.countDocuments({ fileId: ids[0]! })).to.equal(0);
    expect((await agent.get(`/inspections/${inspection}`)).text).to.include('KT-2026-0001');
  });

  it('is told of in the exported case, where the record of each file bears it out', async () => {
    const reply = await staff.head.agent.fetch(`/inspections/${inspection}/case-file.zip`);
    const bytes = Buffer.from(await reply.arrayBuffer());
    const folder = await mkdtemp(path.join(tmpdir(), 'ky-cuong-disposed-'));
    const checked = async (name: string, archive: Buffer) => {
      await writeFile(path.join(folder, name), archive);
      return checkCaseFile(path.join(folder, name));
    };
    try {
      const { faults, disposed } = await checked('case.zip', bytes);
      expect(faults).to.deep.equal([]);
      expect(disposed.map((entry) => [entry.id, entry.disposed?.number])).to.have.deep.members(
        ids.map((id) => [id, '13/QĐ-SNV']),
      );
      const parts = await unpacked(path.join(folder, 'case.zip'));
      const page = parts.find(([name]) => name === 'index.html')?.[1].toString() ?? '';
      expect(page).to.include('Đã tiêu hủy theo Quyết định 13/QĐ-SNV ngày 03/03/2046');
      const table = parts.find(([name]) => name === 'manifest.csv')?.[1].toString() ?? '';
      for (const entry of disposed) expect(table, 'the hash of what was there').to.include(entry.recorded);
      const other = parts.map(([name, content]): [string, Buffer] =>
        name === MANIFEST
          ? [name, Buffer.from(content.toString().replaceAll('"13/QĐ-SNV"', '"14/QĐ-SNV"'))]
          : [name, content],
      );
      const lied = await checked('other.zip', await zipOf(other));
      expect(lied.faults.filter((fault) => fault.includes('tells of no disposal'))).to.have.length(
        ids.length,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('leaves equal files of other cases, and a record in which nothing is missing', async () => {
    const other = { inspectionId: { $ne: inspection } } as object;
    const item = (await findings().findOne(other))?.evidence[0];
    const reply = await staff.head.agent.fetch(`/evidence/${item?.id}`);
    expect(Buffer.from(await reply.arrayBuffer()).equals(png)).to.equal(true);
    expect((await office.services.integrity.verify()).faults).to.deep.equal([]);
    expect((await office.services.journal.verify()).faults).to.deep.equal([]);
    const defects: Defect[] = [];
    await verifyStore(mongoose.connection.getClient(), (defect) => defects.push(defect), silent);
    expect(defects).to.deep.equal([]);
  });
});
