import { z } from 'zod';
import { day, idList, optionalText, readForm, text, version, type Fields } from '../shared/form.js';
import { sectionNames, textNames, type SectionName, type TextName } from '../reports/writing.js';
import type { Filing, Remark } from './filing.js';

const TEXT = 8000;

const listOf = (value: Fields[string] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

const pairs = <T extends string, V>(names: readonly T[], of: (name: T) => V) =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<T, V>;

const textsShape = z.object({ version: version(), ...pairs(textNames, () => optionalText(TEXT)) });

/**
 * What the author has written, and which parts stand in the report: those without a tick are left out. Corrections of
 * issued reports are never left out.
 */
export function readTexts(fields: Fields) {
  const { version: seen, ...texts } = readForm(textsShape, fields);
  const shown = new Set(listOf(fields['sections']));
  const left = sectionNames.filter((name) => name !== 'corrections' && !shown.has(name));
  return { version: seen, texts: texts as Record<TextName, string>, left };
}
export type TextsInput = ReturnType<typeof readTexts>;

export const fieldsOfFiling = ({ version: seen, texts, left }: Filing): Fields => ({
  version: String(seen),
  ...pairs(textNames, (name) => texts[name] ?? ''),
  sections: sectionNames.filter((name) => !left.includes(name)),
});

const photosShape = z.object({ version: version(), shown: idList(), pairs: idList() });
/** Which of the pairs of photos that stood on the page are printed. */
export const readPhotos = (fields: Fields) => readForm(photosShape, fields);
export type PhotosInput = z.output<typeof photosShape>;

const remarkField = (name: SectionName) => `remark_${name}`;

const returnShape = z.object({
  version: version(),
  reason: text(1000),
  ...Object.fromEntries(sectionNames.map((name) => [remarkField(name), optionalText(2000)])),
});

/** Why a report goes back, and what is said at which part of it. */
export function readReturn(fields: Fields) {
  const input = readForm(returnShape, fields) as { version: number; reason: string } & Record<string, string>;
  const remarks = sectionNames.flatMap((section): Remark[] => {
    const said = input[remarkField(section)] ?? '';
    return said === '' ? [] : [{ section, text: said }];
  });
  return { version: input.version, reason: input.reason, remarks };
}
export type ReturnInput = ReturnType<typeof readReturn>;

const acceptShape = z.object({ version: version(), digest: text(64) });
export const readAcceptance = (fields: Fields) => readForm(acceptShape, fields);

const issueShape = z.object({ version: version(), number: text(60), on: day() });
export const readIssue = (fields: Fields) => readForm(issueShape, fields);
export type IssueInput = z.output<typeof issueShape>;
