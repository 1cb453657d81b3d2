import { readWoff, tableOf, type Face, type Glyph, type Tables } from './woff.js';

/** A TrueType file. Advances and ascent are in 1/1000 of the type size; `missing` is the advance of an unknown letter. */
export type MergedFont = {
  file: Buffer;
  advances: Map<number, number>;
  missing: number;
  ascent: number;
  descent: number;
};

/** Moves the glyph numbers inside a composite outline (number of contours below 0) by `shift`. */
function shifted(outline: Buffer, shift: number): Buffer {
  if (shift === 0 || outline.length === 0 || outline.readInt16BE(0) >= 0) return outline;
  const copy = Buffer.from(outline);
  for (let at = 10, more = true; more;) {
    const flags = copy.readUInt16BE(at);
    copy.writeUInt16BE(copy.readUInt16BE(at + 2) + shift, at + 2);
    const scale = flags & 0x08 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0;
    at += 4 + (flags & 0x01 ? 4 : 2) + scale;
    more = (flags & 0x20) !== 0;
  }
  return copy;
}

const words = (values: number[]): Buffer => {
  const buffer = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => buffer.writeUInt32BE(value, 4 * index));
  return buffer;
};

/** One character map for Windows and full Unicode (3, 10), in format 12: a group for each character. */
function writeCharacters(characters: Map<number, number>): Buffer {
  const codes = [...characters].sort(([a], [b]) => a - b);
  const groups = codes.flatMap(([code, glyph]) => [code, code, glyph]);
  return words([1, 0x0003000a, 12, 12 << 16, 16 + 4 * groups.length, 0, codes.length, ...groups]);
}

/** The tables that hold the glyphs, written anew; outlines are padded to four bytes. */
function writeGlyphs(glyphs: Glyph[]): [string, Buffer][] {
  const offsets = [0];
  const outlines = glyphs.map(({ outline }) => {
    offsets.push((offsets.at(-1) ?? 0) + ((outline.length + 3) & ~3));
    return Buffer.concat([outline, Buffer.alloc(-outline.length & 3)]);
  });
  const hmtx = Buffer.alloc(4 * glyphs.length);
  glyphs.forEach(({ advance, bearing }, index) => {
    hmtx.writeUInt16BE(advance, 4 * index);
    hmtx.writeInt16BE(bearing, 4 * index + 2);
  });
  return [
    ['glyf', Buffer.concat(outlines)],
    ['loca', words(offsets)],
    ['hmtx', hmtx],
  ];
}

/** The largest of each limit that the faces state, so that no renderer refuses a glyph. */
function writeLimits(faces: Face[], count: number): Buffer {
  const limits = faces.map(({ tables }) => tableOf(tables, 'maxp'));
  const maxp = Buffer.from(limits[0] ?? Buffer.alloc(32));
  for (let at = 6; at < maxp.length; at += 2) {
    maxp.writeUInt16BE(Math.max(...limits.map((limit) => limit.readUInt16BE(at))), at);
  }
  maxp.writeUInt16BE(count, 4);
  return maxp;
}

function writeFile(tables: [string, Buffer][]): Buffer {
  const header = Buffer.alloc(12 + 16 * tables.length);
  header.writeUInt32BE(0x00010000, 0);
  header.writeUInt16BE(tables.length, 4);
  const parts: Buffer[] = [header];
  let offset = header.length;
  tables.forEach(([tag, data], index) => {
    header.write(tag, 12 + 16 * index, 'latin1');
    header.writeUInt32BE(offset, 20 + 16 * index);
    header.writeUInt32BE(data.length, 24 + 16 * index);
    parts.push(data, Buffer.alloc(-data.length & 3));
    offset += (data.length + 3) & ~3;
  });
  return Buffer.concat(parts);
}

const changed = (original: Buffer, change: (copy: Buffer) => void): Buffer => {
  const copy = Buffer.from(original);
  change(copy);
  return copy;
};

/** What describes the face as a whole, from its first subset, with the counts and formats that we write. */
const describe = (base: Tables, count: number): [string, Buffer][] => [
  ['head', changed(tableOf(base, 'head'), (head) => head.writeInt16BE(1, 50))],
  ['hhea', changed(tableOf(base, 'hhea'), (hhea) => hhea.writeUInt16BE(count, 34))],
  ['OS/2', tableOf(base, 'OS/2')],
  ['name', tableOf(base, 'name')],
  ['post', changed(tableOf(base, 'post').subarray(0, 32), (post) => post.writeUInt32BE(0x00030000, 0))],
];

/**
 * Joins the subsets into which a web font was cut (WOFF files of one face) to one TrueType file. The packages cut Latin
 * and Vietnamese apart, which would break every Vietnamese word into pieces. Kerning and ligatures are left out: office
 * papers are set without them, and text without them can be searched.
 */
export function mergeSubsets(files: Buffer[]): MergedFont {
  const faces = files.map(readWoff);
  const base = faces[0]?.tables ?? new Map<string, Buffer>();
  const glyphs: Glyph[] = [];
  const characters = new Map<number, number>();
  for (const face of faces) {
    const shift = glyphs.length;
    for (const [code, glyph] of face.characters) {
      if (!characters.has(code)) characters.set(code, glyph + shift);
    }
    for (const glyph of face.glyphs) glyphs.push({ ...glyph, outline: shifted(glyph.outline, shift) });
  }
  const unitsPerEm = tableOf(base, 'head').readUInt16BE(18);
  const advance = (glyph: number) => ((glyphs[glyph]?.advance ?? 0) * 1000) / unitsPerEm;
  const hhea = tableOf(base, 'hhea');
  return {
    file: writeFile([
      ...describe(base, glyphs.length),
      ['maxp', writeLimits(faces, glyphs.length)],
      ['cmap', writeCharacters(characters)],
      ...writeGlyphs(glyphs),
    ]),
    advances: new Map([...characters].map(([code, glyph]) => [code, advance(glyph)])),
    missing: advance(0),
    ascent: (hhea.readInt16BE(4) * 1000) / unitsPerEm,
    descent: (-hhea.readInt16BE(6) * 1000) / unitsPerEm,
  };
}
