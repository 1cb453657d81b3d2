import { expect } from 'chai';
import { tinos } from '../../src/paper/tinos.js';
import { tidyText, wrap } from '../../src/paper/wrap.js';
import { LETTERS } from './support/papers.js';

const count = (text: string): number => text.length;

describe('the fonts of papers', () => {
  it('have every Vietnamese letter in all four styles, each with its width', async () => {
    for (const { advances } of Object.values(await tinos())) {
      for (const letter of LETTERS)
        expect(advances.get(letter.codePointAt(0) ?? 0), letter).to.be.greaterThan(0);
    }
  });

  it('are as wide as Times New Roman, whose widths are public', async () => {
    // Adobe's Core 14 font metrics: Times-Roman a 444, m 778, A 722, W 944, 0 500; Times-Bold a 500.
    const { regular, bold } = await tinos();
    const width = (letter: string) => Math.round(regular.advances.get(letter.charCodeAt(0)) ?? 0);
    expect(['a', 'm', 'A', 'W', '0'].map(width)).to.deep.equal([444, 778, 722, 944, 500]);
    expect(Math.round(bold.advances.get(97) ?? 0)).to.equal(500);
  });
});

describe('wrapping a text', () => {
  it('fills lines up to the width, the first one less its indent', () => {
    const lines = wrap('aa bb cc dd', 5, count, 2).map(({ text }) => text);
    expect(lines).to.deep.equal(['aa', 'bb cc', 'dd']);
  });

  it('cuts a word that does not fit into any line', () => {
    expect(wrap('a bbbbbbb c', 3, count).map(({ text }) => text)).to.deep.equal(['a', 'bbb', 'bbb', 'b c']);
  });

  it('cuts a number after its hyphens and strokes first', () => {
    expect(wrap('KT-2026-0142/1', 9, count).map(({ text }) => text)).to.deep.equal(['KT-2026-', '0142/1']);
  });

  it('keeps the breaks that were typed, and says where paragraphs end', () => {
    expect(wrap('a b\r\nc', 9, count)).to.deep.equal([
      { text: 'a b', width: 3, last: true },
      { text: 'c', width: 1, last: true },
    ]);
  });

  it('makes one empty line of nothing', () => {
    expect(wrap('', 9, count)).to.deep.equal([{ text: '', width: 0, last: true }]);
  });

  it('composes letters and drops what nobody can see', () => {
    expect(tidyText('ê\u0301\u200bb\tc\u00add')).to.equal('ếb cd');
  });
});
