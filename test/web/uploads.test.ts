import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { Router } from 'express';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { PIECE } from '../../src/evidence/arriving-file.js';
import { inTransaction } from '../../src/database/connect.js';
import { fileStore } from '../../src/evidence/file-store.js';
import { shownForm, signedIn, submitted } from '../../src/web/handle.js';
import { page, redirect, type FormState, type Visit } from '../../src/web/visit.js';
import type { Agent } from '../support/agent.js';
import { zipOf } from '../../src/exports/zip.js';
import { docx, docxFromLibreOffice, pdf, png } from '../support/files.js';
import { startProduct, type TestProduct } from '../support/product.js';
import { inspector, memoryKeeper, startShell, type Shell } from '../support/shell.js';

const MEGABYTE = 1024 * 1024;

/** A form with files: shows what it got as details of a page. */
function formRoutes(seen: Visit[]): Router {
  const showForm = (visit: Visit, form: FormState) =>
    page('errors/error', {
      title: 'Bằng chứng',
      text: `${String(form.values['caption'] ?? '')} kept:${visit.uploads.map(({ id, name }) => `${name}=${id}`).join(',')}`,
      details: form.errors.map((error) => visit.t(error.message, error.values)),
      reference: null,
      link: { href: '/', label: 'csrf' },
    });
  const router = Router();
  for (const path of ['/form', '/form/new', '/form/other']) router.get(path, shownForm(showForm));
  router.post(
    '/form',
    signedIn(
      submitted(showForm, (visit) => {
        seen.push(visit);
        return redirect('/done');
      }),
    ),
  );
  return router;
}

const archive = await zipOf([['a.txt', 'x']]);

