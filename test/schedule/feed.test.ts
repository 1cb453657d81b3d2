import { expect } from 'chai';
import { peopleRepository } from '../../src/people/people.repository.js';
import { FeedModel } from '../../src/schedule/feed.model.js';
import { makeFeed } from '../support/feeds.js';
import { officeAtWork } from '../support/office-at-work.js';
import { postOf } from '../support/product.js';
import { versionOn } from '../support/cases.js';

const unfold = (text: string): string => text.replace(/\r\n /g, '');

describe('a feed', () => {
  const { office, staff, walk } = officeAtWork({ env: { PUBLIC_URL: 'http://kiemtra.example.vn' } });
  let openedId: string;
  let findingId: string;
  let sealedId: string;

  const read = async (path: string) => {
    const reply = await office.product.agent().get(path);
    return { ...reply, calendar: unfold(reply.html) };
  };

  before(async () => {
    openedId = await walk.opened();
    findingId = await walk.record(openedId);
    await walk.conclude(openedId, '2/3/2026');
    sealedId = await walk.prepare();
    await walk.approve(sealedId);
    await walk.prepare({ mode: 'scheduled', plannedFrom: '9/3/2026', plannedTo: '10/3/2026' });
  });

  it('tells visits and due dates to whoever knows its address, without a session', async () => {
    const reply = await read(await makeFeed(staff.head.agent));
    expect(reply.status).to.equal(200);
    expect(reply.headers.get('content-type')).to.equal('text/calendar; charset=utf-8');
    expect(reply.headers.get('cache-control')).to.equal('private, no-store');
    expect(reply.headers.get('set-cookie')).to.equal(null);
    const { calendar } = reply;
    expect(calendar.match(/BEGIN:VEVENT/g)).to.have.length(3);
    expect(calendar)
      .to.include(`UID:inspection-${openedId}@ky-cuong`)
      .and.to.include(`URL:http://kiemtra.example.vn/inspections/${openedId}\r\n`)
      .and.to.include('SUMMARY:Kiểm tra: Phường Bồ Đề (KT-2026-0001)\r\n')
      .and.to.include(`UID:finding-${findingId}@ky-cuong`)
      .and.to.include('SUMMARY:Hạn khắc phục: Phường Bồ Đề (KT-2026-0001/1)\r\n')
      // Opened on 2 March, planned until 4 March.
      .and.to.include('DTSTART;VALUE=DATE:20260302\r\nDTEND;VALUE=DATE:20260305\r\n')
      // Not approved yet.
      .and.to.include('DTSTART;VALUE=DATE:20260309\r\nDTEND;VALUE=DATE:20260311\r\n')
      .and.to.include('STATUS:TENTATIVE');
    // Calendars lie elsewhere: neither what was found nor what must be done goes there.
    expect(calendar).to.not.include('một cửa');
  });

  it('never tells a sealed visit, not even to the people who are named on it', async () => {
    for (const person of [staff.head, staff.supervisor])
      for (const view of ['mine', 'all']) {
        const { status, calendar } = await read(await makeFeed(person.agent, { view }));
        expect(status).to.equal(200);
        expect(calendar).to.include(openedId).and.to.not.include(sealedId);
      }
    const path = await makeFeed(staff.head.agent);
    await walk.open(sealedId);
    expect((await read(path)).calendar).to.include(sealedId);
  });

  it('tells only what was chosen, and raises the sequence with the version', async () => {
    const visits = await read(await makeFeed(staff.head.agent, { show: 'visits' }));
    expect(visits.calendar).to.include(openedId).and.to.not.include(findingId);
    const due = await read(await makeFeed(staff.head.agent, { show: 'due' }));
    expect(due.calendar).to.include(findingId).and.to.not.include(`inspection-${openedId}`);
    const sequence = (text: string) => Number(/SEQUENCE:(\d+)\r\n/.exec(text)?.[1]);
    await walk.report(findingId);
    const later = await read(await makeFeed(staff.head.agent, { show: 'due' }));
    expect(sequence(later.calendar)).to.equal(sequence(due.calendar) + 1);
  });

  it('sees what the posts of the person see now, in the language of the person', async () => {
    const { officer } = staff;
    const path = await makeFeed(officer.agent, { view: 'all' });
    expect((await read(path)).calendar).to.include(openedId);
    const moved = await peopleRepository.find(officer.id);
    if (moved === undefined) throw new Error('the officer is gone');
    await peopleRepository.save({
      ...moved,
      posts: [postOf('officer', office.wards.vietHung)],
      language: 'en',
    });
    const { calendar } = await read(path);
    expect(calendar).to.not.include(openedId).and.to.not.include('VEVENT');
    expect(calendar).to.include(`X-WR-CALNAME:Ky Cuong: calendar of ${officer.name}`);
  });

  it('is dead when it is made anew, when it is revoked and when the account is closed', async () => {
    const { agent, id } = staff.leader;
    const old = await makeFeed(agent, { view: 'all' });
    const fresh = await makeFeed(agent, { view: 'all' });
    expect(fresh).to.not.equal(old);
    expect([(await read(old)).status, (await read(fresh)).status]).to.deep.equal([404, 200]);
    const version = versionOn(await agent.get('/schedule/feed'));
    expect((await agent.post('/schedule/feed/revocation', { version })).status).to.equal(303);
    expect((await read(fresh)).status).to.equal(404);
    expect((await agent.get('/schedule/feed')).text).to.include('Chưa có địa chỉ nào đang dùng');
    const last = await makeFeed(agent, { view: 'all' });
    const person = await peopleRepository.find(id);
    if (person === undefined) throw new Error('the leader is gone');
    await peopleRepository.save({ ...person, disabled: true });
    expect((await read(last)).status).to.equal(404);
  });

  it('is not found under any other address', async () => {
    for (const path of ['/feeds/x.ics', `/feeds/${'a'.repeat(43)}.ics`, '/feeds/.ics', '/feeds/'])
      expect((await read(path)).status, path).to.equal(404);
  });

  it('is told once and kept as a hash, and each change of it is an event of the record', async () => {
    const { agent, id } = staff.member;
    const secret = (await makeFeed(agent)).slice('/feeds/'.length, -'.ics'.length);
    expect((await agent.get('/schedule/feed')).html).to.not.include(secret);
    await makeFeed(agent);
    const version = versionOn(await agent.get('/schedule/feed'));
    await agent.post('/schedule/feed/revocation', { version });
    const stored = await FeedModel.findById(`feed-${id}`).lean();
    expect(JSON.stringify(stored)).to.not.include(secret);
    expect(stored?.history?.map(({ action }) => action)).to.deep.equal(['made', 'remade', 'revoked']);
    const { faults } = await office.services.journal.verify();
    expect(faults).to.deep.equal([]);
  });

  it('is not changed from a page that somebody has overtaken, and not revoked twice', async () => {
    const { agent } = staff.colleague;
    await makeFeed(agent);
    const form = { version: '0', view: 'mine', show: 'all' };
    expect((await agent.post('/schedule/feed', form)).status).to.equal(409);
    expect((await agent.post('/schedule/feed/revocation', { version: '0' })).status).to.equal(409);
    expect((await agent.post('/schedule/feed/revocation', { version: '1' })).status).to.equal(303);
    expect((await agent.post('/schedule/feed/revocation', { version: '2' })).status).to.equal(404);
    expect((await agent.post('/schedule/feed', { ...form, version: '2', view: 'x' })).status).to.equal(422);
  });

  it('is refused for a while when it is read more often than any calendar does', async () => {
    const path = await makeFeed(staff.otherSupervisor.agent);
    const replies = [];
    for (let round = 0; round < 21; round += 1) replies.push(await read(path));
    const last = replies.at(-1);
    expect(replies.slice(0, 20).every(({ status }) => status === 200)).to.equal(true);
    expect([last?.status, Number(last?.headers.get('retry-after')) > 0]).to.deep.equal([429, true]);
  });
});
