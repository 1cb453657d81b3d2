/** A step of an outline in absolute places: to a point, or along a Bézier curve. */
export type Step =
  | { to: 'move' | 'line'; x: number; y: number }
  | { to: 'curve'; points: [number, number, number, number, number, number] }
  | { to: 'close' };
type Point = [number, number];

/** A quarter of an ellipse or less as a curve: the usual approximation, exact to 0.03 %. */
function arcPiece(centre: Point, [rx, ry]: Point, turn: number, from: number, to: number): Step {
  const reach = (4 / 3) * Math.tan((to - from) / 4);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const place = (x: number, y: number): Point => [
    centre[0] + rx * x * cos - ry * y * sin,
    centre[1] + rx * x * sin + ry * y * cos,
  ];
  const first = place(Math.cos(from) - reach * Math.sin(from), Math.sin(from) + reach * Math.cos(from));
  const second = place(Math.cos(to) + reach * Math.sin(to), Math.sin(to) - reach * Math.cos(to));
  return { to: 'curve', points: [...first, ...second, ...place(Math.cos(to), Math.sin(to))] };
}

/** An arc between two points, by the conversion of SVG 2, B.2.4. */
function arcSteps([x1, y1]: Point, numbers: readonly number[]): Step[] {
  const [rawX = 0, rawY = 0, degrees = 0, large = 0, sweep = 0, x2 = 0, y2 = 0] = numbers;
  const turn = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [halfX, halfY] = [(x1 - x2) / 2, (y1 - y2) / 2];
  const [ux, uy] = [cos * halfX + sin * halfY, cos * halfY - sin * halfX];
  const [ax, ay] = [Math.abs(rawX), Math.abs(rawY)];
  if (ax === 0 || ay === 0) return [{ to: 'line', x: x2, y: y2 }];
  const grow = Math.sqrt(Math.max(1, (ux / ax) ** 2 + (uy / ay) ** 2));
  const [rx, ry] = [ax * grow, ay * grow];
  const below = (rx * uy) ** 2 + (ry * ux) ** 2;
  const free = below === 0 ? 0 : Math.sqrt(Math.max(0, (rx * ry) ** 2 / below - 1));
  const side = large === sweep ? -free : free;
  const [cx, cy] = [(side * rx * uy) / ry, (-side * ry * ux) / rx];
  const centre: Point = [cos * cx - sin * cy + (x1 + x2) / 2, sin * cx + cos * cy + (y1 + y2) / 2];
  const start = Math.atan2((uy - cy) / ry, (ux - cx) / rx);
  let way = Math.atan2((-uy - cy) / ry, (-ux - cx) / rx) - start;
  if (sweep === 1 && way < 0) way += 2 * Math.PI;
  if (sweep === 0 && way > 0) way -= 2 * Math.PI;
  const count = Math.max(1, Math.ceil(Math.abs(way) / (Math.PI / 2)));
  return Array.from({ length: count }, (_, index) =>
    arcPiece(centre, [rx, ry], turn, start + (way * index) / count, start + (way * (index + 1)) / count),
  );
}

const LENGTHS: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, C: 6, Q: 4, A: 7, Z: 0 };

function stepsOf(command: string, numbers: readonly number[], [x, y]: Point): Step[] {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers;
  switch (command) {
    case 'M':
      return [{ to: 'move', x: a, y: b }];
    case 'L':
      return [{ to: 'line', x: a, y: b }];
    case 'H':
      return [{ to: 'line', x: a, y }];
    case 'V':
      return [{ to: 'line', x, y: a }];
    case 'C':
      return [{ to: 'curve', points: [a, b, c, d, e, f] }];
    case 'Q': {
      const near = (from: number, by: number) => from + (2 / 3) * (by - from);
      return [{ to: 'curve', points: [near(x, a), near(y, b), near(c, a), near(d, b), c, d] }];
    }
    case 'A':
      return arcSteps([x, y], numbers);
    default:
      return [{ to: 'close' }];
  }
}

/** A command of small letters counts from the pen: the same with the pen added. */
function absolute(command: string, numbers: readonly number[], [x, y]: Point): number[] {
  if (command === 'h') return numbers.map((value) => value + x);
  if (command === 'v') return numbers.map((value) => value + y);
  // Of an arc only its end is a place.
  const first = command === 'a' ? 5 : 0;
  return numbers.map((value, index) => (index < first ? value : value + ((index - first) % 2 === 0 ? x : y)));
}

function endOf(step: Step | undefined, before: Point): Point {
  if (step === undefined || step.to === 'close') return before;
  return step.to === 'curve' ? [step.points[4], step.points[5]] : [step.x, step.y];
}

/** Reads the outline of a `path` as echarts writes it. A command that it does not write throws. */
export function readPath(d: string): Step[] {
  const steps: Step[] = [];
  let pen: Point = [0, 0];
  for (const [, command = '', rest = ''] of d.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const capital = command.toUpperCase();
    const length = LENGTHS[capital];
    if (length === undefined) throw new Error(`the outline has a command that is not known: ${command}`);
    const numbers = (rest.match(/-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/gi) ?? []).map(Number);
    for (let at = 0; at === 0 || at < numbers.length; at += Math.max(length, 1)) {
      const given = numbers.slice(at, at + length);
      const values = capital === command ? given : absolute(command, given, pen);
      const made = stepsOf(capital === 'M' && at > 0 ? 'L' : capital, values, pen);
      steps.push(...made);
      pen = endOf(made.at(-1), pen);
      if (length === 0) break;
    }
  }
  return steps;
}