describe('sending files', () => {
  const { keeper, files } = memoryKeeper();
  const seen: Visit[] = [];
  let shell: Shell;
  let agent: Agent;

  before(async () => {
    shell = await startShell(formRoutes(seen), inspector, keeper);
  });
  after(() => shell.stop());
  beforeEach(async () => {
    files.clear();
    seen.length = 0;
    agent = shell.agent();
    await agent.get('/form');
  });

  const send = (name: string, content: Buffer | string) =>
    agent.upload('/form', { caption: 'Quầy số 3' }, [{ field: 'files', name, content }]);

  it('keeps each file with its hash, size, type and sender', async () => {
    const { status } = await agent.upload('/form', { caption: 'Quầy số 3' }, [
      { field: 'files', name: 'ảnh.png', content: png, type: 'text/html' },
      { field: 'files', name: 'biên bản.pdf', content: pdf },
    ]);
    expect(status).to.equal(303);
    const [first, second] = seen[0]?.uploads ?? [];
    const sha256 = createHash('sha256').update(png).digest('hex');
    expect(first).to.include({
      field: 'files',
      name: 'ảnh.png',
      type: 'image/png',
      size: png.length,
      sha256,
    });
    expect(second).to.include({ name: 'biên bản.pdf', type: 'application/pdf' });
    expect(files.get(first?.id ?? '')).to.deep.include({ name: 'ảnh.png', content: png });
    expect(files.get(first?.id ?? '')?.facts).to.include({ ownerId: inspector.id, pending: true });
    expect(seen[0]?.fields['caption']).to.equal('Quầy số 3');
  });

  it('knows office files from Word and from LibreOffice', async () => {
    for (const content of [docx, docxFromLibreOffice])
      expect((await send('báo cáo.docx', content)).status).to.equal(303);
  });

  const refusals: [what: string, name: string, content: Buffer | string, says: string][] = [
    ['of a kind that is not taken', 'kế hoạch.exe', 'MZ', 'Tệp “kế hoạch.exe” thuộc loại không được nhận'],
    ['with an ending that lies', 'ảnh.jpg', pdf, 'Nội dung tệp “ảnh.jpg” không đúng với phần mở rộng'],
    [
      'that is a page in disguise',
      'ảnh.png',
      '<script>alert(1)</script>',
      'Nội dung tệp “ảnh.png” không đúng',
    ],
    ['that is only an archive', 'sổ.docx', archive, 'Nội dung tệp “sổ.docx” không đúng'],
    ['that is empty', 'ảnh.png', '', 'Tệp “ảnh.png” trống'],
    ['that is too large', 'video.mp4', Buffer.alloc(20 * MEGABYTE + 1), 'Tệp “video.mp4” lớn hơn 20 MB'],
  ];
  for (const [what, name, content, says] of refusals) {
    it(`refuses a file ${what}, by name; the rest of the form is kept and nothing of the file`, async () => {
      const reply = await agent.upload('/form', { caption: 'Quầy số 3' }, [
        { field: 'files', name, content },
        { field: 'files', name: 'tốt.png', content: png },
      ]);
      expect(reply.status).to.equal(422);
      expect(reply.text).to.include(says).and.to.include('Quầy số 3').and.to.include('kept:tốt.png=');
      expect([...files.values()].map((file) => file.name)).to.deep.equal(['tốt.png']);
      expect(seen).to.deep.equal([]);
    });
  }

  it('answers a form that is no form with a page, not as a fault of its own', async () => {
    const reply = await send('a\u0000b.png', png);
    expect(reply.status).to.equal(400);
    expect(files.size).to.equal(0);
  });

  it('takes 20 files and names those beyond', async () => {
    const many = Array.from({ length: 21 }, (_, index) => ({
      field: 'files',
      name: `${index + 1}.png`,
      content: png,
    }));
    const reply = await agent.upload('/form', {}, many);
    expect(reply.status).to.equal(422);
    expect(reply.text).to.include('Tệp “21.png” không được nhận: mỗi lần gửi tối đa 20 tệp');
    expect(files.size).to.equal(20);
  });

  it('brings back the files of an earlier try, without sending them again', async () => {
    const reply = await agent.upload('/form', {}, [
      { field: 'files', name: 'tốt.png', content: png },
      { field: 'files', name: 'xấu.exe', content: 'MZ' },
    ]);
    const id = /tốt\.png=(\w+)/.exec(reply.text)?.[1] ?? '';
    const again = await agent.upload('/form', { filesKept: id }, [
      { field: 'files', name: 'a.pdf', content: pdf },
    ]);
    expect(again.status).to.equal(303);
    expect(seen[0]?.uploads.map(({ field, name }) => `${field} ${name}`)).to.deep.equal([
      'files tốt.png',
      'files a.pdf',
    ]);
  });

  it('does not bring back the files of somebody else', async () => {
    await send('ảnh.png', png);
    const [[id, file] = []] = files;
    if (file?.facts !== undefined) file.facts.ownerId = 'another';
    await agent.upload('/form', { filesKept: id ?? '' }, [{ field: 'files', name: 'a.pdf', content: pdf }]);
    expect(seen[1]?.uploads.map(({ name }) => name)).to.deep.equal(['a.pdf']);
  });

  it('stores nothing when the token is wrong or comes after the file', async () => {
    const wrong = await agent.upload(
      '/form',
      {},
      [{ field: 'files', name: 'a.png', content: png }],
      'forged',
    );
    expect(wrong.status).to.equal(403);
    const body = new FormData();
    body.append('files', new Blob([new Uint8Array(png)]), 'a.png');
    body.append('_csrf', agent.token);
    const late = await fetch(`${shell.url}/form`, { method: 'POST', body });
    expect(late.status).to.equal(403);
    expect(files.size).to.equal(0);
  });

  /** Sends files of a form, and goes away in the middle of the last one, once so many of them are there. */
  async function breakOff(names: string[], there: number): Promise<void> {
    const boundary = 'x';
    const field = (name: string, value: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${value}`;
    const sending = request(`${shell.url}/form`, {
      method: 'POST',
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'content-length': 10 * MEGABYTE,
      },
    });
    sending.on('error', () => undefined);
    sending.write(`${field('_csrf', '')}\r\n\r\n${agent.token}\r\n`);
    for (const name of names) {
      sending.write(`${field('files', `; filename="${name}"`)}\r\n\r\n`);
      sending.write(
        Buffer.concat([png, Buffer.alloc(name === names.at(-1) ? MEGABYTE : 0), Buffer.from('\r\n')]),
      );
    }
    const wait = (done: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => (done() ? resolve() : setTimeout(look, 10));
        look();
      });
    await wait(() => files.size === there + 1);
    sending.destroy();
    await wait(() => files.size === there);
  }

  it('leaves nothing of a file whose sender goes away', () => breakOff(['a.png'], 0));

  it('offers what had arrived whole to its sender, when he opens that form again', async () => {
    await breakOff(['a.png', 'b.png'], 1);
    const [[id] = []] = files;
    expect((await agent.get('/form')).text).to.include(`kept:a.png=${id}`);
    expect((await agent.get('/form/new')).text).to.include(`kept:a.png=${id}`);
    expect((await agent.get('/form/other')).text).to.not.include('a.png');
    expect((await agent.upload('/form', { filesKept: id ?? '' }, [])).status).to.equal(303);
    expect(seen[0]?.uploads.map(({ name }) => name)).to.deep.equal(['a.png']);
  });
});

describe('sending files without having signed in', () => {
  it('is refused before a byte is read', async () => {
    const { keeper, files } = memoryKeeper();
    const shell = await startShell(formRoutes([]), undefined, keeper);
    const agent = shell.agent();
    await agent.visit('/nowhere');
    const reply = await agent.upload('/form', {}, [{ field: 'files', name: 'a.png', content: png }]);
    expect(reply.status).to.equal(403);
    expect(files.size).to.equal(0);
    await shell.stop();
  });
});

describe('files in the database', () => {
  let product: TestProduct;
  let shell: Shell;
  let agent: Agent;
  const seen: Visit[] = [];

  before(async () => {
    product = await startProduct();
    shell = await startShell(formRoutes(seen), inspector, { ...memoryKeeper().keeper, ...fileStore });
    agent = shell.agent();
    await agent.get('/form');
  });
  after(async () => {
    await shell.stop();
    await product.stop();
  });

  const stored = async () => ({
    files: await mongoose.connection.collection('evidence.files').countDocuments(),
    pieces: await mongoose.connection.collection('evidence.chunks').countDocuments(),
  });

  it('are there byte for byte, in pieces', async () => {
    const content = Buffer.concat([png, randomBytes(2 * PIECE)]);
    await agent.upload('/form', {}, [{ field: 'files', name: 'ảnh.png', content }]);
    const [upload] = seen[0]?.uploads ?? [];
    const pieces: Buffer[] = [];
    for await (const piece of fileStore.read(upload?.id ?? '')) pieces.push(piece as Buffer);
    expect(Buffer.concat(pieces).equals(content)).to.equal(true);
    expect(await stored()).to.deep.equal({ files: 1, pieces: 3 });
  });

  it('are offered to their sender until they belong to something, or he has sent them again', async () => {
    const { id: owner } = inspector;
    const long = new Date(0);
    await agent.upload('/form', {}, [{ field: 'files', name: 'một.pdf', content: pdf }]);
    const [left] = (await fileStore.leftOn(owner, '/form', long)).filter(({ name }) => name === 'một.pdf');
    expect(left).to.include({ field: 'files', size: pdf.length });
    expect(await fileStore.leftOn(owner, '/other', long)).to.deep.equal([]);
    expect(await fileStore.leftOn('another', '/form', long)).to.deep.equal([]);
    await agent.upload('/form', {}, [{ field: 'files', name: 'hai.pdf', content: pdf }]);
    const twice = await fileStore.leftOn(owner, '/form', long);
    expect(twice.map(({ name }) => name)).to.include.members(['một.pdf', 'hai.pdf']);
    await inTransaction((tx) => fileStore.keep([left?.id ?? ''], tx));
    const names = (await fileStore.leftOn(owner, '/form', long)).map(({ name }) => name);
    expect(names).to.not.include('một.pdf').and.to.not.include('hai.pdf');
  });

  it('leave nothing behind when they are refused', async () => {
    const before = await stored();
    await agent.upload('/form', {}, [
      { field: 'files', name: 'video.mp4', content: Buffer.alloc(20 * MEGABYTE + 1) },
      { field: 'files', name: 'ảnh.jpg', content: pdf },
    ]);
    expect(await stored()).to.deep.equal(before);
  });
});
