import type { Sheet } from './sheet.pdf.js';

/** What is drawn meanwhile is a paragraph of its own for those who listen to the paper. */
export const paragraph = <Result>(sheet: Sheet, draw: () => Result): Result =>
  sheet.marks.within(sheet.marks.add('P'), draw);

/** A heading of a level, with its bookmark. The page must have been turned before, if need be. */
export function heading<Result>(sheet: Sheet, level: number, title: string, draw: () => Result): Result {
  const tag = sheet.bookmarks.tagOf(level);
  sheet.bookmarks.add(title, sheet.y);
  return sheet.marks.within(sheet.marks.add(tag), draw);
}

/** A list, each of its texts an item. */
export function list(sheet: Sheet, texts: string[], draw: (text: string) => void): void {
  const { marks } = sheet;
  marks.within(marks.add('L'), () => {
    for (const text of texts) {
      marks.within(marks.add('LI'), () => marks.within(marks.add('LBody'), () => draw(text)));
    }
  });
}
