import { expect } from 'chai';
import { hashPassword, isPassword, markOf, oneTimePassword } from '../../src/people/hashing.js';
import { passwordFault } from '../../src/people/password.js';

const person = { userName: 'nguyen.thi.lan', name: 'Nguyễn Thị Lan' };
const faultOf = (password: string) => passwordFault(password, person)?.message;

describe('a new password', () => {
  for (const good of [
    'hai con trâu gặm cỏ 77',
    'correct horse battery',
    'Bún chả Hàng Mành 12h',
    'k7#mQ2!vX9@pL4',
  ]) {
    it(`may be “${good}”`, () => expect(faultOf(good)).to.equal(undefined));
  }

  it('has 14 characters or more', () => {
    expect(faultOf('k7#mQ2!vX9@pL')).to.equal('people:password.short');
    expect(faultOf('')).to.equal('people:password.short');
    expect(faultOf('x'.repeat(129))).to.equal('errors:tooLong');
  });

  for (const weak of [
    'aaaaaaaaaaaaaaaa',
    '12345678901234',
    'abcdefghijklmnop',
    'abcabcabcabcabc',
    'password123456',
    'Mật khẩu 123456789',
    'matkhau@matkhau',
    'nguyenthilan2024',
    'Nguyễn Thị Lan 1',
    'qwertyuiop123456',
    'KyCuong@HaNoi24',
    '11111111222222',
  ]) {
    it(`is not “${weak}”`, () => expect(faultOf(weak)).to.equal('people:password.weak'));
  }

  it('is good when the administrator’s office makes it', () => {
    for (let count = 0; count < 50; count += 1) expect(faultOf(oneTimePassword())).to.equal(undefined);
    expect(oneTimePassword()).to.match(/^\w{4}-\w{4}-\w{4}-\w{4}$/);
  });
});

describe('keeping a password', () => {
  it('keeps only a salted Argon2id hash of it', async () => {
    const [one, two] = await Promise.all([hashPassword('trâu gặm cỏ'), hashPassword('trâu gặm cỏ')]);
    expect(one).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).to.not.equal(two);
    expect(markOf(one)).to.not.equal(markOf(two));
  });

  it('knows it again, however its accents were typed', async () => {
    const hash = await hashPassword('trâu gặm cỏ'.normalize('NFC'));
    expect(await isPassword('trâu gặm cỏ'.normalize('NFD'), hash)).to.equal(true);
    expect(await isPassword('trau gam co', hash)).to.equal(false);
  });
});
