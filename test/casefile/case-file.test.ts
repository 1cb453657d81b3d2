import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { MANIFEST, originalPath, safeName, type Manifest } from '../../src/casefile/case-file.js';
import { checkCaseFile } from '../../src/casefile/check.js';
import { zipOf } from '../../src/exports/zip.js';
import { unpacked } from '../support/archive.js';
import { paper } from '../support/cases.js';
import { png } from '../support/files.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

describe('a name in an archive', () => {
  it('keeps its letters and its ending, and nothing that leads elsewhere', () => {
    expect(safeName('Quầy số 3 (sáng).jpg')).to.equal('Quầy số 3 (sáng).jpg');
    expect(safeName('../../etc/passwd')).to.equal('_.._etc_passwd');
    expect(safeName('a\u202egpj.exe')).to.equal('a_gpj.exe');
    expect(safeName(`${'dài'.repeat(100)}.pdf`))
      .to.have.lengthOf(84)
      .and.match(/\.pdf$/);
    expect(safeName('...')).to.equal('tep');
    expect(originalPath(7, 'KT-2026-0001/2', 'a.jpg')).to.equal('originals/007 KT-2026-0001_2 a.jpg');
  });
});

describe('the file of a whole case', () => {
  const { office, staff, walk } = officeAtWork();
  let inspection: string;
  let folder: string;
  let archive: string;
  let parts: [string, Buffer][];
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ky-cuong-case-'));
    inspection = await walk.opened();
    const finding = await walk.record(inspection, {}, [
      { field: 'files', name: 'Ảnh quầy.png', content: png },
      paper('biên bản.pdf'),
    ]);
    const { agent } = staff.head;
    const photo = /\/evidence\/[\w-]+/.exec((await agent.get(`/findings/${finding}`)).html)?.[0] ?? '';
    await agent.post(`${photo}/mask`, { version: '0', boxes: '10 10 30 30', reason: 'khuôn mặt' });
    const times = { taken: '08:30 02/02/2026', effectiveOn: '1/2/2026', reason: 'đồng hồ sai' };
    await agent.post(`${photo}/times`, { version: '1', ...times });
    await walk.conclude(inspection, '2/3/2026');
    archive = path.join(folder, 'case.zip');
    const { bytes } = await download(staff.head);
    await writeFile(archive, bytes);
    parts = await unpacked(archive);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function download({ agent }: Worker, id = inspection, wish = '') {
    const address = new URL(`/inspections/${id}/case-file.zip${wish}`, office.product.url);
    // Signs in, where nobody has asked for anything yet.
    await agent.get('/account');
    const headers = { cookie: `session=${agent.cookie('session')}` };
    const reply = await fetch(address, { headers, redirect: 'manual' });
    return { reply, bytes: Buffer.from(await reply.arrayBuffer()) };
  }

  const part = (name: string) => parts.find(([one]) => one === name)?.[1] ?? Buffer.alloc(0);
  const manifest = () => JSON.parse(part(MANIFEST).toString()) as Manifest;

  /** The faults of the archive after somebody has changed something in it. */
  async function faultsWith(
    change: (name: string, content: Buffer) => Buffer | undefined,
  ): Promise<string[]> {
    const changed = parts.flatMap(([name, content]): [string, Buffer][] => {
      const now = change(name, content);
      return now === undefined ? [] : [[name, now]];
    });
    const file = path.join(folder, 'changed.zip');
    await writeFile(file, await zipOf(changed));
    return (await checkCaseFile(file)).faults;
  }

  it('holds the originals, the documents, the history and an index, each with its hash', () => {
    const names = parts.map(([name]) => name);
    expect(names).to.include('originals/001 KT-2026-0001_1 Ảnh quầy.png');
    expect(names.some((name) => /^documents\/01 .*\.pdf$/.test(name))).to.equal(true);
    expect(names).to.include('documents/Bảng kê người đã xem khi còn bảo mật.pdf');
    expect(names).to.include.members(['index.html', 'manifest.csv', 'manifest.json', 'SHA256SUMS']);
    expect(part('originals/001 KT-2026-0001_1 Ảnh quầy.png').equals(png)).to.equal(true);
    const { entries, case: of, madeBy } = manifest();
    expect([of.number, madeBy.name]).to.deep.equal(['KT-2026-0001', staff.head.name]);
    const index = part('index.html').toString();
    for (const { path: name, sha256, kind } of entries) {
      if (kind !== 'index') expect(index, name).to.include(sha256);
      expect(part('SHA256SUMS').toString()).to.include(`${sha256}  ${name}\n`);
    }
  });

  it('is whole by itself, without the database', async () => {
    const { faults, read, manifest: of } = await checkCaseFile(archive);
    expect(faults).to.deep.equal([]);
    expect(read).to.equal(of.entries.length).and.to.be.above(7);
  });

  it('tells what is covered and when a picture was taken, with who said so, and has copies only on wish', async () => {
    const [original] = manifest().entries;
    expect([original?.masks, original?.takenAt, original?.effectiveOn]).to.deep.equal([
      1,
      '2026-02-02T01:30:00.000Z',
      '2026-02-01',
    ]);
    expect(part('index.html').toString())
      .to.include('Bản sao để xem che 1 chỗ')
      .and.to.include('Chụp, ghi lúc 08:30 02/02/2026')
      .and.not.to.include('copies/');
    expect(part('records/history.json').toString()).to.include('khuôn mặt').and.to.include('đồng hồ sai');
    const file = path.join(folder, 'copies.zip');
    await writeFile(file, (await download(staff.head, inspection, '?copies=yes')).bytes);
    const [, copy] =
      (await unpacked(file)).find(([name]) => name === 'copies/001 KT-2026-0001_1 Ảnh quầy.jpg') ?? [];
    expect(copy?.subarray(0, 2).toString('hex'), 'a JPEG, made anew').to.equal('ffd8');
    expect((await checkCaseFile(file)).faults).to.deep.equal([]);
  });

  it('shows a mask that the manifest leaves out, though everything else agrees', async () => {
    const agreed = JSON.stringify(manifest(), (key, value: unknown) => (key === 'masks' ? undefined : value));
    const faults = await faultsWith((name, content) => (name === MANIFEST ? Buffer.from(agreed) : content));
    expect(faults).to.deep.equal([
      'originals/001 KT-2026-0001_1 Ảnh quầy.png: its masks or times are not those on record',
    ]);
  });

  it('shows whatever is altered, missing or put in', async () => {
    expect(
      await faultsWith((name, content) => (name.endsWith('.png') ? Buffer.concat([content]) : content)),
    ).to.deep.equal([]);
    const bent = (content: Buffer) => Buffer.concat([Buffer.from([content[0]! ^ 1]), content.subarray(1)]);
    expect(
      await faultsWith((name, content) => (name.endsWith('.png') ? bent(content) : content)),
    ).to.deep.equal(['originals/001 KT-2026-0001_1 Ảnh quầy.png was altered']);
    expect(
      await faultsWith((name, content) => (name.endsWith('quầy.png') ? undefined : content)),
    ).to.deep.equal(['originals/001 KT-2026-0001_1 Ảnh quầy.png is missing']);
    expect(
      await faultsWith((name, content) =>
        name === 'index.html' ? Buffer.alloc(content.length + 1) : content,
      ),
    ).to.deep.equal(['index.html is longer than the manifest says']);
  });

  it('shows a forged history even when the manifest was made to agree with it', async () => {
    const { createHash } = await import('node:crypto');
    const forged = Buffer.from(part('records/history.json').toString().replace('"term": 10', '"term": 99'));
    const sha256 = createHash('sha256').update(forged).digest('hex');
    const agreed = {
      ...manifest(),
      entries: manifest().entries.map((entry) =>
        entry.path === 'records/history.json' ? { ...entry, sha256, size: forged.length } : entry,
      ),
    };
    const faults = await faultsWith((name, content) =>
      name === 'records/history.json'
        ? forged
        : name === MANIFEST
          ? Buffer.from(JSON.stringify(agreed))
          : content,
    );
    expect(faults.some((fault) => /^finding \w+ was altered without an event$/.test(fault))).to.equal(true);
  });

  it('is refused in words when it is no archive, or one of something else', async () => {
    const file = path.join(folder, 'other.zip');
    for (const bytes of [Buffer.from('PK'), await zipOf([['a.txt', 'x']]), await zipOf([[MANIFEST, '{}']])]) {
      await writeFile(file, bytes);
      const told = await checkCaseFile(file).catch((error: unknown) => (error as Error).constructor.name);
      expect(told).to.equal('BrokenArchive');
    }
  });

  it('is kept in the record of each file, with what its manifest came to', async () => {
    const { text } = await staff.head.agent.get(`/evidence/${manifest().entries[0]?.id}/custody`);
    expect(text).to.include('Xuất cùng hồ sơ');
    const lines = mongoose.connection.collection('custody');
    const line = await lines.findOne({ fileId: manifest().id });
    expect(line?.['detail']).to.equal(`${MANIFEST} ${(await checkCaseFile(archive)).manifestHash}`);
    expect((await office.services.journal.verify()).faults).to.deep.equal([]);
  });

  it('tells of a file that can no longer be read, and holds all the others', async () => {
    const { id } = manifest().entries[0]!;
    const chunks = mongoose.connection.collection('evidence.chunks');
    const kept = await chunks.find({ files_id: id }).toArray();
    await chunks.deleteMany({ files_id: id as never });
    const file = path.join(folder, 'hole.zip');
    await writeFile(file, (await download(staff.head)).bytes);
    await chunks.insertMany(kept);
    const { faults } = await checkCaseFile(file);
    expect(faults).to.have.lengthOf(1);
    expect(faults[0]).to.match(/^originals\/001 .* was not whole when it was exported: /);
  });

  it('is the authority’s: not the unit’s, and nobody’s who may not see the case', async () => {
    for (const who of ['officer', 'wardLeader', 'leader'] as const)
      expect((await download(staff[who])).reply.status, who).to.equal(403);
    for (const who of ['strangeOfficer', 'administrator'] as const)
      expect((await download(staff[who])).reply.status, who).to.equal(404);
    const sealed = await walk.prepare();
    expect((await download(staff.colleague, sealed)).reply.status).to.equal(404);
    expect((await download(staff.leader, sealed)).reply.status).to.equal(404);
    const { reply } = await download(staff.head, sealed);
    expect([reply.status, reply.headers.get('content-type')]).to.deep.equal([200, 'application/zip']);
  });
});
