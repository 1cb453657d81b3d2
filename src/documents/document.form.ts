import { z } from 'zod';
import { choice, day, optionalText, readForm, text, version, type Fields } from '../shared/form.js';
import { refuse } from '../shared/errors.js';
import { documentKinds, kindRules, type DocumentKind } from './document.js';

const newShape = z.object({ id: optionalText(64), kind: choice(documentKinds), cites: optionalText(64) });
export const readNewDocument = (fields: Fields) => readForm(newShape, fields);

export type WrittenInput = { version: number; fields: Record<string, string> };

/** What may be written into a document of this kind. */
export function readWritten(kind: DocumentKind, fields: Fields): WrittenInput {
  const names = kindRules[kind].fields;
  const shape = z.object({
    version: version(),
    ...Object.fromEntries(names.map((name) => [name, optionalText(6000)])),
  });
  const { version: seen, ...written } = readForm(shape, fields) as { version: number } & Record<
    string,
    string
  >;
  return { version: seen, fields: written };
}

/** 15/TB-ĐKT, 31/QĐ-SNV, 1024/SNV-CCHC, 07a/BB-ĐKT: digits, a stroke, a code without spaces. */
const NUMBER = /^\d{1,6}[a-zđ]?\/[\p{L}\d]+([-/.&][\p{L}\d]+)*$/iu;

const numberShape = z.object({
  version: version(),
  number: text(60),
  datedOn: day(),
  sure: optionalText(3),
  reason: optionalText(1000),
});

export function readNumber(fields: Fields) {
  const { sure, ...input } = readForm(numberShape, fields);
  const number = input.number.replace(/\s+/g, '');
  if (!NUMBER.test(number)) refuse('number', 'documents:errors.noNumber');
  return { ...input, number, sure: sure === 'yes' };
}
export type NumberInput = ReturnType<typeof readNumber>;

const scanShape = z.object({ version: version(), caption: optionalText(300) });
export const readScan = (fields: Fields) => readForm(scanShape, fields);

const annulShape = z.object({ version: version(), reason: text(1000) });
/** Why a document no longer counts. */
export const readAnnulment = (fields: Fields) => readForm(annulShape, fields);
