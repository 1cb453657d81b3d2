import { expect } from 'chai';
import { loadTranslations } from '../../src/web/translations.js';
import { presentList, type Listing } from '../../src/web/list-page.js';
import type { Visit } from '../../src/web/visit.js';

const KIND = { things: 'inspections', usual: 'all', worded: ['state'] };
const visit = { language: 'vi', t: (await loadTranslations())('vi') } as Visit;
const listing = (filter: Listing['filter'], more: Partial<Listing> = {}): Listing => ({
  filter,
  views: ['all', 'mine'],
  count: 1204,
  days: ['from'],
  choices: { state: ['opened', 'closed'] },
  names: new Map([['u1', 'Phường Ba Đình']]),
  ...more,
});
const none = { rows: [], next: null, previous: null };
type Shown = {
  count: string;
  views: { tabs: { href: string; current: boolean }[] };
  filter: {
    chips: { label: string; href: string }[];
    clear: string;
    hidden: { name: string; value: string }[];
    inputs: { name: string; value: string }[];
  };
  pages: { next: string | null };
  empty: { action: { href: string } | null } | null;
};
const shown = (of: Listing, rows: Parameters<typeof presentList>[1] = none) =>
  presentList(KIND, rows, of, visit) as unknown as Shown;

describe('the page of a list', () => {
  it('takes one narrowing off with each chip, and says it in words', () => {
    const { chips, clear } = shown(
      listing({ view: 'mine', state: 'opened', unit: 'u1', from: '2026-11-02' } as Listing['filter']),
    ).filter;
    expect(chips.map(({ label }) => label)).to.deep.equal([
      'Trạng thái: Đang kiểm tra',
      'Đơn vị: Phường Ba Đình',
      'Kiểm tra từ ngày: 02/11/2026',
    ]);
    expect(chips[0]?.href).to.equal('/inspections?view=mine&unit=u1&from=2026-11-02');
    expect(clear).to.equal('/inspections?view=mine');
  });

  it('keeps with the filter bar whatever the bar has no field for', () => {
    const { hidden, inputs } = shown(
      listing({ view: 'mine', state: 'opened', unit: 'u1', from: '2026-11-02' } as Listing['filter']),
    ).filter;
    expect(hidden).to.deep.equal([
      { name: 'view', value: 'mine' },
      { name: 'unit', value: 'u1' },
    ]);
    expect(inputs.map(({ name, value }) => ({ name, value }))).to.deep.equal([
      { name: 'from', value: '02/11/2026' },
    ]);
  });

  it('leaves the usual view out of addresses and carries the filter to the next page', () => {
    const page = shown(listing({ view: 'all', state: 'opened' } as Listing['filter']), {
      rows: [1],
      next: 'k~2',
      previous: null,
    });
    expect(page.views.tabs.map(({ href, current }) => [href, current])).to.deep.equal([
      ['/inspections', true],
      ['/inspections?view=mine', false],
    ]);
    expect(page.pages.next).to.equal('/inspections?state=opened&key=k%7E2');
    expect(page.empty).to.equal(null);
  });

  it('offers all rows again where a filter leaves none, and nothing where there are none at all', () => {
    expect(
      shown(listing({ view: 'all', state: 'closed' } as Listing['filter'])).empty?.action?.href,
    ).to.equal('/inspections');
    const empty = shown(listing({ view: 'all' })).empty;
    expect(empty).to.not.equal(null);
    expect(empty?.action).to.equal(null);
  });
});
