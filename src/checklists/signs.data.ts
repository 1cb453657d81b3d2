import { readRows } from '../shared/data-file.js';
import type { Facts } from '../history/event.js';
import type { CatalogueRecord, SignGroup } from './sign-catalogue.js';

type Column = 'code' | 'group_vi' | 'group_en' | 'text_vi' | 'text_en' | 'provisional' | 'source';

export const catalogueId = (number: number): string => `signs-${number}`;

/** Version 1: group 1 as the press reprinted it, groups 2 and 3 in provisional words. In force since Directive 24. */
export function shippedCatalogue(): Facts<CatalogueRecord> {
  const rows = readRows<Column>('src/checklists/data/signs.csv');
  const groups = new Map<string, SignGroup>();
  for (const row of rows) {
    const code = row.code.split('.')[0] ?? '';
    const title = { vi: row.group_vi, en: row.group_en };
    const group = groups.get(code) ?? { code, title, signs: [] };
    const text = { vi: row.text_vi, en: row.text_en };
    group.signs.push({ code: row.code, text, provisional: row.provisional === 'yes' });
    groups.set(code, group);
  }
  return {
    id: catalogueId(1),
    number: 1,
    validFrom: '2023-08-07',
    source: [...new Set(rows.map((row) => row.source))].join('; '),
    groups: [...groups.values()],
  };
}
