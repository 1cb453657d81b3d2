import { expect } from 'chai';
import { Strokes } from '../../src/paper/strokes.pdf.js';

describe('the lines of a page', () => {
  it('are drawn together by thickness; an upright that goes on through rows is one line', () => {
    const strokes = new Strokes();
    for (const [top, bottom] of [
      [10, 20],
      [20, 35],
    ] as const) {
      strokes.add([5, top, 5, bottom], 0.5);
      strokes.add([5, bottom, 50, bottom], 0.5);
    }
    strokes.add([5, 40, 5, 50], 0.5);
    strokes.add([5, 60, 50, 60], 0.6);
    expect(strokes.take()).to.deep.equal([
      '0.5 w 5 10 m 5 35 l 5 20 m 50 20 l 5 35 m 50 35 l 5 40 m 5 50 l S',
      '0.6 w 5 60 m 50 60 l S',
    ]);
    expect(strokes.take()).to.deep.equal([]);
  });
});
