// Looks at BSON documents without decoding them (https://bsonspec.org/spec.html).

/** How long a value of each type is that has always the same length. */
const FIXED: Partial<Record<number, number>> = {
  1: 8, 6: 0, 7: 12, 8: 1, 9: 8, 10: 0, 16: 4, 17: 8, 18: 8, 19: 16, 127: 0, 255: 0,
}; // prettier-ignore
/** What comes on top of the length that a value begins with. */
const COUNTED: Partial<Record<number, number>> = { 2: 4, 3: 0, 4: 0, 5: 5, 12: 16, 13: 4, 14: 4, 15: 0 };
const DOCUMENT = 3;
const ARRAY = 4;
const REGEX = 11;

/** Fields by name, each with what is wanted inside it; `undefined` wants all of it. */
export type Wanted = ReadonlyMap<string, Wanted | undefined>;

/** The fields that dotted paths lead through. */
export function wantedBy(paths: Iterable<string>): Wanted {
  const top = new Map<string, Wanted | undefined>();
  for (const path of paths) {
    const names = path.split('.');
    const last = names.pop()!;
    let level: Map<string, Wanted | undefined> | undefined = top;
    for (const name of names) {
      if (!level.has(name)) level.set(name, new Map());
      level = level.get(name) as Map<string, Wanted | undefined> | undefined;
      // A shorter path has asked for all of it already.
      if (level === undefined) break;
    }
    level?.set(last, undefined);
  }
  return top;
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

function cut(bytes: Buffer, wanted: Wanted, strict: boolean): Buffer {
  const parts: Buffer[] = [];
  gather({ bytes, parts, strict }, 0, wanted);
  return Buffer.concat(parts);
}

interface Cut {
  bytes: Buffer;
  parts: Buffer[];
  strict: boolean;
}

const END = Buffer.from([0]);

// Adds a document to the parts: its length, its elements that are wanted, its end. Answers with its length.
function gather(run: Cut, start: number, wanted: Wanted): number {
  const { bytes, parts } = run;
  const head = Buffer.allocUnsafe(4);
  parts.push(head);
  let size = 5;
  for (let at = start + 4, left = wanted.size; bytes[at] !== 0 && left > 0;) {
    const value = bytes.indexOf(0, at + 1) + 1;
    const end = endOf(bytes, bytes[at]!, value);
    if (value === 0 || end < value) throw new Error('A stored document is damaged');
    const name = bytes.toString('utf8', at + 1, value - 1);
    if (wanted.has(name)) {
      size += add(run, bytes.subarray(at, value), { value, end }, wanted.get(name));
      left--;
    }
    at = end;
  }
  head.writeInt32LE(size);
  parts.push(END);
  return size;
}

// Adds one element under its head (type and name): whole, or cut down where something inside it is wanted.
function add(
  run: Cut,
  head: Buffer,
  { value, end }: { value: number; end: number },
  wanted?: Wanted,
): number {
  const { bytes, parts, strict } = run;
  const type = head[0];
  if (wanted && (type === DOCUMENT || (type === ARRAY && (strict || !byPosition(wanted))))) {
    parts.push(head);
    return head.length + (type === ARRAY ? items : gather)(run, value, wanted);
  }
  if (wanted && strict) return 0;
  parts.push(head, bytes.subarray(value, end));
  return head.length + end - value;
}

/** A number in a path may mean a position of an array, whose items must then stay as they are. */
const byPosition = (wanted: Wanted): boolean => [...wanted.keys()].some((name) => /^\d+$/.test(name));

function items(run: Cut, start: number, wanted: Wanted): number {
  const { bytes, parts } = run;
  const head = Buffer.allocUnsafe(4);
  parts.push(head);
  let size = 5;
  let count = 0;
  for (let at = start + 4; bytes[at] !== 0;) {
    const value = bytes.indexOf(0, at + 1) + 1;
    const end = endOf(bytes, bytes[at]!, value);
    // An item may have been left out before it: then its number is another.
    const added = add(
      run,
      Buffer.from(`${String.fromCharCode(bytes[at]!)}${count}\0`, 'latin1'),
      { value, end },
      wanted,
    );
    if (added > 0) count++;
    size += added;
    at = end;
  }
  head.writeInt32LE(size);
  parts.push(END);
  return size;
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
