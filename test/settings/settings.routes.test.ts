import { expect } from 'chai';
import type { Agent } from '../support/agent.js';
import { makePerson, startProduct, type TestProduct } from '../support/product.js';
import { fieldsOfSettings } from '../../src/settings/settings.form.js';
import { createServices } from '../../src/services.js';
import { defaultSettings } from '../../src/settings/settings.data.js';

describe('the pages of the settings', () => {
  let product: TestProduct;
  let administrator: Agent;
  before(async () => {
    product = await startProduct();
    administrator = await product.agentFor(await makePerson('administrator'));
  });
  after(() => product.stop());

  const general = (version: number, more = {}) => ({
    version: String(version),
    ...fieldsOfSettings(defaultSettings()),
    ...more,
  });

  it('show what is set, to the administrator alone', async () => {
    const { status, html } = await administrator.get('/settings/general');
    expect(status).to.equal(200);
    expect(html).to.contain('value="24-CT/TU"').and.to.contain('value="07/08/2023"');
    const inspector = await product.agentFor(await makePerson('inspector'));
    for (const path of [
      '/settings',
      '/settings/general',
      '/settings/signers',
      '/settings/terms',
      '/settings/limits',
      '/settings/legal-bases',
      '/settings/history',
    ]) {
      expect((await inspector.get(path)).status, path).to.equal(403);
    }
    expect((await inspector.post('/settings/general', general(0))).status).to.equal(403);
  });

  it('save, say so, and keep who changed what', async () => {
    await administrator.post('/settings/general', general(0));
    expect(
      (await administrator.post('/settings/general', general(1, { directiveNumber: '25-CT/TU' }))).status,
    ).to.equal(303);
    expect((await administrator.get('/settings/general')).text).to.contain('Đã lưu thiết lập');
    expect((await administrator.get('/settings/history')).text)
      .to.contain('Sửa thiết lập')
      .and.to.contain('25-CT/TU');
  });

  it('say what is wrong, beside the field, and keep what was typed', async () => {
    const wrong = await administrator.post(
      '/settings/general',
      general(2, { cityVi: '', directiveOn: '7/8' }),
    );
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.contain('Chưa nhập mục này').and.to.contain('Không có ngày này');
    expect(wrong.html).to.contain('value="7/8"');
  });

  it('show both versions when two save', async () => {
    const late = await administrator.post('/settings/general', general(1, { cityVi: 'Thành phố Huế' }));
    expect(late.status).to.equal(409);
    expect(late.text).to.contain('Thành phố Hà Nội');
    expect(late.html).to.contain('value="Thành phố Huế"').and.to.contain('name="version" value="2"');
  });

  it('add terms for days to come', async () => {
    const terms = { version: '2', validFrom: '1/1/2027', minor: '30', moderate: '20', serious: '10' };
    const past = await administrator.post('/settings/terms', { ...terms, validFrom: '1/1/2026' });
    expect(past.text).to.contain('Chỉ đặt được mức mới từ hôm nay trở đi');
    expect((await administrator.post('/settings/terms', terms)).status).to.equal(303);
    expect((await administrator.get('/settings/terms')).text).to.contain('01/01/2027 30 20 10');
  });

  it('keep the numbers that rules are made of, from a day on, each within its bounds', async () => {
    const services = createServices(product.config, { clock: product.clock });
    const version = String((await services.settings.get()).version);
    const numbers = { version, validFrom: '1/1/2027', steps: '2', percent: '80' };
    const path = '/settings/limits/repetition';
    const wrong = await administrator.post(path, { ...numbers, percent: '5' });
    expect(wrong.status).to.equal(422);
    expect(wrong.html).to.contain('value="5"').and.to.contain('id="rotation-visits"');
    expect((await administrator.post(path, { ...numbers, validFrom: '1/1/2026' })).status).to.equal(422);
    expect((await administrator.post('/settings/limits/nothing', numbers)).status).to.equal(404);
    expect((await administrator.post(path, numbers)).status).to.equal(303);
    expect((await administrator.get('/settings/limits')).text).to.contain('01/01/2027 2 80');
    const on = (day: string) => services.settings.limits('repetition', day);
    expect(await on('2026-12-31')).to.deep.equal({ steps: 1, percent: 50 });
    expect(await on('2027-01-01')).to.deep.equal({ steps: 2, percent: 80 });
    const { faults } = await services.journal.verify();
    expect(faults).to.deep.equal([]);
  });

  it('keep the list of legal bases', async () => {
    const basis = { version: '4', text: 'Nghị định thử', validFrom: '1/1/2027', validTo: '', status: 'read' };
    const path = '/settings/legal-bases';
    const backwards = await administrator.post(path, { ...basis, validTo: '1/1/2026' });
    expect(backwards.text).to.contain('Ngày kết thúc trước ngày bắt đầu');
    expect((await administrator.post(path, basis)).status).to.equal(303);
    const list = await administrator.get(path);
    expect(list.text).to.contain('Nghị định thử từ 01/01/2027 Hôm nay không áp dụng');
    const [, href] = /href="(\/settings\/legal-bases\/[^"]+)">Nghị định thử/.exec(list.html) ?? [];
    expect((await administrator.get(href ?? '')).html).to.contain('Nghị định thử</textarea>');
    expect(
      (await administrator.post(href ?? '', { ...basis, version: '5', text: 'Nghị định sửa' })).status,
    ).to.equal(303);
    expect((await administrator.post(`${href}/removal`, { version: '6' })).status).to.equal(303);
    expect((await administrator.get(path)).text).not.to.contain('Nghị định sửa');
    expect((await administrator.get(href ?? '')).status).to.equal(404);
  });

  it('are there in English', async () => {
    const reader = await product.agentFor(await makePerson('administrator', { language: 'en' }));
    for (const [path, words] of [
      ['/settings', 'Rules, terms, calendar'],
      ['/settings/general', 'Governing directive'],
      ['/settings/terms', 'Terms of remediation'],
      ['/settings/legal-bases', 'Offered while a finding is written'],
      ['/settings/legal-bases/new', 'Add a legal basis'],
      ['/settings/history', 'Settings changed'],
    ] as const) {
      expect((await reader.get(path)).text, path).to.contain(words);
    }
  });

  it('keep who signs from which day on, and the titles of the paper apart from the rest', async () => {
    const signer = {
      validFrom: '01/01/2026',
      name: 'Vũ Thu Hà',
      postVi: 'Phó Giám đốc',
      authorityVi: 'KT. Giám đốc',
    };
    const at = async () =>
      /name="version" value="(\d+)"/.exec((await administrator.get('/settings/signers')).html)?.[1];
    const wrong = await administrator.post('/settings/signers', {
      ...signer,
      name: '',
      version: (await at()) ?? '',
    });
    expect([wrong.status, wrong.text.includes('Chưa nhập mục này')]).to.deep.equal([422, true]);
    await administrator.post('/settings/signers', { ...signer, version: (await at()) ?? '' });
    const row = '01/01/2026 Đang áp dụng Vũ Thu Hà KT. GIÁM ĐỐC · PHÓ GIÁM ĐỐC';
    expect((await administrator.get('/settings/signers')).text).to.contain(row);
    expect((await administrator.post('/settings/general', general(Number(await at())))).status).to.equal(303);
    expect((await administrator.get('/settings/signers')).text).to.contain(row);
    await administrator.post('/settings/signers/removal', { version: (await at()) ?? '', day: '01/01/2026' });
    const after = await administrator.get('/settings/signers');
    expect(after.text).to.contain('Trước đó Đang áp dụng Chưa ghi tên GIÁM ĐỐC').and.to.not.contain(row);
    expect((await administrator.get('/settings/history')).text)
      .to.contain('Thêm người ký')
      .and.to.contain('Xóa người ký');
  });
});
