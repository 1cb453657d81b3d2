import { createHash } from 'node:crypto';
import { expect } from 'chai';
import mongoose from 'mongoose';
import sharp from 'sharp';
import { findingForm, paper } from '../support/cases.js';
import { docx } from '../support/files.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';
import { newId } from '../../src/shared/ids.js';

type Item = { id: string; name: string; sha256: string; size: number; type: string };
const findings = () => mongoose.connection.collection<{ _id: string; evidence: Item[] }>('findings');
const stored = () =>
  mongoose.connection.collection<{ _id: string; metadata?: { pending: boolean } }>('evidence.files');

/** A photograph as a telephone makes it: turned on its side, with a place and a maker in it. */
const photo = () =>
  sharp({ create: { width: 1200, height: 800, channels: 3, background: '#7a8b99' } })
    .jpeg()
    .withExif({ IFD0: { Make: 'Telephone of Lan' }, IFD3: { GPSLatitude: '21/1 2/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();

describe('evidence', () => {
  const { office, staff, walk } = officeAtWork();
  let inspection: string;
  let picture: Buffer;
  let items: Item[];
  before(async () => {
    picture = await photo();
    inspection = await walk.opened();
    const finding = await walk.record(inspection, {}, [
      { field: 'files', name: 'Ảnh "quầy số 1"; (chụp 8h30).jpg', content: picture },
      { field: 'files', name: 'biên bản.docx', content: docx },
      { field: 'files', name: 'hỏng.png', content: (await sharp(picture).png().toBuffer()).subarray(0, 500) },
    ]);
    items = (await findings().findOne({ _id: finding }))?.evidence ?? [];
  });

  const download = async ({ agent }: Worker, path: string) => {
    const reply = await agent.fetch(path);
    return { reply, bytes: Buffer.from(await reply.arrayBuffer()) };
  };

  it('comes back byte for byte, with the hash that was taken when it came', async () => {
    const { bytes, reply } = await download(staff.head, `/evidence/${items[0]?.id}`);
    expect(reply.status).to.equal(200);
    expect(bytes.equals(picture)).to.equal(true);
    const sha256 = createHash('sha256').update(picture).digest('hex');
    expect(items[0]).to.include({ sha256, size: picture.length, type: 'image/jpeg' });
    expect(reply.headers.get('etag')).to.equal(`"${sha256}"`);
    expect(reply.headers.get('content-length')).to.equal(String(picture.length));
    const word = await download(staff.head, `/evidence/${items[1]?.id}`);
    expect(word.bytes.equals(docx)).to.equal(true);
    expect((await staff.head.agent.get(`/inspections/${inspection}`)).text).to.include(sha256.slice(0, 12));
  });

  it('is a download that no browser runs or guesses at, under its own name', async () => {
    const { headers } = (await download(staff.head, `/evidence/${items[0]?.id}`)).reply;
    expect(headers.get('x-content-type-options')).to.equal('nosniff');
    expect(headers.get('content-security-policy')).to.include('sandbox').and.to.include("default-src 'none'");
    const disposition = headers.get('content-disposition') ?? '';
    expect(disposition).to.match(/^attachment; filename="evidence"; filename\*=UTF-8''[\w.%~-]+$/);
    expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).to.equal(items[0]?.name);
    expect(headers.get('cache-control')).to.equal('private, no-store');
  });

  it('has a small picture, upright and without what the camera wrote into it', async () => {
    const { bytes, reply } = await download(staff.head, `/evidence/${items[0]?.id}/thumbnail`);
    expect(reply.headers.get('content-type')).to.equal('image/webp');
    // Whoever signs in next on the same computer does not get it from the browser's memory.
    expect(reply.headers.get('vary')).to.include('Cookie');
    expect(reply.headers.get('cache-control')).to.include('private');
    expect(reply.headers.get('x-content-type-options')).to.equal('nosniff');
    const { width, height, exif, format } = await sharp(bytes).metadata();
    expect([format, width, height, exif]).to.deep.equal(['webp', 320, 480, undefined]);
    expect(bytes.includes('Telephone of Lan')).to.equal(false);
    const again = await download(staff.head, `/evidence/${items[0]?.id}/thumbnail`);
    expect(again.bytes.equals(bytes)).to.equal(true);
  });

  it('has no small picture where there is none to make, even of a broken one', async () => {
    for (const item of items.slice(1)) {
      const { bytes, reply } = await download(staff.head, `/evidence/${item.id}/thumbnail`);
      expect(reply.status).to.equal(404);
      // Drawn in its place on a page, for those who may see the file.
      expect(bytes.toString()).to.match(/^<svg.*Không có hình xem trước/);
      const elsewhere = await download(staff.strangeOfficer, `/evidence/${item.id}/thumbnail`);
      expect(elsewhere.bytes.toString()).not.to.include('<svg');
    }
    const many = Array.from({ length: 5 }, () =>
      download(staff.secretary, `/evidence/${items[0]?.id}/thumbnail`),
    );
    expect((await Promise.all(many)).map(({ reply }) => reply.status)).to.deep.equal([
      200, 200, 200, 200, 200,
    ]);
  });

  it('is not found by whoever may not see the finding, and leads strangers to the sign-in', async () => {
    const paths = [`/evidence/${items[0]?.id}`, `/evidence/${items[0]?.id}/thumbnail`];
    for (const path of [
      ...paths,
      ...['medium', 'about', 'play', 'mask'].map((what) => `${paths[0]}/${what}`),
    ]) {
      for (const person of [staff.officer, staff.strangeOfficer, staff.wardLeader, staff.administrator])
        expect((await person.agent.get(path)).status, `${person.userName} ${path}`).to.equal(404);
      if (/play|mask/.test(path)) continue;
      for (const person of [staff.colleague, staff.leader, staff.supervisor])
        expect((await person.agent.get(path)).status, `${person.userName} ${path}`).to.equal(200);
      const stranger = await office.product.agent().get(path);
      expect([stranger.status, stranger.location?.startsWith('/sign-in')]).to.deep.equal([303, true]);
    }
    for (const id of [newId(), '__proto__', '%00', '[object Object]'])
      expect((await staff.head.agent.get(`/evidence/${encodeURIComponent(id)}`)).status).to.equal(404);
    await walk.conclude(inspection, '2/3/2026');
    expect((await staff.officer.agent.get(paths[0]!)).status).to.equal(200);
    expect((await staff.strangeOfficer.agent.get(paths[0]!)).status).to.equal(404);
  });

  it('is not shown before it belongs to a finding, not even to its sender', async () => {
    const at = await walk.opened();
    const { agent } = staff.head;
    const form = { ...findingForm, id: newId(), version: '0', seen: '' };
    const reply = await agent.upload(`/inspections/${at}/findings`, form, [paper('chưa gắn.pdf')]);
    const id = /name="filesKept" value="(\w+)"/.exec(reply.html)?.[1];
    expect((await agent.get(`/evidence/${id}`)).status).to.equal(404);
    expect((await stored().findOne({ _id: id! }))?.metadata?.pending).to.equal(true);
  });

  it('is of no record before all that was sent with it has arrived, and the form says how many have', async () => {
    const at = await walk.opened();
    const { agent } = staff.head;
    const form = { ...findingForm, id: newId(), version: '0' };
    const sent = [paper('một.pdf'), { ...paper('hai.jpg'), content: '<html>' }, paper('ba.pdf')];
    const reply = await agent.upload(`/inspections/${at}/findings`, form, sent);
    expect(reply.status).to.equal(422);
    expect(reply.text)
      .to.include('Đã nhận 2 trong 3 tệp')
      .and.to.include('Nội dung tệp “hai.jpg” không đúng');
    const filesKept = [...reply.html.matchAll(/name="filesKept" value="(\w+)"/g)].map(([, id]) => id ?? '');
    expect(filesKept).to.have.length(2);
    expect(await stored().countDocuments({ _id: { $in: filesKept }, 'metadata.pending': true })).to.equal(2);
    const again = await agent.upload(`/inspections/${at}/findings`, { ...form, filesKept }, []);
    expect(again.status).to.equal(303);
    expect(await stored().countDocuments({ _id: { $in: filesKept }, 'metadata.pending': false })).to.equal(2);
  });

  it('that nobody attached within a day is removed, and no other', async () => {
    const kept = await stored().countDocuments({ 'metadata.pending': false });
    expect(await office.services.evidence.removeAbandoned()).to.equal(0);
    const waiting = await stored().countDocuments({ 'metadata.pending': true });
    expect(waiting).to.be.above(0);
    office.product.clock.forward(25 * 60);
    expect(await office.services.evidence.removeAbandoned()).to.equal(waiting);
    expect(await stored().countDocuments()).to.equal(kept);
    const orphans = await mongoose.connection.collection('evidence.chunks').countDocuments({
      files_id: { $nin: (await stored().find().toArray()).map(({ _id }) => _id) as never[] },
    });
    expect(orphans).to.equal(0);
  });
});
