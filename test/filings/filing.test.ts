import { createHash } from 'node:crypto';
import { expect } from 'chai';
import mongoose from 'mongoose';
import sharp from 'sharp';
import { createServices } from '../../src/services.js';
import { fold } from '../../src/units/unit-names.js';
import { readPdf } from '../paper/support/pdf.js';
import type { Reply, SentFile } from '../support/agent.js';
import { errandOf } from '../support/errands.js';
import { hidden, versionOn } from '../support/cases.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

/** An address as a browser reads it out of a page. */
const plainOf = (href: string): string => href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');

/** The links of a paper's figures: where each leads within the product, and the figure that it stands on. */
async function linksOf(bytes: Buffer): Promise<{ path: string; figure: string }[]> {
  const { document } = await readPdf(bytes);
  const found: { path: string; figure: string }[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const links = (await page.getAnnotations()) as { url?: string; contentsObj: { str: string } }[];
    for (const { url = '', contentsObj } of links) {
      const { pathname, search } = new URL(url);
      found.push({ path: pathname + search, figure: contentsObj.str.split(': ').at(-1) ?? '' });
    }
  }
  return found;
}

describe('a report on file', () => {
  const { office, staff, walk } = officeAtWork({ now: new Date('2026-02-27T02:00:00Z') });
  let filing: string;
  const texts = {
    direction: 'Ban hành kế hoạch kiểm tra.\nĐã tiến hành 15 cuộc kiểm tra.',
    proposals: 'Không',
    sections: ['direction', 'inspections', 'coverage', 'findings', 'remediation', 'proposals'],
  };
  const at = (moment: string) => (office.product.clock.present = new Date(moment));

  before(async function () {
    this.timeout(60_000);
    const id = await walk.opened();
    await walk.record(id);
    await walk.record(id, { severity: 'serious', sign: '2.2' });
    await walk.conclude(id, '27/2/2026');
    at('2026-03-02T02:00:00Z');
  });

  const step = async ({ agent }: Worker, noun: string, more: Record<string, string | string[]> = {}) => {
    const html = await agent.get(`/filings/${filing}`);
    const digest = hidden(html.html, 'digest');
    return agent.post(`/filings/${filing}/${noun}`, {
      version: hidden(html.html, 'version') || '1',
      digest,
      ...more,
    });
  };
  /** Lays the report before the leader, and waits as long as that takes. */
  const sent = async (worker: Worker) => errandOf(worker.agent, await step(worker, 'submission'));
  const issued = async (reply: Reply) => {
    if (reply.status !== 303) return reply.status;
    const { text } = await errandOf(staff.head.agent, reply);
    return text.includes('Đã xong') ? 'done' : text;
  };
  const versionNow = async () => {
    const found = await mongoose.connection
      .collection<{ _id: string; version: number }>('filings')
      .findOne({ _id: filing });
    return String(found?.version);
  };
  const bytesOf = async (path: string) => {
    const cookie = `session=${staff.head.agent.cookie('session')}`;
    const response = await fetch(`${office.product.url}${path}`, { headers: { cookie } });
    return Buffer.from(await response.arrayBuffer());
  };

  it('is made once, by people of its own unit, for a unit and term', async () => {
    const { agent } = staff.head;
    expect((await agent.get('/reports/01/2026-02')).text).to.include('Lập hồ sơ báo cáo');
    const first = await agent.post('/reports/01/2026-02/filing');
    const again = await agent.post('/reports/01/2026-02/filing');
    expect([first.status, again.location]).to.deep.equal([303, first.location]);
    filing = first.location?.split('/').at(-1) ?? '';
    expect((await staff.leader.agent.post('/reports/01/2026-02/filing')).status).to.equal(403);
    expect((await staff.officer.agent.post('/reports/01/2026-02/filing')).status).to.equal(404);
    expect((await staff.officer.agent.get(`/filings/${filing}`)).status).to.equal(404);
  });

  it('is not sent before it says what only a person can say', async () => {
    const { agent } = staff.head;
    expect((await agent.get(`/filings/${filing}`)).text).to.include('Kiến nghị, đề xuất: chưa viết');
    const early = await agent.post(`/filings/${filing}/submission`, { version: await versionNow() });
    expect(early.status).to.equal(422);
    const long = await agent.post(`/filings/${filing}/texts`, {
      ...texts,
      version: await versionNow(),
      direction: 'x'.repeat(9000),
    });
    expect([long.status, long.html.includes('x'.repeat(9000))]).to.deep.equal([422, true]);
    const saved = await agent.post(`/filings/${filing}/texts`, { ...texts, version: await versionNow() });
    expect(saved.status).to.equal(303);
    expect((await agent.post(`/filings/${filing}/texts`, { ...texts, version: '1' })).status).to.equal(409);
  });

  it('tells a number in the text that no figure is', async () => {
    const { text } = await staff.head.agent.get(`/filings/${filing}`);
    expect(text).to.include('ghi “15 cuộc kiểm tra” nhưng không số liệu nào');
  });

  it('goes to the leader, who returns it with remarks at the place, and then accepts what was shown', async () => {
    const asked = await step(staff.head, 'submission');
    expect((await errandOf(staff.head.agent, asked)).text).to.include('Đã xong');
    expect((await staff.leader.agent.get(asked.location ?? '')).status).to.equal(404);
    expect((await staff.head.agent.get('/notices')).text).to.include('Đã trình xong báo cáo tháng 2/2026');
    expect((await staff.leader.agent.get('/notices')).text).to.include('trình báo cáo tháng 2/2026');
    expect((await step(staff.head, 'acceptance', { digest: 'x' })).status).to.equal(403);
    const { text } = await staff.leader.agent.get(`/filings/${filing}`);
    expect(text).to.include('So với kỳ trước').and.include('+2');
    const back = { version: await versionNow(), reason: 'Sửa lời', remark_direction: 'Chỉ có 1 cuộc' };
    expect(
      (await staff.leader.agent.post(`/filings/${filing}/return`, { ...back, reason: '' })).status,
    ).to.equal(422);
    expect((await staff.leader.agent.post(`/filings/${filing}/return`, back)).status).to.equal(303);
    const returned = await staff.head.agent.get(`/filings/${filing}/texts`);
    expect(returned.text).to.include('Chỉ có 1 cuộc');
    expect((await staff.head.agent.get(`/filings/${filing}`)).text).to.include('trả lại để sửa Sửa lời');
    const mended = { ...texts, version: versionOn(returned), direction: 'Đã tiến hành 1 cuộc kiểm tra.' };
    await staff.head.agent.post(`/filings/${filing}/texts`, mended);
    await sent(staff.head);
    expect((await step(staff.leader, 'acceptance', { digest: 'another' })).status).to.equal(422);
    expect((await step(staff.leader, 'acceptance')).status).to.equal(303);
  });

  it('is issued with the number of the clerk, and prints the same bytes whatever happens afterwards', async () => {
    const issue = async (more: object) =>
      issued(
        await staff.head.agent.post(`/filings/${filing}/issue`, {
          version: await versionNow(),
          number: '15/BC-UBND',
          on: '2/3/2026',
          ...more,
        }),
      );
    const stranger = office.product.agent();
    expect((await stranger.get(`/verify/${filing}`)).status).to.equal(404);
    expect(await issue({ on: '28/2/2026' })).to.equal(422);
    expect(await issue({ on: '3/3/2026' })).to.equal(422);
    expect(await issue({})).to.equal('done');
    const first = await bytesOf(`/filings/${filing}/paper.pdf?language=vi`);
    const { text } = await readPdf(first);
    expect(fold(text)).to.include(fold('Số: 15/BC-UBND'));
    const page = await staff.head.agent.get(`/filings/${filing}`);
    const hash = createHash('sha256').update(first).digest('hex');
    expect(page.text).to.include(hash);
    expect(fold(text))
      .to.include(fold(`Mã tra cứu: ${filing}`))
      .and.include(fold('nhật ký khi in: số'));
    const known = await stranger.get(`/verify/${filing}`);
    expect(known.text).to.include('Văn bản có thật').and.include('15/BC-UBND').and.include(hash);
    expect(known.text).not.to.include('Đã tiến hành');
    const unknown = await stranger.get('/verify/khongco');
    expect([unknown.status, unknown.text.includes('Không tìm thấy văn bản')]).to.deep.equal([404, true]);
    expect((await stranger.get(`/verify?code=${filing.toUpperCase()}`)).location).to.equal(
      `/verify/${filing}`,
    );
    await mongoose.connection
      .collection('findings')
      .updateOne({ severity: 'minor' }, { $set: { severity: 'serious' } });
    await mongoose.connection
      .collection('findings')
      .updateOne({ ordinal: 2 }, { $set: { concludedOn: '2026-03-01' } });
    at('2026-04-02T02:00:00Z');
    await walk.prepare();
    expect((await bytesOf(`/filings/${filing}/paper.pdf?language=vi`)).equals(first)).to.equal(true);
    expect((await step(staff.head, 'resumption')).status).to.equal(409);
  });

  it('is printed in the background when somebody asks for it, for that one alone', async () => {
    const { head, leader } = staff;
    const reply = await head.agent.post('/reports/01/2026-02/paper', { language: 'en' });
    const { html } = await errandOf(head.agent, reply);
    const result = /href="(\/errands\/\w+\/result)"/.exec(html)?.[1] ?? '';
    const paper = await head.agent.fetch(result);
    expect(paper.headers.get('content-type')).to.equal('application/pdf');
    expect((await paper.text()).slice(0, 5)).to.equal('%PDF-');
    expect((await leader.agent.get(result)).status).to.equal(404);
    const { html: page } = await head.agent.get('/reports/01/2026-02');
    const shown = [...page.matchAll(/<td class="number"><a href="([^"]+)">/g)].map(([, href = '']) =>
      plainOf(href),
    );
    const printed = await linksOf(Buffer.from(await (await head.agent.fetch(result)).arrayBuffer()));
    expect(shown.length).to.be.above(10);
    const paths = printed.map(({ path }) => path);
    expect(paths.slice(0, shown.length)).to.deep.equal(shown);
    // After the figures the rows of the annexes lead to their cases.
    for (const path of paths.slice(shown.length)) {
      expect(path).to.match(/^\/(inspections|findings)\/\w+$/);
      expect((await head.agent.get(path)).status, path).to.equal(200);
    }
    expect(paths.length).to.be.above(shown.length);
    const late = await head.agent.post(`${reply.location}/cancellation`);
    expect((await head.agent.get(late.location ?? '')).text).to.include('Việc này đã kết thúc');
    expect((await head.agent.post('/reports/01/2026-13/paper')).status).to.equal(422);
  });

  it('is read back every night, with whatever was made in the background', async () => {
    const { integrity } = office.services;
    const faults = async () =>
      (await integrity.verify()).faults.map(({ fileId, what }) => ({ fileId, what }));
    expect(await faults()).to.deep.equal([]);
    const stored = mongoose.connection.collection<{
      _id: string;
      issued: { papers: { vi: { id: string } } };
    }>('filings');
    const { id } = (await stored.findOne({ _id: filing }))!.issued.papers.vi;
    const pieces = mongoose.connection.collection('evidence.chunks');
    const kept = await pieces.find({ files_id: id }).toArray();
    await pieces.deleteMany({ files_id: id });
    expect(await faults()).to.deep.equal([{ fileId: id, what: 'missing' }]);
    await pieces.insertMany(kept);
  });

  it('is read by other systems of its unit with a token, and by nobody else', async () => {
    const { administrator, head } = staff;
    const rooms = '/settings/connections';
    expect((await head.agent.get(rooms)).status).to.equal(403);
    const id = hidden((await administrator.agent.get(rooms)).html, 'id');
    const form = { id, name: 'Trục <dữ liệu> Thành phố', unit: '01', extent: 'unit' };
    const wrong = await administrator.agent.post(rooms, { ...form, unit: 'Không có' });
    expect([wrong.status, wrong.html.includes('Trục &lt;dữ liệu&gt; Thành phố')]).to.deep.equal([422, true]);
    const connect = async (more: object): Promise<string> => {
      const made = await administrator.agent.post(rooms, { ...form, ...more });
      return /\b[\w-]{43}\b/.exec(made.text)?.[0] ?? String(made.status);
    };
    const token = await connect({});
    expect(await connect({})).to.equal('409');
    const other = await connect({ id: '', unit: office.wards.boDe.code });

    const read = (path: string, secret: string) =>
      fetch(`${office.product.url}/api/reports${path}`, { headers: { authorization: `Bearer ${secret}` } });
    type Known = { id: string; number: string; pdf: { vi: { sha256: string } } };
    const listed = async (secret: string) =>
      ((await (await read('', secret)).json()) as { reports: Known[] }).reports;
    const [report, ...rest] = await listed(token);
    expect([report?.id, report?.number, rest]).to.deep.equal([filing, '15/BC-UBND', []]);
    const paper = await read(`/${filing}.pdf?lang=vi`, token);
    const bytes = Buffer.from(await paper.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).to.equal(report?.pdf.vi.sha256);
    expect(bytes.equals(await bytesOf(`/filings/${filing}/paper.pdf?language=vi`))).to.equal(true);
    const figures = (await (await read(`/${filing}.json`, token)).json()) as { figures: { list: string }[] };
    expect(figures.figures.length).to.be.above(10);
    expect(figures.figures.some(({ list }) => list.includes(`/filings/${filing}/figure`))).to.equal(true);
    expect(await (await read(`/${filing}.csv?lang=en`, token)).text()).to.include('Trục <dữ liệu> Thành phố');
    expect((await read(`/${filing}.xlsx`, token)).headers.get('content-type')).to.include('spreadsheetml');

    expect(await listed(other)).to.deep.equal([]);
    // The report as one of the ward: above it only who asked for the whole area finds it.
    const reports = mongoose.connection.collection<{ _id: string; unit: object; readers: string[] }>(
      'filings',
    );
    const issued = await reports.findOne({ _id: filing });
    const { id: wardId, name, ancestorIds } = office.wards.boDe;
    const unit = { id: wardId, code: office.wards.boDe.code, name, ancestorIds };
    const below = {
      ...issued!,
      _id: 'rward',
      unit,
      readers: ['area:01', ...ancestorIds.map((one) => `area:${one}`), `area:${wardId}`],
    };
    await reports.insertOne(below);
    const area = await connect({ id: '', extent: 'area' });
    expect((await listed(area)).map((one) => one.id)).to.have.members([filing, 'rward']);
    expect([(await listed(token)).length, (await listed(other)).length]).to.deep.equal([1, 1]);
    expect(
      (await read(`/${filing}.json`, await connect({ id: '', extent: 'area', unit: office.wards.boDe.code })))
        .status,
    ).to.equal(404);
    await reports.deleteOne({ _id: 'rward' });
    const statuses = async (secret: string) =>
      Promise.all(
        ['', `/${filing}.json`, `/${filing}.pdf`].map(async (path) => (await read(path, secret)).status),
      );
    expect(await statuses(other)).to.deep.equal([200, 404, 404]);
    expect(await statuses('')).to.deep.equal([401, 401, 401]);
    expect((await fetch(`${office.product.url}/api/reports`)).headers.get('www-authenticate')).to.include(
      'Bearer',
    );
    const shown = await administrator.agent.get(rooms);
    expect(shown.text).to.include('Đang dùng được').and.not.include(token).and.not.include('Chưa dùng');
    const version = hidden(shown.html, 'version');
    const revoke = () => administrator.agent.post(`${rooms}/${id}/revocation`, { version });
    expect([(await revoke()).status, (await revoke()).status]).to.deep.equal([303, 409]);
    expect(await statuses(token)).to.deep.equal([401, 401, 401]);
  });

  it('is opened to everybody after a preview, without personal data, and taken down with a reason', async () => {
    const { head, leader, officer } = staff;
    const stranger = office.product.agent();
    const at = `/filings/${filing}/disclosure`;
    const there = `/disclosures/${filing}`;
    expect([(await head.agent.get(at)).status, (await officer.agent.get(at)).status]).to.deep.equal([
      403, 404,
    ]);
    expect((await stranger.get(there)).status).to.equal(404);
    expect((await stranger.get('/disclosures')).text).to.include('Chưa có báo cáo nào');

    const form = { version: versionOn(await leader.agent.get(at)), breadth: 'whole', texts: ['direction'] };
    expect((await leader.agent.post(at, { ...form, breadth: 'all' })).status).to.equal(422);
    const preview = await leader.agent.post(at, form);
    expect(preview.text).to.include('Đây là bản xem trước').and.include('Đã tiến hành 1 cuộc kiểm tra');
    expect((await stranger.get(there)).status).to.equal(404);
    // What was not shown cannot be made public: neither with another fingerprint nor with more texts.
    const shown = hidden(preview.html, 'shown');
    expect((await leader.agent.post(at, { ...form, shown: 'x' })).status).to.equal(422);
    const more = { ...form, texts: ['direction', 'proposals'], shown };
    expect((await leader.agent.post(at, more)).status).to.equal(422);
    const sent = () => leader.agent.post(at, { ...form, shown });
    expect([(await sent()).status, (await sent()).status]).to.deep.equal([303, 409]);

    const open = await stranger.get(there);
    expect(open.text).to.include('15/BC-UBND').and.include('Đã tiến hành 1 cuộc kiểm tra');
    expect(open.text).not.to.include('Kiến nghị');
    expect(open.html).not.to.include('/figure?').and.not.include('/findings');
    // Neither cases, nor whom they concern, nor what teams have typed.
    for (const word of ['KT-2026-', 'Trưởng bộ phận', 'Tiếp công dân và', staff.head.id])
      expect(open.text, word).not.to.include(word);
    expect((await stranger.get('/disclosures?unit=01')).html).to.include(there);
    expect((await stranger.get(`/disclosures?unit=${office.wards.boDe.code}`)).html).not.to.include(there);
    const unknown = await stranger.get('/disclosures?unit=Không có');
    expect(unknown.text)
      .to.include('Không có đơn vị nào tên hoặc mã là')
      .and.not.include('Chưa có báo cáo nào');

    const down = `/filings/${filing}/taking-down`;
    const version = versionOn(await leader.agent.get(down));
    expect((await leader.agent.post(down, { version, reason: '' })).status).to.equal(422);
    expect((await head.agent.post(down, { version, reason: 'Nhầm' })).status).to.equal(403);
    expect((await leader.agent.post(down, { version, reason: 'Đăng nhầm bản' })).status).to.equal(303);
    expect((await leader.agent.post(down, { version, reason: 'Đăng nhầm bản' })).status).to.equal(409);
    const gone = await stranger.get(there);
    expect([gone.status, gone.text.includes('đã được gỡ xuống')]).to.deep.equal([410, true]);
    expect(gone.text).not.to.include('Đăng nhầm bản');
    expect((await stranger.get('/disclosures')).html).not.to.include(there);
    expect((await head.agent.get(`/filings/${filing}`)).text).to.include('Đã gỡ xuống: Đăng nhầm bản');

    // Once more, its figures only: texts do not go along even if they are ticked.
    const again = { ...form, breadth: 'figures', version: versionOn(await leader.agent.get(at)) };
    const figures = await leader.agent.post(at, again);
    await leader.agent.post(at, { ...again, shown: hidden(figures.html, 'shown') });
    const second = await stranger.get(there);
    expect([second.status, second.text.includes('Đã tiến hành')]).to.deep.equal([200, false]);
  });

  it('stands on the page of what is due, and the level above sees who has sent theirs', async () => {
    at('2026-03-03T02:00:00Z');
    const { text } = await staff.leader.agent.get('/filings/due?term=2026-02');
    expect(text).to.match(
      /Báo cáo tháng 2\/2026 Đã gửi Hạn gửi: 03\/03\/2026|Báo cáo tháng 2\/2026 Đã gửi 03\/03\/2026 02\/03\/2026/,
    );
    expect(text)
      .to.include('Các đơn vị cấp dưới: báo cáo tháng 2/2026')
      .and.match(/Tất cả (\d+) Chưa gửi \1/);
    const wards = await staff.leader.agent.get('/filings/due?term=2026-02&kind=ward&text=bo+de');
    expect(wards.text)
      .to.match(/Tất cả (\d) Chưa gửi \1/)
      .and.include('Phường Bồ Đề');
    const file = await staff.leader.agent.fetch('/filings/due.csv?term=2026-02&kind=ward&text=bo+de');
    expect(await file.text())
      .to.include('Phường Bồ Đề')
      .and.not.include('Việt Hưng');
    const none = await staff.leader.agent.get('/filings/due?term=2026-02&standing=sent_late');
    expect(none.text).to.include('Không có đơn vị nào như vậy');
    expect((await staff.officer.agent.get('/filings/due')).text).not.to.include('cấp dưới');
  });

  it('is looked for below from the first month on, when no period has ended since the record began', async () => {
    const present = office.product.clock.present;
    at('2026-02-27T02:00:00Z');
    expect((await staff.leader.agent.get('/filings/due')).text)
      .to.include('Các đơn vị cấp dưới: báo cáo tháng 2/2026')
      .and.match(/Tất cả (\d+) Chưa hết kỳ \1|Đã gửi/);
    office.product.clock.present = present;
  });

  it('is owed by nobody for a period before the record began, or that the settings do not ask for', async () => {
    const { leader } = staff;
    const early = await leader.agent.get('/filings/due?term=2025');
    expect(early.text)
      .to.include('Kỳ này kết thúc trước khi hệ thống bắt đầu ghi nhận')
      .and.match(/Tất cả (\d+) Không phải gửi \1/)
      .and.not.include('Quá hạn, chưa gửi');
    const quarter = await leader.agent.get('/filings/due?term=2026-q1');
    expect(quarter.text).to.include('Theo cài đặt có hiệu lực vào ngày cuối kỳ, không đơn vị nào phải gửi');
    await leader.agent.post('/account', { language: 'en' });
    expect((await leader.agent.get('/filings/due?term=2025')).text)
      .to.include('This period ended before the record here began')
      .and.include('Not owed');
    await leader.agent.post('/account', { language: 'vi' });
    // Counted another way, or about a cluster, it is still the same report that is owed.
    expect((await leader.agent.get('/filings/due?term=2026-02-d14-by-unit')).text).to.match(
      /Tất cả (\d+) Chưa gửi \1/,
    );
  });

  it('is asked for once when its period has ended, and once when it is late', async () => {
    const { filingDue } = createServices(office.product.config, { clock: office.product.clock });
    const first = await filingDue.remindAll();
    expect(first.units).to.be.above(0);
    expect(await filingDue.remindAll()).to.deep.equal({ units: 0 });
    expect((await staff.officer.agent.get('/notices')).text).to.include(
      'Báo cáo tháng 2/2026 phải gửi chậm nhất ngày 03/03/2026',
    );
    // The product has been there since 27 February: nobody owes it the year before.
    expect((await staff.officer.agent.get('/notices')).text).to.not.include('Báo cáo năm 2025');
    at('2026-03-04T02:00:00Z');
    await filingDue.remindAll();
    expect((await staff.officer.agent.get('/notices')).text).to.include(
      'Báo cáo tháng 2/2026 đã quá hạn gửi',
    );
    at('2026-04-02T02:00:00Z');
  });

  it('opens behind each issued figure, on screen and on paper, the list as it was, with as many rows', async () => {
    const { html } = await staff.leader.agent.get(`/filings/${filing}`);
    const shown = [...html.matchAll(/<td class="number"><a href="(\/filings\/[^"]+)">([\d/]+)<\/a>/g)];
    expect(shown.length).to.be.above(10);
    const printed = await linksOf(await bytesOf(`/filings/${filing}/paper.pdf?language=vi`));
    const links = printed.filter(({ path }) => path.startsWith('/filings/'));
    expect(links.map(({ path, figure }) => [path, figure])).to.deep.equal(
      shown.map(([, href = '', figure]) => [plainOf(href), figure]),
    );
    for (const { path, figure } of links) {
      const { text } = await staff.leader.agent.get(path);
      expect(text, path).to.include(`${figure.split('/')[0]} dòng của số liệu này`);
    }
    expect((await staff.leader.agent.get(`/filings/${filing}/figure?key=nonsense`)).status).to.equal(404);
  });

  it('is corrected in the next report, down to the single findings, and told once', async () => {
    const first = filing;
    const next = async (term: string) => {
      const { location } = await staff.head.agent.post(`/reports/01/${term}/filing`);
      filing = location?.split('/').at(-1) ?? '';
      await staff.head.agent.post(`/filings/${filing}/texts`, { ...texts, version: '1' });
      expect((await sent(staff.head)).text).to.include('Đã xong');
      return staff.leader.agent.get(`/filings/${filing}`);
    };
    const { text, html } = await next('2026-03');
    expect(text).to.include('đã báo cáo 2, nay là 1 (bớt');
    expect(html).to.match(/bớt [^<]+<\/?[^>]*>?[\s\S]*?href="\/findings\//);
    await step(staff.leader, 'acceptance');
    const issue = async (number: string) =>
      issued(
        await staff.head.agent.post(`/filings/${filing}/issue`, {
          version: await versionNow(),
          number,
          on: '2/4/2026',
        }),
      );
    expect(await issue('015/BC-UBND')).to.equal(422);
    const stranger = office.product.agent();
    expect((await stranger.get(`/verify/${first}`)).text).to.not.include('đính chính');
    expect(await issue('16/BC-UBND')).to.equal('done');
    expect((await stranger.get(`/verify/${first}`)).text).to.include(
      'Văn bản có thật, số liệu đã được đính chính',
    );
    expect((await stranger.get(`/verify/${first}`)).text).to.include(
      'Số liệu được đính chính tại Báo cáo số 16/BC-UBND ngày 02/04/2026 (tháng 3/2026)',
    );
    at('2026-05-04T02:00:00Z');
    expect((await next('2026-04')).text).not.to.include('đã báo cáo 2, nay là 1');
  });

  it('is told apart from one that counts some of the same days', async () => {
    at('2026-06-02T02:00:00Z');
    const { location } = await staff.head.agent.post('/reports/01/2026-03-d14/filing');
    const { text } = await staff.head.agent.get(location ?? '');
    expect(text)
      .to.include('từ 15/02/2026 đến hết 28/02/2026 cũng nằm trong báo cáo tháng 2/2026 (15/BC-UBND)')
      .and.include('từ 01/03/2026 đến hết 14/03/2026 cũng nằm trong báo cáo tháng 3/2026');
    expect((await staff.head.agent.get(`/filings/${filing}`)).text).not.to.include('trùng ngày');
    expect((await staff.head.agent.get('/filings')).text).to.include('Từ 15/02/2026 đến hết 14/03/2026');
    const file = await (await staff.head.agent.fetch('/filings.csv')).text();
    expect(file).to.include('15/BC-UBND').and.to.include('không lọc');
    expect((await staff.officer.agent.get('/filings')).text).to.include('rồi lập hồ sơ');
  });

  it('prints the photos before and after that its author chose; the issued paper keeps them', async () => {
    const photo = async (name: string, shade: number): Promise<SentFile> => {
      const create = {
        width: 300,
        height: 200,
        channels: 3,
        background: { r: shade, g: 90, b: 60 },
      } as const;
      const content = await sharp({ create }).jpeg().toBuffer();
      return { field: 'files', name, content, type: 'image/jpeg' };
    };
    const { head, leader, officer } = staff;
    at('2026-05-04T02:00:00Z');
    const id = await walk.opened();
    const finding = await walk.record(id, {}, [await photo('trước.jpg', 20)]);
    await walk.conclude(id, '4/5/2026');
    await walk.report(finding, [await photo('sau.jpg', 200)]);
    await walk.verify(finding, 'accepted');
    at('2026-06-02T02:00:00Z');
    const location = (await head.agent.post('/reports/01/2026-05/filing')).location ?? '';
    filing = location.split('/').at(-1) ?? '';
    const path = `${location}/photos`;
    for (const [{ agent }, status] of [
      [leader, 403],
      [officer, 404],
    ] as const)
      expect((await agent.get(path)).status).to.equal(status);
    const page = await head.agent.get(path);
    const pair = hidden(page.html, 'shown');
    expect(page.html).to.include(`name="pairs" type="checkbox" value="${pair}"`);
    const form = { version: versionOn(page), shown: pair, pairs: pair };
    expect((await head.agent.post(path, form)).location).to.equal(location);
    const late = await head.agent.post(path, { ...form, pairs: [] });
    expect([late.status, late.text.includes('Người khác')]).to.deep.equal([409, true]);
    await head.agent.post(`${location}/texts`, { ...texts, version: await versionNow() });
    expect((await sent(head)).text).to.include('Đã xong');
    const shown = await leader.agent.get(location);
    expect(shown.text).to.include('1 cặp ảnh sẽ in');
    expect(shown.html).to.include(`/evidence/${pair.split('.')[1]}/thumbnail`);
    expect((await head.agent.get(path)).status).to.equal(403);
    await step(leader, 'acceptance');
    const given = { number: '21/BC-UBND', on: '2/6/2026' };
    const issue = async () =>
      issued(await head.agent.post(`${location}/issue`, { version: await versionNow(), ...given }));

    const evidence = mongoose.connection.collection<{ _id: string; evidence: { sha256: string }[] }>(
      'findings',
    );
    const takenBack = { 'evidence.1.withdrawn': { at: new Date(), by: {}, reason: 'Nhầm' } };
    await evidence.updateOne({ _id: finding }, { $set: takenBack });
    expect(await issue()).to.include('không còn in được');
    expect((await head.agent.get(location)).text).to.include('Có ảnh không còn in được');
    await evidence.updateOne({ _id: finding }, { $unset: { 'evidence.1.withdrawn': '' } });
    expect(await issue()).to.equal('done');
    const paper = await bytesOf(`${location}/paper.pdf?language=en`);
    expect(fold((await readPdf(paper)).text)).to.include(fold('PHOTOS BEFORE AND AFTER'));
    const hashes = ((await evidence.findOne({ _id: finding }))?.evidence ?? []).map(({ sha256 }) => sha256);
    for (const hash of hashes) expect((await readPdf(paper)).text).to.include(hash.slice(0, 12));
    await evidence.updateOne({ _id: finding }, { $set: takenBack });
    expect((await bytesOf(`${location}/paper.pdf?language=en`)).equals(paper)).to.equal(true);
    expect((await head.agent.get(location)).text).to.include('1 cặp ảnh nằm trong phụ lục');
  });
});
