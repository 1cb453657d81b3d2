import { expect } from 'chai';
import { Router } from 'express';
import { Forbidden, Invalid, NotFound, Stale } from '../../src/shared/errors.js';
import { errorSummary, fieldMaker } from '../../src/shared/fields.js';
import { open, signedIn, submitted } from '../../src/web/handle.js';
import { emptyForm, page, redirect, type FormState, type Visit } from '../../src/web/visit.js';
import { inspector, startShell, type Shell } from '../support/shell.js';

const stored = { version: 4, name: 'Tên đã lưu' };

function routes(): Router {
  const showForm = (visit: Visit, form: FormState) => {
    const field = fieldMaker(visit.t, { name: stored.name, ...form.values }, form.errors);
    return page('people/form', {
      title: 'Biểu mẫu',
      target: '/form',
      version: stored.version,
      name: field('name', { label: 'people:name' }),
      userName: field('userName', { label: 'people:userName' }),
      mailAddress: field('mailAddress', { label: 'people:mail.address' }),
      language: field('language', {
        label: 'people:language',
        options: [{ value: 'vi', label: 'Tiếng Việt' }],
      }),
      post: {
        legend: 'Chức vụ',
        role: field('role1', { label: 'people:roleLabel' }),
        unit: field('unit1', { label: 'people:unit' }),
        titleVi: field('titleVi1', { label: 'people:titleVi' }),
        titleEn: field('titleEn1', { label: 'people:titleEn' }),
        signs: field('signs1', { label: 'people:signs.label', options: [] }),
      },
      morePosts: [],
      morePostsOpen: false,
      errors: errorSummary(visit.t, form.errors),
      submit: { label: 'Gửi', cancel: null, saved: null },
    });
  };
  const router = Router();
  router.get(
    '/form',
    signedIn((visit) => showForm(visit, emptyForm)),
  );
  router.post(
    '/form',
    signedIn(
      submitted(showForm, (visit) => {
        const name = visit.fields['name'];
        if (name === 'wrong') throw new Invalid([{ field: 'name', message: 'errors:required' }]);
        if (name === 'hidden') throw new NotFound('it');
        if (visit.fields['version'] !== String(stored.version)) throw new Stale('it');
        return redirect('/form', 'people:saved');
      }),
    ),
  );
  const fail = (path: string, error: () => Error) =>
    router.get(
      path,
      signedIn(() => {
        throw error();
      }),
    );
  fail('/forbidden', () => new Forbidden('x'));
  fail('/stale', () => new Stale('x'));
  fail('/invalid', () => new Invalid([{ field: 'a', message: 'errors:tooLong', values: { max: 5 } }]));
  fail('/fault', () => new Error('the secret inside'));
  router.get(
    '/bad-view',
    signedIn(() => page('people/form', { title: 'half' })),
  );
  router.get(
    '/file',
    signedIn(() => ({ kind: 'file', body: Buffer.from('abc'), headers: { 'Content-Type': 'image/png' } })),
  );
  router.get(
    '/thing/:id',
    open(() => redirect('/')),
  );
  router.get(
    '/query',
    open((visit) =>
      page('errors/error', {
        title: 'q',
        text: JSON.stringify(visit.query),
        details: [],
        reference: null,
        link: { href: '/', label: 'x' },
      }),
    ),
  );
  return router;
}

describe('a page', () => {
  let shell: Shell;
  before(async () => {
    shell = await startShell(routes(), inspector);
  });
  after(() => shell.stop());

  it('says once on the next page what was done', async () => {
    const agent = shell.agent();
    await agent.get('/form');
    const { status, location } = await agent.post('/form', { name: 'x', version: '4' });
    expect([status, location]).to.deep.equal([303, '/form']);
    expect((await agent.get('/form')).text).to.include('Đã lưu.');
    expect((await agent.get('/form')).text).to.not.include('Đã lưu.');
  });

  it('is shown again with what was typed when something is wrong (422), without passwords', async () => {
    const agent = shell.agent();
    await agent.get('/form');
    const { status, html } = await agent.post('/form', {
      name: 'wrong',
      userName: 'x',
      version: '4',
      newPassword: 'hunter2',
    });
    expect(status).to.equal(422);
    expect(html).to.include('>Họ và tên: Chưa nhập mục này</a>');
    expect(html).to.include('value="wrong"').and.to.include('id="name-error"').and.to.not.include('hunter2');
  });

  it('shows both versions when somebody else has saved first (409), and carries the stored one from then on', async () => {
    const agent = shell.agent();
    await agent.get('/form');
    const { status, html, text } = await agent.post('/form', { name: 'Tên của tôi', version: '3' });
    expect(status).to.equal(409);
    expect(text).to.include('Họ và tên Tên của tôi Tên đã lưu');
    expect(html).to.include('name="version" value="4"').and.to.include('value="Tên của tôi"');
  });

  const answers: [path: string, status: number, says: string][] = [
    ['/nowhere', 404, 'Không tìm thấy trang'],
    ['/forbidden', 403, 'Không có quyền thực hiện'],
    ['/stale', 409, 'Người khác vừa thay đổi hồ sơ này'],
    ['/invalid', 422, 'Dài quá 5 ký tự'],
    ['/fault', 500, 'Mã tra cứu:'],
    ['/bad-view', 500, 'Hệ thống gặp lỗi'],
    ['/thing/%E0%A4%A', 400, 'Không đọc được yêu cầu'],
  ];
  for (const [path, status, says] of answers) {
    it(`answers ${path} with a designed page (${status})`, async () => {
      const reply = await shell.agent().get(path);
      expect(reply.status).to.equal(status);
      expect(reply.text).to.include(says).and.to.not.include('secret');
      expect(reply.html.match(/<h1>/g)).to.have.lengthOf(1);
    });
  }

  it('is not found for what one may not see, also when a form is posted', async () => {
    const agent = shell.agent();
    await agent.get('/form');
    expect((await agent.post('/form', { name: 'hidden', version: '4' })).status).to.equal(404);
  });

  it('reads only texts from the address, the last of a repeated name', async () => {
    const { text } = await shell.agent().get('/query?a=1&a=2&b[$gt]=3&__proto__=x');
    expect(text).to.include('{"a":"2","b[$gt]":"3","__proto__":"x"}');
  });

  it('sends files as they are', async () => {
    const reply = await shell.agent().get('/file');
    expect([reply.status, reply.html, reply.headers.get('content-type')]).to.deep.equal([
      200,
      'abc',
      'image/png',
    ]);
  });
});

describe('a page for people with a post', () => {
  it('is refused to somebody without one', async () => {
    const shell = await startShell(routes(), { ...inspector, posts: [] });
    expect((await shell.agent().get('/form')).status).to.equal(403);
    await shell.stop();
  });
});
