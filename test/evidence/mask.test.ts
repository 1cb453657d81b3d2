import { expect } from 'chai';
import { rangeOf } from '../../src/evidence/byte-range.js';
import { MOST_BOXES, pixelsOf, printBoxes, readBoxes } from '../../src/evidence/mask.js';
import { bandsOf, distance, tellsNothing } from '../../src/evidence/similarity.js';
import { readTimes } from '../../src/evidence/file-note.form.js';

describe('a mask', () => {
  it('is read from per cents, with point or comma, and written back the same', () => {
    const boxes = readBoxes('12,5 30 8 10\n\n 0 0 100 100 ');
    expect(boxes).to.deep.equal([
      { left: 125, top: 300, width: 80, height: 100 },
      { left: 0, top: 0, width: 1000, height: 1000 },
    ]);
    expect(printBoxes(boxes ?? [])).to.equal('12.5 30 8 10\n0 0 100 100');
    expect(readBoxes('')).to.deep.equal([]);
  });

  it('is cut to the picture, and refused where nothing of it lies there', () => {
    expect(readBoxes('90 90 50 50')).to.deep.equal([{ left: 900, top: 900, width: 100, height: 100 }]);
    for (const wrong of [
      '100 0 5 5',
      '10 10 0 5',
      '1 2 3',
      '1 2 3 4 5',
      '-1 2 3 4',
      'a b c d',
      '1e3 1 1 1',
      '999 1 1 1',
    ])
      expect(readBoxes(wrong), wrong).to.equal(undefined);
    expect(readBoxes('1 1 1 1\n'.repeat(MOST_BOXES))).to.have.length(MOST_BOXES);
    expect(readBoxes('1 1 1 1\n'.repeat(MOST_BOXES + 1))).to.equal(undefined);
  });

  it('covers every pixel that it touches and none beyond the picture, however small that is', () => {
    const box = { left: 333, top: 500, width: 1, height: 500 };
    expect(pixelsOf(box, { width: 100, height: 10 })).to.deep.equal({
      left: 33,
      top: 5,
      width: 1,
      height: 5,
    });
    const corner = { left: 999, top: 999, width: 1, height: 1 };
    expect(pixelsOf(corner, { width: 1, height: 1 })).to.deep.equal({ left: 0, top: 0, width: 1, height: 1 });
  });
});

describe('the part of a file that a player asks for', () => {
  it('is from, to, or the last so many bytes', () => {
    expect(rangeOf('bytes=0-99', 1000)).to.deep.equal({ start: 0, end: 99 });
    expect(rangeOf('bytes=900-', 1000)).to.deep.equal({ start: 900, end: 999 });
    expect(rangeOf('bytes=-100', 1000)).to.deep.equal({ start: 900, end: 999 });
    expect(rangeOf('bytes=-5000', 1000)).to.deep.equal({ start: 0, end: 999 });
    expect(rangeOf('bytes=500-9999', 1000)).to.deep.equal({ start: 500, end: 999 });
  });

  it('is the whole file for what is no single part, and nothing past its end', () => {
    for (const header of ['', 'bytes=', 'bytes=-', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=a-b'])
      expect(rangeOf(header, 1000), header).to.equal(undefined);
    for (const header of ['bytes=1000-', 'bytes=9-3', 'bytes=-0'])
      expect(rangeOf(header, 1000), header).to.equal('none');
  });
});

describe('the print of a picture', () => {
  it('is found by a part that it shares with prints that differ in at most three bits', () => {
    const print = '0123456789abcdef';
    const near = '0123456789abcde8';
    expect(distance(print, near)).to.equal(3);
    expect(bandsOf(print).filter((band) => bandsOf(near).includes(band))).to.have.length(3);
    expect(distance('ffffffffffffffff', '0000000000000000')).to.equal(64);
  });

  it('tells nothing of a picture of one colour', () => {
    expect(tellsNothing('0000000000000000')).to.equal(true);
    expect(tellsNothing('0123456789abcdef')).to.equal(false);
  });
});

describe('the time that somebody knows better', () => {
  const now = new Date('2026-03-02T02:00:00Z');
  const form = { version: '0', reason: 'đồng hồ chậm' };
  it('is a time and a day in either order, by the clock of Hanoi', () => {
    for (const taken of ['08:30 02/03/2026', '2/3/2026 8h30', ' 8:30  2-3-2026'])
      expect(readTimes({ ...form, taken, effectiveOn: '' }, now).takenAt?.toISOString(), taken).to.equal(
        '2026-03-02T01:30:00.000Z',
      );
  });
  it('is refused when it is none, or has not come yet', () => {
    for (const taken of ['02/03/2026', '25:00 02/03/2026', '08:30', '08:30 31/02/2026', '10:00 02/03/2026'])
      expect(() => readTimes({ ...form, taken, effectiveOn: '' }, now), taken).to.throw('evidence:errors');
    expect(() => readTimes({ ...form, taken: '', effectiveOn: '3/3/2026' }, now)).to.throw(
      'evidence:errors.future',
    );
  });
});
