import { inflateSync } from 'node:zlib';

/** A font's tables by tag. Formats: ISO/IEC 14496-22 (OpenType) and W3C WOFF 1.0. */
export type Tables = Map<string, Buffer>;
/** An outline in the font's own units; `advance` is how far the pen moves on. */
export type Glyph = { outline: Buffer; advance: number; bearing: number };
export type Face = { tables: Tables; glyphs: Glyph[]; characters: Map<number, number> };

/** A table of a font. Throws where it has none: the fonts ship with the product. */
export function tableOf(tables: Tables, tag: string): Buffer {
  const found = tables.get(tag);
  if (found === undefined) throw new Error(`the font has no table "${tag}"`);
  return found;
}

function unpack(file: Buffer): Tables {
  const tables: Tables = new Map();
  for (let index = 0; index < file.readUInt16BE(12); index++) {
    const entry = 44 + 20 * index;
    const offset = file.readUInt32BE(entry + 4);
    const packed = file.readUInt32BE(entry + 8);
    const data = file.subarray(offset, offset + packed);
    const plain = packed < file.readUInt32BE(entry + 12) ? inflateSync(data) : data;
    tables.set(file.toString('latin1', entry, entry + 4), plain);
  }
  return tables;
}

function readGlyphs(tables: Tables): Glyph[] {
  const [loca, glyf, hmtx] = [tableOf(tables, 'loca'), tableOf(tables, 'glyf'), tableOf(tables, 'hmtx')];
  const long = tableOf(tables, 'head').readInt16BE(50) === 1;
  const metrics = tableOf(tables, 'hhea').readUInt16BE(34);
  const offset = (glyph: number) => (long ? loca.readUInt32BE(4 * glyph) : 2 * loca.readUInt16BE(2 * glyph));
  return Array.from({ length: tableOf(tables, 'maxp').readUInt16BE(4) }, (_, glyph) => ({
    outline: glyf.subarray(offset(glyph), offset(glyph + 1)),
    advance: hmtx.readUInt16BE(4 * Math.min(glyph, metrics - 1)),
    // Glyphs past the last full metric have a bearing only, packed after the metrics.
    bearing: hmtx.readInt16BE(glyph < metrics ? 4 * glyph + 2 : 2 * metrics + 2 * glyph),
  }));
}

/** Reads a character map of format 4, the one that every web font carries for the basic plane. */
function readCharacters(cmap: Buffer): Map<number, number> {
  const starts = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) => cmap.readUInt32BE(8 + 8 * index));
  const start = starts.find((at) => cmap.readUInt16BE(at) === 4);
  if (start === undefined) throw new Error('the font has no character map of format 4');
  const size = cmap.readUInt16BE(start + 6);
  const found = new Map<number, number>();
  for (let at = start + 14; at < start + 14 + size; at += 2) {
    const [first, delta, ranges] = [at + size + 2, at + 2 * size + 2, at + 3 * size + 2];
    const range = cmap.readUInt16BE(ranges);
    for (let code = cmap.readUInt16BE(first); code <= cmap.readUInt16BE(at) && code < 0xffff; code++) {
      const raw =
        range === 0 ? code : cmap.readUInt16BE(ranges + range + 2 * (code - cmap.readUInt16BE(first)));
      const glyph = range !== 0 && raw === 0 ? 0 : (raw + cmap.readUInt16BE(delta)) & 0xffff;
      if (glyph !== 0) found.set(code, glyph);
    }
  }
  return found;
}

/** Reads a WOFF file with TrueType outlines. */
export function readWoff(file: Buffer): Face {
  const tables = unpack(file);
  return { tables, glyphs: readGlyphs(tables), characters: readCharacters(tableOf(tables, 'cmap')) };
}
