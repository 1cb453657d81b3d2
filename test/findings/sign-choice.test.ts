import { expect } from 'chai';
import { isAmong, readSigns, signMatch, writeSigns } from '../../src/findings/sign-choice.js';

describe('signs chosen in an address', () => {
  it('are read as they were written', () => {
    const chosen = [{ code: '1.2' }, { code: '1.10', version: 2 }];
    expect(writeSigns(chosen)).to.equal('1.2,1.10v2');
    expect(readSigns('1.2,1.10v2')).to.deep.equal(chosen);
  });

  it('hold findings of the version that is asked for, or of any where none is', () => {
    expect(isAmong('1.2', { code: '1.2', version: 3 })).to.equal(true);
    expect(isAmong('1.2v1,1.3v3', { code: '1.2', version: 3 })).to.equal(false);
    expect(isAmong('1.2v1,1.3v3', { code: '1.3', version: 3 })).to.equal(true);
  });

  it('find nothing where the address was made up', () => {
    expect(signMatch('{"$gt":""}')).to.deep.equal({ 'sign.code': '{"$gt":""}' });
    expect(isAmong('1.2vx', { code: '1.2', version: 1 })).to.equal(false);
  });
});
