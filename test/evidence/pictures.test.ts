import { expect } from 'chai';
import mongoose from 'mongoose';
import sharp from 'sharp';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';
import { redAndWhite } from '../support/red-and-white.js';

const findings = () =>
  mongoose.connection.collection<{ _id: string; evidence: { id: string; sha256: string }[] }>('findings');

/** White on the left and grey on the right, turned on its side by the camera, with time, place and maker in it. */
async function photo(): Promise<Buffer> {
  const right = await sharp({ create: { width: 800, height: 1000, channels: 3, background: '#808080' } })
    .png()
    .toBuffer();
  return sharp({ create: { width: 1600, height: 1000, channels: 3, background: '#ffffff' } })
    .composite([{ input: right, left: 800, top: 0 }])
    .jpeg()
    .withExif({
      IFD0: { Make: 'Telephone of Lan' },
      IFD2: { DateTimeOriginal: '2026:03:01 08:30:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '21/1 2/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '105/1 51/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

/** A sound of two seconds: all that a player needs is that its parts come as they are asked for. */
function sound(): Buffer {
  const samples = Buffer.from(Array.from({ length: 16_000 }, (_, index) => index % 251));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

describe('what people see of a picture', () => {
  const { office, staff, walk } = officeAtWork();
  let original: Buffer;
  let id: string;
  let played: string;
  let printed: string;
  const wav = sound();
  before(async () => {
    original = await photo();
    const inspection = await walk.opened();
    const finding = await walk.record(inspection, {}, [
      { field: 'files', name: 'quầy một cửa.jpg', content: original },
      { field: 'files', name: 'ghi âm.wav', content: wav },
      { field: 'files', name: 'thông báo.pdf', content: redAndWhite },
    ]);
    const kept = (await findings().findOne({ _id: finding }))?.evidence ?? [];
    [id, played, printed] = kept.map((item) => item.id) as [string, string, string];
    await walk.conclude(inspection, '2/3/2026');
  });

  const bytesOf = async ({ agent }: Worker, path: string, headers: Record<string, string> = {}) => {
    const reply = await agent.fetch(path, headers);
    return { reply, bytes: Buffer.from(await reply.arrayBuffer()) };
  };
  const pixelOf = async (picture: Buffer, left: number, top: number) => {
    const { width, height } = await sharp(picture).metadata();
    const at = { left: Math.floor(left * width), top: Math.floor(top * height), width: 1, height: 1 };
    return [...(await sharp(picture).removeAlpha().extract(at).raw().toBuffer())][0] ?? -1;
  };
  const note = async (what: string, form: Record<string, string>, by = staff.head, version?: string) => {
    const shown = await by.agent.get(`/evidence/${id}/${what}`);
    const seen = version ?? /name="version" value="(\d+)"/.exec(shown.html)?.[1] ?? '';
    return by.agent.post(`/evidence/${id}/${what}`, { version: seen, ...form });
  };

  it('is upright in three sizes, and tells nothing of camera and place', async () => {
    for (const [path, type, width, height] of [
      ['thumbnail', 'webp', 300, 480],
      ['medium', 'webp', 800, 1280],
      ['large', 'jpeg', 1000, 1600],
    ] as const) {
      const { bytes, reply } = await bytesOf(staff.officer, `/evidence/${id}/${path}`);
      expect(reply.status, path).to.equal(200);
      const { format, exif, ...size } = await sharp(bytes).metadata();
      expect([format, size.width, size.height, exif], path).to.deep.equal([type, width, height, undefined]);
      expect(bytes.includes('Telephone of Lan')).to.equal(false);
    }
  });

  it('is kept by the browser for its session, and made once however often it is asked for', async () => {
    const copies = mongoose.connection.collection<{ _id: string; data: Buffer }>('picture_copies');
    const _id = `${id}.small`;
    const made = await copies.findOne({ _id });
    // What was made once is what is served: other bytes in its place come out as they lie there.
    await copies.updateOne({ _id }, { $set: { data: Buffer.from('kept') } });
    const { bytes, reply } = await bytesOf(staff.officer, `/evidence/${id}/thumbnail`);
    expect(bytes.toString()).to.equal('kept');
    expect(reply.headers.get('cache-control')).to.equal('private, max-age=600');
    await copies.updateOne({ _id }, { $set: { data: made!.data } });
  });

  it('is all that the inspected unit may take along; who inspects has the original', async () => {
    const copy = await bytesOf(staff.officer, `/evidence/${id}`);
    expect(copy.bytes.includes('Telephone of Lan')).to.equal(false);
    expect(copy.reply.headers.get('content-disposition')).to.include('attachment');
    expect((await bytesOf(staff.head, `/evidence/${id}`)).bytes.equals(original)).to.equal(true);
    const pages = await Promise.all(
      [staff.head, staff.officer].map(({ agent }) => agent.get(`/evidence/${id}/about`)),
    );
    const [head, unit] = pages.map(({ text }) => text);
    expect(head).to.include('08:30 01/03/2026').and.to.include('Telephone of Lan').and.to.include('21,03333');
    expect(unit)
      .to.include('08:30 01/03/2026')
      .and.not.to.include('Telephone')
      .and.not.to.include('21,03333');
    expect(unit).not.to.include('Che một phần ảnh');
    const record = (await staff.officer.agent.get(`/evidence/${id}/custody`)).text;
    expect(record).to.include('Tải ảnh').and.not.to.include('Tải bản gốc');
  });

  it('is that of its first page, for a PDF, which is taken along as it came', async () => {
    const { bytes, reply } = await bytesOf(staff.officer, `/evidence/${printed}/thumbnail`);
    expect(reply.status).to.equal(200);
    const { format, width, height } = await sharp(bytes).metadata();
    expect([format, width, height]).to.deep.equal(['webp', 480, 320]);
    expect((await bytesOf(staff.officer, `/evidence/${printed}`)).bytes.equals(redAndWhite)).to.equal(true);
    const shown = await staff.head.agent.get(`/evidence/${printed}/about`);
    expect(shown.html).to.include(`/evidence/${printed}/medium`).and.not.to.include(`${printed}/mask`);
    expect((await staff.head.agent.get(`/evidence/${printed}/mask`)).status).to.equal(403);
  });

  it('is masked on every copy, also after it was seen, and never on the original', async () => {
    await bytesOf(staff.officer, `/evidence/${id}/medium`);
    const reply = await note('mask', { boxes: '0 0 50 50', reason: 'mặt người dân' });
    expect([reply.status, reply.location]).to.deep.equal([303, `/evidence/${id}/about`]);
    for (const path of ['thumbnail', 'medium', 'large', '']) {
      const { bytes } = await bytesOf(staff.officer, `/evidence/${id}/${path}`.replace(/\/$/, ''));
      expect(await pixelOf(bytes, 0.2, 0.2), path).to.be.below(10);
      expect(await pixelOf(bytes, 0.8, 0.2), path).to.be.above(100);
    }
    expect((await bytesOf(staff.head, `/evidence/${id}`)).bytes.equals(original)).to.equal(true);
    const { text } = await staff.officer.agent.get(`/evidence/${id}/about`);
    expect((await staff.officer.agent.get(`/evidence/${id}/custody`)).text).to.include('mặt người dân');
    expect(text).to.include('Đã che 1 vùng').and.to.include('mặt người dân').and.to.include(staff.head.name);
  });

  it('shows again what is uncovered, with who did it', async () => {
    expect((await note('mask', { boxes: '', reason: 'che nhầm' })).status).to.equal(303);
    const { bytes } = await bytesOf(staff.officer, `/evidence/${id}/medium`);
    expect(await pixelOf(bytes, 0.2, 0.2)).to.be.above(200);
    expect((await staff.head.agent.get(`/evidence/${id}/about`)).text).to.include('Bỏ che');
  });

  it('keeps what was typed when an area is none, and shows both versions to who comes second', async () => {
    const wrong = await note('mask', { boxes: 'mặt bên trái', reason: '' });
    expect(wrong.status).to.equal(422);
    expect(wrong.html).to.include('mặt bên trái');
    const late = await note('mask', { boxes: '1 1 5 5', reason: 'che' }, staff.secretary, '1');
    expect(late.status).to.equal(409);
    expect(late.html).to.include('1 1 5 5');
    for (const person of [staff.officer, staff.leader])
      expect((await note('mask', { boxes: '1 1 5 5', reason: 'x' }, person, '2')).status).to.equal(403);
  });

  it('keeps what the camera said beside what somebody knows better', async () => {
    const reply = await note('times', {
      taken: '07:30 01/03/2026',
      effectiveOn: '28/2/2026',
      reason: 'đồng hồ nhanh',
    });
    expect(reply.status).to.equal(303);
    const { text } = await staff.officer.agent.get(`/evidence/${id}/about`);
    expect(text)
      .to.include('07:30 01/03/2026 (đã đính chính; máy ảnh ghi 08:30 01/03/2026)')
      .and.to.include('28/02/2026');
    expect((await note('times', { taken: 'hôm qua', effectiveOn: '', reason: 'x' })).status).to.equal(422);
  });

  it('plays sound in the parts that a player asks for', async () => {
    const path = `/evidence/${played}/play`;
    const part = await bytesOf(staff.officer, path, { range: 'bytes=100-199' });
    expect(part.reply.status).to.equal(206);
    expect(part.reply.headers.get('content-range')).to.equal(`bytes 100-199/${wav.length}`);
    expect(part.bytes.equals(wav.subarray(100, 200))).to.equal(true);
    expect((await bytesOf(staff.officer, path)).bytes.equals(wav)).to.equal(true);
    expect((await bytesOf(staff.officer, path, { range: `bytes=${wav.length}-` })).reply.status).to.equal(
      416,
    );
    expect((await staff.officer.agent.get(`/evidence/${played}/about`)).html)
      .to.include(`<audio`)
      .and.to.include(path);
    expect((await staff.officer.agent.get(`/evidence/${id}/play`)).status).to.equal(404);
  });

  it('is made of a HEIC whose coding the library reads; of any other its page says why there is none', async () => {
    const plain = sharp({ create: { width: 600, height: 400, channels: 3, background: '#a33' } });
    const brand = (bytes: Buffer, name: string) =>
      Buffer.concat([bytes.subarray(0, 8), Buffer.from(name), bytes.subarray(12)]);
    const free = brand(await plain.avif().toBuffer(), 'mif1');
    const patented = Buffer.from(brand(free, 'heic').toString('latin1').replaceAll('av01', 'hvc1'), 'latin1');
    const finding = await walk.record(await walk.opened(), {}, [
      { field: 'files', name: 'một.heif', content: free },
      { field: 'files', name: 'hai.heic', content: patented },
    ]);
    const [first, second] = (await findings().findOne({ _id: finding }))?.evidence ?? [];
    const { bytes, reply } = await bytesOf(staff.head, `/evidence/${first?.id}/medium`);
    expect([reply.status, (await sharp(bytes).metadata()).width]).to.deep.equal([200, 600]);
    const sign = await bytesOf(staff.head, `/evidence/${second?.id}/thumbnail`);
    expect(sign.bytes.toString()).to.match(/^<svg/);
    const about = await staff.head.agent.get(`/evidence/${second?.id}/about`);
    expect(about.text).to.include('ảnh HEIC của iPhone').and.to.include('Tải bản gốc');
  });

  it('is made by the clock where nobody has looked yet, once', async () => {
    const copies = mongoose.connection.collection('picture_copies');
    const another = await walk.opened();
    await walk.record(another, {}, [{ field: 'files', name: 'khác.jpg', content: original }]);
    const before = await copies.countDocuments();
    expect(await office.services.pictures.makeWaiting()).to.equal(1);
    expect(await office.services.pictures.makeWaiting()).to.equal(0);
    expect(await copies.countDocuments()).to.equal(before + 3);
  });

  it('has a new address in lists once its mask has changed, so that no browser shows the one it kept', async () => {
    const finding = String((await findings().findOne({ 'evidence.id': id }))?._id);
    const listed = async () =>
      (await staff.officer.agent.get(`/findings/${finding}`)).html.replaceAll('&#x3D;', '=');
    await note('mask', { boxes: '10 10 10 10', reason: 'khuôn mặt' });
    expect(await listed()).to.include(`src="/evidence/${id}/thumbnail?masks=3"`);
    await note('mask', { boxes: '', reason: 'nhầm' });
    expect(await listed()).to.include(`src="/evidence/${id}/thumbnail?masks=4"`);
    office.product.clock.forward(11);
    expect(await listed(), 'what browsers kept has run out').to.include(`src="/evidence/${id}/thumbnail"`);
  });

  it('is verified by the journal, with everything said of it', async () => {
    expect((await office.services.journal.verify()).faults).to.deep.equal([]);
  });
});
