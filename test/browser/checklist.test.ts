import { expect } from 'chai';
import mongoose from 'mongoose';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { momentAt } from '../../src/shared/dates.js';
import { accessibilityFaults, complaintsOf, launchBrowser, lookAt } from '../support/browser.js';
import { walker } from '../support/cases.js';
import { png } from '../support/files.js';
import { answerTheRest } from '../support/answers.js';
import { hireStaff, openOffice, type Office, type Staff } from '../support/office.js';
import { PASSWORD } from '../support/product.js';

const PHONE = { width: 390, height: 844 };

describe('a checklist on site, in the browser', function () {
  this.timeout(120_000);
  let office: Office;
  let staff: Staff;
  let browser: Browser;
  let id: string;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  before(async () => {
    office = await openOffice({ now: momentAt('2026-03-02', '09:00') });
    staff = await hireStaff(office);
    browser = await launchBrowser();
    id = await walker(office, staff).opened();
    const { agent } = staff.head;
    const choice = { version: '0', checklist: '1', sections: ['A', 'B'] };
    await agent.post(`/inspections/${id}/checklist/choice`, choice);
  });
  after(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
    await office?.product.stop();
  });

  async function signIn(page: Page, userName: string): Promise<void> {
    await page.fill('#userName', userName);
    await page.fill('#password', PASSWORD);
    await page.click('main button[type=submit]');
    await page.waitForURL((url) => url.pathname !== '/sign-in');
  }

  async function seat({ userName }: { userName: string }, options: object = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: PHONE, baseURL: office.product.url, ...options });
    context.setDefaultTimeout(30_000);
    contexts.push(context);
    const page = await context.newPage();
    const heard = complaintsOf(page);
    page.on('close', () => complaints.push(...heard.filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one))));
    await page.goto('/sign-in');
    await signIn(page, userName);
    return page;
  }

  const section = (code = 'A') => `/inspections/${id}/checklist/${code}`;
  const item = (page: Page, code: string) => page.locator(`[data-item="${code}"]`);
  const choose = (page: Page, code: string, outcome: string) =>
    page.locator(`[name="outcome-${code}"][value="${outcome}"]`).check();
  /** Looks again and again, from outside: the page's security policy forbids to evaluate words inside it. */
  async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 100; tries += 1) {
      if (await holds()) return;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`never: ${what}`);
  }
  const said = async (page: Page, code: string) =>
    (await item(page, code).locator('[data-saved]').textContent()) ?? '';
  const saved = (page: Page, code: string) =>
    until(`${code} is saved`, async () => /^(Đã lưu|Người khác)/.test(await said(page, code)));
  const stored = (code: string) =>
    mongoose.connection
      .collection<{ _id: string; version: number; outcome?: string; note: string; evidence: unknown[] }>(
        'answers',
      )
      .findOne({ _id: `${id}-${code}` });

  let head: Page;

  it('saves each answer as it is given, and says so only then', async () => {
    head = await seat(staff.head);
    await head.goto(section());
    await lookAt(head, /^A\. Kỷ luật/);
    await head.setViewportSize(PHONE);
    await choose(head, 'A1', 'not_met');
    await saved(head, 'A1');
    expect(await stored('A1')).to.include({ outcome: 'not_met', version: 1 });
    await head.fill('#count-A1-present', '18');
    await head.fill('#note-A1', 'Vắng 2 trên 20 người');
    await head.locator('#note-A1').blur();
    await until('a second version', async () => Number(await head.inputValue('[name="version-A1"]')) >= 2);
    await saved(head, 'A1');
    expect(await stored('A1')).to.include({ note: 'Vắng 2 trên 20 người' });
    expect(await head.locator('[data-answered]').textContent()).to.equal('Đã trả lời 1/11 nội dung');
    expect(await item(head, 'A1').locator('[data-finding]').isVisible()).to.equal(true);
    expect(await accessibilityFaults(head)).to.deep.equal([]);
  });

  it('takes a photograph beside the answer', async () => {
    await head.setInputFiles('#photo-A1', { name: 'phòng họp.png', mimeType: 'image/png', buffer: png });
    await item(head, 'A1').locator('.gallery__item').waitFor();
    expect((await stored('A1'))?.evidence).to.have.length(1);
    await head.setInputFiles('#files-A1', {
      name: 'x.exe',
      mimeType: 'application/x-msdownload',
      buffer: png,
    });
    await until('the file is refused', async () => (await said(head, 'A1')).includes('x.exe'));
  });

  it('keeps a photograph on the machine when the line and the page are gone, and sends it later', async () => {
    const context = head.context();
    const lost = await context.newPage();
    await lost.goto(section());
    await context.setOffline(true);
    await lost.setInputFiles('#photo-A1', { name: 'bàn.png', mimeType: 'image/png', buffer: png });
    await until('the photograph waits', async () => (await said(lost, 'A1')).includes('chưa gửi xong'));
    await lost.close();
    await context.setOffline(false);
    expect((await stored('A1'))?.evidence).to.have.length(1);
    await head.reload();
    await until('it has arrived', async () => (await stored('A1'))?.evidence.length === 2);
    await saved(head, 'A1');
    // Whoever opens the page again sends nothing twice.
    await head.reload();
    await head.waitForTimeout(300);
    expect((await stored('A1'))?.evidence).to.have.length(2);
  });

  it('loses nothing while the line is down, and sends it when it is back', async () => {
    const context = head.context();
    await context.setOffline(true);
    await choose(head, 'A3', 'met');
    await head.fill('#note-A4', 'Lịch tuần chưa công khai');
    await head.locator('#note-A4').blur();
    await head.locator('[data-line]:not([hidden])').waitFor();
    expect(await item(head, 'A3').locator('[data-saved]').textContent()).to.include('Chưa lưu trên hệ thống');
    expect(await stored('A3')).to.equal(null);
    // The browser is closed on the way back to the office, and opened again there.
    const keptThere = await context.storageState();
    await context.setOffline(false);
    const again = await seat(staff.head, { storageState: { cookies: [], origins: keptThere.origins } });
    await again.goto(section('B'));
    await until(
      'everything is sent',
      async () => (await stored('A3')) !== null && (await stored('A4')) !== null,
    );
    expect(await stored('A3')).to.include({ outcome: 'met' });
    expect(await stored('A4')).to.include({ note: 'Lịch tuần chưa công khai' });
    await again.close();
    // The first browser sends the same once more: it is taken once.
    await head.evaluate('dispatchEvent(new Event("online"))');
    await saved(head, 'A4');
    expect((await stored('A4'))?.version).to.equal(1);
  });

  it('shows both answers of two inspectors and lets one choose', async () => {
    const secretary = await seat(staff.secretary);
    await secretary.goto(section());
    await choose(head, 'A2', 'met');
    await saved(head, 'A2');
    await choose(secretary, 'A2', 'not_met');
    const conflict = item(secretary, 'A2').locator('.conflict');
    await conflict.waitFor();
    expect(await conflict.textContent())
      .to.include('Không đạt')
      .and.to.include(staff.head.name);
    expect(await accessibilityFaults(secretary)).to.deep.equal([]);
    expect(await stored('A2')).to.include({ outcome: 'met', version: 1 });
    await conflict.getByRole('button', { name: 'Lấy câu trả lời của tôi' }).click();
    await saved(secretary, 'A2');
    expect(await stored('A2')).to.include({ outcome: 'not_met', version: 2 });
    await choose(head, 'A2', 'not_applicable');
    await item(head, 'A2')
      .locator('.conflict')
      .getByRole('button', { name: /^Giữ câu trả lời của/ })
      .click();
    expect(await head.isChecked('[name="outcome-A2"][value="not_met"]')).to.equal(true);
    expect((await stored('A2'))?.version).to.equal(2);
    await secretary.close();
  });

  it('keeps what is typed when the session has ended, and sends it after the next sign-in', async () => {
    await mongoose.connection.collection('sessions').deleteMany({});
    await head.fill('#note-A5', 'Gõ sau khi phiên đã hết');
    await head.locator('#note-A5').blur();
    const link = head.locator('[data-line] a');
    await link.waitFor();
    expect(await stored('A5')).to.equal(null);
    await link.click();
    await head.waitForURL(/sign-in/);
    await signIn(head, staff.head.userName);
    await head.waitForURL((url) => url.pathname === section());
    expect(await head.inputValue('#note-A5')).to.equal('Gõ sau khi phiên đã hết');
    await saved(head, 'A5');
    expect(await stored('A5')).to.include({ note: 'Gõ sau khi phiên đã hết' });
  });

  it('goes on to the next section, and from "not met" to a finding', async () => {
    await choose(head, 'A6', 'met');
    await head.getByRole('button', { name: 'Lưu và sang phần B' }).click();
    await head.waitForURL((url) => url.pathname === section('B'));
    expect(await stored('A6')).to.include({ outcome: 'met' });
    await head.goto(section());
    await item(head, 'A1').locator('[data-finding]').click();
    await head.waitForURL(/findings\/new/);
    await lookAt(head, 'Ghi phát hiện');
    expect(await head.inputValue('#seen')).to.include('Vắng 2 trên 20 người');
    expect(await head.getByLabel('phòng họp.png').isChecked()).to.equal(true);
    await head.goto(`/inspections/${id}/checklist`);
    await lookAt(head, 'Danh mục kiểm tra');
    await head.goto(`/inspections/${id}/checklist/items/A1`);
    await lookAt(head, /^A1\./);
    await head.goto('/checklists');
    await lookAt(head, 'Danh mục kiểm tra');
  });

  it('works as a plain form where scripts are switched off', async () => {
    const page = await seat(staff.member, { javaScriptEnabled: false });
    await page.goto(section('B'));
    await page.check('#outcome-B1');
    await page.fill('#note-B1', 'Đeo thẻ đủ');
    await page.getByRole('button', { name: 'Lưu và xem tổng hợp' }).click();
    await page.waitForURL((url) => url.pathname.endsWith('/checklist'));
    expect(await stored('B1')).to.include({ outcome: 'met', note: 'Đeo thẻ đủ' });
    await page.close();
  });

  it('tells what was typed too late, when the conclusion came first', async () => {
    await head.goto(section('B'));
    await head.context().setOffline(true);
    await head.fill('#note-B2', 'Gõ khi mất mạng');
    await head.locator('[data-line]:not([hidden])').waitFor();
    // The page is left before the line is back, else it might still send in time.
    await head.goto('about:blank');
    await head.context().setOffline(false);
    // Every session has ended above.
    const { supervisor, head: inspector, officer } = staff;
    for (const { agent, userName } of [supervisor, inspector, officer])
      await agent.signIn(userName, PASSWORD);
    await answerTheRest(office, staff, id);
    await walker(office, staff).conclude(id, '2/3/2026');
    await head.goto(section('B'));
    expect(await head.locator('[data-unsent]').textContent()).to.include('B2: Gõ khi mất mạng');
    expect(await accessibilityFaults(head)).to.deep.equal([]);
  });

  it('makes no browser complain', async () => {
    await head.close();
    expect(complaints).to.deep.equal([]);
  });
});
