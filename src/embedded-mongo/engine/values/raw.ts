import { BSONType } from 'bson';

// Looks at BSON documents without decoding them (https://bsonspec.org/spec.html).

/** How long a value of each type is that has always the same length. */
const FIXED: Partial<Record<number, number>> = {
  1: 8, 6: 0, 7: 12, 8: 1, 9: 8, 10: 0, 16: 4, 17: 8, 18: 8, 19: 16, 127: 0, 255: 0,
}; // prettier-ignore
/** What comes on top of the length that a value begins with. */
const COUNTED: Partial<Record<number, number>> = { 2: 4, 3: 0, 4: 0, 5: 5, 12: 16, 13: 4, 14: 4, 15: 0 };
const { object: DOCUMENT, array: ARRAY, regex: REGEX } = BSONType;

/** A field that is wanted: its name as it lies in a document, and what is wanted inside it; `undefined` wants all of it. */
interface Field {
  name: Buffer;
  inside: Wanted | undefined;
}

export type Wanted = readonly Field[];

/** The fields that dotted paths lead through. */
export function wantedBy(paths: Iterable<string>): Wanted {
  const inside = new Map<string, string[] | undefined>();
  for (const path of paths) {
    const dot = path.indexOf('.');
    const name = dot < 0 ? path : path.slice(0, dot);
    // Where all of a field is asked for, paths that lead further say nothing more.
    if (dot < 0) inside.set(name, undefined);
    else if (!inside.has(name)) inside.set(name, [path.slice(dot + 1)]);
    else inside.get(name)?.push(path.slice(dot + 1));
  }
  return [...inside].map(([name, rest]) => ({
    name: Buffer.from(`${name}\0`),
    inside: rest && wantedBy(rest),
  }));
}

/**
 * The same document with only what is wanted of it, for looking at: every path that was asked for leads to what it led
 * to before. Arrays keep all their items, and values stay where a document was expected.
 */
export function pick(bytes: Buffer, wanted: Wanted): Buffer {
  return cut(bytes, wanted, false);
}

/** The same document as an inclusion projection gives it out: nothing is left where a document was expected and is not. */
export function include(bytes: Buffer, wanted: Wanted): Buffer {
  return cut(bytes, wanted, true);
}

/** The same document without some of its own fields. */
export function omit(bytes: Buffer, names: ReadonlySet<string>): Buffer {
  const parts: Buffer[] = [];
  let [from, at] = [4, 4];
  while (bytes[at] !== 0) {
    const value = bytes.indexOf(0, at + 1) + 1;
    const end = endOf(bytes, bytes[at]!, value);
    if (names.has(bytes.toString('utf8', at + 1, value - 1))) {
      parts.push(bytes.subarray(from, at));
      from = end;
    }
    at = end;
  }
  if (from === 4) return bytes;
  parts.push(bytes.subarray(from, at + 1));
  const head = Buffer.allocUnsafe(4);
  head.writeInt32LE(parts.reduce((size, part) => size + part.length, 4));
  return Buffer.concat([head, ...parts]);
}

/** Larger documents are cut down in memory of their own. */
const SCRATCH = Buffer.allocUnsafe(64 * 1024);

/** A document on its way from `bytes` to `out`, where it is `size` bytes long by now. */
interface Cut {
  bytes: Buffer;
  out: Buffer;
  size: number;
  strict: boolean;
}

function cut(bytes: Buffer, wanted: Wanted, strict: boolean): Buffer {
  // What is left of a document is never longer than it was.
  const out = bytes.length <= SCRATCH.length ? SCRATCH : Buffer.allocUnsafe(bytes.length);
  const run = { bytes, out, size: 0, strict };
  gather(run, 0, wanted);
  return Buffer.from(out.subarray(0, run.size));
}

// Adds a document: its length, its elements that are wanted, its end.
function gather(run: Cut, start: number, wanted: Wanted): void {
  const { bytes } = run;
  const head = begin(run);
  for (let at = start + 4, left = wanted.length; bytes[at] !== 0 && left > 0;) {
    const value = afterName(bytes, at);
    const end = endOf(bytes, bytes[at]!, value);
    if (end < value) throw new Error('A stored document is damaged');
    const field = wanted.find(({ name }) => isNamed(bytes, at + 1, value, name));
    if (field) {
      const before = run.size;
      copy(run, at, value);
      if (!add(run, bytes[at]!, value, end, field.inside)) run.size = before;
      left--;
    }
    at = end;
  }
  finish(run, head);
}

// Adds an element's value: whole, or cut down where something inside it is wanted. False when nothing of it is.
function add(run: Cut, type: number, value: number, end: number, wanted?: Wanted): boolean {
  if (wanted && type === DOCUMENT) gather(run, value, wanted);
  else if (wanted && type === ARRAY && (run.strict || !byPosition(wanted))) items(run, value, wanted);
  else if (wanted && run.strict) return false;
  else copy(run, value, end);
  return true;
}

/** A number in a path may mean a position of an array, whose items must then stay as they are. */
const byPosition = (wanted: Wanted): boolean =>
  wanted.some(({ name }) => /^\d+\0$/.test(name.toString('latin1')));

function items(run: Cut, start: number, wanted: Wanted): void {
  const { bytes, out } = run;
  const head = begin(run);
  for (let at = start + 4, count = 0; bytes[at] !== 0;) {
    const value = afterName(bytes, at);
    const end = endOf(bytes, bytes[at]!, value);
    const before = run.size;
    // An item may have been left out before it: then its number is another.
    out[run.size++] = bytes[at]!;
    run.size += out.write(`${count}\0`, run.size, 'latin1');
    if (add(run, bytes[at]!, value, end, wanted)) count++;
    else run.size = before;
    at = end;
  }
  finish(run, head);
}

// Leaves room for a document's length.
function begin(run: Cut): number {
  const head = run.size;
  run.size += 4;
  return head;
}

function finish(run: Cut, head: number): void {
  run.out[run.size++] = 0;
  run.out.writeInt32LE(run.size - head, head);
}

function copy(run: Cut, from: number, to: number): void {
  run.size += run.bytes.copy(run.out, run.size, from, to);
}

// Names are short: looking at each byte here is faster than asking for the next zero.
function afterName(bytes: Buffer, at: number): number {
  let value = at + 1;
  while (bytes[value] !== 0) if (++value >= bytes.length) throw new Error('A stored document is damaged');
  return value + 1;
}

function isNamed(bytes: Buffer, from: number, to: number, name: Buffer): boolean {
  if (to - from !== name.length) return false;
  for (let i = 0; i < name.length; i++) if (bytes[from + i] !== name[i]) return false;
  return true;
}

/** Where a value ends that begins at `at`. */
export function endOf(bytes: Buffer, type: number, at: number): number {
  const fixed = FIXED[type];
  if (fixed !== undefined) return at + fixed;
  if (type === REGEX) return bytes.indexOf(0, bytes.indexOf(0, at) + 1) + 1;
  const more = COUNTED[type];
  if (more === undefined) throw new Error(`Unknown BSON type ${type}`);
  return at + bytes.readInt32LE(at) + more;
}
