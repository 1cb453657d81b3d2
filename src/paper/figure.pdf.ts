import type { Font } from './letters.pdf.js';
import { drawLines, leadingOf } from './passage.pdf.js';
import { PAGE, PAGE_HEIGHT, TEXT_WIDTH, type Sheet } from './sheet.pdf.js';

const CAPTION: Font = { style: 'italic', size: 13 };

/** Something to look at, with its caption below it on the same page; `code` gives its operators once the page is known. */
export function drawFigure(
  sheet: Sheet,
  { caption, alt, height }: { caption: string; alt: string; height: number },
  code: () => string,
): void {
  const lines = sheet.wrap(caption, TEXT_WIDTH, CAPTION).length;
  sheet.need(height + (lines + 1) * leadingOf(CAPTION));
  const [top, bottom] = [PAGE_HEIGHT - sheet.y, PAGE_HEIGHT - sheet.y - height];
  const figure = sheet.marks.add('Figure', { alt, box: [PAGE.left, bottom, PAGE.right, top] });
  sheet.marks.within(figure, () => sheet.marks.content(code()));
  sheet.y += height + 4;
  const below = sheet.marks.add('P');
  sheet.marks.within(below, () => drawLines(sheet, [caption], [PAGE.left, TEXT_WIDTH], CAPTION));
  sheet.y += 8;
}
