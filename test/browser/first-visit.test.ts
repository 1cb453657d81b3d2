import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { complaintsOf, launchBrowser, leaveBy, lookAt, WIDE } from '../support/browser.js';
import { PASSWORD, startProduct, type TestProduct } from '../support/product.js';

describe('the first visit, in a browser', function () {
  this.timeout(120_000);
  let product: TestProduct;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  before(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
    page = await browser.newPage({ viewport: WIDE });
    complaints = complaintsOf(page);
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  const go = (path: string) => page.goto(`${product.url}${path}`);
  const look = (title: string) => lookAt(page, title);
  const press = (name: string) =>
    leaveBy(page, page.getByRole('main').getByRole('button', { name, exact: true }));
  const follow = (name: string) => leaveBy(page, page.getByRole('link', { name }));

  it('sets the product up', async () => {
    await go('/');
    await look('Thiết lập lần đầu');
    await press('Thiết lập');
    await look('Thiết lập lần đầu');
    expect(await page.getByRole('alert').textContent()).to.include('Chưa nhập mục này');
    await page.getByLabel('Họ và tên').fill('Trần Quản Trị');
    await page.getByLabel('Tên đăng nhập').fill('quan.tri');
    await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Nhập lại mật khẩu').fill(PASSWORD);
    await press('Thiết lập');
    await page.waitForURL('**/sign-in');
  });

  it('signs the administrator in, after a wrong password', async () => {
    await look('Đăng nhập');
    await page.getByLabel('Tên đăng nhập').fill('quan.tri');
    await page.getByLabel('Mật khẩu', { exact: true }).fill('wrong');
    await press('Đăng nhập');
    await look('Đăng nhập');
    await page.getByRole('link', { name: 'Tên đăng nhập hoặc mật khẩu không đúng' }).click();
    expect(await page.evaluate('document.activeElement.id')).to.equal('userName');
    await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${product.url}/`);
  });

  it('adds a person', async () => {
    await go('/people');
    await look('Người dùng');
    await follow('Thêm người dùng');
    await look('Thêm người dùng');
    await page.getByLabel('Họ và tên').fill('Nguyễn Thị Lan');
    await page.getByLabel('Tên đăng nhập').fill('lan');
    await page.locator('#role1').selectOption('inspector');
    await page.locator('#unit1').fill('Sở Nội vụ · SNV');
    await page.locator('#titleVi1').fill('Chuyên viên');
    await press('Thêm và cấp mật khẩu');
    await look('Mật khẩu của Nguyễn Thị Lan');
    await follow('Đã ghi lại');
    await look('Nguyễn Thị Lan');
  });

  it('shows the other pages of an account, in both languages', async () => {
    await go('/account');
    await look('Tài khoản của tôi');
    await page.getByLabel('English').check();
    await press('Lưu');
    await look('My account');
    await go('/password');
    await look('Change the password');
    await go('/people');
    await look('People');
    await go('/nowhere');
    await look('Page not found');
  });

  it('makes the browser complain of nothing', () => {
    expect(complaints).to.deep.equal([]);
  });
});
