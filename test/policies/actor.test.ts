import { expect } from 'chai';
import { authorOf, postOf, type Actor } from '../../src/policies/actor.js';

const actor = (english: string): Actor => ({
  personId: 'p1',
  name: 'Vũ Thu Hà',
  post: {
    role: 'supervisor',
    unitId: 'u1',
    unitName: { vi: 'Sở Nội vụ', en: 'Department of Home Affairs' },
    title: { vi: 'Phó Giám đốc', en: english },
  },
});

describe('the post of somebody who did something', () => {
  it('is kept in Vietnamese, and in English where the post has an English title', () => {
    const author = authorOf(actor('Deputy Director'));
    expect(postOf(author, 'vi')).to.equal('Phó Giám đốc, Sở Nội vụ');
    expect(postOf(author, 'en')).to.equal('Deputy Director, Department of Home Affairs');
  });

  it('is read in Vietnamese where nobody wrote an English title, as in older events', () => {
    const author = authorOf(actor(''));
    expect(author).to.not.have.property('postEnglish');
    expect(postOf(author, 'en')).to.equal('Phó Giám đốc, Sở Nội vụ');
  });
});
