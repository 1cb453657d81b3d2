import { expect } from 'chai';
import { encode } from 'uqr';
import { drawn } from './support/pdf.js';
import { paperWith, paragraph } from './support/papers.js';

const address = 'https://kc.example/verify/0123456789abcdefghjk';

describe('the square code of an issued paper', () => {
  it('stands on the last page as a picture that says where it leads, and is a link for those on a screen', async () => {
    const proof = { address, alt: 'Mã vuông', lines: ['Mã tra cứu: 0123456789abcdefghjk'] };
    const pdf = await drawn(paperWith([paragraph('Trên đây là báo cáo./.')], { proof }));
    const page = await pdf.document.getPage(pdf.document.numPages);
    expect(pdf.pages.at(-1)?.text).to.include('Mã tra cứu: 0123456789abcdefghjk');
    expect(JSON.stringify(await page.getStructTree()))
      .to.include('"role":"Figure"')
      .and.include('"alt":"Mã vuông"');
    const [link] = await page.getAnnotations();
    expect(link.url).to.equal(address);
    const millimetres = (link.rect as number[]).map((edge) => (edge * 25.4) / 72);
    expect((millimetres[2] ?? 0) - (millimetres[0] ?? 0)).to.be.closeTo(24, 0.1);
  });

  it('is large enough to be read from paper: each square at least half a millimetre', () => {
    expect(24 / encode(address, { ecc: 'M', border: 0 }).size).to.be.above(0.5);
  });
});
