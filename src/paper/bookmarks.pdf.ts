import type { Document } from './document.pdf.js';
import type { Tag } from './structure.js';

type Bookmark = Document['outline'];
const PAGE_WIDTH = 595.28;
const tags: readonly Tag[] = ['H1', 'H2', 'H3', 'H4'];

/** The headings of a paper: their levels, and the bookmarks by which one finds them. */
export class Bookmarks {
  /** The last heading of each level on the way down to the last one; the file itself first. */
  private way: Bookmark[];
  private level = 0;

  constructor({ outline }: Document) {
    this.way = [outline];
  }

  /** The tag of a heading of a wished level: no level may be left out on the way down (PDF/UA-1, 7.4.2). */
  tagOf(wished: number): Tag {
    this.level = Math.min(wished, this.level + 1, tags.length);
    return tags[this.level - 1] ?? 'H1';
  }

  /** A bookmark for the heading just tagged, at a height of the page in points from above. */
  add(title: string, top: number): void {
    this.way = this.way.slice(0, this.level);
    const above = this.way.at(-1);
    // pdfkit counts a bookmark's left edge from the right one of the page.
    const item = above?.addItem(title.replaceAll('\n', ' '), {
      top,
      left: PAGE_WIDTH,
      expanded: true,
    } as never);
    if (item !== undefined) this.way[this.level] = item;
  }
}
