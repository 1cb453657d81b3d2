import { expect } from 'chai';
import { mayShare, queryFrom } from '../../src/filters/saved-filter.js';
import { idOn, versionOn } from '../support/cases.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

describe('what a saved filter holds', () => {
  it('is the words of an address without its page, and no more than a list writes', () => {
    expect(queryFrom('view=all&key=abc~1&state=opened')).to.equal('view=all&state=opened');
    expect(queryFrom('x'.repeat(2001))).to.equal(undefined);
  });

  it('is for its owner alone when it speaks of single cases', () => {
    expect(mayShare('view=overdue&severity=serious')).to.equal(true);
    for (const query of ['view=sealed', 'topic=Bí%20mật', 'q=KT-2026-0001', 'view=all&only=abc'])
      expect(mayShare(query), query).to.equal(false);
  });
});

describe('saved filters of a list', () => {
  const { office, staff } = officeAtWork();

  const save = async ({ agent }: Worker, more: Record<string, string>) => {
    const page = await agent.get('/filters/new?list=findings&query=view%3Doverdue%26severity%3Dserious');
    const form = {
      id: idOn(page),
      list: 'findings',
      query: 'view=overdue&severity=serious',
      sharing: 'nobody',
    };
    return { form: { ...form, ...more }, reply: await agent.post('/filters', { ...form, ...more }) };
  };

  it('are offered for what a list is narrowed to, and keep the name that was typed', async () => {
    const { agent } = staff.supervisor;
    expect((await agent.get('/findings')).html).to.not.include('/filters/new');
    expect((await agent.get('/findings?view=overdue&severity=serious')).html).to.include('/filters/new?list');
    expect((await agent.get('/filters/new?list=people&query=')).status).to.equal(404);
    expect((await save(staff.supervisor, { name: ' ' })).reply.status).to.equal(422);
    const shared = { name: 'Vụ việc', query: 'topic=Kín', sharing: 'unit' };
    const refused = await save(staff.supervisor, shared);
    expect(refused.reply.status).to.equal(422);
    expect(refused.reply.html).to.include('value="Vụ việc"').and.to.include('href="#sharing"');
    const { reply, form } = await save(staff.supervisor, { name: 'Khuyết điểm quá hạn' });
    expect(reply.location).to.equal('/findings?view=overdue&severity=serious');
    expect((await agent.post('/filters', form)).status).to.equal(303);
    const list = await agent.get('/findings');
    expect(list.html.match(/Khuyết điểm quá hạn/g)).to.have.length(1);
    expect((await agent.get('/inspections')).text).to.not.include('Khuyết điểm quá hạn');
  });

  it('are shown to nobody else unless shared, then to the unit alone, and are taken away by their owner', async () => {
    const listOf = async ({ agent }: Worker) => (await agent.get('/findings')).text;
    for (const person of [staff.otherSupervisor, staff.colleague, staff.officer])
      expect(await listOf(person)).to.not.include('Khuyết điểm quá hạn');
    await save(staff.supervisor, { name: 'Của cả cơ quan', sharing: 'unit' });
    for (const person of [staff.otherSupervisor, staff.colleague, staff.leader])
      expect(await listOf(person)).to.include('Của cả cơ quan');
    for (const person of [staff.officer, staff.wardLeader])
      expect(await listOf(person)).to.not.include('Của cả cơ quan');

    const page = await staff.supervisor.agent.get('/filters');
    const removals = [...page.html.matchAll(/action="(\/filters\/[\w-]+\/removal)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(removals).to.have.length(2);
    const version = versionOn(page);
    for (const path of removals) {
      const tried = await staff.colleague.agent.post(path, { version });
      expect(tried.status).to.be.oneOf([403, 404]);
      expect((await staff.supervisor.agent.post(path, { version })).location).to.equal('/filters');
    }
    expect(await listOf(staff.otherSupervisor)).to.not.include('Của cả cơ quan');
    expect((await office.services.journal.verify()).faults).to.deep.equal([]);
  });
});
