// Looks at BSON documents without decoding them (https://bsonspec.org/spec.html).

/** How long a value of each type is that has always the same length. */
const FIXED: Partial<Record<number, number>> = {
  1: 8, 6: 0, 7: 12, 8: 1, 9: 8, 10: 0, 16: 4, 17: 8, 18: 8, 19: 16, 127: 0, 255: 0,
}; // prettier-ignore
/** What comes on top of the length that a value begins with. */
const COUNTED: Partial<Record<number, number>> = { 2: 4, 3: 0, 4: 0, 5: 5, 12: 16, 13: 4, 14: 4, 15: 0 };
const REGEX = 11;

/** The same document with only these of its own fields, in their order. */
export function pick(bytes: Buffer, names: ReadonlySet<string>): Buffer {
  const parts: Buffer[] = [];
  let size = 5;
  for (let at = 4, left = names.size; bytes[at] !== 0 && left > 0;) {
    const zero = bytes.indexOf(0, at + 1);
    const end = endOf(bytes, bytes[at]!, zero + 1);
    if (names.has(bytes.toString('utf8', at + 1, zero))) {
      parts.push(bytes.subarray(at, end));
      size += end - at;
      left--;
    }
    at = end;
  }
  const picked = Buffer.alloc(size);
  picked.writeInt32LE(size);
  let to = 4;
  for (const part of parts) to += part.copy(picked, to);
  return picked;
}

function endOf(bytes: Buffer, type: number, at: number): number {
  const fixed = FIXED[type];
  if (fixed !== undefined) return at + fixed;
  if (type === REGEX) return bytes.indexOf(0, bytes.indexOf(0, at) + 1) + 1;
  const more = COUNTED[type];
  if (more === undefined) throw new Error(`Unknown BSON type ${type}`);
  return at + bytes.readInt32LE(at) + more;
}
