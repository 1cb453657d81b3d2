import { expect } from 'chai';
import { presentContent } from '../../src/reports/report-content.js';
import { presentAnnexes } from '../../src/reports/report-annex.presenter.js';
import { movedIn, orderIn, readTemplate } from '../../src/reports/template.form.js';
import { moved, sectionsOn, templateFrom, usualTemplate } from '../../src/reports/template.js';
import { sectionNames } from '../../src/reports/writing.js';
import { defaultSettings } from '../../src/settings/settings.data.js';
import { templateOn, withTemplate } from '../../src/settings/report-templates.js';
import { loadTranslations } from '../../src/web/translations.js';
import { reportOf } from './support/make.js';
import { finding, inspection, unit } from './support/world.js';

const entry = (sections: string[], more: object = {}) => ({
  sections: sections.map((name) => ({ name, on: true, heading: { vi: '', en: '' } })),
  annexes: [],
  ...more,
});

describe('the template of a report', () => {
  it('keeps its order; parts that the product has learnt since follow their usual neighbours', () => {
    const { sections } = templateFrom(entry(['remediation', 'inspections', 'findings', 'forgotten']));
    const names = sections.map(({ name }) => name);
    expect(names).to.have.members([...sectionNames]);
    expect(names.indexOf('remediation')).to.be.below(names.indexOf('inspections'));
    expect(names.indexOf('rulings')).to.equal(names.indexOf('remediation') + 1);
  });

  it('never leaves out corrections', () => {
    const off = sectionNames.map((name) => ({ name, on: false, heading: { vi: '', en: '' } }));
    expect(sectionsOn(templateFrom({ sections: off, annexes: [] }))).to.deep.equal(['corrections']);
  });

  it('moves a part by one place and leaves it at the ends', () => {
    expect(moved(['a', 'b', 'c'], 'b', -1)).to.deep.equal(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 'c', 1)).to.deep.equal(['a', 'b', 'c']);
  });

  it('shows the form again when a part is moved, with everything that was typed', () => {
    const typed = { order: 'findings inspections', move: 'up inspections', heading_vi_findings: 'Phát hiện' };
    const again = movedIn(typed);
    expect(again).to.include({ heading_vi_findings: 'Phát hiện' }).and.not.have.property('move');
    expect(orderIn(again ?? {}).slice(0, 2)).to.deep.equal(['inspections', 'findings']);
    expect(movedIn({ ...typed, move: 'up nothing' })).to.equal(undefined);
  });

  it('is read with whatever a strange form leaves out', () => {
    const { entry: read } = readTemplate(
      { version: '0', validFrom: '1/1/2027', sections: 'findings' },
      'year',
    );
    expect(read.sections.filter(({ on }) => on).map(({ name }) => name)).to.deep.equal([
      'findings',
      'corrections',
    ]);
    expect(read.annexes).to.deep.equal([]);
  });

  it('holds from its day on, and is not entered for days that are past', () => {
    const added = { kind: 'month', validFrom: '2026-02-01', ...entry(['findings']) };
    const settings = withTemplate(defaultSettings(), added, '2026-01-15');
    expect(templateOn(settings.reportTemplates ?? [], 'month', '2026-01-31')).to.equal(undefined);
    expect(templateOn(settings.reportTemplates ?? [], 'month', '2026-02-01')).to.equal(added);
    expect(templateOn(settings.reportTemplates ?? [], 'year', '2026-02-01')).to.equal(undefined);
    expect(() => withTemplate(settings, added, '2026-02-02')).to.throw();
  });
});

describe('a report by its template', () => {
  const [city, ward] = [unit('01', 'city', []), unit('a', 'ward', ['01'])];
  const made = inspection('1', city, ward, { openedOn: '2024-02-05' });
  const found = finding('f', made, { state: 'to_remedy', concludedOn: '2024-02-06', dueOn: '2024-03-06' });
  const world = { units: [city, ward], inspections: [made], findings: [found] };
  const report = reportOf(world, city, '2024-02', '2024-05-01');

  it('says only what is on, in its order, under its headings, in either language', async () => {
    const sections = ['remediation', 'inspections', 'findings', 'coverage', 'rulings', 'handlings'].map(
      (name) => ({
        name,
        on: name === 'remediation' || name === 'inspections',
        heading: { vi: name === 'inspections' ? 'Công tác kiểm tra' : '', en: '' },
      }),
    );
    const template = templateFrom({ sections, annexes: [] });
    const translate = await loadTranslations();
    const headings = (language: 'vi' | 'en') =>
      presentContent({ report: { ...report, template }, language, t: translate(language) }).map(
        ({ heading }) => heading,
      );
    // What the product has learnt since follows the part that it usually follows.
    expect(headings('vi')).to.deep.equal([
      'Kết quả khắc phục',
      'Công tác kiểm tra',
      'Thực hiện kế hoạch kiểm tra năm',
    ]);
    expect(headings('en')[1]).to.equal('Công tác kiểm tra');
  });

  it('has the annexes that it names', async () => {
    const t = (await loadTranslations())('vi');
    const titles = (template: typeof usualTemplate) =>
      presentAnnexes({ report: { ...report, template }, language: 'vi', t }, '', {}).map(
        ({ label, title }) => [label, title.slice(0, 25)],
      );
    expect(titles(usualTemplate)).to.have.length(2);
    expect(titles({ ...usualTemplate, annexes: ['findings'] })).to.deep.equal([
      ['Phụ lục I', 'DANH SÁCH TỒN TẠI, VI PHẠ'],
    ]);
  });
});
