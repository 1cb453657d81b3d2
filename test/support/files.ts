import { deflateRawSync } from 'node:zlib';

/** The smallest true PNG: one pixel. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export const pdf = Buffer.from(
  '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n',
);

const u16 = (value: number) => Buffer.from([value & 255, value >> 8]);
const u32 = (value: number) =>
  Buffer.from([value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24]);

/** A ZIP archive (PKWARE APPNOTE 4.3), enough for what an office file begins and ends with. */
export function zip(parts: [name: string, content: Buffer | string][]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const facts = [u16(20), u16(0), u16(8), u16(0), u16(0), u32(0), u32(packed.length), u32(raw.length)];
    const title = Buffer.from(name);
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04'),
      ...facts,
      u16(title.length),
      u16(0),
      title,
      packed,
    ]);
    const rest = [u16(title.length), u16(0), u16(0), u16(0), u16(0), u32(0), u32(offset), title];
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), u16(20), ...facts, ...rest]));
    locals.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const count = u16(parts.length);
  const end = [
    Buffer.from('PK\x05\x06'),
    u16(0),
    u16(0),
    count,
    count,
    u32(listing.length),
    u32(offset),
    u16(0),
  ];
  return Buffer.concat([...locals, listing, ...end]);
}

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const types = `<Types><Override PartName="/word/document.xml" ContentType="${word}"/></Types>`;

/** As Word writes it: the part that names the kind comes first. */
export const docx = zip([
  ['[Content_Types].xml', types],
  ['word/document.xml', '<w:document/>'],
]);

/** As LibreOffice writes it: that part comes last, here behind more bytes than anybody keeps to look at. */
export const docxFromLibreOffice = zip([
  ['_rels/.rels', '<Relationships/>'],
  ['word/document.xml', Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7919) % 251))],
  [
    'word/media/image1.png',
    Buffer.from(Array.from({ length: 200_000 }, () => Math.floor(Math.random() * 256))),
  ],
  ['[Content_Types].xml', types],
]);
