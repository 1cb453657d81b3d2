import { short } from './letters.pdf.js';

type Stroke = [x1: number, y1: number, x2: number, y2: number];

/** The straight lines of a page, to be drawn together: an upright that goes on where one ended is one line with it. */
export class Strokes {
  private readonly lines = new Map<number, Stroke[]>();
  private readonly uprights = new Map<number, Stroke>();

  add(line: Stroke, thickness: number): void {
    const [x, top, right, bottom] = line;
    const above = x === right ? this.uprights.get(x) : undefined;
    if (above?.[3] === top) {
      above[3] = bottom;
      return;
    }
    const own: Stroke = [...line];
    if (x === right) this.uprights.set(x, own);
    const alike = this.lines.get(thickness);
    if (alike === undefined) this.lines.set(thickness, [own]);
    else alike.push(own);
  }

  /** The operators of all of them, after which there are none. */
  take(): string[] {
    const codes = [...this.lines].map(([thickness, lines]) => {
      const path = lines.map(([a, b, c, d]) => `${short(a)} ${short(b)} m ${short(c)} ${short(d)} l`);
      return `${thickness} w ${path.join(' ')} S`;
    });
    this.lines.clear();
    this.uprights.clear();
    return codes;
  }
}
