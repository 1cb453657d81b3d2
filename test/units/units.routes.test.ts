import { expect } from 'chai';
import { inTransaction } from '../../src/database/connect.js';
import type { Role } from '../../src/policies/actor.js';
import { newId } from '../../src/shared/ids.js';
import { unitRegisterService } from '../../src/units/unit-register.service.js';
import { unitsRepository } from '../../src/units/units.repository.js';
import type { Agent } from '../support/agent.js';
import { makePerson, startProduct, type TestProduct } from '../support/product.js';

describe('the pages of the units', () => {
  let product: TestProduct;
  let administrator: Agent;
  let inspector: Agent;
  before(async () => {
    product = await startProduct();
    const register = unitRegisterService({
      clock: product.clock,
      inTransaction,
      repository: unitsRepository,
      resolve: () => Promise.reject(new Error('not asked')),
    });
    await register.loadHanoi();
    const agentAs = async (role: Role) => product.agentFor(await makePerson(role));
    administrator = await agentAs('administrator');
    inspector = await agentAs('inspector');
  });
  after(() => product.stop());

  const idOf = async (code: string, existsTo: string): Promise<string> => {
    const found = (await unitsRepository.withCode(code)).find((unit) => (unit.validTo ?? '') === existsTo);
    if (found === undefined) throw new Error(`no unit ${code}`);
    return found.id;
  };

  it('list the units of today, a page at a time', async () => {
    const first = await inspector.get('/units');
    expect(first.status).to.equal(200);
    expect(first.text).to.contain('142 đơn vị ngày 02/03/2026').and.to.contain('Thành phố Hà Nội');
    expect(first.text).not.to.contain('Thêm đơn vị');
    const next = /rel="next" href="([^"]+)"/
      .exec(first.html)?.[1]
      ?.replaceAll('&amp;', '&')
      .replaceAll('&#x3D;', '=');
    const second = await inspector.get(next ?? '');
    expect(second.status).to.equal(200);
    expect(second.html).to.contain('rel="prev"');
  });

  it('list the units as they were on a day, narrowed by kind and text', async () => {
    const list = await inspector.get('/units?on=30/6/2025&kind=ward&text=thuong+thanh');
    expect(list.text)
      .to.contain('1 đơn vị ngày 30/06/2025')
      .and.to.contain('Phường Thượng Thanh Phường · Quận Long Biên 00115');
    const below = await inspector.get(`/units?parent=${await idOf('004', '2025-06-30')}&on=2025-06-30`);
    expect(below.text).to.contain('13 đơn vị').and.to.contain('Trực thuộc: Quận Long Biên');
  });

  it('say in words that a day is half typed, and what to do when nothing is found', async () => {
    const half = await inspector.get('/units?on=30/6');
    expect(half.status).to.equal(422);
    expect(half.text).to.contain('Không có ngày này').and.to.contain('142 đơn vị');
    expect(half.html).to.contain('value="30/6"');
    const none = await inspector.get('/units?text=kh%C3%B4ng+c%C3%B3+%C4%91%C6%A1n+v%E1%BB%8B+n%C3%A0y');
    expect(none.text).to.contain('Không có đơn vị nào');
  });

  it('tell of one unit where it came from and what became of it', async () => {
    const now = await inspector.get(`/units/${await idOf('00004', '')}`);
    expect(now.text)
      .to.contain('Phường Ba Đình')
      .and.to.contain('Hình thành từ')
      .and.to.contain('Phường Trúc Bạch');
    expect(now.text).to.contain('Chưa có cuộc kiểm tra nào');
    const then = await inspector.get(`/units/${await idOf('00004', '2025-06-30')}`);
    expect(then.text).to.contain('Đơn vị đã kết thúc ngày 30/06/2025').and.to.contain('Đơn vị kế thừa');
    const district = await inspector.get(`/units/${await idOf('004', '2025-06-30')}`);
    expect(district.text).to.contain('13 đơn vị');
    expect((await inspector.get(`/units/${newId()}`)).status).to.equal(404);
  });

  it('are there in English', async () => {
    const reader = await product.agentFor(await makePerson('leader', { language: 'en' }));
    expect((await reader.get('/units')).text)
      .to.contain('142 units on 2 March 2026')
      .and.to.contain('Hanoi City');
    expect((await reader.get(`/units/${await idOf('00004', '')}`)).text).to.contain('Formed from');
  });

  it('let the administrator add a unit, and keep what was typed when it is wrong', async () => {
    await administrator.get('/units/new');
    const typed = {
      code: '00004',
      kind: 'ward',
      parent: 'Thành phố Hà Nội · 01',
      nameVi: 'Phường Mới',
      nameEn: 'Moi Ward',
      validFrom: '1/1/2026',
      validTo: '',
      source: '',
    };
    const wrong = await administrator.post('/units', typed);
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.contain('Mã này đang là của Phường Ba Đình trong thời gian đó');
    expect(wrong.html).to.contain('value="Phường Mới"').and.to.contain('value="1/1/2026"');
    const missing = await administrator.post('/units', { ...typed, nameVi: '', validFrom: '30/2/2026' });
    expect(missing.text).to.contain('Chưa nhập mục này').and.to.contain('Không có ngày này');
    const lost = await administrator.post('/units', { ...typed, code: '99001', parent: 'Quận Nào Đó' });
    expect(lost.text).to.contain('Không có đơn vị nào tên hoặc mã là “Quận Nào Đó”');
    const added = await administrator.post('/units', { ...typed, code: '99001' });
    expect(added.status).to.equal(303);
    expect((await administrator.visit(added.location ?? '')).text).to.contain('Đã thêm đơn vị');
  });

  it('show both versions when two correct the same unit', async () => {
    const path = `/units/${await idOf('00118', '')}/revision`;
    const form = await administrator.get(path);
    const version = /name="version" value="(\d+)"/.exec(form.html)?.[1] ?? '';
    const typed = {
      version,
      nameVi: 'Phường Bồ Đề A',
      nameEn: 'Bo De Ward',
      validFrom: '1/7/2025',
      validTo: '',
    };
    expect((await administrator.post(path, typed)).status).to.equal(303);
    const late = await administrator.post(path, { ...typed, nameVi: 'Phường Bồ Đề B' });
    expect(late.status).to.equal(409);
    expect(late.text).to.contain('Phường Bồ Đề A');
    expect(late.html).to.contain('value="Phường Bồ Đề B"').and.to.contain('name="version" value="2"');
    const shown = await administrator.get(path.replace('/revision', ''));
    expect(shown.text).to.contain('Lịch sử thay đổi').and.to.contain('Sửa đơn vị');
  });

  it('refuse everybody else to change anything', async () => {
    const id = await idOf('00118', '');
    expect((await inspector.get('/units/new')).status).to.equal(403);
    expect((await inspector.get(`/units/${id}/revision`)).status).to.equal(403);
    expect((await inspector.post(`/units/${id}/revision`, { version: '2', nameVi: 'X' })).status).to.equal(
      403,
    );
    const form = {
      code: '99009',
      kind: 'ward',
      nameVi: 'X',
      nameEn: '',
      parent: '',
      validFrom: '',
      validTo: '',
    };
    expect((await inspector.post('/units', form)).status).to.equal(403);
    expect((await product.agent().get('/units')).location).to.match(/^\/sign-in/);
  });
});
