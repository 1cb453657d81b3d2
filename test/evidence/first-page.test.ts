import { expect } from 'chai';
import sharp from 'sharp';
import { drawFirstPage, isPdf } from '../../src/evidence/first-page.js';
import { redAndWhite } from '../support/red-and-white.js';

describe('the first page of a PDF', () => {
  it('becomes a picture as large as the largest copy', async () => {
    const { data, info } = await sharp(await drawFirstPage(redAndWhite))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).to.deep.equal([2560, 1707]);
    const pixel = (left: number) => [...data.subarray(3 * left, 3 * left + 3)];
    expect([pixel(640), pixel(1920)]).to.deep.equal([
      [255, 0, 0],
      [255, 255, 255],
    ]);
  });

  it('is none where the bytes only begin like a PDF', async () => {
    const broken = Buffer.from('%PDF-1.7\nnothing follows');
    expect(isPdf(broken)).to.equal(true);
    expect(await drawFirstPage(broken).catch(String)).to.equal('Error: the first page could not be drawn');
  });
});
