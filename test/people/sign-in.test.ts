import { expect } from 'chai';
import { makePerson, PASSWORD, startProduct, type TestProduct } from '../support/product.js';

describe('signing in', () => {
  let product: TestProduct;
  before(async () => {
    product = await startProduct();
    await makePerson('inspector', { userName: 'lan', name: 'Nguyễn Thị Lan' });
  });
  after(() => product.stop());

  it('comes before every page, and leads back to it', async () => {
    const agent = product.agent();
    const { status, location } = await agent.get('/account?from=mail');
    expect([status, location]).to.deep.equal([303, '/sign-in?next=%2Faccount%3Ffrom%3Dmail']);
    await agent.get(location ?? '');
    const reply = await agent.post('/sign-in', {
      userName: 'LAN ',
      password: PASSWORD,
      next: '/account?from=mail',
    });
    expect([reply.status, reply.location]).to.deep.equal([303, '/account?from=mail']);
    expect((await agent.get('/account')).text).to.include('Nguyễn Thị Lan');
  });

  it('never leads to another site', async () => {
    const agent = product.agent();
    await agent.get('/sign-in');
    const reply = await agent.post('/sign-in', {
      userName: 'lan',
      password: PASSWORD,
      next: '//evil.example',
    });
    expect(reply.location).to.equal('/');
  });

  it('says the same of a wrong password, an unknown name and a closed account', async () => {
    await makePerson('inspector', { userName: 'cuong', disabled: true });
    const agent = product.agent();
    await agent.get('/sign-in');
    for (const userName of ['lan', 'nobody', 'cuong']) {
      const { status, text } = await agent.post('/sign-in', {
        userName,
        password: `${PASSWORD}${userName === 'cuong' ? '' : '!'}`,
      });
      expect(status).to.equal(422);
      expect(text).to.include('Tên đăng nhập hoặc mật khẩu không đúng');
    }
  });

  it('keeps the user name but not the password after a failure', async () => {
    const agent = product.agent();
    await agent.get('/sign-in');
    const { html } = await agent.post('/sign-in', { userName: 'lan', password: 'wrong password' });
    expect(html).to.include('value="lan"').and.to.not.include('wrong password');
    expect((await agent.post('/sign-in', {})).text).to.include('Chưa nhập mục này');
  });

  it('renews the session’s id and its token', async () => {
    const agent = product.agent();
    await agent.get('/sign-in');
    const [before, token] = [agent.cookie('session'), agent.token];
    await agent.signIn('lan', PASSWORD);
    expect(agent.cookie('session')).to.be.a('string').and.not.equal(before);
    const old = product.agent();
    old.setCookie('session', before ?? '');
    expect((await old.get('/account')).status).to.equal(303);
    agent.token = token;
    expect((await agent.post('/account', { language: 'en', post: '0' })).status).to.equal(403);
  });

  it('ends with signing out, for every copy of the cookie', async () => {
    const agent = await product.agentFor({ userName: 'lan' });
    const copy = product.agent();
    copy.setCookie('session', agent.cookie('session') ?? '');
    expect((await copy.get('/account')).status).to.equal(200);
    const { location } = await agent.post('/sign-out');
    expect(location).to.equal('/sign-in');
    expect((await agent.get('/sign-in')).text).to.include('Bạn đã đăng xuất.');
    expect((await copy.get('/account')).status).to.equal(303);
  });

  it('does not outlive a password', async () => {
    const lan = await makePerson('inspector');
    const [here, elsewhere] = await Promise.all([product.agentFor(lan), product.agentFor(lan)]);
    await here.get('/password');
    const form = {
      currentPassword: PASSWORD,
      newPassword: 'bốn mùa hoa gạo đỏ 9',
      repeatedPassword: 'bốn mùa hoa gạo đỏ 9',
    };
    const { status, location } = await here.post('/password', form);
    expect([status, location]).to.deep.equal([303, '/']);
    expect((await here.get('/account')).text).to.include('Đã đổi mật khẩu.');
    expect((await elsewhere.get('/account')).status).to.equal(303);
  });
});

