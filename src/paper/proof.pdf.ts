import { encode } from 'uqr';
import { short, type Font } from './letters.pdf.js';
import type { Proof } from './paper.js';
import { drawLines, leadingOf } from './passage.pdf.js';
import { PAGE, PAGE_HEIGHT, TEXT_WIDTH, millimetres, type Sheet } from './sheet.pdf.js';

const SIDE = millimetres(24);
const FONT: Font = { style: 'regular', size: 11 };

/** The dark squares of the code, each run of a row as one rectangle. */
function squares(address: string, x: number, y: number): string {
  // M keeps the code readable under a stamp's edge or a fold: 15 % of it may be gone (ISO/IEC 18004).
  const { data } = encode(address, { ecc: 'M', border: 0 });
  const step = SIDE / data.length;
  const runs = data.flatMap((row, line) => {
    const found: string[] = [];
    for (let from = 0; from < row.length; from++) {
      if (row[from] !== true) continue;
      let to = from;
      while (row[to] === true) to += 1;
      found.push([x + from * step, y + line * step, (to - from) * step, step].map(short).join(' ') + ' re');
      from = to;
    }
    return found;
  });
  return `q 0 g ${runs.join(' ')} f Q`;
}

/** The code by which anybody finds out whether the paper is genuine, and what is printed beside it. Never torn. */
export function drawProof(sheet: Sheet, { address, alt, lines }: Proof): void {
  const x = PAGE.left + SIDE + millimetres(5);
  const box: [number, number] = [x, PAGE.left + TEXT_WIDTH - x];
  const texts = lines.flatMap((line) => sheet.wrap(line, box[1], FONT)).length * leadingOf(FONT);
  sheet.y += 12;
  sheet.need(Math.max(SIDE, texts));
  const top = sheet.y;
  const ends = PAGE_HEIGHT - top;
  const figure = sheet.marks.add('Figure', { alt, box: [PAGE.left, ends - SIDE, PAGE.left + SIDE, ends] });
  sheet.marks.within(figure, () => {
    sheet.marks.content(squares(address, PAGE.left, top));
    sheet.link(address, alt, [PAGE.left, top, SIDE, SIDE]);
  });
  for (const line of lines) {
    sheet.marks.within(sheet.marks.add('P'), () => drawLines(sheet, [line], box, FONT, 'left'));
  }
  sheet.y = Math.max(sheet.y, top + SIDE);
}
