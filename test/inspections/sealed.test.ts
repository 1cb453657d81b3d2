import { expect } from 'chai';
import mongoose from 'mongoose';
import { fill, routesOf } from '../support/addresses.js';
import { documentsOf } from '../support/documents.js';
import { makeFeed } from '../support/feeds.js';
import type { Unit } from '../../src/units/unit.js';
import { drawForm, findingForm, visitForm } from '../support/cases.js';
import type { Staff, Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

const TOPIC = 'Chủ đề chỉ có trong cuộc đột xuất';

/** What the page says, without what is new on every request. */
const steady = (html: string): string =>
  html
    .replace(/name="_csrf" value="[^"]*"/g, '')
    .replace(/name="id" value="[^"]*"/g, '')
    // A chart's parts are counted through the life of the process.
    .replace(/\bzr\d+-[\w-]+/g, '');

/** The ids of a plan and of its one line. */
async function plannedYear({ supervisor, otherSupervisor }: Staff, unit: Unit): Promise<[string, string]> {
  const { agent } = supervisor;
  await agent.get('/plans/new');
  const form = { version: '0', year: '2026', topics: '', monthsBetween: '24', visitsPerMonth: '20' };
  const made = await agent.post('/plans', { ...form, approver: otherSupervisor.id });
  const what = { kind: 'thematic', topic: 'Tiếp công dân', span: 'M03', unit: unit.code };
  await agent.post(`${made.location}/lines`, what);
  const { html } = await agent.get(made.location ?? '');
  return [made.location?.split('/').at(-1) ?? '', /\/lines\/(\w{20})"/.exec(html)?.[1] ?? ''];
}

describe('a surprise visit, until it is opened', function () {
  // Every page there is, for everybody, twice.
  this.timeout(180_000);
  const { office, staff, walk } = officeAtWork();
  let outsiders: [string, Worker][];
  let pages: string[];
  const sealed: string[] = [];
  let draw: string;
  let document: string;
  let scan: string;
  let drawnUnit: string;
  const seenBefore = new Map<string, string>();

  const look = async (visit: (who: string, path: string, reply: string) => void) => {
    for (const [who, { agent }] of outsiders)
      for (const path of pages) {
        // Reports take longest: one paper is drawn for all, and one reader of each reach asks for the screen.
        if (path.endsWith('.pdf') && who !== 'leader') continue;
        if (path.startsWith('/feeds/') && who !== 'leader') continue;
        if (path.startsWith('/reports/') && !/eader|fficer$/.test(who)) continue;
        const { status, location, html } = await agent.get(path);
        visit(who, path, `${status} ${location ?? ''} ${steady(html)}`);
      }
  };

  before(async function () {
    this.timeout(180_000);
    const { colleague, otherSupervisor, leader, wardLeader, officer, strangeOfficer, administrator } = staff;
    outsiders = Object.entries({
      colleague,
      otherSupervisor,
      leader,
      wardLeader,
      officer,
      strangeOfficer,
      administrator,
    });
    // Some life that everybody may see, so that lists and reports are not empty.
    const id = await walk.opened();
    await walk.record(id);
    await walk.conclude(id, '2/3/2026');
    const { boDe } = office.wards;
    const [plan, line] = await plannedYear(staff, boDe);
    const values = {
      unitCode: ['01', boDe.code],
      term: ['2026-03'],
      year: ['2026'],
      number: ['1'],
      id: [boDe.id, plan],
      line: [line],
    };
    // Feeds answer to whoever knows their address; those of the people who are named on it are among them.
    const feeds = await Promise.all([
      makeFeed(staff.head.agent, { view: 'mine' }),
      makeFeed(staff.supervisor.agent, { view: 'all' }),
      makeFeed(leader.agent, { view: 'all' }),
      makeFeed(officer.agent, { view: 'all' }),
    ]);
    const schedules = [
      '?month=2026-03&view=mine',
      '?week=2026-03-03&view=mine',
      '?week=2026-03-03&show=visits',
    ];
    const filing = (await staff.head.agent.post('/reports/01/2026-03/filing')).location ?? '';
    const routes = await routesOf(office, 'get');
    pages = [
      filing,
      `${filing}/photos`,
      `${filing}/figure?key=${encodeURIComponent('inspections?scope=own&span=month')}`,
      ...routes.flatMap((route) => fill(route, values)),
      ...feeds,
      ...schedules.map((query) => `/schedule${query}`),
      '/inspections?visitFrom=2026-03-01&visitTo=2026-03-31',
      '/inspections?view=mine&visitFrom=2026-03-03&visitTo=2026-03-03',
      ...[
        'view=mine',
        'view=sealed',
        'state=prepared',
        'state=approved',
        'state=cancelled',
        'mode=surprise',
      ].map((query) => `/inspections?${query}`),
      ...[TOPIC, 'Trách nhiệm thực thi công vụ'].map(
        (topic) => `/inspections?topic=${encodeURIComponent(topic)}`,
      ),
      `/inspections?unit=${boDe.id}`,
      `/inspections?authority=${office.city.id}&from=2026-01-01&to=2026-12-31`,
      `/inspections?below=${office.city.id}`,
      '/inspections?q=bo%20de',
      '/inspections?q=KT-2026-0002',
      '/findings?view=all',
      '/findings?mine=named',
      `/findings?unit=${boDe.id}&view=all`,
      `/inspections/new?unit=${boDe.id}`,
      '/reports/01/2026-03/units?scope=own&span=month&group=communes',
    ].filter((path) => !path.includes('sign-out'));
    await look((who, path, reply) => seenBefore.set(`${who} ${path}`, reply));
    const more = { topic: TOPIC, decisionNumber: '77/QĐ-MẬT' };
    sealed.push(await walk.prepare(more), await walk.prepare(more), await walk.prepare(more));
    await staff.head.agent.post(`/inspections/${sealed[1]}/checklist/choice`, {
      version: '0',
      checklist: '1',
      sections: ['A'],
    });
    await walk.approve(sealed[1]!);
    await walk.approve(sealed[2]!);
    const papers = documentsOf(staff);
    document = await papers.drawUp(sealed[1]!, 'decision');
    await papers.number(document, '77/QĐ-MẬT', '2/1/2026');
    scan = await papers.scan(document);
    draw = await walk.draw({ excludedUnit1: 'Phường Bồ Đề', excludedReason1: TOPIC });
    const draws = mongoose.connection.collection<{ _id: string; drawn: string[] }>('draws');
    drawnUnit = (await draws.findOne({ _id: draw }))?.drawn[0] ?? '';
    const { agent } = staff.head;
    await agent.get(`/inspections/${sealed[2]}/cancellation`);
    await agent.post(`/inspections/${sealed[2]}/cancellation`, { version: '2', reason: 'Lộ kế hoạch' });
  });

  it('walks through every page there is', () => {
    expect(pages).to.include('/').and.to.include('/notices').and.to.include('/reports/01/2026-03/report.pdf');
    expect(new Set(pages).size).to.be.above(40);
  });

  it('changes no page of anybody who is not named on it: no list, count, search, report, notice or home', async () => {
    const differing: string[] = [];
    let answered = 0;
    await look((who, path, reply) => {
      if (reply.startsWith('200')) answered += 1;
      if (reply !== seenBefore.get(`${who} ${path}`)) differing.push(`${who} ${path}`);
      if (reply.includes(TOPIC) && !path.includes('topic=')) differing.push(`${who} ${path} names the topic`);
    });
    expect(differing).to.deep.equal([]);
    expect(answered).to.be.above(120);
  });

  it('is not found by anybody else, whatever page of it is asked for or sent to', async () => {
    const own = (routes: string[]) =>
      routes.filter((route) => /^\/(inspections|findings|evidence)\/:id/.test(route));
    const values = { id: sealed.slice(1, 2), section: ['A'], code: ['A1'] };
    const gets = own(await routesOf(office, 'get')).flatMap((route) => fill(route, values));
    const posts = own(await routesOf(office, 'post')).flatMap((route) => fill(route, values));
    expect(gets.length).to.be.at.least(18);
    expect(posts.length).to.be.at.least(18);
    gets.push(`/inspections/${sealed[0]}`, `/inspections/${sealed[2]}`);
    const form = {
      ...visitForm(office, staff),
      ...findingForm,
      version: '1',
      reason: 'x',
      done: 'x',
      outcome: 'accepted',
      deliveredOn: '2/3/2026',
      conclusion: 'x',
    };
    for (const [who, { agent }] of outsiders) {
      for (const path of gets) expect((await agent.get(path)).status, `${who} ${path}`).to.equal(404);
      for (const path of posts)
        expect((await agent.post(path, form)).status, `${who} sends ${path}`).to.be.oneOf([403, 404]);
    }
  });

  it('is not found by anybody else, nor is a document of it', async () => {
    const id = [document];
    const ofDocuments = (routes: string[]) => routes.filter((route) => /^\/documents\/:id/.test(route));
    const gets = ofDocuments(await routesOf(office, 'get')).flatMap((route) => fill(route, { id }));
    const posts = ofDocuments(await routesOf(office, 'post')).flatMap((route) => fill(route, { id }));
    expect([gets.length, posts.length]).to.deep.equal([7, 6]);
    const form = {
      version: '3',
      number: '1/QĐ-SNV',
      datedOn: '2/3/2026',
      deliveredOn: '2/3/2026',
      how: 'post',
    };
    for (const [who, { agent }] of outsiders) {
      for (const path of [...gets, scan, `${scan}/custody`])
        expect((await agent.get(path)).status, `${who} ${path}`).to.equal(404);
      for (const path of posts)
        expect((await agent.post(path, { ...form, to: 'x' })).status, `${who} sends ${path}`).to.equal(404);
    }
    expect((await staff.head.agent.get(`/documents/${document}`)).status).to.equal(200);
  });

  it('is not found by anybody else, nor is the draw that chose a unit, or a unit that it has chosen', async () => {
    const id = [draw];
    const ofDraws = (routes: string[]) => routes.filter((route) => /^\/draws\/:id/.test(route));
    const gets = ofDraws(await routesOf(office, 'get')).flatMap((route) => fill(route, { id }));
    const posts = ofDraws(await routesOf(office, 'post')).flatMap((route) => fill(route, { id }));
    expect([gets.length, posts.length]).to.deep.equal([4, 1]);
    const form = { version: '1', unit: drawnUnit, reason: 'x' };
    for (const [who, { agent }] of outsiders) {
      for (const path of gets) expect((await agent.get(path)).status, `${who} ${path}`).to.equal(404);
      for (const path of posts)
        expect((await agent.post(path, form)).status, `${who} sends ${path}`).to.equal(404);
      const { html } = await agent.get('/draws');
      expect(html, who).to.not.include('/draws/' + draw);
    }
    const prefilled = (drawId: string) => `/inspections/new?draw=${drawId}&unit=${drawnUnit}`;
    for (const drawId of [draw, 'nothing'])
      expect((await staff.colleague.agent.get(prefilled(drawId))).status).to.equal(404);
    const asked = await staff.otherSupervisor.agent.post('/draws/candidates', drawForm);
    expect(asked.status).to.equal(200);
    expect(asked.text).to.not.include('đã được bốc thăm').and.to.not.include(TOPIC);
    expect((await staff.head.agent.get(`/draws/${draw}`)).text).to.include('Lượt bốc thăm chưa công khai');
  });

  it('is known to those who are named on it, and to them alone is it listed as sealed', async () => {
    for (const { agent, userName } of [staff.head, staff.secretary, staff.member, staff.supervisor]) {
      for (const id of sealed) expect((await agent.get(`/inspections/${id}`)).status, userName).to.equal(200);
      expect((await agent.get('/inspections?view=sealed')).text).to.include('3 cuộc kiểm tra');
      expect((await agent.get('/inspections')).text).to.include('1 cuộc kiểm tra');
      const mine = await agent.get('/schedule?month=2026-03&view=mine');
      expect(mine.text).to.include('Đột xuất, chưa công bố').and.to.include('3 cuộc kiểm tra');
      expect((await agent.get('/schedule?month=2026-03')).text).to.include('1 cuộc kiểm tra');
    }
  });

  it('is seen by everybody whom it concerns as soon as it is opened, and the one called off by nobody', async () => {
    await walk.open(sealed[1]!);
    const sees = async ({ agent }: Worker, id: string) => (await agent.get(`/inspections/${id}`)).status;
    const { colleague, otherSupervisor, leader, wardLeader, officer, strangeOfficer, administrator } = staff;
    for (const person of [colleague, otherSupervisor, leader, wardLeader, officer]) {
      expect(await sees(person, sealed[1]!), person.userName).to.equal(200);
      expect(await sees(person, sealed[2]!), person.userName).to.equal(404);
      expect((await person.agent.get('/inspections')).text).to.include('KT-2026-0002');
    }
    for (const person of [strangeOfficer, administrator])
      expect(await sees(person, sealed[1]!)).to.equal(404);
    expect((await officer.agent.get('/notices')).text).to.include('KT-2026-0002 tại Phường Bồ Đề đã bắt đầu');
  });
});
