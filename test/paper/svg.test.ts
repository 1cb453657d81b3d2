import { expect } from 'chai';
import { readPath, type Step } from '../../src/paper/svg-path.js';
import { readSvg } from '../../src/paper/svg.js';
import { drawn, pieceWith } from './support/pdf.js';
import { paperWith, paragraph } from './support/papers.js';

const ends = (steps: Step[]) =>
  steps.map((step) =>
    step.to === 'close'
      ? 'Z'
      : (step.to === 'curve' ? step.points.slice(4) : [step.x, step.y]).map(Math.round).join(),
  );

describe('reading the outline of a picture', () => {
  it('follows lines in both ways of writing', () => {
    expect(ends(readPath('M1 2L3 4H9V1l-2 1h3v-1Z'))).to.deep.equal([
      '1,2',
      '3,4',
      '9,4',
      '9,1',
      '7,2',
      '10,2',
      '10,1',
      'Z',
    ]);
  });

  it('takes further pairs after a move as lines', () => {
    expect(ends(readPath('M0 0 5 5 10 0'))).to.deep.equal(['0,0', '5,5', '10,0']);
  });

  it('keeps curves, quadratic ones as cubic ones', () => {
    expect(readPath('M0 0Q3 3 6 0')[1]).to.deep.equal({ to: 'curve', points: [2, 2, 4, 2, 6, 0] });
  });

  it('turns arcs into curves that stay on the circle', () => {
    const steps = readPath('M10 0A10 10 0 1 1 -10 0A10 10 0 1 1 10 0');
    const points = steps.flatMap((step) => (step.to === 'curve' ? [step.points.slice(4)] : []));
    expect(points).to.have.length(4);
    for (const [x = 0, y = 0] of points) expect(Math.hypot(x, y)).to.be.closeTo(10, 0.001);
  });

  it('refuses what it does not know', () => {
    expect(() => readPath('M0 0S1 1 2 2')).to.throw('not known');
  });
});

describe('reading a picture', () => {
  const svg =
    '<svg width="200" height="100"><defs><clipPath id="a"><path d="M0 0L9 9"/></clipPath></defs>' +
    '<rect x="1" y="2" width="3" height="4" fill="none"/><rect width="3" height="4" fill="rgb(0,0,0)" fill-opacity="0"/><path d="M0 0L5 5" fill="none" stroke="rgb(255,0,16)" stroke-dasharray="8,4"/>' +
    '<g><text x="150" y="4" font-size="13px" text-anchor="end" fill="#abc">A &lt; B &amp; C</text></g></svg>';

  it('finds what is painted, and only that', () => {
    const { width, height, shapes } = readSvg(svg);
    expect([width, height, shapes.length]).to.deep.equal([200, 100, 2]);
    expect(shapes[0])
      .to.include({ stroke: '#ff0010', fill: null })
      .and.deep.include({ dash: [8, 4] });
    expect(shapes[1]).to.include({ text: 'A < B & C', anchor: 'end', fill: '#aabbcc', size: 13 });
  });

  it('draws it as vectors as wide as the text, with letters that can be searched and words for those who hear it', async () => {
    const picture = {
      kind: 'picture' as const,
      caption: 'Biểu đồ 1',
      alt: 'Số phát hiện tăng từ 3 lên 5',
      svg,
    };
    const pdf = await drawn(paperWith([paragraph('Trên.'), picture, paragraph('Dưới.')]));
    const label = pieceWith(pdf.pages[0], 'A < B & C');
    expect(label.size).to.be.closeTo(((13 * 165) / 25.4 / 200) * 72, 0.1);
    expect(label.right).to.be.closeTo(30 + (150 * 165) / 200, 0.3);
    expect(pieceWith(pdf.pages[0], 'Biểu đồ 1').baseline).to.be.greaterThan(label.baseline);
    const tree = JSON.stringify(await (await pdf.document.getPage(1)).getStructTree());
    expect(tree).to.include('"role":"Figure"').and.include('"alt":"Số phát hiện tăng từ 3 lên 5"');
  });
});
