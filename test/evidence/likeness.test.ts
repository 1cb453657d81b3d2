import { expect } from 'chai';
import sharp from 'sharp';
import { byTelling, distance, isNear } from '../../src/evidence/similarity.js';
import { develop } from '../../src/evidence/picture-maker.js';
import { hideFinding } from '../support/evidence.js';
import { officeAtWork } from '../support/office-at-work.js';

/** A picture with light and shade of its own, the same for the same number. */
async function scene(seed: number): Promise<Buffer> {
  const dots = Buffer.from(
    Array.from({ length: 5 * 4 * 3 }, (_, index) => (index * seed * 7919 + seed * 31) % 256),
  );
  return sharp(dots, { raw: { width: 5, height: 4, channels: 3 } })
    .resize(900, 675)
    .jpeg({ quality: 92 })
    .toBuffer();
}
const again = (picture: Buffer) =>
  sharp(picture).resize(600).modulate({ brightness: 1.05 }).jpeg({ quality: 60 }).toBuffer();

describe('pictures that are like one another', () => {
  const { office, staff, walk } = officeAtWork();

  it('keep their print when they are made smaller, lighter and saved anew, and differ when they show another thing', async () => {
    const [one, other] = await Promise.all([scene(3), scene(11)]);
    const [a, b, c] = await Promise.all(
      [one, await again(one), other].map((picture) => develop(picture, [])),
    );
    expect(isNear(a?.print ?? '', b?.print)).to.equal(true);
    expect(distance(a?.print ?? '', c?.print ?? '')).to.be.above(12);
  });

  it('are shown side by side to whoever verifies, also when they come from an earlier finding', async () => {
    const [before, proof] = await Promise.all([scene(5), scene(17)]);
    const jpeg = (name: string, content: Buffer) => ({ field: 'files', name, content });
    const inspection = await walk.opened();
    const old = await walk.record(inspection, {}, [jpeg('cũ.jpg', proof)]);
    const fresh = await walk.record(inspection, {}, [jpeg('trước.jpg', before)]);
    await walk.conclude(inspection, '2/3/2026');
    await walk.report(fresh, [jpeg('sau.jpg', await again(proof))]);
    // As the job does: what a picture is compared by is known when its copies are made.
    await office.services.pictures.makeWaiting();
    const { html, text } = await staff.head.agent.get(`/findings/${fresh}/verification`);
    expect(text).to.include('Ảnh này gần giống một ảnh đã có').and.to.include('của chính đơn vị này');
    expect(html).to.include(`href="/findings/${old}"`);
    expect((html.match(/class="likeness"/g) ?? []).length).to.equal(1);
    await walk.verify(fresh, 'accepted');
  });

  it('stand before the judgement: the most telling to look at, the rest folded', async () => {
    const [one, other] = await Promise.all([scene(29), scene(31)]);
    const jpeg = (name: string, content: Buffer) => ({ field: 'files', name, content });
    const inspection = await walk.opened();
    await walk.record(inspection, {}, [jpeg('một.jpg', one), jpeg('hai.jpg', other)]);
    const fresh = await walk.record(inspection);
    await walk.conclude(inspection, '2/3/2026');
    await walk.report(fresh, [jpeg('sau 1.jpg', await again(one)), jpeg('sau 2.jpg', await again(other))]);
    await office.services.pictures.makeWaiting();
    const { html, text } = await staff.head.agent.get(`/findings/${fresh}/verification`);
    expect(text).to.include('Xem thêm 1 ảnh trùng hoặc gần giống');
    const [first = 0, fold = 0, folded = 0, verdict = 0] = [
      html.indexOf('class="likeness"'),
      html.indexOf('<details class="govuk-details likenesses"'),
      html.lastIndexOf('class="likeness"'),
      html.indexOf('name="outcome"'),
    ];
    expect([first, fold, folded, verdict]).to.deep.equal(
      [first, fold, folded, verdict].toSorted((a, b) => a - b),
    );
    expect(first).to.be.above(0).and.below(fold);
    await walk.verify(fresh, 'accepted');
  });

  it('are told of by what tells most, as not all of them are', () => {
    const other = { same: false, hidden: false, ofThisFinding: false, bits: 1 };
    const found = [
      { ...other, hidden: true, bits: 0 },
      { ...other, bits: 3 },
      other,
      { ...other, ofThisFinding: true, bits: 4 },
      { ...other, same: true, bits: 0 },
    ];
    expect(found.toSorted(byTelling)).to.deep.equal([found[4], found[3], found[2], found[1], found[0]]);
  });

  it('of what the reader may not see are told of without a word of where they are', async () => {
    const proof = await scene(23);
    const jpeg = (name: string) => [{ field: 'files', name, content: proof }];
    const first = await walk.opened();
    const secret = await walk.record(first, {}, jpeg('bí mật.jpg'));
    await hideFinding(secret);
    const second = await walk.opened();
    const finding = await walk.record(second);
    await walk.conclude(second, '2/3/2026');
    await walk.report(finding, jpeg('nộp lại.jpg'));
    const { html, text } = await staff.head.agent.get(`/findings/${finding}/verification`);
    expect(text)
      .to.include('trùng từng byte')
      .and.to.include('mà bạn không được xem')
      .and.not.to.include('bí mật');
    expect(html).not.to.include(secret);
    await hideFinding(secret, true);
    expect((await staff.head.agent.get(`/findings/${finding}/verification`)).text).not.to.include(
      'không được xem',
    );
  });
});
