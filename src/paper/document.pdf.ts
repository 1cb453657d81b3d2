import PDFDocument from 'pdfkit';
import { xmpOf, type Properties } from './archive.js';
import type { Attached } from './paper.js';
import { structureObjects, type Keys, type Part } from './structure.js';

/** What pdfkit keeps behind its typings, and what of it the drawing kit stands on. */
type Reference = { id: number; data: Record<string, unknown>; write(bytes: Uint8Array): void; end(): void };
export type OpenPage = {
  dictionary: Reference;
  fonts: Record<string, unknown>;
  xobjects: Record<string, unknown>;
  annotations: unknown[];
  write(bytes: Uint8Array): void;
};
export type JpegImage = {
  label: string;
  width: number;
  height: number;
  obj: unknown;
  embed(document: unknown): void;
};
export type Internals = {
  _font: { id: string; ref(): unknown; encode(text: string): [string[], unknown]; unicode: number[][] };
  _root: Reference;
  _offset: number;
  _offsets: (number | null)[];
  _write(bytes: Uint8Array): void;
  page: OpenPage;
  ref(data: Record<string, unknown>): Reference & { compress: boolean };
  endMetadata(): void;
  openImage(bytes: Uint8Array): JpegImage;
};

export type Document = InstanceType<typeof PDFDocument>;
export const internalsOf = (doc: Document): Internals => doc as unknown as Internals;

/** A value that pdfkit prints as it is: plain objects and strings it would turn into dictionaries and names. */
export const raw = (text: string) => ({ [Symbol.toStringTag]: 'Raw', toString: () => text });

/** pdfkit writes titles into XML as they are, and knows PDF/UA only instead of PDF/A: the properties are ours. */
function writeProperties(doc: Document, properties: Properties): void {
  const internals = internalsOf(doc);
  internals.endMetadata = () => {
    const metadata = internals.ref({ Type: 'Metadata', Subtype: 'XML' });
    metadata.compress = false;
    metadata.write(Buffer.from(xmpOf(properties)));
    metadata.end();
    internals._root.data['Metadata'] = metadata;
  };
}

/** A file by PDF/A-3a (it may carry data) and PDF/UA-1. Its colours are those of sRGB. */
export function openDocument(properties: Properties): Document {
  const { title, author, language, madeAt } = properties;
  const dates = { CreationDate: madeAt, ModDate: madeAt };
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    subset: 'PDF/A-3a',
    lang: language,
    displayTitle: true,
    info: { Title: title, Author: author, Creator: 'Kỷ Cương', Producer: 'Kỷ Cương', ...dates },
  });
  writeProperties(doc, properties);
  const internals = internalsOf(doc);
  internals._root.data['MarkInfo'] = internals.ref({ Marked: true });
  return doc;
}

/** Gives an object of the file its number; `writeObjects` must write it in the end. */
export const numberObject = (doc: Document): number => internalsOf(doc)._offsets.push(null);

/** Writes objects that have their numbers as one piece: pdfkit's own way takes four writes for each. */
export function writeObjects(doc: Document, objects: readonly (readonly [id: number, body: string])[]): void {
  const internals = internalsOf(doc);
  let end = internals._offset;
  const texts = objects.map(([id, body]) => {
    const text = `${id} 0 obj\n${body}\nendobj\n`;
    internals._offsets[id - 1] = end;
    end += text.length;
    return text;
  });
  if (texts.length > 0) internals._write(Buffer.from(texts.join(''), 'latin1'));
}

/**
 * Writes the structure as one piece. A paper of 2,000 rows has some 20,000 parts; as pdfkit's own elements they would
 * take longer than its pages.
 */
export function writeStructure(doc: Document, document: Part, keys: Keys): void {
  const internals = internalsOf(doc);
  const root = internals.ref({ Type: 'StructTreeRoot', ParentTreeNextKey: keys.length });
  const first = internals._offsets.length + 1;
  root.data['ParentTree'] = raw(`${first} 0 R`);
  root.data['K'] = raw(`${first + 1} 0 R`);
  const bodies = structureObjects(document, keys, first, root.id);
  writeObjects(
    doc,
    bodies.map((body) => [numberObject(doc), body]),
  );
  // pdfkit ends the root with the document.
  internals._root.data['StructTreeRoot'] = root;
}

/** Carries files along (PDF/A-3): data that the paper was made of, which other programs read without guessing. */
export function attach(doc: Document, files: readonly Attached[], madeAt: Date): void {
  for (const { name, type, about, text } of files) {
    doc.file(Buffer.from(text), {
      name,
      type,
      description: about,
      relationship: 'Data',
      creationDate: madeAt,
      modifiedDate: madeAt,
    } as never);
  }
}
