import { expect } from 'chai';
import { printSpan } from '../../src/shared/span.js';
import { loadTranslations } from '../../src/web/translations.js';

const translate = await loadTranslations();
const vi = (validFrom?: string, validTo?: string) => printSpan({ validFrom, validTo }, 'vi', translate('vi'));

describe('printing how long something is valid', () => {
  it('says only what is known', () => {
    expect(vi('2025-07-01', '2026-06-30')).to.equal('01/07/2025 – 30/06/2026');
    expect(vi('2025-07-01')).to.equal('từ 01/07/2025');
    expect(vi(undefined, '2025-06-30')).to.equal('đến hết 30/06/2025');
    expect(vi()).to.equal('–');
  });

  it('says it in English, too', () => {
    expect(printSpan({ validFrom: '2025-07-01' }, 'en', translate('en'))).to.equal('from 1 July 2025');
  });
});
