import { expect } from 'chai';
import { presentAnnexes } from '../../src/reports/report-annex.presenter.js';
import { liveLists } from '../../src/reports/tables/figure-table.js';
import { loadTranslations } from '../../src/web/translations.js';
import { reportOf } from './support/make.js';
import { finding, inspection, unit } from './support/world.js';

const [city, ward] = [unit('01', 'city', []), unit('a', 'ward', ['01'])];
const made = inspection('k', city, ward, { openedOn: '2024-02-05' });
const due = { concludedOn: '2024-02-06', dueOn: '2024-02-20' };
const found = finding('f', made, { state: 'to_remedy', ...due });
const world = { units: [city, ward], inspections: [made], findings: [found] };

describe('the annexes of a report', () => {
  const linksOf = async (more: object) => {
    const t = (await loadTranslations())('vi');
    const report = reportOf(world, city, '2024-02', '2024-05-01');
    return presentAnnexes({ report, language: 'vi', t, ...more }, '', {}).flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.kind === 'table' ? block.rows.flatMap(({ links = [] }) => links) : [],
      ),
    );
  };

  it('lead from the number in each row to its case', async () => {
    const links = (await linksOf({ lists: liveLists('https://kc') })).filter((link) => link !== null);
    expect(links).to.deep.equal([
      'https://kc/inspections/k',
      ...['https://kc/findings/f', 'https://kc/findings/f', 'https://kc/findings/f'],
    ]);
  });

  it('lead nowhere on a paper for readers outside', async () => {
    expect((await linksOf({})).every((link) => link === null)).to.equal(true);
  });
});
