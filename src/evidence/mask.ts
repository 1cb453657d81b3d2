/** A part of a picture that nobody is to see: thousandths of the upright picture, from its left upper corner. */
export type Box = { left: number; top: number; width: number; height: number };

export const MOST_BOXES = 40;
const WHOLE = 1000;
const sides = ['left', 'top', 'width', 'height'] as const;

/** One box as people write it: four per cents (`12,5 30 8 10`), cut to the picture; undefined for anything else. */
function readBox(line: string): Box | undefined {
  const parts = line.trim().split(/[\s;]+/);
  if (parts.length !== sides.length || !parts.every((part) => /^\d{1,3}([.,]\d{1,2})?$/.test(part)))
    return undefined;
  const [left = 0, top = 0, width = 0, height = 0] = parts.map((part) =>
    Math.round(Number(part.replace(',', '.')) * 10),
  );
  const box = { left, top, width: Math.min(width, WHOLE - left), height: Math.min(height, WHOLE - top) };
  return box.width > 0 && box.height > 0 ? box : undefined;
}

/** Boxes from a text with one in each line; undefined when a line is none, or there are too many. */
export function readBoxes(text: string): Box[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const boxes = lines.flatMap((line) => readBox(line) ?? []);
  return boxes.length === lines.length && boxes.length <= MOST_BOXES ? boxes : undefined;
}

/** The same text again. */
export const printBoxes = (boxes: readonly Box[]): string =>
  boxes.map((box) => sides.map((side) => String(box[side] / 10)).join(' ')).join('\n');

export const sameBoxes = (one: readonly Box[], other: readonly Box[]): boolean =>
  printBoxes(one) === printBoxes(other);

/** Where a box lies on a picture of this size; it never reaches beyond the picture, and covers a pixel at least. */
export function pixelsOf(box: Box, picture: { width: number; height: number }): Box {
  const left = Math.min(picture.width - 1, Math.floor((box.left * picture.width) / WHOLE));
  const top = Math.min(picture.height - 1, Math.floor((box.top * picture.height) / WHOLE));
  const span = (length: number, whole: number, from: number) =>
    Math.max(1, Math.min(whole - from, Math.ceil((length * whole) / WHOLE)));
  return {
    left,
    top,
    width: span(box.width, picture.width, left),
    height: span(box.height, picture.height, top),
  };
}
