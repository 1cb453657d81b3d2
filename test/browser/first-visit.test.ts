import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults, complaintsOf, launchBrowser } from '../support/browser.js';
import { PASSWORD, startProduct, type TestProduct } from '../support/product.js';

describe('the first visit, in a browser', function () {
  this.timeout(120_000);
  let product: TestProduct;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  before(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    complaints = complaintsOf(page);
  });
  after(async () => {
    await browser?.close();
    await product?.stop();
  });

  const go = (path: string) => page.goto(`${product.url}${path}`);
  /** Every page that is looked at: one h1, nothing for the scan to find, and nothing wider than a phone. */
  const look = async (title: string) => {
    expect(await page.locator('h1').allTextContents()).to.deep.equal([title]);
    expect(await accessibilityFaults(page), title).to.deep.equal([]);
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth'), `${title}, on a phone`).to.be.at.most(
      390,
    );
    await page.setViewportSize({ width: 1280, height: 900 });
  };

  it('sets the product up', async () => {
    await go('/');
    await look('Thiết lập lần đầu');
    await page.getByRole('button', { name: 'Thiết lập' }).click();
    await look('Thiết lập lần đầu');
    expect(await page.getByRole('alert').textContent()).to.include('Chưa nhập mục này');
    await page.getByLabel('Họ và tên').fill('Trần Quản Trị');
    await page.getByLabel('Tên đăng nhập').fill('quan.tri');
    await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Nhập lại mật khẩu mới').fill(PASSWORD);
    await page.getByRole('button', { name: 'Thiết lập' }).click();
    await page.waitForURL('**/sign-in');
  });

  it('signs the administrator in, after a wrong password', async () => {
    await look('Đăng nhập');
    await page.getByLabel('Tên đăng nhập').fill('quan.tri');
    await page.getByLabel('Mật khẩu', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
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
    await page.getByRole('link', { name: 'Thêm người dùng' }).click();
    await look('Thêm người dùng');
    await page.getByLabel('Họ và tên').fill('Nguyễn Thị Lan');
    await page.getByLabel('Tên đăng nhập').fill('lan');
    await page.locator('#role1').selectOption('inspector');
    await page.locator('#unit1').fill('Sở Nội vụ · SNV');
    await page.locator('#titleVi1').fill('Chuyên viên');
    await page.getByRole('button', { name: 'Thêm và cấp mật khẩu' }).click();
    await look('Mật khẩu của Nguyễn Thị Lan');
    await page.getByRole('link', { name: 'Đã ghi lại' }).click();
    await look('Nguyễn Thị Lan');
  });

  it('shows the other pages of an account, in both languages', async () => {
    await go('/account');
    await look('Tài khoản của tôi');
    await page.getByLabel('English').check();
    await page.getByRole('main').getByRole('button', { name: 'Lưu' }).click();
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
