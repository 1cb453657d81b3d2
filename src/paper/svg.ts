import { readPath, type Step } from './svg-path.js';

/** a b c d e f of SVG's matrix(). */
export type Matrix = [number, number, number, number, number, number];
export type Outline = {
  kind: 'outline';
  steps: Step[];
  matrix: Matrix;
  fill: string | null;
  stroke: string | null;
  width: number;
  dash: number[];
};
export type Label = {
  kind: 'label';
  text: string;
  x: number;
  y: number;
  matrix: Matrix;
  size: number;
  bold: boolean;
  fill: string;
  anchor: 'start' | 'middle' | 'end';
  /** Whether `y` is the middle of the letters, and not the line they stand on. */
  middle: boolean;
};
export type Drawing = { width: number; height: number; shapes: (Outline | Label)[] };
type Attributes = Record<string, string>;

const NAMED: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
  '&amp;': '&',
};
const plain = (text: string): string =>
  text.replace(/&(?:lt|gt|quot|apos|#39|amp);/g, (sign) => NAMED[sign] ?? sign);

const attributesOf = (text: string): Attributes =>
  Object.fromEntries(
    [...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [
      name,
      plain(value),
    ]),
  );

const numbersOf = (text: string): number[] => (text.match(/-?\d*\.?\d+(?:e-?\d+)?/gi) ?? []).map(Number);
const number = (text: string | undefined, otherwise: number): number => {
  const [value = otherwise] = numbersOf(text ?? '');
  return value;
};

function matrixOf(transform: string | undefined): Matrix {
  const [, name, inner = ''] = /^(matrix|translate)\(([^)]*)\)$/.exec(transform ?? '') ?? [];
  const values = numbersOf(inner);
  if (name === 'matrix' && values.length === 6) return values as Matrix;
  if (name === 'translate') return [1, 0, 0, 1, values[0] ?? 0, values[1] ?? 0];
  if (transform !== undefined) throw new Error(`a transformation that is not known: ${transform}`);
  return [1, 0, 0, 1, 0, 0];
}

/** A colour as #rrggbb; null where nothing is painted. */
function colour(value: string | undefined, otherwise: string | null): string | null {
  if (value === undefined) return otherwise;
  if (value === 'none' || value === 'transparent') return null;
  if (/^#[0-9a-f]{6}$/i.test(value)) return value;
  const parts = value.startsWith('rgb')
    ? numbersOf(value).map((part) => part.toString(16).padStart(2, '0'))
    : (/^#([0-9a-f])([0-9a-f])([0-9a-f])$/i
        .exec(value)
        ?.slice(1)
        .map((part) => part + part) ?? []);
  if (parts.length !== 3) throw new Error(`a colour that is not known: ${value}`);
  return `#${parts.join('')}`;
}

function boxPath({ x, y, width, height }: Attributes): string {
  const [left, top] = [number(x, 0), number(y, 0)];
  const [right, bottom] = [left + number(width, 0), top + number(height, 0)];
  return `M${left} ${top}L${right} ${top}L${right} ${bottom}L${left} ${bottom}Z`;
}

function circlePath({ cx, cy, r }: Attributes): string {
  const [x, y, radius] = [number(cx, 0), number(cy, 0), number(r, 0)];
  const arc = (to: number) => `A${radius} ${radius} 0 1 1 ${to} ${y}`;
  return `M${x - radius} ${y}${arc(x + radius)}${arc(x - radius)}Z`;
}

function pathOf(tag: string, attributes: Attributes): string | undefined {
  if (tag === 'path') return attributes['d'] ?? '';
  if (tag === 'rect') return boxPath(attributes);
  if (tag === 'circle') return circlePath(attributes);
  if (tag === 'polyline' || tag === 'polygon') {
    return `M${numbersOf(attributes['points'] ?? '').join(' ')}${tag === 'polygon' ? 'Z' : ''}`;
  }
  return undefined;
}

const outlineOf = (d: string, attributes: Attributes): Outline => ({
  kind: 'outline',
  steps: readPath(d),
  matrix: matrixOf(attributes['transform']),
  // Nothing is drawn half through: a ground that is seen through entirely is none.
  fill: number(attributes['fill-opacity'], 1) === 0 ? null : colour(attributes['fill'], '#000000'),
  stroke: colour(attributes['stroke'], null),
  width: number(attributes['stroke-width'], 1),
  dash: numbersOf(attributes['stroke-dasharray'] ?? ''),
});

const labelOf = (text: string, attributes: Attributes): Label => ({
  kind: 'label',
  text,
  x: number(attributes['x'], 0),
  y: number(attributes['y'], 0),
  matrix: matrixOf(attributes['transform']),
  size: number(attributes['font-size'], 12),
  bold: /^(bold|[6-9]00)$/.test(attributes['font-weight'] ?? ''),
  fill: colour(attributes['fill'], '#000000') ?? '#000000',
  anchor:
    attributes['text-anchor'] === 'end' ? 'end' : attributes['text-anchor'] === 'middle' ? 'middle' : 'start',
  middle: attributes['dominant-baseline'] === 'central',
});

/**
 * Reads a picture as our charts draw it: outlines and labels in the order in which they are painted. It is no reader of
 * foreign pictures: areas that cut others off are left out, and what it does not know throws.
 */
export function readSvg(svg: string): Drawing {
  const head = attributesOf(/<svg\b([^>]*)>/.exec(svg)?.[1] ?? '');
  const seen = svg.replace(/<defs\b[\s\S]*?<\/defs>/g, '').replace(/<clipPath\b[\s\S]*?<\/clipPath>/g, '');
  const shapes = [
    ...seen.matchAll(/<(path|rect|circle|polyline|polygon|text)\b([^>]*?)(?:\/>|>([^<]*))/g),
  ].flatMap(([, tag = '', inner = '', words = '']): (Outline | Label)[] => {
    const attributes = attributesOf(inner);
    if (tag === 'text') return words === '' ? [] : [labelOf(plain(words), attributes)];
    const outline = outlineOf(pathOf(tag, attributes) ?? '', attributes);
    return outline.fill === null && outline.stroke === null ? [] : [outline];
  });
  return { width: number(head['width'], 0), height: number(head['height'], 0), shapes };
}
