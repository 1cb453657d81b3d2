import type { Picture } from './paper.js';
import { short, type Font } from './letters.pdf.js';
import { drawFigure } from './figure.pdf.js';
import { PAGE, TEXT_WIDTH, type Sheet } from './sheet.pdf.js';
import { readSvg, type Drawing, type Label, type Outline } from './svg.js';
import type { Step } from './svg-path.js';

/** Where the middle of small letters stands above their line, as a share of the type size. */
const MIDDLE = 0.35;

const paint = (hex: string): string =>
  [1, 3, 5].map((at) => short(Number.parseInt(hex.slice(at, at + 2), 16) / 255)).join(' ');

function stepCode(step: Step): string {
  if (step.to === 'close') return 'h';
  if (step.to === 'curve') return `${step.points.map(short).join(' ')} c`;
  return `${short(step.x)} ${short(step.y)} ${step.to === 'move' ? 'm' : 'l'}`;
}

function outlineCode({ steps, matrix, fill, stroke, width, dash }: Outline): string {
  const pens = [
    ...(fill === null ? [] : [`${paint(fill)} rg`]),
    ...(stroke === null ? [] : [`${paint(stroke)} RG ${short(width)} w [${dash.map(short).join(' ')}] 0 d`]),
  ];
  const act = fill === null ? 'S' : stroke === null ? 'f' : 'B';
  return `q ${matrix.map(short).join(' ')} cm ${pens.join(' ')} ${steps.map(stepCode).join(' ')} ${act} Q`;
}

function labelCode(sheet: Sheet, { text, x, y, matrix, size, bold, fill, anchor, middle }: Label): string {
  const font: Font = { style: bold ? 'bold' : 'regular', size };
  const width = sheet.measure(text, font);
  const left = x - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
  const line = sheet.code(text, left, y + (middle ? MIDDLE * size : 0), font);
  return `q ${matrix.map(short).join(' ')} cm ${paint(fill)} rg ${line} Q`;
}

const pictureCode = (sheet: Sheet, { shapes }: Drawing, scale: number): string => {
  const codes = shapes.map((shape) =>
    shape.kind === 'label' ? labelCode(sheet, shape) : outlineCode(shape),
  );
  return `q ${short(scale)} 0 0 ${short(scale)} ${short(PAGE.left)} ${short(sheet.y)} cm ${codes.join('\n')} Q`;
};

/** A chart as vectors, as wide as the text, with its caption; what it shows is told to those who do not see it. */
export function drawPicture(sheet: Sheet, { svg, caption, alt }: Picture): void {
  const drawing = readSvg(svg);
  const scale = TEXT_WIDTH / drawing.width;
  drawFigure(sheet, { caption, alt, height: drawing.height * scale }, () =>
    pictureCode(sheet, drawing, scale),
  );
}
