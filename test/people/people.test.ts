import { expect } from 'chai';
import mongoose from 'mongoose';
import { setupForm } from '../support/setup.js';
import { makePerson, PASSWORD, startProduct, type TestProduct } from '../support/product.js';
import type { Agent } from '../support/agent.js';
import { peopleRepository } from '../../src/people/people.repository.js';
import { createServices } from '../../src/services.js';

describe('keeping the accounts', () => {
  let product: TestProduct;
  let admin: Agent;
  before(async () => {
    product = await startProduct();
    admin = product.agent();
    await admin.get('/setup');
    await admin.post('/setup', { ...setupForm, units: 'hanoi' });
    await admin.signIn(setupForm.userName, PASSWORD);
  });
  after(() => product.stop());

  const lan = {
    name: 'Nguyễn Thị Lan',
    userName: 'Lan.NT',
    language: 'vi',
    role1: 'inspector',
    unit1: 'Sở Nội vụ · SNV',
    titleVi1: 'Chuyên viên',
    titleEn1: 'Specialist',
  };
  const idOf = async (userName: string) =>
    String((await mongoose.connection.collection('people').findOne({ userName }))?._id);
  const passwordIn = (html: string) => /\b\w{4}-\w{4}-\w{4}-\w{4}\b/.exec(html)?.[0] ?? '';

  it('adds a person in a post and tells a password, once', async () => {
    expect((await admin.get('/people/new')).html).to.include('Sở Nội vụ · SNV');
    expect((await admin.get('/people/new?role=leader')).html).to.match(/value="leader"\s+selected/);
    expect((await admin.get('/people/new?role=king')).html).to.not.match(/value="\w+"\s+selected/);
    const issued = await admin.post('/people', lan);
    expect(issued.status).to.equal(200);
    expect(issued.text).to.include('Mật khẩu này chỉ hiện một lần').and.to.include('lan.nt');
    expect(issued.headers.get('cache-control')).to.equal('no-store');
    const agent = product.agent();
    expect((await agent.signIn('lan.nt', passwordIn(issued.html))).location).to.equal('/password');
    const page = await admin.get(`/people/${await idOf('lan.nt')}`);
    expect(page.text).to.include('Chờ đổi mật khẩu');
    expect(page.html).to.include('value="Sở Nội vụ · SNV"').and.to.not.include(passwordIn(issued.html));
  });

  it('says beside the field what is wrong, and keeps what was typed', async () => {
    const taken = await admin.post('/people', { ...lan, name: 'Lan khác' });
    expect(taken.status).to.equal(422);
    expect(taken.text).to.include('Tên đăng nhập này đã có người dùng');
    expect(taken.html).to.include('value="Lan khác"').and.to.include('href="#userName"');
    const nowhere = await admin.post('/people', { ...lan, userName: 'other', unit1: 'Sở Mộng Mơ' });
    expect(nowhere.status).to.equal(422);
    expect(nowhere.html).to.include('href="#unit1"').and.to.include('value="Sở Mộng Mơ"');
  });

  it('changes a person, unless somebody else has in the meantime', async () => {
    const id = await idOf('lan.nt');
    const { html } = await admin.get(`/people/${id}`);
    const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
    const saved = await admin.post(`/people/${id}`, { ...lan, titleVi1: 'Chuyên viên chính', version });
    expect([saved.status, saved.location]).to.deep.equal([303, `/people/${id}`]);
    const late = await admin.post(`/people/${id}`, { ...lan, name: 'Nguyễn Thị Lan Anh', version });
    expect(late.status).to.equal(409);
    expect(late.text)
      .to.include('Nội dung đã thay đổi trong lúc bạn thao tác')
      .and.to.include('Chuyên viên chính');
    expect(late.html).to.include('value="Nguyễn Thị Lan Anh"');
    const seen = /name="version" value="(\d+)"/.exec(late.html)?.[1] ?? '';
    const again = await admin.post(`/people/${id}`, { ...lan, name: 'Nguyễn Thị Lan Anh', version: seen });
    expect(again.status).to.equal(303);
    expect((await admin.get(`/people/${id}`)).text).to.include('Nguyễn Thị Lan Anh');
  });

  it('finds people by any part of their name, without accents, and by role', async () => {
    await makePerson('leader', { userName: 'duc', name: 'Đỗ Minh Đức' });
    const names = async (query: string) => {
      const { html } = await admin.get(`/people?${query}`);
      return [...html.matchAll(/<th scope="row"><a href="[^"]+">([^<]+)/g)].map((match) => match[1]);
    };
    expect(await names('q=duc')).to.deep.equal(['duc']);
    expect(await names('q=Minh')).to.deep.equal(['duc']);
    expect(await names('q=do+minh')).to.deep.equal(['duc']);
    expect(await names('role=leader')).to.deep.equal(['duc']);
    expect(await names('q=inh')).to.deep.equal([]);
    expect(await names('q=.*')).to.deep.equal([]);
    expect((await admin.get('/people?q=zzz')).text).to.include('Không tìm thấy ai');
  });

  it('pages by key: 25 to a page, there and back', async () => {
    for (let count = 10; count < 40; count += 1) await makePerson('officer', { userName: `p${count}` });
    const first = await admin.get('/people?role=officer');
    expect(first.html.match(/scope="row"/g)).to.have.lengthOf(25);
    const next = /rel="next" href="([^"]+)"/
      .exec(first.html)?.[1]
      ?.replaceAll('&amp;', '&')
      .replaceAll('&#x3D;', '=');
    const second = await admin.get(next ?? '');
    expect(second.html.match(/scope="row"/g)).to.have.lengthOf(5);
    const back = /rel="prev" href="([^"]+)"/
      .exec(second.html)?.[1]
      ?.replaceAll('&amp;', '&')
      .replaceAll('&#x3D;', '=');
    expect((await admin.get(back ?? '')).text)
      .to.include('p10')
      .and.to.not.include('p39');
  });

  it('closes an account at once, and opens it again', async () => {
    const person = await makePerson('officer');
    const agent = await product.agentFor(person);
    expect((await admin.post(`/people/${person.id}/closure`, { version: '1' })).status).to.equal(303);
    expect((await agent.get('/account')).status).to.equal(303);
    expect((await product.agent().signIn(person.userName, PASSWORD)).status).to.equal(422);
    expect((await admin.get(`/people/${person.id}`)).text).to.include('Đã khóa');
    expect((await admin.post(`/people/${person.id}/opening`, { version: '2' })).status).to.equal(303);
    expect((await product.agent().signIn(person.userName, PASSWORD)).status).to.equal(303);
  });

  it('gives a new password, which takes a lock away and ends the sessions', async () => {
    const person = await makePerson('officer');
    const agent = await product.agentFor(person);
    for (let count = 0; count < 5; count += 1) await product.agent().signIn(person.userName, 'wrong');
    expect((await admin.get(`/people/${person.id}`)).text).to.include('Đăng nhập tạm khóa');
    const issued = await admin.post(`/people/${person.id}/password`, { version: '1' });
    expect(issued.status).to.equal(200);
    expect((await agent.get('/account')).status).to.equal(303);
    const { location } = await product.agent().signIn(person.userName, passwordIn(issued.html));
    expect(location).to.equal('/password');
  });

  it('lets nobody close his own account or lay down his own administration', async () => {
    const id = await idOf('quan.tri');
    const { html } = await admin.get(`/people/${id}`);
    const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
    const closed = await admin.post(`/people/${id}/closure`, { version });
    expect(closed.status).to.equal(422);
    expect(closed.text).to.include('Không thể tự khóa tài khoản');
    const laidDown = await admin.post(`/people/${id}`, { ...lan, userName: 'quan.tri', version });
    expect(laidDown.status).to.equal(422);
  });

  it('is for administrators only', async () => {
    const other = await makePerson('supervisor');
    const agent = await product.agentFor(other);
    for (const path of ['/people', '/people/new', `/people/${other.id}`]) {
      const { status, text } = await agent.get(path);
      expect(status, path).to.equal(403);
      expect(text).to.include('Không có quyền thực hiện');
    }
    expect((await agent.post('/people', lan)).status).to.equal(403);
    expect((await agent.post(`/people/${other.id}/password`, { version: '1' })).status).to.equal(403);
    expect((await admin.get('/people/nobody')).status).to.equal(404);
  });

  it('keeps who changed a role, a unit or an account, and shows it to the administrator', async () => {
    await admin.post('/people', { ...lan, userName: 'hoa', name: 'Lê Hoa' });
    const id = await idOf('hoa');
    const supervising = {
      ...lan,
      userName: 'hoa',
      name: 'Lê Hoa',
      role1: 'supervisor',
      titleVi1: 'Trưởng phòng',
    };
    await admin.post(`/people/${id}`, { ...supervising, version: '1' });
    await admin.post(`/people/${id}/closure`, { version: '2' });
    await admin.post(`/people/${id}/password`, { version: '3' });
    const { text, html } = await admin.get(`/people/${id}`);
    const told = ['Cấp lại mật khẩu', 'Khóa tài khoản', 'Sửa thông tin, chức vụ', 'Thêm người dùng'];
    const history = text.slice(text.indexOf('Lịch sử thay đổi'));
    const places = told.map((action) => history.indexOf(action));
    expect(places).to.deep.equal([...places].sort((a, b) => a - b));
    expect(Math.min(...places)).to.be.greaterThan(0);
    expect(history)
      .to.include('Người kiểm tra: Chuyên viên, Sở Nội vụ')
      .and.to.include('Người phê duyệt: Trưởng phòng, Sở Nội vụ');
    expect(html).to.not.include('argon2');
  });

  it('puts those changes in the journal: a role given past the product shows', async () => {
    const faults = async () =>
      (await createServices(product.config).journal.verify()).faults.filter(
        ({ subject }) => subject === 'person',
      );
    expect(await faults()).to.deep.equal([]);
    const people = mongoose.connection.collection('people');
    await people.updateOne({ userName: 'hoa' }, { $set: { 'posts.0.role': 'administrator' } });
    expect((await faults()).map(({ what }) => what)).to.deep.equal(['was altered without an event']);
    await people.updateOne({ userName: 'hoa' }, { $set: { 'posts.0.role': 'supervisor' } });
  });

  it('writes no event for what is one’s own business: the language, the password', async () => {
    const id = await idOf('quan.tri');
    const events = async () => (await peopleRepository.historyOf(id)).length;
    const before = await events();
    await admin.post('/account', { language: 'en', post: '0' });
    await admin.post('/account', { language: 'vi', post: '0' });
    expect(await events()).to.equal(before);
    expect(before).to.equal(1);
  });
});
