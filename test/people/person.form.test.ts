import { expect } from 'chai';
import { readPerson } from '../../src/people/person.form.js';
import { Invalid } from '../../src/shared/errors.js';
import type { Fields } from '../../src/shared/form.js';

const filled: Fields = {
  name: ' Nguyễn Thị Lan ',
  userName: 'Lan.NT',
  language: 'vi',
  role1: 'inspector',
  unit1: 'Sở Nội vụ · 01-SNV',
  titleVi1: 'Chuyên viên',
  titleEn1: '',
  role2: '',
  unit2: '',
  titleVi2: '',
  titleEn2: '',
};

const faultsOf = (fields: Fields): string[] => {
  try {
    readPerson(fields);
    return [];
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return error.errors.map(({ field, message }) => `${field} ${message}`);
  }
};

describe('the form of a person', () => {
  it('is read with its posts; rows that are empty throughout are left out', () => {
    expect(readPerson(filled)).to.deep.equal({
      name: 'Nguyễn Thị Lan',
      userName: 'lan.nt',
      language: 'vi',
      mailAddress: '',
      posts: [{ row: 1, role: 'inspector', unit: 'Sở Nội vụ · 01-SNV', titleVi: 'Chuyên viên', titleEn: '' }],
    });
  });

  it('tells everything that is wrong at once, beside its field', () => {
    expect(
      faultsOf({ ...filled, name: '', userName: 'a b', role2: 'leader', unit2: '', titleVi2: '' }),
    ).to.deep.equal([
      'userName people:userNameShape',
      'name errors:required',
      'unit2 errors:required',
      'titleVi2 errors:required',
    ]);
  });

  it('wants one post', () => {
    expect(faultsOf({ ...filled, role1: '', unit1: '', titleVi1: '' })).to.deep.equal([
      'role1 errors:choose',
      'unit1 errors:required',
      'titleVi1 errors:required',
    ]);
  });

  it('takes neither an unknown role nor an operator', () => {
    expect(faultsOf({ ...filled, role1: 'king' })).to.deep.equal(['role1 errors:choose']);
    const object = { ...filled, userName: { $gt: '' } } as unknown as Fields;
    expect(faultsOf(object)).to.deep.equal(['userName errors:required']);
  });
});
