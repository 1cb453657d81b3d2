import { expect } from 'chai';
import type { FindingFacts } from '../../src/documents/document-facts.js';
import { findingsTable } from '../../src/documents/papers/paper-words.js';
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
    const said = JSON.stringify(findingsTable([finding({}), finding(atOnce)], { language: 'vi', t }));
    expect(said)
      .to.include('Bố trí người trực (trong 10 ngày làm việc)')
      .and.to.include('Bố trí người trực (khắc phục ngay, chậm nhất ngày 04/03/2026)');
  });
});