describe('guessing a password', () => {
  let product: TestProduct;
  before(async () => {
    // The database forgets failures whose lock is over, by its own clock: a test in the past would lose them at any moment.
    product = await startProduct({ now: new Date('2126-03-02T02:00:00Z') });
  });
  after(() => product.stop());

  const attempt = async (userName: string, password: string) => {
    const agent = product.agent();
    await agent.get('/sign-in');
    return agent.post('/sign-in', { userName, password });
  };

  it('locks the account after five failures, also for the right password, and opens it after a quarter of an hour', async () => {
    const { userName } = await makePerson('officer');
    for (let count = 0; count < 5; count += 1) {
      expect((await attempt(userName, 'wrong')).text).to.include('không đúng');
    }
    expect((await attempt(userName, PASSWORD)).text).to.include(
      'Nhập sai quá nhiều lần. Hãy thử lại sau khoảng 15 phút',
    );
    product.clock.forward(14);
    expect((await attempt(userName, PASSWORD)).text).to.include('khoảng 1 phút');
    product.clock.forward(1);
    expect((await attempt(userName, PASSWORD)).status).to.equal(303);
  });

  it('looks the same for a name that nobody has', async () => {
    for (let count = 0; count < 5; count += 1) await attempt('ghost', 'wrong');
    expect((await attempt('ghost', 'wrong')).text).to.include('Nhập sai quá nhiều lần');
  });

  it('is not quicker when many guesses are sent at once', async () => {
    const { userName } = await makePerson('officer');
    const replies = await Promise.all(Array.from({ length: 20 }, () => attempt(userName, 'wrong')));
    expect(replies.filter(({ text }) => text.includes('không đúng'))).to.have.lengthOf(5);
    expect(replies.filter(({ text }) => text.includes('Nhập sai quá nhiều lần'))).to.have.lengthOf(15);
  });

  it('forgets the failures after a success', async () => {
    const { userName } = await makePerson('officer');
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 4; count += 1) await attempt(userName, 'wrong');
      expect((await attempt(userName, PASSWORD)).status).to.equal(303);
    }
  });

  it('is as slow for somebody who found an open session and tries to change the password', async () => {
    const agent = await product.agentFor(await makePerson('officer'));
    const next = 'bốn mùa hoa gạo đỏ 9';
    const guess = (currentPassword: string) =>
      agent.post('/password', { currentPassword, newPassword: next, repeatedPassword: next });
    for (let count = 0; count < 5; count += 1)
      expect((await guess('wrong')).text).to.include('Mật khẩu hiện tại không đúng');
    const { status, text } = await guess(PASSWORD);
    expect(status).to.equal(422);
    expect(text).to.include('Nhập sai quá nhiều lần');
  });

  it('takes no operator for a user name', async () => {
    await makePerson('officer', { userName: 'a.only.one' });
    const agent = product.agent();
    await agent.get('/sign-in');
    for (const name of ['userName[$gt]', 'userName[$ne]']) {
      const reply = await agent.post('/sign-in', { [name]: '', password: PASSWORD });
      expect(reply.status).to.equal(422);
    }
  });
});

describe('a password that an administrator gave', () => {
  let product: TestProduct;
  before(async () => {
    product = await startProduct();
  });
  after(() => product.stop());

  it('must be changed before anything else', async () => {
    const { userName } = await makePerson('leader', { mustChangePassword: true });
    const agent = product.agent();
    expect((await agent.signIn(userName, PASSWORD)).location).to.equal('/password');
    for (const path of ['/', '/account', '/people'])
      expect((await agent.get(path)).location).to.equal('/password');
    const page = await agent.get('/password');
    expect(page.text).to.include('Đặt mật khẩu của riêng bạn');
    expect(page.html).to.not.include('href="/inspections"');
    const form = (next: string, again = next) => ({
      currentPassword: PASSWORD,
      newPassword: next,
      repeatedPassword: again,
    });
    expect((await agent.post('/password', form('ngắn quá'))).text).to.include('ít nhất 14 ký tự');
    expect((await agent.post('/password', form(PASSWORD))).text).to.include('phải khác mật khẩu hiện tại');
    expect((await agent.post('/password', form('mưa phùn tháng giêng', 'khác'))).text).to.include(
      'không giống nhau',
    );
    expect((await agent.post('/password', form('mưa phùn tháng giêng'))).status).to.equal(303);
    expect((await agent.get('/account')).status).to.equal(200);
  });
});

describe('one’s own account', () => {
  let product: TestProduct;
  before(async () => {
    product = await startProduct();
  });
  after(() => product.stop());

  it('keeps the language, on this machine and any other', async () => {
    const lan = await makePerson('inspector');
    const agent = await product.agentFor(lan);
    await agent.post('/language', { language: 'en', back: '/account' });
    expect((await agent.get('/account')).text).to.include('My account');
    const elsewhere = await product.agentFor(lan);
    expect((await elsewhere.get('/account')).html).to.include('<html lang="en"');
    await elsewhere.post('/account', { language: 'vi', post: '0' });
    expect((await elsewhere.get('/account')).text).to.include('Tài khoản của tôi');
  });

  it('lets somebody with two posts act in either', async () => {
    const inspector = (await makePerson('inspector')).posts;
    const leader = (await makePerson('leader')).posts;
    const both = await makePerson('inspector', { posts: [...inspector, ...leader] });
    const agent = await product.agentFor(both);
    expect((await agent.get('/account')).html).to.match(/menu__post">Chuyên viên/);
    await agent.post('/account', { language: 'vi', post: '1' });
    expect((await agent.get('/account')).html).to.match(/menu__post">Phó Chủ tịch/);
  });
});
