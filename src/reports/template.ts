import type { TemplateEntry, TemplateSection } from '../settings/report-templates.js';
import { sectionNames, type SectionName } from './writing.js';

/** The lists at the end of a paper, in their order. */
export const annexNames = ['inspections', 'findings', 'month', 'overdue', 'evidence', 'charts'] as const;
export type AnnexName = (typeof annexNames)[number];

/** What a report says, in which order and under which headings; and its annexes. */
export type Template = {
  sections: (TemplateSection & { name: SectionName })[];
  annexes: readonly AnnexName[];
};

const usualSection = (name: SectionName) => ({ name, on: true, heading: { vi: '', en: '' } });

/** Every part in its usual place under its usual heading. */
export const usualTemplate: Template = { sections: sectionNames.map(usualSection), annexes: annexNames };

/** Corrections of issued reports are never left out: they are owed to whoever read the wrong figure. */
export const isFixed = (name: SectionName): boolean => name === 'corrections';

const isName = (section: TemplateSection): section is Template['sections'][number] =>
  sectionNames.some((name) => name === section.name);

/**
 * The template that somebody entered. Parts that the product has learnt since stand in it behind the one that they
 * usually follow; parts that it has forgotten are left out.
 */
export function templateFrom(entry: Pick<TemplateEntry, 'sections' | 'annexes'> | undefined): Template {
  if (entry === undefined) return usualTemplate;
  const sections = entry.sections.filter(isName).map((one) => ({ ...one, on: one.on || isFixed(one.name) }));
  for (const [index, name] of sectionNames.entries()) {
    if (sections.some((section) => section.name === name)) continue;
    const before = sections.findIndex((section) => section.name === sectionNames[index - 1]);
    sections.splice(before + 1, 0, usualSection(name));
  }
  return { sections, annexes: annexNames.filter((name) => entry.annexes.includes(name)) };
}

/** The parts that are printed. */
export const sectionsOn = ({ sections }: Template): SectionName[] =>
  sections.filter(({ on }) => on).map(({ name }) => name);

/** The order with one part moved by one place; at the end it stays. */
export function moved<T>(order: readonly T[], one: T, by: 1 | -1): T[] {
  const [from, to] = [order.indexOf(one), order.indexOf(one) + by];
  if (from === -1 || to < 0 || to >= order.length) return [...order];
  const rest = order.filter((other) => other !== one);
  return [...rest.slice(0, to), one, ...rest.slice(to)];
}
