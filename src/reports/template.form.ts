import { z } from 'zod';
import { day, optionalText, readForm, version, type Fields } from '../shared/form.js';
import type { TemplateEntry } from '../settings/report-templates.js';
import { annexNames, isFixed, moved, type Template } from './template.js';
import type { TermKind } from './term.js';
import { sectionNames, type SectionName } from './writing.js';

const HEADING = 150;

export const headingField = (name: SectionName, language: 'vi' | 'en') => `heading_${language}_${name}`;

const shape = z.object({
  version: version(),
  validFrom: day(),
  ...Object.fromEntries(
    sectionNames.flatMap((name) =>
      (['vi', 'en'] as const).map((language) => [headingField(name, language), optionalText(HEADING)]),
    ),
  ),
});

const textOf = (fields: Fields, name: string): string => String(fields[name] ?? '');
const listOf = (fields: Fields, name: string): string[] => [fields[name] ?? []].flat();

/** The order of the parts as it stands in the form; parts that it does not name come last. */
export function orderIn(fields: Fields): SectionName[] {
  const sent = textOf(fields, 'order').split(' ');
  const place = (name: SectionName) => (sent.includes(name) ? sent.indexOf(name) : sectionNames.length);
  return [...sectionNames].sort((a, b) => place(a) - place(b));
}

/** The form after one of its buttons "up" and "down" was pressed; undefined when it was sent to be saved. */
export function movedIn(fields: Fields): Fields | undefined {
  const [way, word] = textOf(fields, 'move').split(' ');
  const name = sectionNames.find((one) => one === word);
  if (name === undefined) return undefined;
  const { move: _move, ...rest } = fields;
  return { ...rest, order: moved(orderIn(fields), name, way === 'up' ? -1 : 1).join(' ') };
}

/** Reads the template of a kind of report. */
export function readTemplate(fields: Fields, kind: TermKind): { version: number; entry: TemplateEntry } {
  const {
    version: seen,
    validFrom,
    ...headings
  } = readForm(shape, fields) as Record<string, string> & {
    version: number;
    validFrom: string;
  };
  const [on, annexes] = [listOf(fields, 'sections'), listOf(fields, 'annexes')];
  const sections = orderIn(fields).map((name) => ({
    name,
    on: isFixed(name) || on.includes(name),
    heading: { vi: headings[headingField(name, 'vi')] ?? '', en: headings[headingField(name, 'en')] ?? '' },
  }));
  return {
    version: seen,
    entry: { kind, validFrom, sections, annexes: annexNames.filter((name) => annexes.includes(name)) },
  };
}

/** The fields of the form as a template fills them. */
export const fieldsOfTemplate = ({ sections, annexes }: Template): Fields => ({
  order: sections.map(({ name }) => name).join(' '),
  sections: sections.filter(({ on }) => on).map(({ name }) => name),
  annexes: [...annexes],
  ...Object.fromEntries(
    sections.flatMap(({ name, heading }) => [
      [headingField(name, 'vi'), heading.vi],
      [headingField(name, 'en'), heading.en],
    ]),
  ),
});
