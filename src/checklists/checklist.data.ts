import { readRows } from '../shared/data-file.js';
import type { Bilingual } from '../shared/language.js';

/** How an item is known: its legal text was read (S), practice uses it (P), or it is general knowledge (G). */
export type ItemStatus = 'S' | 'P' | 'G';
export type ChecklistItem = { code: string; text: Bilingual; basis: string; status: ItemStatus[] };
export type ChecklistSection = { code: string; title: Bilingual; items: ChecklistItem[] };

type Column =
  'code' | 'section' | 'section_vi' | 'section_en' | 'item_vi' | 'item_en' | 'legal_basis' | 'status';

const statusesIn = (text: string): ItemStatus[] =>
  (['S', 'P', 'G'] as const).filter((status) => text.split(',').includes(status));

/** The checklist that ships with the product, by section. */
export function shippedChecklist(): ChecklistSection[] {
  const sections = new Map<string, ChecklistSection>();
  for (const row of readRows<Column>('src/checklists/data/checklist.csv')) {
    const title = { vi: row.section_vi, en: row.section_en };
    const section = sections.get(row.section) ?? { code: row.section, title, items: [] };
    section.items.push({
      code: row.code,
      text: { vi: row.item_vi, en: row.item_en },
      basis: row.legal_basis,
      status: statusesIn(row.status),
    });
    sections.set(row.section, section);
  }
  return [...sections.values()];
}
