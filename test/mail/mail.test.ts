import { expect } from 'chai';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { outboxRepository } from '../../src/mail/outbox.repository.js';
import { sendingService } from '../../src/mail/sending.service.js';
import { peopleRepository } from '../../src/people/people.repository.js';
import { createServices } from '../../src/services.js';
import { walker, versionOn, type Walker } from '../support/cases.js';
import { hireStaff, openOffice, type Office, type Staff } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

type Mail = { to: string; text: string };
type Manner = 'takes' | 'refuses' | 'is busy';

/** A mail server that keeps what it is given, and refuses when it is told to. */
function postbox() {
  const mails: Mail[] = [];
  const state: { manner: Manner } = { manner: 'takes' };
  const failure = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    onRcptTo(_address, _session, done) {
      if (state.manner === 'refuses') return done(failure(550, 'no such mailbox'));
      return done(state.manner === 'is busy' ? failure(451, 'try later') : undefined);
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        for (const { address } of session.envelope.rcptTo)
          mails.push({ to: address, text: Buffer.concat(parts).toString('utf8') });
        done();
      });
    },
  });
  return { mails, state, server };
}

/** The body, put together from its quoted-printable lines. */
const readable = ({ text }: Mail): string =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16))),
    'latin1',
  ).toString('utf8');

describe('mail', () => {
  const box = postbox();
  let office: Office;
  let staff: Staff;
  let walk: Walker;
  let other: ReturnType<typeof createServices>;
  before(async () => {
    await new Promise<void>((resolve) => box.server.listen(0, '127.0.0.1', resolve));
    const { port } = box.server.server.address() as AddressInfo;
    office = await openOffice({
      env: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'kc@hanoi.example' },
    });
    staff = await hireStaff(office);
    walk = walker(office, staff);
    other = createServices(office.product.config, { clock: office.product.clock });
  });
  after(async () => {
    await office.product.stop();
    await new Promise<void>((resolve) => box.server.close(() => resolve()));
  });
  beforeEach(() => {
    box.mails.length = 0;
  });

  const account = async (who: keyof Staff, mailAddress: string, mailChoice: string) => {
    await staff[who].agent.get('/account');
    return staff[who].agent.post('/account', { language: 'vi', mailAddress, mailChoice });
  };
  /** What two copies of the product do in the same minute. */
  const minute = async () => {
    const copies = [office.services, other];
    await Promise.all(copies.map(({ postOffice }) => postOffice.mailUrgent().catch(() => undefined)));
    await Promise.all(copies.map(({ sending }) => sending.sendDue()));
  };

  it('goes where each person has said', async () => {
    const wrong = await account('officer', 'mai@', 'at_once');
    expect(wrong.status).to.equal(422);
    expect(wrong.html).to.include('value="mai@"').and.include('Nhập địa chỉ thư điện tử');
    expect((await account('officer', 'mai@bode.example', 'at_once')).status).to.equal(303);
    expect((await account('supervisor', 'ha@hanoi.example', 'daily')).status).to.equal(303);
    expect((await account('head', 'an@hanoi.example', 'none')).status).to.equal(303);
    expect((await staff.officer.agent.get('/account')).html).to.include('value="mai@bode.example"');
  });

  it('never tells of a surprise visit before it is opened, not even those named on it', async () => {
    await walk.prepare();
    await minute();
    await office.services.postOffice.mailDigests();
    await minute();
    expect(box.mails).to.deep.equal([]);
    expect((await outboxRepository.page(undefined, undefined)).rows).to.deep.equal([]);
  });

  it('tells at once what cannot wait, once by two copies that work at the same moment', async () => {
    const id = await walk.opened();
    await minute();
    await walk.minuted(id);
    await minute();
    expect(box.mails.map(({ to }) => to)).to.deep.equal(['mai@bode.example']);
    const [mail] = box.mails;
    expect(mail?.text)
      .to.match(/^Message-ID: <\w{20}@127\.0\.0\.1>/im)
      .and.include('Auto-Submitted: auto-generated');
    expect(readable(mail as Mail))
      .to.include('Phường Bồ Đề')
      .and.include(`/inspections/${id}`);
    expect(readable(mail as Mail)).not.to.include(staff.head.name);
  });

  it('brings the rest once a day, and nothing twice', async () => {
    const digests = () =>
      Promise.all(
        [office.services, other].map(({ postOffice }) => postOffice.mailDigests().catch(() => undefined)),
      );
    office.product.clock.forward(24 * 60);
    await digests();
    await minute();
    expect(box.mails.map(({ to }) => to)).to.deep.equal(['ha@hanoi.example']);
    await digests();
    await minute();
    expect(box.mails).to.have.length(1);
  });

  it('waits for a server that is busy, and marks an address that is refused', async () => {
    await walk.opened();
    box.state.manner = 'is busy';
    await minute();
    await minute();
    box.state.manner = 'takes';
    office.product.clock.forward(1);
    await minute();
    expect(box.mails).to.have.length(1);
    box.state.manner = 'refuses';
    await walk.opened();
    await minute();
    box.state.manner = 'takes';
    await minute();
    expect(box.mails).to.have.length(1);
    expect((await peopleRepository.find(staff.officer.id))?.mail?.refused?.reason).to.include(
      'no such mailbox',
    );
    const { text } = await staff.administrator.agent.get(`/people/${staff.officer.id}`);
    expect(text).to.include('Thư bị trả lại').and.include('no such mailbox');
    expect((await staff.officer.agent.get('/account')).text).to.include('bị máy chủ thư từ chối');
  });

  it('is not sent again by another copy when its sender dies; the next digest tells it', async () => {
    await account('officer', 'mai2@bode.example', 'at_once');
    await walk.opened();
    await office.services.postOffice.mailUrgent();
    const dying = sendingService({
      clock: office.product.clock,
      repository: outboxRepository,
      people: peopleRepository,
      send: () => new Promise(() => undefined),
    });
    void dying.sendDue();
    await new Promise((resolve) => setTimeout(resolve, 200));
    office.product.clock.forward(11);
    await minute();
    expect(box.mails).to.deep.equal([]);
    office.product.clock.forward(24 * 60);
    await office.services.postOffice.mailDigests();
    await minute();
    const mine = box.mails.filter(({ to }) => to === 'mai2@bode.example');
    expect(mine).to.have.length(1);
    expect(readable(mine[0] as Mail)).to.include('đã bắt đầu');
  });

  it('is shown to the administrator without what it says', async () => {
    const { agent } = staff.administrator;
    const { text, html } = await agent.get('/settings/outbox');
    expect(text).to.include('mai@bode.example').and.include('no such mailbox').and.include('Không rõ');
    expect(text).not.to.include('Phường Bồ Đề').and.not.include('KT-2026');
    expect(html).not.to.include('.eml');
    expect((await agent.get('/settings/outbox?state=refused')).text).not.to.include('ha@hanoi.example');
    const [{ id } = { id: '' }] = (await outboxRepository.page(undefined, undefined)).rows;
    expect((await agent.get(`/settings/outbox/${id}/letter.eml`)).status).to.equal(403);
    for (const path of ['/settings/outbox', '/settings/outbox.csv'])
      expect((await staff.supervisor.agent.get(path)).status).to.equal(403);
    expect((await agent.get('/settings/outbox/letters.zip')).status).to.equal(403);
  });

  it('is a file too, narrowed as the page is', async () => {
    const { agent } = staff.administrator;
    const all = (await agent.get('/settings/outbox.csv')).html;
    expect(all).to.include('mai@bode.example').and.include('no such mailbox').and.include('ha@hanoi.example');
    expect(all).not.to.include('Phường Bồ Đề').and.not.include('KT-2026');
    const refused = (await agent.get('/settings/outbox.csv?state=refused')).html;
    expect(refused).to.include('Bị từ chối').and.not.include('ha@hanoi.example');
    expect(refused).to.match(/Số dòng,1\r\n/);
  });
});

