import { expect } from 'chai';
import { isUserName, normalUserName, searchWord, wordsOf } from '../../src/people/person.js';

describe('a user name', () => {
  it('is compared without case and however its accents were typed', () => {
    expect(normalUserName('  Nguyen.Lan ')).to.equal('nguyen.lan');
    expect(normalUserName('Đức'.normalize('NFD'))).to.equal('đức');
  });

  it('is made of letters, figures and . _ - @', () => {
    for (const good of ['lan', 'nguyen.thi-lan_2', 'lan@hanoi.gov.vn', 'đức.anh'])
      expect(isUserName(good)).to.equal(true);
    for (const bad of ['ab', '.lan', 'lan lan', 'lan$', 'x'.repeat(61), ''])
      expect(isUserName(bad)).to.equal(false);
  });
});

describe('finding a person', () => {
  it('works by the user name, the whole name or a part of it, without accents', () => {
    const words = wordsOf({ userName: 'lan.nt', name: 'Nguyễn Thị Lan Đài' });
    expect(words).to.deep.equal(['lan.nt', 'nguyen thi lan dai', 'nguyen', 'thi', 'lan', 'dai']);
    expect(searchWord('  NGUYỄN  Thị ')).to.equal('nguyen thi');
  });
});
