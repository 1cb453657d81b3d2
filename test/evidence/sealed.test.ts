import { createHash } from 'node:crypto';
import { expect } from 'chai';
import sharp from 'sharp';
import { documentsOf, type DocumentWalker } from '../support/documents.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

describe('a file of a sealed visit', () => {
  const { staff, walk } = officeAtWork();
  let papers: DocumentWalker;
  let sealed: string;
  let address: string;
  let scan: Buffer;
  let others: Worker[];
  before(async () => {
    papers = documentsOf(staff);
    scan = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#fff', noise } })
      .png()
      .toBuffer();
    sealed = await walk.prepare({ mode: 'surprise' });
    const decision = await papers.drawUp(sealed, 'decision');
    await papers.number(decision, '99/QĐ-SNV', '2/1/2026');
    address = await papers.scan(decision, { field: 'files', name: 'tờ mật số bảy.png', content: scan });
    others = [staff.colleague, staff.officer, staff.leader, staff.wardLeader, staff.administrator];
  });
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const check = async ({ agent }: Worker, hash: string) => {
    await agent.get('/check');
    return (await agent.post('/check', { hash })).text.replaceAll(hash, 'HASH');
  };

  it('is open to the people of the visit', async () => {
    for (const path of ['', '/about', '/thumbnail', '/custody'])
      expect((await staff.head.agent.get(`${address}${path}`)).status, path).to.equal(200);
  });

  it('is not there for anybody else, at any of its addresses', async () => {
    const paths = ['', '/about', '/thumbnail', '/medium', '/large', '/play', '/custody', '/mask', '/times'];
    for (const who of others)
      for (const path of [...paths, '/withdrawal'])
        expect((await who.agent.get(`${address}${path}`)).status, `${who.userName} ${path}`).to.equal(404);
    for (const who of others) {
      const id = address.split('/').at(-1) ?? '';
      const mask = { version: '0', boxes: '1 1 5 5', reason: 'x' };
      expect((await who.agent.post(`${address}/mask`, mask)).status, who.userName).to.be.oneOf([403, 404]);
      expect((await who.agent.get(`/uploads/${id}/receipt`)).status, who.userName).to.equal(404);
    }
  });

  it('is no more known by its hash than a file that never was', async () => {
    const [known, unknown] = [createHash('sha256').update(scan).digest('hex'), '0'.repeat(64)];
    expect(await check(staff.head, known)).to.not.equal(await check(staff.head, unknown));
    for (const who of others)
      expect(await check(who, known), who.userName).to.equal(await check(who, unknown));
  });

  it('is named by no page about space, files on the way or integrity', async () => {
    const { agent } = staff.administrator;
    await agent.post('/settings/jobs/space');
    for (const page of ['/settings/space', '/settings/integrity', '/settings/viruses', '/settings/jobs', '/'])
      expect((await agent.get(page)).text, page)
        .to.not.include('tờ mật số bảy')
        .and.not.include('99/QĐ');
  });

  it('is no likeness of the same picture in another case, not even one that is not shown', async () => {
    const inspection = await walk.opened();
    const finding = await walk.record(inspection, {}, [{ field: 'files', name: 'bảng.png', content: scan }]);
    await staff.head.agent.get(`${address}/thumbnail`);
    for (const who of [staff.head, staff.secretary, staff.supervisor]) {
      const { text } = await who.agent.get(`/findings/${finding}`);
      expect(text, who.userName).to.not.include('tờ mật số bảy').and.not.include('99/QĐ');
      expect(text, who.userName).to.not.include('đã được dùng');
    }
  });
});
