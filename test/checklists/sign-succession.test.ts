import { expect } from 'chai';
import { codeIn, successionOf, type Edition, type Successor } from '../../src/checklists/sign-succession.js';

const edition = (number: number, codes: string[], succession?: Successor[]): Edition => ({
  number,
  groups: [
    {
      code: '1',
      title: { vi: 'Nhóm', en: 'Group' },
      signs: codes.map((code) => ({ code, text: { vi: code, en: code }, provisional: false })),
    },
  ],
  ...(succession === undefined ? {} : { succession }),
});

const first = edition(1, ['1.1', '1.2', '1.3', '1.4']);
const said = [
  { code: '1.1', to: '1.1' },
  { code: '1.2', to: '1.5' },
  { code: '1.3', to: '1.5' },
  { code: '1.4', to: '' },
];
const second = edition(2, ['1.1', '1.4', '1.5'], said);
const third = edition(3, ['1.1', '1.5']);
const all = [third, second, first];

describe('what becomes of a sign in later versions of the catalogue', () => {
  it('is the sign of the same code until somebody has said it', () => {
    expect(successionOf(third, second)).to.deep.equal([
      { code: '1.1', to: '1.1' },
      { code: '1.4', to: '' },
      { code: '1.5', to: '1.5' },
    ]);
  });

  it('is the sign of the same words where the codes were counted anew', () => {
    const renumbered = edition(2, ['1.1', '1.2', '1.3']);
    const [, second, third] = renumbered.groups[0]?.signs ?? [];
    if (second === undefined || third === undefined) throw new Error('no signs');
    [second.text, third.text] = [
      { vi: 'mới', en: '' },
      { vi: '1.2', en: '1.2' },
    ];
    expect(successionOf(renumbered, edition(1, ['1.1', '1.2', '1.4']))).to.deep.equal([
      { code: '1.1', to: '1.1' },
      { code: '1.2', to: '1.3' },
      { code: '1.4', to: '' },
    ]);
  });

  it('is followed through every version between', () => {
    expect(codeIn(all, { code: '1.2', version: 1 }, 3)).to.equal('1.5');
    expect(codeIn(all, { code: '1.1', version: 1 }, 3)).to.equal('1.1');
  });

  it('is not the new sign of an old code where that was said', () => {
    expect(codeIn(all, { code: '1.4', version: 1 }, 2)).to.equal(undefined);
    expect(codeIn(all, { code: '1.4', version: 2 }, 2)).to.equal('1.4');
  });

  it('is followed back to the one sign that it was, and to none where it was several', () => {
    expect(codeIn(all, { code: '1.1', version: 3 }, 1)).to.equal('1.1');
    expect(codeIn(all, { code: '1.5', version: 3 }, 1)).to.equal(undefined);
  });
});
