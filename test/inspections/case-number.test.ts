import { expect } from 'chai';
import { numbersIn } from '../../src/inspections/case-number.js';

describe('a number that was typed', () => {
  it('is that of a case in full, whatever was left out of it', () => {
    for (const typed of ['KT-2026-0031', 'kt-2026-31', '2026-0031', '2026-31'])
      expect(numbersIn(typed), typed).to.deep.equal([{ number: 'KT-2026-0031' }]);
  });
  it('may be that of a finding', () => {
    expect(numbersIn('2026-31/2')[1]).to.deep.equal({ number: 'KT-2026-0031', ordinal: 2 });
    expect(numbersIn('2024/101/3')[1]).to.deep.equal({ number: '2024/101', ordinal: 3 });
    expect(numbersIn('2024/101')[0]).to.deep.equal({ number: '2024/101' });
  });
  it('is none where it is a name, a code or the beginning of a number', () => {
    for (const typed of ['', 'Phường Bồ Đề', '00118', 'KT-', 'KT-2026-', '[$ne]'])
      expect(numbersIn(typed), typed).to.deep.equal([]);
  });
});
