import { expect } from 'chai';
import { inTransaction } from '../../src/database/connect.js';
import { acceptedConflicts, objectionsTo, type Ground } from '../../src/inspections/conflict.js';
import { peopleRepository } from '../../src/people/people.repository.js';
import type { Invalid } from '../../src/shared/errors.js';
import { unitsRepository } from '../../src/units/units.repository.js';
import { idOn, visitForm } from '../support/cases.js';
import { officeAtWork } from '../support/office-at-work.js';
import { postOf } from '../support/product.js';

const unit = { vi: 'Phường A', en: 'A Ward' };
const record = (...unitIds: string[]) => ({
  personId: 'p',
  name: 'An',
  terms: unitIds.map((unitId) => ({ unitId, unitName: unit, to: '2025-06-30' })),
});
const visit = (openedOn: string, ...teamIds: string[]) => ({ openedOn, teamIds });

describe('what speaks against an inspector', () => {
  const rows: [what: string, ground: Partial<Ground>, units: string[], whys: string[]][] = [
    ['nothing, when he is new to the unit', {}, [], []],
    ['that he served there', {}, ['a'], ['served']],
    ['that he served in a predecessor', {}, ['old'], ['served']],
    ['nothing, when he served elsewhere', {}, ['b'], []],
    [
      'that he was on the last two visits',
      { visits: [visit('2026-02-01', 'p'), visit('2025-02-01', 'q', 'p')] },
      [],
      ['visited'],
    ],
    [
      'nothing, when another was there the last time',
      { visits: [visit('2026-02-01', 'q'), visit('2025-02-01', 'p'), visit('2024-02-01', 'p')] },
      [],
      [],
    ],
    ['nothing, when there were not yet so many', { visits: [visit('2026-02-01', 'p')] }, [], []],
    [
      'one visit, when the setting says one',
      { visits: [visit('2026-02-01', 'p')], most: 1 },
      [],
      ['visited'],
    ],
    ['both', { visits: [visit('2026-02-01', 'p')], most: 1 }, ['a'], ['served', 'visited']],
  ];
  for (const [what, ground, units, whys] of rows)
    it(`is ${what}`, () => {
      const found = objectionsTo(record(...units), { line: ['a', 'old'], visits: [], most: 2, ...ground });
      expect(found.map(({ why }) => why)).to.deep.equal(whys);
    });

  it('must be answered for everybody on the team, and only for them', () => {
    const team = ['p', 'q', 'r'].map((personId) => ({ personId, name: personId }));
    const against = new Map(
      ['p', 'q', 'x'].map((id) => [id, objectionsTo(record('a'), { line: ['a'], visits: [], most: 2 })]),
    );
    const reasons = { p: 'chỉ còn một người', q: 'nắm hồ sơ' };
    expect(
      acceptedConflicts(team, against, reasons).map(({ personId, reason }) => [personId, reason]),
    ).to.deep.equal(Object.entries(reasons));
    try {
      acceptedConflicts(team, against, { x: 'y' });
      expect.fail('it was taken');
    } catch (error) {
      expect((error as Invalid).errors.map(({ field }) => field)).to.deep.equal(['conflict-p', 'conflict-q']);
    }
  });
});

