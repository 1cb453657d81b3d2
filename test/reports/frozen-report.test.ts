import { expect } from 'chai';
import { freeze, tells, thaw } from '../../src/reports/frozen-report.js';
import { presentContent } from '../../src/reports/report-content.js';
import type { CompiledReport } from '../../src/reports/report.js';
import { loadTranslations } from '../../src/web/translations.js';
import { days, reportOf } from './support/make.js';
import { finding, inspection, unit } from './support/world.js';

describe('a frozen report', () => {
  const [city, ward] = [unit('01', 'city', []), unit('a', 'ward', ['01'])];
  const made = inspection('1', city, ward, { openedOn: '2024-02-05' });
  const found = finding('f', made, { state: 'to_remedy', concludedOn: '2024-02-06', dueOn: '2024-03-06' });
  const world = { units: [city, ward], inspections: [made], findings: [found] };
  const report = reportOf(world, city, '2024-02', '2024-05-01');

  it('is read as it was', () => {
    const { days: _days, ...thawed } = thaw(freeze(report), days);
    const { days: _same, ...whole } = report;
    expect(thawed).to.deep.equal(JSON.parse(JSON.stringify(whole)));
  });

  it('of an earlier making says nothing of what reports have learnt since, not that there was none', async () => {
    const {
      before: _before,
      rulings: _rulings,
      handlings: _handlings,
      plan: _plan,
      practices: _practices,
      template: _template,
      ...old
    } = report;
    const { bySection: _sections, byPost: _posts, ...findings } = report.findings;
    const { rulings: _ruled, handlings: _handled, plan: _lines, practices: _good, ...lists } = report.lists;
    const thawed = thaw(freeze({ ...old, findings, lists } as unknown as CompiledReport), days);
    const t = (await loadTranslations())('vi');
    const names = presentContent({ report: thawed, language: 'vi', t }).map(({ id }) => id);
    expect(names).to.deep.equal(['inspections', 'coverage', 'findings', 'remediation']);
    expect(tells(thawed, 'rulings?scope=own&span=month&ruling=granted')).to.equal(false);
    expect(tells(report, 'rulings?scope=own&span=month&ruling=granted')).to.equal(true);
    expect(tells(thawed, 'plan?scope=own&span=month&standing=done')).to.equal(false);
    expect(tells(thawed, 'practices?scope=own&span=month')).to.equal(false);
    expect(tells(report, 'practices?scope=own&span=month')).to.equal(true);
    expect(tells(thawed, 'findings?scope=own&span=month')).to.equal(true);
  });
});
