import { expect } from 'chai';
import { paperCharts } from '../../src/reports/report-charts.js';
import { addMonths } from '../../src/shared/dates.js';
import { cut, shortPaper } from '../../src/reports/variant.presenter.js';
import { loadTranslations } from '../../src/web/translations.js';
import { liveLists } from '../../src/reports/tables/figure-table.js';
import { drawn } from '../paper/support/pdf.js';
import { paperWith } from '../paper/support/papers.js';
import { reportOf } from './support/make.js';
import { finding, inspection, unit, type World } from './support/world.js';

const city = unit('01', 'city', []);
const ward = unit('00145', 'ward', ['01'], {
  name: { vi: 'Phường Văn Miếu - Quốc Tử Giám', en: 'Van Mieu' },
});
const long =
  'Rà soát, bố trí lại toàn bộ công chức trực tại bộ phận một cửa theo đúng lịch đã niêm yết. '.repeat(20);

const trend = Array.from({ length: 13 }, (_, index) => ({
  month: addMonths('2023-08', index),
  inspections: index,
  findings: 2 * index,
  closed: index,
  onTime: index,
}));

const sign = (code: string) => ({ code, text: { vi: long, en: long }, provisional: false, version: 1 });

/** A ward with more overdue findings, in longer words, than any page holds. */
function world(): World {
  const visit = inspection('a', city, ward, { openedOn: '2024-07-01' });
  const findings = Array.from({ length: 60 }, (_, index) =>
    finding(`f${index}`, visit, {
      concludedOn: '2024-07-05',
      dueOn: '2024-07-20',
      state: 'to_remedy',
      sign: index % 2 === 0 ? sign('2.1') : sign('1.2'),
      mustDo: long,
      responsiblePost: long,
    }),
  );
  return { units: [city, ward], inspections: [visit], findings };
}

describe('the shorter papers of a report', () => {
  for (const [variant, pages] of [
    ['summary', 2],
    ['sheet', 1],
  ] as const) {
    for (const language of ['vi', 'en'] as const) {
      it(`has no more than ${pages} page(s) as ${variant} in ${language}, whatever the record holds`, async () => {
        const t = (await loadTranslations())(language);
        for (const of of [city, ward]) {
          const report = reportOf(world(), of, '2024-08', '2024-10-01');
          const telling = { report, language, t, lists: liveLists('https://kc.example') };
          const paper = paperWith([], { mark: 'DỰ THẢO\nBẢN ĐỌC', language });
          const charts = await paperCharts(telling, trend);
          const pdf = await drawn(shortPaper(paper, telling, variant, charts));
          expect(pdf.pages.length).to.be.at.most(pages);
          expect(pdf.text).to.include('60');
          const links = (await (await pdf.document.getPage(1)).getAnnotations()) as { url: string }[];
          expect(links.length).to.be.above(3);
          expect(links.every(({ url }) => url.startsWith('https://kc.example/'))).to.equal(true);
        }
      });
    }
  }

  it('cut what is too long between words', () => {
    const sign = 'Không niêm yết, công khai hoặc niêm yết, công khai không đúng';
    expect(cut(sign, 40)).to.equal('Không niêm yết, công khai hoặc niêm yết…');
    expect(cut('Không đeo thẻ; trang phục, giao tiếp, ứng xử', 40)).to.equal(
      'Không đeo thẻ; trang phục, giao tiếp…',
    );
    expect([cut('Bộ phận một cửa', 15), cut('ươ'.repeat(9), 4)]).to.deep.equal(['Bộ phận một cửa', 'ươươ…']);
  });

  it('say that there is nothing where there is nothing', async () => {
    const t = (await loadTranslations())('vi');
    const report = reportOf({ ...world(), inspections: [], findings: [] }, ward, '2024-08', '2024-10-01');
    const { blocks } = shortPaper(paperWith([]), { report, language: 'vi', t }, 'sheet', []);
    expect(blocks[1]).to.deep.equal({ kind: 'paragraph', text: t('reports:paper.nothing') });
  });

  it('say at their head that they are an extract, and of which days', async () => {
    const t = (await loadTranslations())('vi');
    const report = reportOf(world(), ward, '2024-08-d14', '2024-10-01');
    const { blocks } = shortPaper(paperWith([]), { report, language: 'vi', t }, 'summary', []);
    expect(blocks[0]).to.deep.equal({
      kind: 'note',
      text: `Trích từ số liệu của báo cáo, không thay báo cáo. Số liệu trong kỳ tính từ 15/07/2024 đến hết 14/08/2024; số liệu từ đầu năm tính từ 15/12/2023.`,
    });
  });
});
