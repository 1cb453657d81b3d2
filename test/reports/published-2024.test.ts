import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { Kind } from '../../src/inspections/inspection.js';
import { readTable } from '../../src/imports/table-reader.js';
import type { Actor } from '../../src/policies/actor.js';
import { createServices, type Services } from '../../src/services.js';
import { fromRoot } from '../../src/shared/project-root.js';
import { coveredBy, type CompiledReport } from '../../src/reports/report.js';
import { presentReportPaper } from '../../src/reports/report-paper.presenter.js';
import { loadTranslations } from '../../src/web/translations.js';
import type { Agent } from '../support/agent.js';
import { makePerson, postOf, startProduct, type TestProduct } from '../support/product.js';
import { setupForm } from '../support/setup.js';
import { drawn, type ReadPdf } from '../paper/support/pdf.js';

const by = { personId: 'test', name: 'test', post: 'test' };

/** Every figure on a page that is a link, with its address. */
const linksIn = (html: string): { figure: number; href: string }[] =>
  [...html.matchAll(/<td class="number"><a href="([^"]+)">([\d.]+)<\/a>/g)].map(
    ([, href = '', figure = '']) => ({
      figure: Number(figure.replaceAll('.', '')),
      href: href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
    }),
  );

describe('the published figures of 2024 (Kinh tế & Đô thị, to the end of August)', () => {
  let product: TestProduct;
  let services: Services;
  let leader: Agent;
  let actor: Actor;
  let city: CompiledReport;

  before(async function () {
    this.timeout(60_000);
    product = await startProduct({ now: new Date('2026-03-02T02:00:00Z') });
    const first = product.agent();
    await first.get('/setup');
    await first.post('/setup', { ...setupForm, units: 'hanoi' });
    services = createServices(product.config, { clock: product.clock });
    const csv = await readFile(fromRoot('src/inspections/data/hanoi-2024-inspections.csv'));
    await services.importing.take(await readTable(csv), by);
    const unit = await services.units.byCode('01', '2024-08-31');
    const post = postOf('leader', unit);
    const person = await makePerson('leader', { posts: [post] });
    actor = { personId: person.id, name: person.name, post };
    leader = await product.agentFor(person);
    city = await services.reports.report(actor, '01', '2024-08');
  });
  after(() => product.stop());

  const kind = (name: Kind) => city.inspections.byKind.find((line) => line.kind === name);

  it('are 34 inspections by the City and 14 by the levels below', () => {
    expect([city.inspections.total.own.year, city.inspections.total.below.year]).to.deep.equal([34, 14]);
  });

  it('are 4 specialised, 19 thematic, 5 surprise, 1 follow-up and 5 directed', () => {
    const kinds = (['specialised', 'thematic', 'follow_up', 'directed'] as const).map(
      (name) => kind(name)?.counts.own.year,
    );
    expect(kinds).to.deep.equal([4, 19, 1, 5]);
    expect(city.inspections.byMode.find(({ mode }) => mode === 'surprise')?.counts.own.year).to.equal(5);
  });

  it('are by topic 1 on religion, 4 on archives, 12 on organisation and payroll, 2 on emulation', () => {
    const topics = kind('thematic')?.topics.map(({ topic, counts }) => [topic.en, counts.own.year]);
    expect(Object.fromEntries(topics ?? [])).to.deep.equal({
      'Beliefs and religion': 1,
      'Document work and archives': 4,
      'Organisational structure and payroll management': 12,
      'Emulation and commendation': 2,
    });
  });

  it('are for Long Biên 14 of 14 wards inspected for administrative reform', async () => {
    const district = await services.reports.report(actor, '004', '2024-08');
    expect(coveredBy(district, 'communes', 'administrative_reform', 'own')).to.deep.equal({
      units: 14,
      of: 14,
    });
  });

  it('stand on the page as links, each to a list with as many rows', async function () {
    this.timeout(60_000);
    const { html } = await leader.get('/reports/01/2024-08');
    const links = linksIn(html).filter(({ href }) => href.startsWith('/inspections'));
    expect(links.map(({ figure }) => figure)).to.include.members([34, 14, 5, 19, 12]);
    for (const { figure, href } of links) {
      const { text } = await leader.get(href);
      expect(text, href).to.include(`${figure} cuộc kiểm tra`);
    }
  });

  it('lead from the units covered to a page that names them', async () => {
    const { text } = await leader.get(
      '/reports/004/2024-08/units?group=communes&scope=own&span=year&kind=administrative_reform',
    );
    expect(text).to.include('14/14 phường, xã, thị trấn được kiểm tra');
    expect(text).to.include('Phường Cự Khối');
  });

  describe('on paper', () => {
    let pdf: ReadPdf;
    before(async () => {
      const made = await services.reports.full(actor, '01', '2024-08');
      const translate = await loadTranslations();
      pdf = await drawn(
        presentReportPaper({ ...made, today: '2024-09-05' }, { language: 'vi', t: translate('vi') }),
      );
    });

    it('are said in words and in a table', () => {
      expect(pdf.text).to.include('Trong kỳ, đơn vị đã tiến hành 05 cuộc kiểm tra; từ đầu năm, 34 cuộc.');
      expect(pdf.text.replace(/\s+/g, ' ')).to.match(/Tổng số 5 34 0 14 /);
      expect(pdf.text.replace(/\s+/g, ' ')).to.match(/Kiểm tra chuyên đề 0 19 0 0 /);
    });

    it('leave the number to the clerk, and write the day by the rule', () => {
      expect(pdf.text).to.match(/Số:\s+\/BC-SNV/);
      expect(pdf.text).to.include('Hà Nội, ngày 05 tháng 9 năm 2024');
    });

    it('have the 48 inspections behind them in an annex', () => {
      const numbers = pdf.text.match(/2024\/(LB-)?\d+/g) ?? [];
      expect(new Set(numbers).size).to.equal(48);
      expect(pdf.text).to.include('Đơn vị tiến hành: 34');
      expect(pdf.text).to.include('Cấp dưới tiến hành: 14');
    });

    it('stay within the margins', () => {
      for (const { pieces } of pdf.pages) {
        expect(Math.min(...pieces.map(({ left }) => left))).to.be.at.least(29.9);
        expect(Math.max(...pieces.map(({ right }) => right))).to.be.at.most(195.5);
        expect(Math.max(...pieces.map(({ baseline }) => baseline))).to.be.at.most(277);
      }
    });
  });
});