describe('putting somebody on a team who should rather not go', () => {
  const { office, staff, walk } = officeAtWork();
  const bare = (more: object = {}) => {
    const form = Object.entries(visitForm(office, staff)).filter(([name]) => !name.startsWith('conflict-'));
    return { ...Object.fromEntries(form), version: '0', ...more };
  };
  const reasonFor = (id: string) => ({ [`conflict-${id}`]: 'Người duy nhất biết chữ ký số' });

  before(async () => {
    const { boDe, former } = office.wards;
    await inTransaction((tx) =>
      unitsRepository.loadSuccessions(
        [{ fromId: former.id, toId: boDe.id, on: '2025-07-01', extent: 'full' }],
        tx,
      ),
    );
    // The secretary served in the ward that went into Bồ Đề, until the administrator took the post out.
    const person = (await peopleRepository.find(staff.secretary.id))!;
    await peopleRepository.save({ ...person, posts: [...person.posts, postOf('officer', former)] });
    const { services } = office;
    const { administrator } = staff;
    const admin = { personId: administrator.id, name: administrator.name, post: administrator.posts[0]! };
    await services.people.revise(admin, person.id, person.version + 1, {
      userName: person.userName,
      name: person.name,
      language: 'vi',
      posts: [{ row: 1, role: 'inspector', unit: '01', titleVi: 'Chuyên viên', titleEn: '' }],
    });
  });

  it('is warned of beside the name as soon as the unit is named, and nothing is kept by asking', async () => {
    const { agent } = staff.head;
    await agent.get('/inspections/new');
    const shown = await agent.post('/inspections/preview', bare());
    expect(shown.status).to.equal(200);
    const why = 'từng giữ chức vụ tại Phường Gia Thụy, đến ngày 02/03/2026';
    expect(shown.text).to.include(`${staff.secretary.name} ${why}`).and.to.include(`cần cân nhắc: ${why}`);
    expect(shown.html).to.include(`name="conflict-${staff.secretary.id}"`);
    expect(shown.html).to.not.include(`name="conflict-${staff.head.id}"`);
    expect((await agent.get('/inspections?view=mine')).text).to.include('0 cuộc kiểm tra');
    const elsewhere = await agent.post('/inspections/preview', bare({ unit: '00127' }));
    expect(elsewhere.text).to.not.include('từng giữ chức vụ');
    expect((await staff.officer.agent.post('/inspections/preview', bare())).status).to.equal(403);
  });

  it('is refused without a reason, beside that person, and what was typed stays', async () => {
    const { agent } = staff.head;
    const form = bare({ id: idOn(await agent.get('/inspections/new')), topic: 'Tiếp công dân' });
    const refused = await agent.post('/inspections', form);
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include(`Ghi lý do vẫn cử ${staff.secretary.name} vào đoàn`);
    expect(refused.html)
      .to.include('value="Tiếp công dân"')
      .and.to.include(`id="conflict-${staff.secretary.id}"`);
    const long = await agent.post('/inspections', {
      ...form,
      [`conflict-${staff.secretary.id}`]: 'x'.repeat(501),
    });
    expect(long.status).to.equal(422);
  });

  it('is taken with a reason, which the approver reads and the history keeps, but not the unit', async () => {
    const id = await walk.prepare(bare({ mode: 'scheduled', ...reasonFor(staff.secretary.id) }));
    const { text } = await staff.supervisor.agent.get(`/inspections/${id}`);
    expect(text).to.include('đến ngày 02/03/2026. Lý do vẫn cử: Người duy nhất biết chữ ký số');
    expect(text).to.include(
      `Người cần cân nhắc vẫn được cử ${staff.secretary.name}: Người duy nhất biết chữ ký số`,
    );
    await walk.approve(id);
    const told = await staff.officer.agent.get(`/inspections/${id}`);
    expect(told.text).to.include(staff.secretary.name).and.to.not.include('chữ ký số');
    expect((await office.services.journal.verify()).faults).to.deep.equal([]);
  });

  it('is forgotten when another takes his place', async () => {
    const id = await walk.prepare(bare(reasonFor(staff.secretary.id)));
    const form = bare({ version: '1', secretary: staff.colleague.id });
    expect((await staff.head.agent.post(`/inspections/${id}`, form)).status).to.equal(303);
    const { text } = await staff.supervisor.agent.get(`/inspections/${id}`);
    expect(text).to.not.include('Lý do vẫn cử: ');
  });

  it('is warned of when somebody was on the latest visits, the draw alike, which leaves the unit out', async () => {
    const early = await walk.prepare(bare(reasonFor(staff.secretary.id)));
    for (const topic of ['một', 'hai']) await walk.opened({ topic });
    const { agent } = staff.head;
    // What came up after the team was put together is judged when it is approved.
    await staff.supervisor.agent.get(`/inspections/${early}`);
    const late = await staff.supervisor.agent.post(`/inspections/${early}/approval`, { version: '1' });
    expect(late.status).to.equal(422);
    expect(late.text).to.include('điều mới cần cân nhắc').and.to.include(staff.head.name);
    await walk.revise(early, { mode: 'surprise' });
    await walk.approve(early);
    const shown = await agent.post('/inspections/preview', bare({ secretary: staff.colleague.id }));
    const why = 'đã tham gia cả 2 cuộc kiểm tra gần nhất tại đơn vị, lần cuối ngày 02/03/2026';
    expect(shown.text).to.include(`${staff.head.name} ${why}`);
    await staff.supervisor.agent.get('/draws/new');
    const asked = (team: string[]) =>
      staff.supervisor.agent.post('/draws/candidates', {
        kind: 'ward',
        on: '2/3/2026',
        restDays: '0',
        seriousWeight: '2',
        absenceWeight: '1',
        complaintWeight: '1',
        count: '1',
        team,
      });
    expect((await asked([staff.head.id])).text).to.include(
      `${staff.head.name} đã tham gia các cuộc kiểm tra gần nhất`,
    );
    expect((await asked([staff.secretary.id])).text).to.include(
      `${staff.secretary.name} từng giữ chức vụ tại đơn vị`,
    );
    const free = await asked([staff.colleague.id]);
    expect(free.text).to.match(/Phường Bồ Đề 00118 02\/03\/2026 2 cuộc kiểm tra, 0 yêu cầu/);
  });
});
