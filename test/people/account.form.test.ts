import { expect } from 'chai';
import { readPasswordChange, readSignIn, safeNext } from '../../src/people/account.form.js';
import { Invalid } from '../../src/shared/errors.js';

describe('where to go after signing in', () => {
  it('is a page of the product', () => {
    expect(safeNext('/inspections?state=open&q=Ba%20Đình')).to.equal('/inspections?state=open&q=Ba%20Đình');
    expect(readSignIn({ userName: 'lan', password: 'x', next: '/findings' })).to.deep.equal({
      next: '/findings',
    });
  });

  for (const bad of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '',
    '/a\nb',
  ]) {
    it(`is not ${JSON.stringify(bad)}`, () => expect(safeNext(bad)).to.equal('/'));
  }
});

describe('the form to change a password', () => {
  it('takes passwords as typed, with their spaces', () => {
    const fields = { currentPassword: ' a ', newPassword: ' b ', repeatedPassword: ' b ' };
    expect(readPasswordChange(fields)).to.deep.equal({ current: ' a ', next: ' b ' });
  });

  it('wants the new one twice', () => {
    const fields = { currentPassword: 'a', newPassword: 'b', repeatedPassword: 'c' };
    expect(() => readPasswordChange(fields)).to.throw(Invalid, 'repeatedPassword: people:password.differ');
    expect(() => readPasswordChange({})).to.throw(Invalid, 'currentPassword: errors:required');
  });
});
