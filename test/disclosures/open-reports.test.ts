import { expect } from 'chai';
import { presentOpenReports } from '../../src/disclosures/open-reports.presenter.js';
import { presentProof } from '../../src/filings/proof.presenter.js';
import type { OpenVisit } from '../../src/web/handle.js';

describe('a public report of a cluster of units', () => {
  const visit = { language: 'vi', t: (key: string) => key } as unknown as OpenVisit;
  const unit = { id: '01', code: '01', name: { vi: 'Thành phố Hà Nội', en: 'Hanoi City' } };
  const cluster = { code: 'cum1', name: { vi: 'Cụm số 1', en: '' } };
  const term = { kind: 'month', year: 2026, index: 2 };
  const about = { unit, cluster, term };

  it('is never taken for one of the whole unit, in the list and where its paper is checked', () => {
    const row = { ...about, id: 'd', filingId: 'f', number: '1', issuedOn: '2026-03-02', breadth: 'figures' };
    const rows = { rows: [row, { ...row, cluster: undefined }], previous: null, next: null } as never;
    const list = presentOpenReports({ rows, typed: '', suggestions: [] }, { errors: [] }, visit);
    expect((list['rows'] as { unit: string }[]).map(({ unit: told }) => told)).to.deep.equal([
      'Thành phố Hà Nội · Cụm số 1',
      'Thành phố Hà Nội',
    ]);
    const paper = { sha256: 'x' };
    const issued = { number: '1', on: '2026-03-02', papers: { vi: paper, en: paper } };
    const told = presentProof('f', { ...about, issued, corrected: [] } as never, visit);
    expect(told['facts']).to.deep.include({ label: 'proof:cluster', text: 'Cụm số 1' });
  });
});
