import { expect } from 'chai';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { momentAt } from '../../src/shared/dates.js';
import { complaintsOf, launchBrowser, leaveBy, lookAt, WIDE } from '../support/browser.js';
import { findingForm, walker } from '../support/cases.js';
import { hireStaff, openOffice, type Office, type Staff } from '../support/office.js';
import { PASSWORD } from '../support/product.js';

/** A picture of nothing in particular, with as many different pixels as a photograph. */
const photo = (seed: number) =>
  sharp({
    create: {
      width: 800,
      height: 600,
      channels: 3,
      background: '#778',
      noise: { type: 'gaussian', mean: 100 + seed, sigma: 30 },
    },
  })
    .jpeg()
    .toBuffer();

describe('a case in the browser', function () {
  this.timeout(120_000);
  let office: Office;
  let staff: Staff;
  let browser: Browser;
  /** The picture that the finding is recorded with; made anew it would be another. */
  let shot: Buffer;
  const complaints: string[] = [];
  const contexts: BrowserContext[] = [];

  before(async () => {
    office = await openOffice({ now: momentAt('2026-03-02', '09:00') });
    staff = await hireStaff(office);
    browser = await launchBrowser();
  });
  after(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
    await office?.product.stop();
  });

  /** A browser of one's own, signed in. */
  async function seat({ userName }: { userName: string }, options: object = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: WIDE, baseURL: office.product.url, ...options });
    context.setDefaultTimeout(30_000);
    contexts.push(context);
    const page = await context.newPage();
    const heard = complaintsOf(page);
    page.on('close', () => complaints.push(...heard));
    await page.goto('/sign-in');
    await page.fill('#userName', userName);
    await page.fill('#password', PASSWORD);
    await page.click('main button[type=submit]');
    await page.waitForURL((url) => url.pathname === '/');
    return page;
  }

  const press = (page: Page, name: string) =>
    leaveBy(page, page.getByRole('main').getByRole('button', { name, exact: true }));
  const follow = (page: Page, name: string) =>
    leaveBy(page, page.getByRole('main').getByRole('link', { name, exact: true }).first());

  async function fillVisit(page: Page, more: { unit?: string } = {}): Promise<void> {
    await page.fill('#unit', more.unit ?? 'Phường Bồ Đề · 00118');
    await page.check('input[name=mode][value=surprise]');
    await page.selectOption('#kind', 'public_service');
    await page.fill('#topic', 'Trách nhiệm thực thi công vụ');
    await page.fill('#plannedFrom', '2/3/2026');
    await page.fill('#plannedTo', '2/3/2026');
    await page.selectOption('#head', staff.head.id);
    await page.selectOption('#secretary', staff.secretary.id);
    await page.selectOption('#approver', staff.supervisor.id);
  }

  let head: Page;
  let supervisor: Page;
  let officer: Page;
  let address: string;
  let finding: string;

  it('is prepared by an inspector', async () => {
    head = await seat(staff.head);
    await lookAt(head, /^Chào buổi sáng/);
    await follow(head, 'Chuẩn bị cuộc kiểm tra');
    await lookAt(head, 'Chuẩn bị cuộc kiểm tra');
    await fillVisit(head, { unit: 'Phường Trên Mây' });
    await press(head, 'Lưu');
    await lookAt(head, 'Chuẩn bị cuộc kiểm tra');
    expect(await head.inputValue('#unit')).to.equal('Phường Trên Mây');
    await head.fill('#unit', 'bo de');
    await press(head, 'Lưu');
    await lookAt(head, 'Cuộc kiểm tra chưa có số');
    address = new URL(head.url()).pathname;
  });

  it('is approved by the supervisor and opened on site', async () => {
    supervisor = await seat(staff.supervisor);
    await lookAt(supervisor, /^Chào buổi sáng/);
    await supervisor.goto('/notices');
    await lookAt(supervisor, 'Hộp thư');
    await supervisor.goto(address);
    await press(supervisor, 'Phê duyệt');
    await lookAt(supervisor, 'Cuộc kiểm tra chưa có số');
    await head.goto(address);
    await press(head, 'Công bố, bắt đầu kiểm tra');
    await lookAt(head, 'KT-2026-0001');
  });

  it('has a finding recorded with a photograph that survives a mistake elsewhere', async () => {
    shot = await photo(1);
    await follow(head, 'Ghi phát hiện');
    await lookAt(head, 'Ghi phát hiện');
    await head.fill('#seen', findingForm.seen);
    await head.selectOption('#sign', findingForm.sign);
    await head.check('input[name=severity][value=serious]');
    await head.setInputFiles('input[type=file]', {
      name: 'quầy số 1.jpg',
      mimeType: 'image/jpeg',
      buffer: shot,
    });
    await head.fill('#responsiblePost', findingForm.responsiblePost);
    await press(head, 'Lưu');
    await lookAt(head, 'Ghi phát hiện');
    expect(await head.getByRole('checkbox', { name: 'quầy số 1.jpg' }).isChecked()).to.equal(true);
    await head.fill('#mustDo', findingForm.mustDo);
    await head.fill('#term', '5');
    await press(head, 'Lưu');
    await lookAt(head, /KT-2026-0001\/1/);
    finding = new URL(head.url()).pathname;
    const picture = head.locator('.gallery__picture').first();
    await picture.scrollIntoViewIfNeeded();
    await head.waitForFunction('document.querySelector(".gallery__picture").naturalWidth > 0');
    await head.goto('/findings');
    await lookAt(head, 'Các phát hiện');
  });

  it('knows a photograph again by what the browser computes of it, without its being sent', async () => {
    await head.goto('/check');
    await lookAt(head, 'Đối chiếu tệp');
    const sent: string[] = [];
    head.on('request', (request) => sent.push(request.postData() ?? ''));
    const file = { name: 'bản sao.jpg', mimeType: 'image/jpeg', buffer: shot };
    await Promise.all([head.waitForEvent('load'), head.setInputFiles('#check-file', file)]);
    await lookAt(head, 'Đối chiếu tệp');
    expect(await head.locator('.notice__title').textContent()).to.include('Đúng là tệp đang lưu trong hồ sơ');
    expect(await head.locator('main h2').first().textContent()).to.equal('quầy số 1.jpg');
    expect(sent.some((body) => /hash=[0-9a-f]{64}$/.test(body))).to.equal(true);
    expect(sent.join('')).not.to.include('bản sao');
  });

  it('has its minutes written on site, signed, and printed', async () => {
    await head.goto(`${address}/minutes`);
    await lookAt(head, 'Lập biên bản');
    await head.fill('#begunAt', '8h');
    await head.fill('#representative', 'Nguyễn Thị Hoa, Phó Chủ tịch');
    await head.fill('#present', 'Nguyễn Thị Hoa, Phó Chủ tịch');
    await press(head, 'Lưu biên bản');
    await lookAt(head, 'Lập biên bản');
    expect(await head.inputValue('#representative')).to.equal('Nguyễn Thị Hoa, Phó Chủ tịch');
    await head.fill('#endedAt', '8h55');
    await press(head, 'Lưu biên bản');
    await lookAt(head, 'KT-2026-0001');
    await head.goto(`${address}/signing`);
    await lookAt(head, 'Ghi nhận việc ký biên bản');
    await press(head, 'Lưu');
    await lookAt(head, 'KT-2026-0001');
    await press(head, 'Biên bản kiểm tra');
    await lookAt(head, 'Biên bản kiểm tra');
    await head.goto(`${address}/draft`);
    await head.fill('#to', 'Bà Hoa, văn thư');
    await press(head, 'Ghi nhận giao dự thảo');
    await lookAt(head, 'KT-2026-0001');
  });

  it('is answered by the unit, and the answer decided by somebody who was not on the visit', async () => {
    officer = await seat(staff.officer);
    await lookAt(officer, /Phường Bồ Đề/);
    await follow(officer, 'Có ý kiến');
    await lookAt(officer, 'Có ý kiến về phát hiện');
    await officer.check('input[name=kind][value=missing_evidence]');
    await officer.fill('#words', 'Đã có giấy cử đi tập huấn.');
    const proof = { name: 'giấy cử.jpg', mimeType: 'image/jpeg', buffer: await photo(3) };
    await officer.setInputFiles('input[type=file]', proof);
    await press(officer, 'Gửi ý kiến');
    await lookAt(officer, /KT-2026-0001\/1/);
    await supervisor.goto(address);
    await lookAt(supervisor, 'KT-2026-0001');
    await supervisor.locator('.blocked a').first().click();
    await lookAt(supervisor, 'Xem xét ý kiến của đơn vị');
    await supervisor.check('input[name=outcome][value=upheld]');
    await supervisor.fill('#reason', 'Giấy cử đi tập huấn ghi ngày khác.');
    await press(supervisor, 'Lưu kết quả xem xét');
    await lookAt(supervisor, /KT-2026-0001\/1/);
  });

  it('is concluded, with the dates shown before it is signed', async () => {
    await supervisor.goto(address);
    await follow(supervisor, 'Kết luận');
    await lookAt(supervisor, 'Kết luận');
    expect(await supervisor.getByRole('main').textContent()).to.include('09/03/2026');
    await supervisor.fill('#to', 'Bà Hoa, văn thư');
    await supervisor.fill('#conclusion', 'Đơn vị chấp hành chưa nghiêm giờ làm việc.');
    await press(supervisor, 'Kết luận');
    await lookAt(supervisor, 'KT-2026-0001');
  });

  it('is made public inside the unit, and remedied with proof', async () => {
    await officer.goto('/');
    await follow(officer, 'Xác nhận đã công khai');
    await lookAt(officer, 'Xác nhận công khai kết luận');
    await officer.fill('#place', 'Bảng tin trụ sở');
    await press(officer, 'Xác nhận công khai kết luận');
    await lookAt(officer, 'KT-2026-0001');
    await officer.goto(finding);
    await lookAt(officer, /KT-2026-0001\/1/);
    await follow(officer, 'Báo cáo khắc phục');
    await officer.fill('#done', 'Đã bố trí đủ người trực.');
    await press(officer, 'Gửi báo cáo');
    await lookAt(officer, 'Báo cáo khắc phục');
    expect(await officer.inputValue('#done')).to.equal('Đã bố trí đủ người trực.');
    const proof = { name: 'sau.jpg', mimeType: 'image/jpeg', buffer: await photo(2) };
    await officer.setInputFiles('input[type=file]', { ...proof, name: 'nhầm.jpg', buffer: shot });
    await press(officer, 'Gửi báo cáo');
    await lookAt(officer, 'Báo cáo khắc phục');
    expect(await officer.textContent('.govuk-error-summary')).to.include(
      '“nhầm.jpg” chính là tệp đã ghi nhận',
    );
    await officer.setInputFiles('input[type=file]', proof);
    expect(await officer.getByRole('checkbox', { name: 'nhầm.jpg' }).isChecked()).to.equal(false);
    await press(officer, 'Gửi báo cáo');
    await lookAt(officer, /KT-2026-0001\/1/);
  });

  it('is verified, and closes', async () => {
    await head.goto('/');
    await lookAt(head, /^Chào buổi sáng/);
    await follow(head, 'Xác minh');
    await lookAt(head, 'Xác minh kết quả khắc phục');
    await head.check('input[name=outcome][value=accepted]');
    await press(head, 'Lưu kết quả xác minh');
    await head.goto(address);
    await lookAt(head, 'KT-2026-0001');
    expect(await head.locator('.steps').textContent()).to.include('Kết thúc');
    await head.goto('/inspections');
    await lookAt(head, 'Các cuộc kiểm tra');
    const leader = await seat(staff.leader);
    await lookAt(leader, /Tình hình/);
    await leader.goto('/reports/01/2026-03');
    await lookAt(leader, /03\/2026|3\/2026/);
    await leader.close();
  });

  it('can be carried by the keyboard alone', async () => {
    const page = await seat(staff.secretary);
    await page.goto('/inspections/new');
    const focused = () =>
      page.evaluate<string>('document.activeElement.id || document.activeElement.className');
    await page.keyboard.press('Tab');
    expect(await focused()).to.include('govuk-skip-link');
    await page.keyboard.press('Enter');
    expect(await focused()).to.equal('main');
    await page.focus('#unit');
    await page.keyboard.type('Phường Bồ Đề');
    await page.keyboard.press('Tab');
    expect(await focused()).to.equal('mode');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    expect(await focused()).to.equal('kind');
    await page.focus('#plannedFrom');
    await page.keyboard.type('3/3');
    await page.keyboard.press('Enter');
    // The script of the page moves the focus, a moment after the page is there.
    await page.waitForSelector('.govuk-error-summary:focus');
    const first = page.locator('.govuk-error-summary a').first();
    const to = (await first.getAttribute('href'))?.slice(1);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused()).to.equal(to);
    expect(await page.inputValue('#unit')).to.equal('Phường Bồ Đề');
    await page.close();
  });

  it('is prepared all the same where scripts are switched off', async () => {
    const page = await seat(staff.member, { javaScriptEnabled: false });
    await page.goto('/inspections/new');
    await fillVisit(page, { unit: 'Phường Trên Mây' });
    await press(page, 'Lưu');
    expect(await page.locator('.govuk-error-summary a').first().getAttribute('href')).to.equal('#unit');
    expect(await page.inputValue('#topic')).to.equal('Trách nhiệm thực thi công vụ');
    expect(await page.isChecked('input[name=mode][value=surprise]')).to.equal(true);
    await page.fill('#unit', 'Phường Bồ Đề');
    await press(page, 'Lưu');
    expect(await page.locator('h1').textContent()).to.equal('Cuộc kiểm tra chưa có số');
    await page
      .locator('summary', { hasText: 'Thêm' })
      .or(page.locator('.menu--more summary'))
      .first()
      .click();
    await page.close();
  });

  it('is carried on from where somebody else has changed it, with both versions in sight', async () => {
    const { prepare } = walker(office, staff);
    const id = await prepare();
    const page = await seat(staff.secretary);
    await page.goto(`/inspections/${id}/edit`);
    await head.goto(`/inspections/${id}/edit`);
    await head.fill('#topic', 'Bản của trưởng đoàn');
    await press(head, 'Lưu');
    await page.fill('#topic', 'Bản của thư ký');
    await press(page, 'Lưu');
    await lookAt(page, 'Sửa cuộc kiểm tra');
    expect(await page.locator('.conflict tbody tr').textContent()).to.include('Bản của trưởng đoàn');
    await page.close();
  });

  it('makes no browser complain', async () => {
    for (const page of [head, supervisor, officer]) await page.close();
    expect(complaints).to.deep.equal([]);
  });
});
