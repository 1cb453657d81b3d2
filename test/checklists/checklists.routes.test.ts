import { expect } from 'chai';
import { signCataloguesRepository } from '../../src/checklists/sign-catalogues.repository.js';
import { signsService } from '../../src/checklists/signs.service.js';
import { inTransaction } from '../../src/database/connect.js';
import { authorOf } from '../../src/policies/actor.js';
import { actorIn } from '../support/actors.js';
import type { Agent, Form } from '../support/agent.js';
import { makePerson, startProduct, type TestProduct } from '../support/product.js';

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');

/** The form of a page as a browser would send it, untouched. */
function formIn(html: string): Form {
  const form: Form = {};
  for (const [tag] of html.matchAll(/<input [^>]*>/g)) {
    const [, name] = /name="([^"]+)"/.exec(tag) ?? [];
    const [, value] = /value="([^"]*)"/.exec(tag) ?? [];
    if (name === undefined || name === '_csrf' || name === 'q' || name === 'back') continue;
    if (!tag.includes('type="checkbox"') || tag.includes(' checked')) form[name] = unescaped(value ?? '');
  }
  for (const [, name, value] of html.matchAll(/<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)<\/textarea>/g)) {
    form[name ?? ''] = unescaped(value ?? '');
  }
  for (const [, name, options = ''] of html.matchAll(
    /<select [^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g,
  )) {
    form[name ?? ''] = /value="([^"]*)" selected/.exec(options)?.[1] ?? '';
  }
  return form;
}

describe('the pages of the catalogue of signs', () => {
  let product: TestProduct;
  let administrator: Agent;
  let inspector: Agent;
  before(async () => {
    product = await startProduct();
    const signs = signsService({ clock: product.clock, inTransaction, repository: signCataloguesRepository });
    await signs.loadDefault(authorOf(actorIn('administrator')));
    administrator = await product.agentFor(await makePerson('administrator'));
    inspector = await product.agentFor(await makePerson('inspector'));
  });
  after(() => product.stop());

  it('show the version in force and mark what is provisional', async () => {
    const { status, text } = await inspector.get('/signs');
    expect(status).to.equal(200);
    expect(text).to.contain('Phiên bản 1').and.to.contain('Không tự giác khắc phục, sửa chữa');
    expect(text).to.contain('Tạm thời, không phải nguyên văn').and.to.contain('Nguyên văn');
    const reader = await product.agentFor(await makePerson('leader', { language: 'en' }));
    expect((await reader.get('/signs')).text).to.contain('Provisional, not the official wording');
  });

  it('issue a new version and keep the old one', async () => {
    const form = formIn((await administrator.get('/signs/new')).html);
    const changed = {
      ...form,
      validFrom: '2/3/2026',
      source: 'Phụ lục chính thức',
      'vi-4': 'Nguyên văn mới',
      'official-4': 'yes',
    };
    const issued = await administrator.post('/signs', changed);
    expect(issued.status).to.equal(303);
    const shown = await administrator.visit(issued.location ?? '');
    expect(shown.text).to.contain('Đã ban hành phiên bản mới').and.to.contain('Nguyên văn mới');
    expect((await inspector.get('/signs')).text)
      .to.contain('Phiên bản 2')
      .and.to.contain('Nguyên văn mới');
    expect((await inspector.get('/signs/versions/1')).text).to.contain('nguồn đăng lại bị cắt');
    for (const path of ['/signs/versions/9', '/signs/versions/x']) {
      expect((await inspector.get(path)).status).to.equal(404);
    }
  });

  it('say what is wrong, beside the field, and keep what was typed', async () => {
    const form = formIn((await administrator.get('/signs/new')).html);
    const wrong = await administrator.post('/signs', { ...form, 'code-0': 'A1', 'vi-1': '' });
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.contain('Mã gồm số nhóm').and.to.contain('Chưa nhập mục này');
    expect(wrong.html).to.contain('value="A1"').and.to.contain('href="#code-0"');
  });

  it('show both versions when two compose the same one', async () => {
    const form = formIn((await administrator.get('/signs/new')).html);
    expect((await administrator.post('/signs', { ...form, 'vi-0': 'Bản của tôi' })).status).to.equal(303);
    const late = await administrator.post('/signs', { ...form, 'vi-0': 'Bản của bạn' });
    expect(late.status).to.equal(409);
    expect(late.text).to.contain('Bản của tôi').and.to.contain('Bản của bạn');
  });

  it('say what became of the signs of the version before, and show both to who says it too late', async () => {
    const page = '/signs/versions/2/succession';
    const { html, text } = await administrator.get(page);
    expect(text)
      .to.contain('Cần xem lại')
      .and.to.contain('vẫn có mã')
      .and.to.contain('Không còn trong danh mục');
    const form = formIn(html);
    const wrong = await administrator.post(page, { ...form, 'to-1-1': '9.9' });
    expect(wrong.status).to.equal(422);
    expect(wrong.html).to.contain('href="#to-1-1"');
    const saved = await administrator.post(page, { ...form, 'to-1-1': '', 'to-1-2': '1.1' });
    expect(saved.location).to.equal('/signs/versions/2');
    expect((await inspector.get('/signs/versions/2')).text)
      .to.contain('đã đối chiếu từng biểu hiện')
      .and.to.contain('Không còn trong danh mục');
    expect((await administrator.post(page, form)).status).to.equal(409);
    expect((await inspector.get(page)).status).to.equal(403);
    expect((await administrator.get('/signs/versions/1/succession')).status).to.equal(404);
  });

  it('let nobody else compose', async () => {
    expect((await inspector.get('/signs/new')).status).to.equal(403);
    expect((await inspector.post('/signs', { version: '1' })).status).to.equal(403);
  });

  it('show the checklist in both languages', async () => {
    const list = await inspector.get('/checklists');
    expect(list.text).to.contain('60 nội dung trong 12 phần').and.to.contain('Có mặt đúng giờ, đủ người');
    const reader = await product.agentFor(await makePerson('leader', { language: 'en' }));
    expect((await reader.get('/checklists')).text)
      .to.contain('60 items in 12 sections')
      .and.to.contain('No source yet');
  });
});
