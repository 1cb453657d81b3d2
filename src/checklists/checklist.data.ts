import type { Facts } from '../history/event.js';
import { readRows } from '../shared/data-file.js';
import {
  itemStatuses,
  type ChecklistItem,
  type ChecklistRecord,
  type ChecklistSection,
} from './checklist.js';
import { readCounts } from './item-words.js';

export const itemColumns = [
  'code',
  'section',
  'section_vi',
  'section_en',
  'item_vi',
  'item_en',
  'legal_basis',
  'basis_from',
  'basis_to',
  'weight',
  'sign',
  'counts',
  'provisional',
  'status',
] as const;
export type ItemColumn = (typeof itemColumns)[number];

export const checklistId = (number: number): string => `checklist-${number}`;

const itemOf = (row: Record<ItemColumn, string>): ChecklistItem => ({
  code: row.code,
  text: { vi: row.item_vi, en: row.item_en },
  basis: row.legal_basis,
  ...(row.basis_from === '' ? {} : { basisFrom: row.basis_from }),
  ...(row.basis_to === '' ? {} : { basisTo: row.basis_to }),
  weight: Number(row.weight),
  sign: row.sign,
  counts: readCounts(row.counts.split(';')) ?? [],
  provisional: row.provisional === 'yes',
  status: itemStatuses.filter((status) => row.status.split(',').includes(status)),
});

/** The sixty items that ship with the product, by section; weights, links and counts are ours and say so. */
export function shippedChecklist(): Facts<ChecklistRecord> {
  const sections = new Map<string, ChecklistSection>();
  for (const row of readRows<ItemColumn>('src/checklists/data/checklist.csv')) {
    const title = { vi: row.section_vi, en: row.section_en };
    const section = sections.get(row.section) ?? { code: row.section, title, items: [] };
    section.items.push(itemOf(row));
    sections.set(row.section, section);
  }
  return {
    id: checklistId(1),
    number: 1,
    validFrom: '2023-08-07',
    source: 'Danh mục tạm của sản phẩm, theo văn bản pháp luật và thực tế kiểm tra',
    sections: [...sections.values()],
  };
}
