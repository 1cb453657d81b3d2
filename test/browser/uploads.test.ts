import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import mongoose from 'mongoose';
import type { BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { accessibilityFaults, complaintsOf, launchProfile } from '../support/browser.js';
import { walker } from '../support/cases.js';
import { cutLine } from '../support/cut-line.js';
import { pdf } from '../support/files.js';
import { hireStaff, openOffice, type Office, type Staff } from '../support/office.js';
import { PASSWORD } from '../support/product.js';

type Item = { id: string; name: string; size: number; caption: string };
const findings = () => mongoose.connection.collection<{ _id: string; evidence: Item[] }>('findings');
const parcels = () => mongoose.connection.collection<{ _id: string; offset: number }>('parcels');

describe('sending files over a bad line, in the browser', function () {
  this.timeout(120_000);
  let office: Office;
  let staff: Staff;
  let folder: string;
  let context: BrowserContext;
  let line: Awaited<ReturnType<typeof cutLine>>;
  let finding: string;
  const complaints: string[] = [];
  /** Where each request for a file began. */
  const offsets = new Map<string, number[]>();
  const large = Buffer.concat([pdf, randomBytes(16 * 1024 * 1024)]);

  before(async () => {
    office = await openOffice();
    line = await cutLine(office.product.port);
    staff = await hireStaff(office);
    const walk = walker(office, staff);
    finding = await walk.record(await walk.opened());
    folder = await mkdtemp(path.join(tmpdir(), 'ky-cuong-browser-'));
    await writeFile(path.join(folder, 'báo cáo lớn.pdf'), large);
    const picture = sharp({ create: { width: 900, height: 600, channels: 3, background: '#3a6' } });
    await writeFile(path.join(folder, 'quầy.jpg'), await picture.jpeg().toBuffer());
    await writeFile(path.join(folder, 'giả.jpg'), '<html><script>alert(1)</script>');
  });
  after(async () => {
    await context?.close();
    line?.stop();
    await rm(folder, { recursive: true, force: true });
    await office?.product.stop();
  });

  /** Opens the browser again with what it kept on this machine. */
  async function open(): Promise<Page> {
    context = await launchProfile(path.join(folder, 'profile'), line.url);
    context.setDefaultTimeout(30_000);
    const [page = await context.newPage()] = context.pages();
    const heard = complaintsOf(page);
    page.on('close', () => complaints.push(...heard.filter((one) => !/net::ERR_/.test(one))));
    page.on('request', (request) => {
      const from = request.method() === 'PATCH' ? Number(request.headers()['upload-offset']) : -1;
      if (from >= 0) offsets.set(request.url(), [...(offsets.get(request.url()) ?? []), from]);
    });
    await page.goto(`/findings/${finding}/evidence`);
    if (new URL(page.url()).pathname === '/sign-in') {
      await page.fill('#userName', staff.head.userName);
      await page.fill('#password', PASSWORD);
      await page.click('main button[type=submit]');
      await page.waitForURL((url) => url.pathname !== '/sign-in');
    }
    return page;
  }
  /** A slow line, so that there is a middle in which it can break: files go out at so many bytes a second. */
  async function slow(page: Page, rate: number): Promise<void> {
    const wire = await context.newCDPSession(page);
    const conditions = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: rate };
    await wire.send('Network.emulateNetworkConditions', conditions);
  }
  /** Ends the browser as a killed process ends: nothing is written that was not, nobody is told. */
  async function crash(page: Page): Promise<void> {
    const wire = await context.newCDPSession(page);
    const ended = context.waitForEvent('close');
    await Promise.all([ended, wire.send('Browser.crash').catch(() => undefined)]);
  }
  const arrived = async () => (await parcels().findOne({ size: large.length }))?.offset ?? 0;
  const arrivedPast = async (bytes: number): Promise<number> => {
    for (let tries = 0; tries < 400; tries += 1) {
      const offset = await arrived();
      if (offset > bytes) return offset;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('nothing arrives');
  };

  it('goes on after the line broke twice and the browser was killed, and sends the form when all is there', async () => {
    let page = await open();
    await slow(page, 1_500_000);
    await page.setInputFiles('#files', [path.join(folder, 'báo cáo lớn.pdf')]);
    let offset = 0;
    for (let cuts = 0; cuts < 2; cuts += 1) {
      await arrivedPast(offset);
      line.cut();
      await page.waitForTimeout(500);
      // What was on the line when it broke has been written by now.
      offset = await arrived();
      line.mend();
    }
    offset = await arrivedPast(offset);
    await crash(page);
    const kept = await arrived();
    expect(kept).to.be.within(offset, large.length - 1);

    page = await open();
    await page.getByText('báo cáo lớn.pdf').waitFor();
    await page.setInputFiles('#files', [path.join(folder, 'quầy.jpg'), path.join(folder, 'giả.jpg')]);
    await page.getByText('không đúng với phần mở rộng').waitFor();
    await page.locator('.files__coming--wrong [data-drop]').click();
    await page
      .locator('.files__kept', { hasText: 'quầy.jpg' })
      .getByPlaceholder('Chú thích riêng')
      .fill('Quầy số 1');
    expect(await accessibilityFaults(page)).to.deep.equal([]);
    await page.click('main button[type=submit]');
    await page.waitForURL(`**/findings/${finding}`);
    const evidence = (await findings().findOne({ _id: finding }))?.evidence ?? [];
    expect(evidence.map(({ name, size, caption }) => [name, size, caption])).to.deep.include.members([
      ['báo cáo lớn.pdf', large.length, ''],
    ]);
    expect(evidence.find(({ name }) => name === 'quầy.jpg')?.caption).to.equal('Quầy số 1');
    expect(evidence).to.have.length(2);
    const [begun = []] = offsets.values();
    expect(begun.length, 'once more after each cut, and after the end of the browser').to.be.at.least(4);
    expect(begun, 'nothing that had arrived is sent again').to.deep.equal([...begun].sort((a, b) => a - b));
    expect(begun.filter((from) => from === 0)).to.have.length(1);
    await page.goto(`/findings/${finding}/evidence`);
    await page.waitForTimeout(300);
    expect(await page.locator('.files li').count(), 'nothing is left over').to.equal(0);
    expect(complaints).to.deep.equal([]);
  });

  it('takes a folder in the order of its names, smaller, with the hour of each photo, and waits for all of it', async () => {
    const photos = path.join(folder, 'ảnh');
    await mkdir(photos);
    const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
    for (const name of ['ảnh 10.jpg', 'ảnh 2.jpg'])
      await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#fff', noise } })
        .jpeg({ quality: 95 })
        .withExif({ IFD2: { DateTimeOriginal: '2026:03:01 08:30:00' } })
        .withMetadata({ orientation: 6 })
        .toFile(path.join(photos, name));
    await writeFile(path.join(photos, 'Thumbs.db'), 'hidden');
    await writeFile(path.join(photos, 'ghi chú.txt'), 'of another kind');
    const page = await context.newPage();
    await page.goto(`/findings/${finding}/evidence`);
    await page.check('[data-shrink]');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('[data-folder]')]);
    await chooser.setFiles(photos);
    await page.getByText('Không nhận các tệp khác loại trong thư mục: ghi chú.txt.').waitFor();
    await page.click('main button[type=submit]');
    await page.waitForURL(`**/findings/${finding}`);
    const [first, second] = ((await findings().findOne({ _id: finding }))?.evidence ?? []).slice(-2);
    expect([first?.name, second?.name]).to.deep.equal(['ảnh 2.jpg', 'ảnh 10.jpg']);
    expect(first?.size).to.be.below((await stat(path.join(photos, 'ảnh 2.jpg'))).size);
    await page.goto(`/evidence/${first?.id ?? ''}/about`);
    await page.getByText('08:30 01/03/2026 (theo đồng hồ máy ảnh)').waitFor();
    const upright = await page.evaluate(
      `(async () => {
        const picture = document.querySelector('.file-page__picture img');
        await picture.decode();
        return picture.naturalHeight / picture.naturalWidth;
      })()`,
    );
    expect(upright, 'turned once, not twice').to.be.closeTo(1.5, 0.01);
    await page.goto(`/findings/${finding}/evidence`);
    await page.waitForTimeout(300);
    expect(await page.locator('.files li').count(), 'nothing is left over').to.equal(0);
    await page.close();
  });

  it('are paused from the first moment on, and can not be once they are being checked', async () => {
    const page = await context.newPage();
    const held = async (path: string) => {
      let release = () => {};
      const wait = new Promise<void>((resolve) => (release = resolve));
      await page.route(path, async (route) => {
        await wait;
        await route.continue();
      });
      return release;
    };
    const [loaded, checked] = [await held('**/tus.min.js'), await held('**/receipt')];
    await page.goto(`/findings/${finding}/evidence`);
    const before = await parcels().countDocuments();
    await page.setInputFiles('#files', [path.join(folder, 'quầy.jpg')]);
    const row = page.locator('.files__coming');
    await row.locator('[data-pause]').click();
    loaded();
    await page.waitForTimeout(300);
    expect(await row.textContent()).to.include('đã tạm dừng');
    expect(await parcels().countDocuments(), 'nothing has left').to.equal(before);
    await row.locator('[data-pause]').click();
    await row.getByText('đang kiểm tra').waitFor();
    expect(await row.locator('[data-pause]').isVisible()).to.equal(false);
    checked();
    await page.locator('.files__kept').waitFor();
    await page.close();
  });
});