describe('mail without a server', () => {
  const { office, staff } = officeAtWork();

  it('lies in the outbox as files, to be sent by other means', async () => {
    const { agent } = staff.administrator;
    const page = await agent.get(`/people/${staff.officer.id}`);
    const form = {
      name: 'Mai',
      userName: 'mai',
      language: 'en',
      role1: 'officer',
      unit1: '00118',
      titleVi1: 'Công chức',
    };
    const saved = await agent.post(`/people/${staff.officer.id}`, {
      ...form,
      version: versionOn(page),
      mailAddress: 'mai@bode.example',
    });
    expect(saved.status, saved.text.slice(0, 300)).to.equal(303);
    await walker(office, staff).opened();
    await office.services.postOffice.mailUrgent();
    await office.services.sending.sendDue();
    const outbox = await agent.get('/settings/outbox');
    const [, path = ''] = /href="([^"]+letter\.eml)"/.exec(outbox.html) ?? [];
    const file = await agent.get(path);
    expect(file.status).to.equal(200);
    expect(file.html).to.include('To: Mai <mai@bode.example>').and.include('Bo De Ward');
    const all = await agent.get('/settings/outbox/letters.zip');
    expect([all.status, all.headers.get('content-type')]).to.deep.equal([200, 'application/zip']);
    expect(all.html).to.match(/\d{4}-\d\d-\d\d-mai@bode\.example-\w{6}\.eml/);
    const letter = path.split('/').at(-2) ?? '';
    expect((await agent.post(`/settings/outbox/${letter}/sending`)).status).to.equal(303);
    expect((await agent.post(`/settings/outbox/${letter}/sending`)).status).to.equal(409);
    expect((await agent.get('/settings/outbox')).text)
      .to.include('Đã gửi')
      .and.not.include('Chờ gửi')
      .and.not.include('.zip');
  });
});
