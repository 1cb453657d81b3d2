import { expect } from 'chai';
import mongoose from 'mongoose';
import { inTransaction } from '../../src/database/connect.js';
import type { Severity } from '../../src/findings/finding.js';
import { answered, candidatesAmong, raise, type Earlier } from '../../src/findings/repetition.js';
import { ALIKE, featuresOf, similarity } from '../../src/findings/similarity.js';
import type { Invalid } from '../../src/shared/errors.js';
import { newId } from '../../src/shared/ids.js';
import { unitsRepository } from '../../src/units/units.repository.js';
import { findingForm, versionOn } from '../support/cases.js';
import { officeAtWork } from '../support/office-at-work.js';

const alike = (a: string, b: string) => similarity(featuresOf(a), featuresOf(b)) >= ALIKE;

describe('wordings of findings', () => {
  const absent = 'Lúc 8 giờ 30 tại bộ phận một cửa vắng 2 trên 5 công chức.';
  it('are alike when they tell the same with other figures, words in between, or no accents', () => {
    expect(alike(absent, 'Bộ phận một cửa lúc 14 giờ vắng 3 trên 6 công chức không lý do.')).to.equal(true);
    expect(alike(absent, 'BO PHAN MOT CUA VANG 1 CONG CHUC')).to.equal(true);
    expect(
      alike(
        'Bảng niêm yết chỉ có 2 thủ tục đã hết hiệu lực; chưa niêm yết danh mục theo quyết định mới.',
        'Chưa niêm yết danh mục thủ tục mới, bảng niêm yết còn thủ tục hết hiệu lực.',
      ),
    ).to.equal(true);
  });

  it('are not alike when they tell something else, or nothing', () => {
    expect(
      alike(absent, 'Chưa có sổ tiếp công dân; phòng tiếp công dân khóa cửa trong giờ làm việc.'),
    ).to.equal(false);
    expect(alike(absent, 'Hồ sơ quá hạn 12 ngày không có phiếu xin lỗi.')).to.equal(false);
    expect(alike(absent, '')).to.equal(false);
    expect(alike('', '')).to.equal(false);
  });
});

const asRecorded = ({ code }: { code: string }) => code;
const earlier = (id: string, sign: string, seen = 'x'): Earlier => ({
  id,
  ordinal: 1,
  inspectionNumber: 'KT-2025-0001',
  unit: { id: 'u', code: 'u', kind: 'ward', name: { vi: 'u', en: 'u' }, ancestorIds: [] },
  sign: { code: sign, version: 1, text: { vi: '', en: '' }, provisional: true },
  severity: 'minor',
  seen,
  state: 'closed',
  foundOn: '2025-03-03',
});

