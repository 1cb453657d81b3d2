import { expect } from 'chai';
import mongoose from 'mongoose';
import { setupForm } from '../support/setup.js';
import { PASSWORD, startProduct, type TestProduct } from '../support/product.js';

describe('the first visit of an empty installation', () => {
  let product: TestProduct;
  beforeEach(async () => {
    product = await startProduct();
  });
  afterEach(() => product.stop());

  it('is led to the setup from every page', async () => {
    for (const path of ['/', '/inspections', '/sign-in', '/nowhere']) {
      const { status, location } = await product.agent().get(path);
      expect([status, location], path).to.deep.equal([303, '/setup']);
    }
    const { status, text } = await product.agent().get('/setup');
    expect(status).to.equal(200);
    expect(text).to.include('Thiết lập lần đầu');
  });

  it('offers Directive 24 and Hanoi, and can be read in English', async () => {
    const agent = product.agent();
    expect((await agent.get('/setup')).html)
      .to.include('value="24-CT/TU"')
      .and.to.include('value="07/08/2023"');
    const { location } = await agent.post('/language', { language: 'en', back: '/setup' });
    expect(location).to.equal('/setup');
    expect((await agent.get('/setup')).text).to.include('First setup');
  });

  it('makes the administrator, the city and its settings, once', async () => {
    const agent = product.agent();
    await agent.get('/setup');
    const { status, location } = await agent.post('/setup', setupForm);
    expect([status, location]).to.deep.equal([303, '/sign-in']);
    expect((await agent.get('/sign-in')).text)
      .to.include('Đã thiết lập xong')
      .and.to.include('Thành phố Hà Nội');
    expect((await agent.get('/setup')).status).to.equal(404);
    await agent.signIn('quan.tri', PASSWORD);
    const home = await agent.get('/people');
    expect(home.status).to.equal(200);
    expect(home.text).to.include('Trần Quản Trị').and.to.include('Quản trị hệ thống, Thành phố Hà Nội');
    expect(await mongoose.connection.collection('units').countDocuments()).to.equal(1);
  });

  it('can load the units of Hanoi', async () => {
    const agent = product.agent();
    await agent.get('/setup');
    await agent.post('/setup', { ...setupForm, units: 'hanoi' });
    expect(await mongoose.connection.collection('units').countDocuments()).to.equal(786);
  });

  it('keeps what was typed and says what is wrong, but never shows a password', async () => {
    const agent = product.agent();
    await agent.get('/setup');
    const wrong = { ...setupForm, name: '', directiveOn: '30/2/2023', cityVi: 'Thành phố Huế' };
    const reply = await agent.post('/setup', wrong);
    expect(reply.status).to.equal(422);
    expect(reply.text).to.include('Không có ngày này').and.to.include('Chưa nhập mục này');
    expect(reply.html).to.include('value="Thành phố Huế"').and.to.include('value="30/2/2023"');
    expect(reply.html).to.not.include(PASSWORD);
    const weak = { newPassword: 'matkhau123456789', repeatedPassword: 'matkhau123456789' };
    expect((await agent.post('/setup', { ...setupForm, ...weak })).text).to.include('Mật khẩu này dễ đoán');
    const both = await agent.post('/setup', { ...setupForm, newPassword: 'ngắn', repeatedPassword: 'khác' });
    expect(both.text).to.include('ít nhất 14').and.to.include('không giống nhau');
    expect(await mongoose.connection.collection('people').countDocuments()).to.equal(0);
  });

  it('happens once, even when it is sent several times at once', async () => {
    const agent = product.agent();
    await agent.get('/setup');
    const names = ['mot.nguoi', 'hai.nguoi', 'ba.nguoi'];
    const replies = await Promise.all(
      names.map((userName) => agent.post('/setup', { ...setupForm, userName })),
    );
    expect(replies.filter(({ status }) => status === 303)).to.have.lengthOf(1);
    expect(replies.every(({ status }) => [303, 404, 422].includes(status))).to.equal(true);
    expect(await mongoose.connection.collection('people').countDocuments()).to.equal(1);
    expect(await mongoose.connection.collection('units').countDocuments()).to.equal(1);
  });

  it('can be done again when it was cut off', async () => {
    const cutOff = new Date(product.clock.now().getTime() - 10 * 60_000);
    await mongoose.connection
      .collection<{ _id: string }>('setup')
      .insertOne({ _id: 'setup', at: cutOff } as never);
    const agent = product.agent();
    await agent.get('/setup');
    expect((await agent.post('/setup', setupForm)).status).to.equal(303);
  });
});
