import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { momentAt } from '../../src/shared/dates.js';
import { complaintsOf, launchBrowser, leaveBy, lookAt, WIDE } from '../support/browser.js';
import { findingForm, minutesForm, paper, versionOn, walker, type Walker } from '../support/cases.js';
import { hireStaff, openOffice, type Office, type Staff } from '../support/office.js';
import { PASSWORD } from '../support/product.js';

describe('an announced visit in the browser', function () {
  this.timeout(120_000);
  let office: Office;
  let staff: Staff;
  let walk: Walker;
  let browser: Browser;
  let head: Page;
  let officer: Page;
  let here: string;
  let id: string;
  let finding: string;
  const complaints: string[] = [];

  before(async () => {
    office = await openOffice({ now: momentAt('2026-03-02', '09:00') });
    staff = await hireStaff(office);
    walk = walker(office, staff);
    id = await walk.prepare({ mode: 'scheduled', plannedFrom: '17/3/2026', plannedTo: '17/3/2026' });
    here = `/inspections/${id}`;
    const { agent } = staff.head;
    const version = versionOn(await agent.get(`${here}/checklist/choice`));
    await agent.post(`${here}/checklist/choice`, { version, checklist: '1', sections: ['B'] });
    await walk.approve(id);
    browser = await launchBrowser();
    [head, officer] = await Promise.all([seat(staff.head), seat(staff.officer)]);
  });
  after(async () => {
    await browser?.close();
    await office?.product.stop();
  });

  /** A window of one's own, signed in. */
  async function seat({ userName }: { userName: string }): Promise<Page> {
    const page = await browser.newPage({ viewport: WIDE, baseURL: office.product.url });
    page.setDefaultTimeout(30_000);
    const heard = complaintsOf(page);
    page.on('close', () => complaints.push(...heard));
    await page.goto('/sign-in');
    await page.fill('#userName', userName);
    await page.fill('#password', PASSWORD);
    await page.click('main button[type=submit]');
    await page.waitForURL((url) => url.pathname === '/');
    return page;
  }
  const on = (day: string) => (office.product.clock.present = momentAt(day, '10:00'));
  const press = (page: Page, name: string) =>
    leaveBy(page, page.getByRole('main').getByRole('button', { name, exact: true }));
  const follow = (page: Page, name: string) =>
    leaveBy(page, page.getByRole('main').getByRole('link', { name, exact: true }).first());
  const textOf = (page: Page) => page.getByRole('main').innerText();

  it('is notified, and the unit acknowledges the notice where its home leads it', async () => {
    await head.goto(here);
    await press(head, 'Thông báo kiểm tra');
    const notice = new URL(head.url()).pathname;
    await head.goto(`${notice}/number`);
    await head.fill('#number', '5/TB-SNV');
    await head.fill('#datedOn', '2/3/2026');
    await press(head, 'Lưu');
    await head.goto(`${notice}/delivery`);
    await head.fill('#deliveredOn', '2/3/2026');
    await head.fill('#to', 'Bà Hoa, văn thư');
    await press(head, 'Lưu');
    await officer.goto('/');
    await leaveBy(officer, officer.locator('main a[href^="/documents/"]').first());
    await lookAt(officer, /^Thông báo kiểm tra/);
    await press(officer, 'Xác nhận đã nhận');
    await head.goto(here);
    expect(await textOf(head)).to.include(`${staff.officer.name}, `);
  });

  it('has the unit’s own report, sent ahead of its form and read by the team', async () => {
    await officer.goto(here);
    await follow(officer, 'Gửi báo cáo của đơn vị');
    await lookAt(officer, 'Gửi báo cáo của đơn vị');
    const { name, content } = paper('báo cáo.pdf');
    await officer.setInputFiles('input[type=file]', {
      name,
      mimeType: 'application/pdf',
      buffer: Buffer.from(content),
    });
    await officer.getByText(/đã nhận .*biên nhận/).waitFor();
    await press(officer, 'Gửi');
    await head.goto(here);
    expect(await textOf(head))
      .to.include('đã gửi báo cáo')
      .and.include('báo cáo.pdf');
  });

  it('is opened, and an item that was not met becomes a finding', async () => {
    on('2026-03-17');
    await head.goto(here);
    await press(head, 'Công bố, bắt đầu kiểm tra');
    await head.goto(`${here}/checklist/B`);
    await head.locator('[name="outcome-B1"][value="not_met"]').check();
    const row = head.locator('[data-item="B1"]');
    await row
      .locator('[data-saved]')
      .getByText(/^Đã lưu/)
      .waitFor();
    await row.locator('[data-finding]').click();
    await head.waitForURL(/findings\/new/);
    await head.fill('#seen', findingForm.seen);
    await head.selectOption('#sign', findingForm.sign);
    await head.check('input[name=severity][value=moderate]');
    await head.fill('#legalBasis', findingForm.legalBasis);
    await head.fill('#mustDo', findingForm.mustDo);
    await head.fill('#responsiblePost', findingForm.responsiblePost);
    await head.fill('#term', '10');
    await press(head, 'Lưu');
    finding = new URL(head.url()).pathname;
    expect(finding).to.match(/^\/findings\/[\w-]+$/);
  });

  it('has no minutes signed while items are unanswered, and says which', async () => {
    await walk.send(id, 'minutes', { ...minutesForm, on: '17/3/2026' }, staff.head);
    await head.goto(`${here}/signing`);
    const summary = head.locator('.govuk-error-summary');
    await leaveBy(head, summary.getByRole('link', { name: /chưa/ }).first());
    await head.locator('#rest summary').click();
    await head.fill('#rest input[type=text]', 'Không thuộc phạm vi lần này');
    await leaveBy(head, head.locator('#rest button[name=together]'));
    await head.goto(`${here}/signing`);
    expect(await summary.count()).to.equal(0);
    await press(head, 'Lưu');
    await walk.sendDraft(id);
  });

  it('is answered finding by finding, decided by another, concluded, and a publication is owed', async () => {
    await officer.goto('/');
    await follow(officer, 'Có ý kiến');
    await officer.check('input[name=kind][value=wrong_fact]');
    await officer.fill('#words', 'Hai công chức đi tập huấn theo giấy cử.');
    await press(officer, 'Gửi ý kiến');
    const supervisor = await seat(staff.supervisor);
    await supervisor.goto(`${finding}/decision`);
    await supervisor.check('input[name=outcome][value=upheld]');
    await supervisor.fill('#reason', 'Giấy cử ghi ngày khác.');
    await press(supervisor, 'Lưu kết quả xem xét');
    await supervisor.goto(`${here}/conclusion`);
    await supervisor.fill('#to', 'Bà Hoa, văn thư');
    await supervisor.fill('#conclusion', 'Đơn vị chấp hành chưa nghiêm giờ làm việc.');
    await press(supervisor, 'Kết luận');
    await lookAt(supervisor, 'KT-2026-0001');
    await officer.goto('/');
    expect(await textOf(officer)).to.include('Xác nhận đã công khai');
    await officer.goto(finding);
    expect(await textOf(officer))
      .to.include('Giấy cử ghi ngày khác.')
      .and.include('31/03/2026');
    for (const page of [head, officer, supervisor]) await page.close();
    expect(complaints).to.deep.equal([]);
  });
});