describe('the rule for repeated findings', () => {
  const rows: [
    severity: Severity,
    term: number,
    steps: number,
    percent: number,
    to: Severity,
    left: number,
  ][] = [
    ['minor', 20, 1, 50, 'moderate', 10],
    ['minor', 20, 2, 50, 'serious', 10],
    ['serious', 20, 1, 50, 'serious', 10],
    ['moderate', 15, 1, 50, 'serious', 8],
    ['minor', 1, 1, 10, 'moderate', 1],
    ['minor', 0, 1, 10, 'moderate', 0],
    ['minor', 20, 0, 100, 'minor', 20],
  ];
  for (const [severity, term, steps, percent, to, left] of rows)
    it(`makes ${to}, ${left} days of ${severity}, ${term} days by ${steps} steps and ${percent} %`, () =>
      expect(raise({ severity, term }, { steps, percent })).to.deep.equal({ severity: to, term: left }));

  const facts = { severity: 'minor' as Severity, term: 20 };
  const known = [earlier('a', '2.1'), earlier('b', '2.2')];
  const ground = { same: known.slice(0, 1), rule: { steps: 1, percent: 50 } };
  const fieldRefused = (answer: object, same = ground.same) => {
    try {
      answered(facts, answer, known, { ...ground, same });
      return '';
    } catch (error) {
      return (error as Invalid).errors[0]?.field;
    }
  };

  it('asks for an answer only where an earlier finding has the same sign', () => {
    expect(fieldRefused({})).to.equal('repeatOf');
    expect(fieldRefused({}, [])).to.equal('');
    expect(fieldRefused({ repeatOf: 'none' })).to.equal('notRepeatReason');
    expect(fieldRefused({ repeatOf: 'none', notRepeatReason: 'khác' })).to.equal('');
    expect(fieldRefused({ repeatOf: 'nobody knows' })).to.equal('repeatOf');
  });

  it('raises nothing that the inspector has not agreed to', () => {
    expect(fieldRefused({ repeatOf: 'a' })).to.equal('proposal');
    expect(answered(facts, { repeatOf: 'b', proposal: 'keep' }, known, ground)).to.include(facts);
    const raised = answered(facts, { repeatOf: 'a', proposal: 'apply' }, known, ground);
    expect(raised).to.deep.equal({
      severity: 'moderate',
      term: 10,
      repetition: {
        of: { id: 'a', number: 'KT-2025-0001/1', foundOn: '2025-03-03' },
        raised: { steps: 1, percent: 50, severity: 'minor', term: 20 },
      },
    });
    const idle = { ...ground, rule: { steps: 0, percent: 100 } };
    expect(answered(facts, { repeatOf: 'a' }, known, idle)).to.include(facts);
  });

  it('offers those with the same sign, and others that are worded alike', () => {
    const list = [
      earlier('a', '2.1', 'Vắng 2 công chức tại bộ phận một cửa'),
      earlier('b', '2.2', 'Bộ phận một cửa vắng công chức'),
      earlier('c', '2.3', 'Thiếu bảng niêm yết phí, lệ phí'),
    ];
    const { same, similar } = candidatesAmong(list, '2.1', 'Vắng 3 công chức ở bộ phận một cửa', asRecorded);
    expect([same.map(({ id }) => id), similar.map(({ id }) => id)]).to.deep.equal([['a'], ['b']]);
    expect(candidatesAmong(list, '', '', asRecorded)).to.deep.equal({ same: [], similar: [] });
  });

  it('are found by what their sign is called now', () => {
    const list = [earlier('a', '2.1'), earlier('b', '2.2'), earlier('c', '2.3')];
    const codeNow = ({ code }: { code: string }) => ({ '2.1': '2.2', '2.2': '2.9' })[code];
    const of = (sign: string) => candidatesAmong(list, sign, '', codeNow).same.map(({ id }) => id);
    expect([of('2.1'), of('2.2'), of('2.9')]).to.deep.equal([[], ['a'], ['b']]);
  });
});

