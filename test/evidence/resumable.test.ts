import { request } from 'node:http';
import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'chai';
import mongoose from 'mongoose';
import * as tus from 'tus-js-client';
import { readMetadata } from '../../src/web/parcel.js';
import { findingForm, minutesForm, versionOn } from '../support/cases.js';
import { pdf } from '../support/files.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';
import { dayOf } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';

const MEGABYTE = 1024 * 1024;
const stored = () => mongoose.connection.collection<{ _id: string }>('evidence.files');
const pieces = () => mongoose.connection.collection('parcel_pieces');
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('files sent in pieces', () => {
  const { office, staff, walk } = officeAtWork();
  const large = Buffer.concat([pdf, randomBytes(5 * MEGABYTE)]);
  before(async () => {
    await Promise.all([staff.head, staff.colleague].map(({ agent }) => agent.get('/password')));
  });

  const dayNow = () => dayOf(office.product.clock.now()).split('-').reverse().join('/');
  const headersOf = ({ agent }: Worker) => ({
    cookie: `session=${agent.cookie('session')}`,
    'x-csrf-token': agent.token,
    'tus-resumable': '1.0.0',
  });
  const ask = (
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: Uint8Array,
    by = staff.head,
  ) =>
    fetch(new URL(path, office.product.url), {
      method,
      headers: { ...headersOf(by), ...headers },
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
  async function begin(name: string, size: number, by = staff.head, form = ''): Promise<string> {
    const metadata = `filename ${base64(name)},field ${base64('files')},form ${base64(form)}`;
    const reply = await ask(
      'POST',
      '/uploads',
      { 'upload-length': String(size), 'upload-metadata': metadata },
      undefined,
      by,
    );
    expect(reply.status).to.equal(201);
    return reply.headers.get('location') ?? '';
  }
  const go = (path: string, at: number, body: Uint8Array) =>
    ask(
      'PATCH',
      path,
      { 'upload-offset': String(at), 'content-type': 'application/offset+octet-stream' },
      body,
    );
  const offsetOf = async (path: string) => Number((await ask('HEAD', path)).headers.get('upload-offset'));
  /** What came before the line broke is written a moment after. */
  async function offsetPast(path: string, before: number): Promise<number> {
    let last = before;
    for (let tries = 0; tries < 50; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const now = await offsetOf(path);
      if (now > before && now === last) return now;
      last = now;
    }
    return last;
  }
  const receiptOf = async (path: string, by = staff.head) =>
    (await (await ask('GET', `${path}/receipt`, {}, undefined, by)).json()) as Record<string, string>;

  /** Sends a part and breaks the line in the middle of it. */
  const breakOff = (path: string, at: number, part: Uint8Array, promised: number) =>
    new Promise<void>((resolve) => {
      const line = request(new URL(path, office.product.url), {
        method: 'PATCH',
        headers: {
          ...headersOf(staff.head),
          'upload-offset': String(at),
          'content-type': 'application/offset+octet-stream',
          'content-length': String(promised),
        },
      });
      line.on('error', () => resolve());
      line.on('close', () => resolve());
      line.write(part, () => setTimeout(() => line.destroy(), 100));
    });

  it('go on where they broke off, however little had come, and become one file with its receipt', async () => {
    const path = await begin('quyết định.pdf', large.length);
    await breakOff(path, 0, large.subarray(0, 300_000), large.length);
    let at = await offsetPast(path, 0);
    expect(at).to.be.within(1, 300_000);
    await breakOff(path, at, large.subarray(at, at + 2 * MEGABYTE), large.length - at);
    const then = await offsetPast(path, at);
    expect(then).to.be.above(at);
    expect((await go(path, at, large.subarray(at))).status, 'from where it was before').to.equal(409);
    at = then;
    expect((await receiptOf(path))['state']).to.equal('coming');
    expect((await go(path, at, large.subarray(at))).headers.get('upload-offset')).to.equal(
      String(large.length),
    );
    const receipt = await receiptOf(path);
    expect(receipt).to.include({ state: 'arrived', name: 'quyết định.pdf' });
    expect(receipt['note']).to.match(/biên nhận [0-9A-Z]{4}-[0-9A-Z]{4}/);
    expect((await receiptOf(path))['id']).to.equal(receipt['id']);
    expect(await pieces().countDocuments()).to.equal(0);
  });

  it('go with their form, each with a caption of its own', async () => {
    const path = await begin('quầy 1.pdf', pdf.length);
    await go(path, 0, pdf);
    const { id = '' } = await receiptOf(path);
    const inspection = await walk.opened();
    const { agent } = staff.head;
    const form = {
      ...findingForm,
      id: newId(),
      version: '0',
      filesKept: id,
      [`caption-${id}`]: 'Quầy số 1',
      caption: 'chung',
    };
    const reply = await agent.upload(`/inspections/${inspection}/findings`, form, [
      { field: 'files', name: 'kèm theo.pdf', content: pdf },
    ]);
    expect(reply.status).to.equal(303);
    const { html } = await agent.get(reply.location ?? '');
    expect(html).to.include('Quầy số 1').and.to.include('>chung<');
    expect((await receiptOf(path))['state']).to.equal('gone');
    const { bytes, sha256 } = await agent.get(`/evidence/${id}`).then(({ headers }) => ({
      bytes: Number(headers.get('content-length')),
      sha256: headers.get('etag'),
    }));
    expect([bytes, sha256]).to.deep.equal([
      pdf.length,
      `"${createHash('sha256').update(pdf).digest('hex')}"`,
    ]);
  });

  it('are understood by the client that browsers load', async () => {
    const sent = await new Promise<string>((resolve, reject) => {
      const upload = new tus.Upload(large, {
        endpoint: `${office.product.url}/uploads`,
        headers: headersOf(staff.head),
        metadata: { filename: 'lớn.pdf', field: 'files' },
        chunkSize: 2 * MEGABYTE,
        onSuccess: () => resolve(upload.url ?? ''),
        onError: reject,
      });
      upload.start();
    });
    expect(await receiptOf(new URL(sent).pathname)).to.include({ state: 'arrived', name: 'lớn.pdf' });
  });

  it('belong to their sender alone, and to nobody who is not signed in', async () => {
    const path = await begin('của Lan.pdf', 1000);
    for (const method of ['HEAD', 'DELETE'])
      expect((await ask(method, path, {}, undefined, staff.colleague)).status, method).to.equal(404);
    expect((await ask('GET', `${path}/receipt`, {}, undefined, staff.colleague)).status).to.equal(404);
    const stranger = await fetch(new URL(path, office.product.url), { method: 'HEAD' });
    expect(stranger.status).to.equal(401);
    expect((await ask('PATCH', path, { 'x-csrf-token': 'x', 'upload-offset': '0' }, pdf)).status).to.equal(
      403,
    );
    expect((await ask('DELETE', path)).status).to.equal(204);
    expect((await ask('HEAD', path)).status).to.equal(404);
  });

  it('are refused before a byte comes when kind or size is not taken, and afterwards when the bytes lie', async () => {
    const before = await stored().countDocuments();
    const refused = async (name: string, size: string) => {
      const metadata = `filename ${base64(name)},field ${base64('files')}`;
      const reply = await ask('POST', '/uploads', { 'upload-length': size, 'upload-metadata': metadata });
      return [reply.status, reply.status < 401 ? '' : ((await reply.json()) as { message: string }).message];
    };
    expect(await refused('virus.exe', '10')).to.deep.include(422);
    expect(await refused('tranh.svg', '10')).to.deep.include(422);
    expect((await refused('phim.mp4', String(10 ** 12)))[1]).to.include('lớn hơn');
    expect(await refused('trống.pdf', '0')).to.deep.include(422);
    expect((await refused('âm.pdf', '-1'))[0]).to.equal(400);
    const html = Buffer.from('<html><script>alert(1)</script>');
    const path = await begin('ảnh.jpg', html.length);
    expect((await go(path, 0, Buffer.concat([html, html]))).status, 'more than was said').to.equal(413);
    expect((await go(path, 0, html)).status).to.equal(204);
    expect(await receiptOf(path)).to.include({ state: 'refused' });
    expect(await stored().countDocuments()).to.equal(before);
  });

  it('that two windows send at once become one file', async () => {
    const path = await begin('hai cửa sổ.pdf', pdf.length);
    const replies = await Promise.all([go(path, 0, pdf), go(path, 0, pdf), go(path, 0, pdf)]);
    expect(replies.map(({ status }) => status).sort()).to.deep.equal([204, 409, 409]);
    const ids = await Promise.all(Array.from({ length: 4 }, () => receiptOf(path)));
    expect(new Set(ids.map(({ id }) => id)).size).to.equal(1);
  });

  it('hold their case up until they are whole or given up, those of its own people only', async () => {
    const id = await walk.opened();
    const finding = await walk.record(id);
    const here = `/inspections/${id}`;
    await walk.send(id, 'minutes', { ...minutesForm, on: dayNow() }, staff.head);
    await begin('của người khác.pdf', 1000, staff.colleague, `${here}/findings`);
    const half = await begin('quầy 2.pdf', pdf.length, staff.head, `/findings/${finding}`);
    const sign = async () => {
      const version = versionOn(await staff.head.agent.get(`${here}/signing`));
      return staff.head.agent.post(`${here}/signing`, { version, on: dayNow(), outcome: 'signed' });
    };
    const refused = await sign();
    expect(refused.status).to.equal(422);
    expect(refused.html).to.include('còn 1 tệp đang gửi').and.to.include(`href="${here}/files"`);
    await go(half, 0, pdf);
    const lost = await begin('hỏng máy.pdf', 1000, staff.head, `${here}/findings`);

    const page = await staff.supervisor.agent.get(`${here}/files`);
    expect(page.html).to.include('hỏng máy.pdf').and.not.to.include('quầy 2.pdf');
    const form = { version: versionOn(page), files: lost.split('/').at(-1) ?? '', reason: '' };
    expect((await staff.supervisor.agent.post(`${here}/files`, form)).status, 'without a reason').to.equal(
      422,
    );
    const given = { ...form, reason: 'Điện thoại hỏng' };
    expect((await staff.officer.agent.get(`${here}/files`)).status).to.equal(403);
    expect((await staff.strangeOfficer.agent.get(`${here}/files`)).status).to.equal(404);
    expect((await staff.officer.agent.post(`${here}/files`, given)).status).to.equal(403);
    expect((await staff.supervisor.agent.post(`${here}/files`, given)).status).to.equal(303);
    expect((await staff.supervisor.agent.post(`${here}/files`, given)).status, 'again').to.equal(422);
    const told = 'hỏng máy.pdf: Điện thoại hỏng';
    expect((await staff.head.agent.get(here)).html).to.include(told);
    expect((await staff.officer.agent.get(here)).html).not.to.include('hỏng máy');
    expect((await ask('HEAD', lost)).status).to.equal(404);
    expect((await sign()).status).to.equal(303);
  });

  it('of which nothing more comes are removed after a day, with every piece', async () => {
    const path = await begin('bỏ dở.pdf', large.length);
    await breakOff(path, 0, large.subarray(0, MEGABYTE), large.length);
    await offsetPast(path, 0);
    expect(await pieces().countDocuments()).to.be.above(0);
    office.product.clock.forward(25 * 60);
    await office.services.evidence.removeAbandoned();
    expect(await pieces().countDocuments()).to.equal(0);
    expect((await ask('HEAD', path)).status).to.be.oneOf([401, 404]);
  });

  it('are described in pairs of name and base64, of which crafted ones change nothing', () => {
    expect({ ...readMetadata('filename 4bqjbmguanBn,field ZmlsZXM=') }).to.deep.equal({
      filename: 'ảnh.jpg',
      field: 'files',
    });
    expect({ ...readMetadata('__proto__ eA==, ,;, a') }).to.deep.equal({ a: '', ['__proto__']: 'x' });
  });
});
