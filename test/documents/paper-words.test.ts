import { expect } from 'chai';
import type { FindingFacts } from '../../src/documents/document-facts.js';
import type { CaseDocument } from '../../src/documents/document.js';
import { conclusionBody, teamReportBody } from '../../src/documents/papers/conclusion.presenter.js';
import { minutesBody, minutesSignings } from '../../src/documents/papers/minutes.presenter.js';
import { findingsTable, type BodyInput } from '../../src/documents/papers/paper-words.js';
import { loadTranslations } from '../../src/web/translations.js';

const finding = (more: object) =>
  ({
    ordinal: 1,
    seen: 'Vắng người trực',
    sign: { code: '2.1', text: { vi: 'Bỏ vị trí', en: '' } },
    legalBasis: '',
    severity: 'minor',
    mustDo: 'Bố trí người trực',
    term: 10,
    ...more,
  }) as unknown as FindingFacts;

describe('the findings on a paper', () => {
  it('tell by when each must be put right: within its term, or by the date set on the spot', async () => {
    const t = (await loadTranslations())('vi');
    const atOnce = { dueOn: '2026-03-04', deadline: { onSpot: true } };
    const said = JSON.stringify(
      findingsTable({
        facts: { findings: [finding({}), finding(atOnce)] } as BodyInput['facts'],
        tongue: { language: 'vi', t },
      }),
    );
    expect(said)
      .to.include('Bố trí người trực (trong 10 ngày làm việc)')
      .and.to.include('Bố trí người trực (khắc phục ngay, chậm nhất ngày 04/03/2026)');
  });
});

describe('a repeated finding on a paper', () => {
  it('names the earlier one, in the language of the copy', async () => {
    const translate = await loadTranslations();
    const of = { id: 'f', number: 'KT-2026-0036/2', foundOn: '2026-11-06' };
    const facts = { findings: [finding({ repetition: { of } })] } as BodyInput['facts'];
    const said = (language: 'vi' | 'en') =>
      JSON.stringify(findingsTable({ facts, tongue: { language, t: translate(language) } }));
    expect(said('vi')).to.include('Tái phạm: lặp lại phát hiện KT-2026-0036/2 ngày 06/11/2026.');
    expect(said('en')).to.include('A repeat of the finding KT-2026-0036/2 of 6 November 2026.');
  });
});

describe('the minutes on paper', () => {
  it('list who was there, and leave room to sign over the name alone', async () => {
    const t = (await loadTranslations())('vi');
    const minutes = {
      on: '2026-11-23',
      place: 'Trụ sở Ủy ban nhân dân phường Ngọc Hà',
      present: 'Ông Trần Văn Sơn, Chủ tịch UBND phường\nBà Lê Thị Hoa;',
      representative: 'Ông Trần Văn Sơn, Chủ tịch UBND phường',
      course: '',
      unitWords: '',
    };
    const unit = { kind: 'ward', name: { vi: 'Phường Ngọc Hà', en: '' }, code: 'A' };
    const days = { plannedFrom: '2026-11-23', plannedTo: '2026-11-23' };
    const inspection = {
      ...days,
      unit,
      kind: 'public_service',
      topic: {},
      decision: {},
      team: [],
      minutes,
    };
    const office = { directive: { number: '24-CT/TU', on: '2023-08-07', body: {}, title: {} } };
    const input = {
      document: { kind: 'minutes', fields: {} },
      facts: { inspection, office, findings: [] },
      tongue: { language: 'vi', t },
    } as unknown as BodyInput;
    const said = JSON.stringify(minutesBody(input));
    expect(said)
      .to.include('- Ông Trần Văn Sơn, Chủ tịch UBND phường;')
      .and.include('- Bà Lê Thị Hoa;"')
      .and.include('Địa điểm: Trụ sở Ủy ban nhân dân phường Ngọc Hà.');
    expect(minutesSignings(input)?.[0]?.[0]?.name).to.equal('Trần Văn Sơn');
  });
});

describe('the sections of a paper', () => {
  const inspection = {
    unit: { kind: 'ward', name: { vi: 'Phường A', en: '' }, code: 'A' },
    topic: { vi: 'Kỷ luật', en: '' },
    kind: 'public_service',
    decision: { number: '12/QĐ-SNV' },
    plannedFrom: '2026-03-02',
    plannedTo: '2026-03-02',
    minutes: { course: 'Đã kiểm tra', unitWords: '' },
    conclusion: 'Chấp hành tốt',
  };
  const office = { directive: { number: '24-CT/TU', on: '2023-08-07', body: {}, title: {} } };
  type More = { fields?: Record<string, string>; checks?: object[] };
  const bodyOf = async (findings: FindingFacts[], kind: string, { fields = {}, checks = [] }: More = {}) => {
    const t = (await loadTranslations())('vi');
    const document = { kind, fields } as unknown as CaseDocument;
    const facts = { inspection, office, findings, checks } as unknown as BodyInput['facts'];
    const make = kind === 'conclusion' ? conclusionBody : teamReportBody;
    return make({ document, facts, tongue: { language: 'vi', t } });
  };
  const titles = (blocks: Awaited<ReturnType<typeof bodyOf>>) =>
    blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));

  it('leave no room for causes where nothing was found, unless somebody wrote of them', async () => {
    const clean = ['I. KẾT QUẢ KIỂM TRA', 'II. TỒN TẠI, HẠN CHẾ, KHUYẾT ĐIỂM', 'III. YÊU CẦU, KIẾN NGHỊ'];
    const nothing = await bodyOf([], 'conclusion');
    expect(titles(nothing)).to.deep.equal(clean);
    expect(JSON.stringify(nothing)).to.include('không ghi nhận tồn tại').and.not.to.include('……………');
    const all = [...clean.slice(0, 2), 'III. NGUYÊN NHÂN', 'IV. YÊU CẦU, KIẾN NGHỊ'];
    expect(titles(await bodyOf([finding({})], 'conclusion'))).to.deep.equal(all);
    expect(titles(await bodyOf([], 'conclusion', { fields: { causes: 'Do chủ quan' } }))).to.deep.equal(all);
  });

  it('ask for what a follow-up visit saw not remedied, by when', async () => {
    const check = { number: 'KT-2025-0001/1', mustDo: 'Sửa máy', reported: '', seen: 'Vẫn hỏng' };
    const left = await bodyOf([], 'conclusion', {
      checks: [{ ...check, outcome: 'reopened', dueOn: '2026-03-16' }],
    });
    expect(JSON.stringify(left))
      .to.include('Mở lại: Vẫn hỏng (thời hạn: 16/03/2026)')
      .and.include('chưa khắc phục hoặc được mở lại nêu tại Mục I')
      .and.include('không ghi nhận tồn tại, hạn chế, khuyết điểm mới');
    const done = await bodyOf([], 'conclusion', { checks: [{ ...check, outcome: 'remedied' }] });
    expect(JSON.stringify(done)).to.not.include('nêu tại Mục I');
  });

  it('say that the unit had nothing to say', async () => {
    expect(JSON.stringify(await bodyOf([], 'team_report'))).to.include('Đơn vị không có ý kiến.');
  });
});