describe('recording a finding that was there before', () => {
  const { office, staff, walk } = officeAtWork();
  let first: string;
  let visit: string;
  const answers = { repeatOf: '', notRepeatReason: '', proposal: '' };
  const send = (more: object, by = staff.head) =>
    by.agent.upload(
      `/inspections/${visit}/findings`,
      { id: newId(), version: '0', ...findingForm, ...answers, ...more },
      [],
    );

  before(async () => {
    const { boDe, former } = office.wards;
    await inTransaction((tx) =>
      unitsRepository.loadSuccessions(
        [{ fromId: former.id, toId: boDe.id, on: '2025-07-01', extent: 'full' }],
        tx,
      ),
    );
    // The first visit was to the ward that has become this one.
    const earlierVisit = await walk.opened();
    first = await walk.record(earlierVisit, answers);
    await walk.conclude(earlierVisit, '2/3/2026');
    for (const name of ['inspections', 'findings'])
      await mongoose.connection
        .collection(name)
        .updateMany({ 'unit.id': boDe.id }, { $set: { 'unit.id': former.id } });
    visit = await walk.opened();
  });

  it('shows what was found at the unit’s predecessor with the same sign or alike, and keeps nothing by it', async () => {
    const { agent } = staff.head;
    const page = await agent.get(`/inspections/${visit}/findings/new`);
    expect(page.text).to.not.include('KT-2026-0001/1');
    const same = await agent.upload(
      `/inspections/${visit}/findings/preview`,
      { ...findingForm, ...answers, seen: 'x' },
      [],
    );
    expect(same.status).to.equal(200);
    expect(same.text).to.include('Lặp lại KT-2026-0001/1, ngày 02/03/2026').and.to.include('Cùng biểu hiện');
    expect(same.text).to.include('Hạn chế, 20 ngày làm việc → Khuyết điểm, 10 ngày làm việc');
    const alikeOnly = await agent.post(`/inspections/${visit}/findings/preview`, {
      ...findingForm,
      ...answers,
      sign: '2.2',
    });
    expect(alikeOnly.text).to.include('Nội dung tương tự');
    const neither = await agent.post(`/inspections/${visit}/findings/preview`, {
      ...answers,
      sign: '2.2',
      seen: 'Thiếu sổ',
    });
    expect(neither.text).to.not.include('KT-2026-0001/1');
    expect((await staff.colleague.agent.post(`/inspections/${visit}/findings/preview`, {})).status).to.equal(
      403,
    );
    expect(await mongoose.connection.collection('findings').countDocuments()).to.equal(1);
  });

  it('needs an answer, keeps what was typed, and refuses a finding that is not one of them', async () => {
    const silent = await send({ mustDo: 'Bố trí lại' });
    expect(silent.status).to.equal(422);
    expect(silent.text).to.include('Có 1 phát hiện trước đây cùng biểu hiện');
    expect(silent.html).to.include('Bố trí lại</textarea>').and.to.include(`value="${first}"`);
    expect((await send({ repeatOf: 'none' })).text).to.include('Ghi vì sao không phải tái phạm');
    expect((await send({ repeatOf: newId() })).status).to.equal(422);
    expect((await send({ repeatOf: first })).text).to.include('Chọn áp dụng quy tắc tái phạm');
  });

  it('is marked as a repeat, raised by the rule that was agreed to, and can be revised without being raised twice', async () => {
    const made = await send({ repeatOf: first, proposal: 'apply', term: '20' });
    expect(made.status).to.equal(303);
    const path = made.location ?? '';
    const { agent } = staff.head;
    const shown = await agent.get(path);
    expect(shown.text)
      .to.include('Lặp lại phát hiện KT-2026-0001/1 ngày 02/03/2026')
      .and.to.include('Tái phạm');
    expect(shown.text).to.include('từ hạn chế, 20 ngày làm việc thành khuyết điểm, 10 ngày làm việc');
    expect(shown.html).to.include(`href="/findings/${first}"`);
    const edit = await agent.get(`${path}/edit`);
    expect(edit.html)
      .to.match(/value="moderate" checked/)
      .and.to.match(/value="apply" checked/);
    const form = {
      ...findingForm,
      version: versionOn(edit),
      repeatOf: first,
      notRepeatReason: '',
      proposal: 'apply',
      term: '20',
    };
    expect((await agent.upload(path, form, [])).status).to.equal(303);
    expect((await agent.get(path)).text).to.include('thành khuyết điểm, 10 ngày làm việc');
    const list = await agent.get('/findings?repeat=yes');
    expect(list.text).to.include('1 phát hiện').and.to.include('Tái phạm');
    expect((await agent.get('/findings?view=all')).text).to.include('2 phát hiện');
  });

  it('is kept with the reason when it is not a repeat', async () => {
    const made = await send({
      repeatOf: 'none',
      notRepeatReason: 'Lần trước là ở một cửa, lần này ở văn thư',
    });
    const { text } = await staff.head.agent.get(made.location ?? '');
    expect(text).to.include('Không phải tái phạm: Lần trước là ở một cửa');
    expect((await staff.head.agent.get('/findings?repeat=yes')).text).to.include('1 phát hiện');
  });

  it('is counted in the monthly report, by a figure that opens its list', async () => {
    await walk.conclude(visit, '2/3/2026');
    const report = await staff.leader.agent.get('/reports/01/2026-03');
    const [, href] = /Trong đó: tái phạm[\s\S]*?<a[^>]*href="([^"]*)"[^>]*>1<\/a>/.exec(report.html) ?? [];
    const address = (href ?? '').replace(/&amp;/g, '&').replace(/&#x3D;/g, '=');
    expect(address).to.include('repeat=yes');
    expect((await staff.leader.agent.get(address)).text).to.include('1 phát hiện');
  });
});
