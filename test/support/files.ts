import { fileFamilies, type FileRules } from '../../src/web/file-kinds.js';
import { zipOf } from '../../src/exports/zip.js';

/** What may be sent in where nobody has said otherwise. */
export const usualFileRules: FileRules = { megabytes: 20, most: 20, families: fileFamilies };

/** The smallest true PNG: one pixel. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export const pdf = Buffer.from(
  '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n',
);

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const types = `<Types><Override PartName="/word/document.xml" ContentType="${word}"/></Types>`;

/** As Word writes it: the part that names the kind comes first. */
export const docx = await zipOf([
  ['[Content_Types].xml', types],
  ['word/document.xml', '<w:document/>'],
]);

/** As LibreOffice writes it: that part comes last, here behind more bytes than anybody keeps to look at. */
export const docxFromLibreOffice = await zipOf([
  ['_rels/.rels', '<Relationships/>'],
  ['word/document.xml', Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7919) % 251))],
  [
    'word/media/image1.png',
    Buffer.from(Array.from({ length: 200_000 }, () => Math.floor(Math.random() * 256))),
  ],
  ['[Content_Types].xml', types],
]);
