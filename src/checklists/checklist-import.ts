import type { Column, Fault, Row } from '../imports/import-kind.js';
import { bare, column } from '../imports/columns.js';
import { byPlace, itemStatuses, type ChecklistItem, type ChecklistSection } from './checklist.js';
import { MOST_ITEMS, readItem, SECTION_CODE } from './section.form.js';

/** The columns of the file that ships with the product, so that it can be opened, changed and taken again. */
export const checklistColumns: readonly Column[] = [
  column('code', true, ['Mã', 'Mã nội dung', 'Code'], 'A1', 'A2'),
  column('section', true, ['Phần', 'Mã phần', 'Section'], 'A', 'A'),
  column('section_vi', false, ['Tên phần', 'Section title'], 'Kỷ luật, giờ làm việc', ''),
  column('section_en', false, ['Tên phần bằng tiếng Anh', 'Section title in English'], 'Discipline', ''),
  column(
    'item_vi',
    true,
    ['Nội dung kiểm tra', 'Item'],
    'Có mặt đúng giờ, đủ người',
    'Niêm yết giờ làm việc',
  ),
  column('item_en', false, ['Nội dung bằng tiếng Anh', 'Item in English'], 'Present on time', 'Hours posted'),
  column('legal_basis', false, ['Căn cứ', 'Legal basis'], 'Chỉ thị 26/CT-TTg', 'Quy chế làm việc'),
  column('basis_from', false, ['Căn cứ từ ngày', 'Basis from'], '05/09/2016', ''),
  column('basis_to', false, ['Căn cứ đến ngày', 'Basis to'], '', ''),
  column('weight', false, ['Trọng số', 'Weight'], '3', '1'),
  column('sign', false, ['Biểu hiện', 'Sign'], '2.1', '2.5'),
  column(
    'counts',
    false,
    ['Số liệu', 'Counts'],
    'required:Phải có mặt|To be present;present:Có mặt|Present',
    '',
  ),
  column('provisional', false, ['Tạm thời', 'Provisional'], 'yes', 'no'),
  column('status', false, ['Nguồn', 'Source'], 'S,P', 'P'),
];

const fieldColumns: Record<string, string> = {
  code: 'code',
  vi: 'item_vi',
  en: 'item_en',
  basis: 'legal_basis',
  from: 'basis_from',
  to: 'basis_to',
  weight: 'weight',
  sign: 'sign',
  counts: 'counts',
};

function itemIn({ row, cell }: Row, signs: readonly string[], faults: Fault[]): ChecklistItem {
  const typed = {
    code: cell('code').toUpperCase(),
    vi: cell('item_vi'),
    en: cell('item_en'),
    basis: cell('legal_basis'),
    from: cell('basis_from'),
    to: cell('basis_to'),
    weight: cell('weight') || '1',
    sign: cell('sign'),
    counts: cell('counts'),
  };
  const say = (field: string, message: string, values: Record<string, unknown> = {}) =>
    // That a needed cell is empty is said by the import itself.
    message !== 'errors:required' && typed.code !== ''
      ? faults.push({ row, column: fieldColumns[field] ?? 'code', message, values })
      : undefined;
  const status = cell('status')
    .toUpperCase()
    .split(/[,\s]+/);
  return {
    ...readItem(typed, cell('section').toUpperCase(), signs, { say }),
    // What nobody has confirmed is provisional.
    provisional: !['no', 'khong', 'false', '0'].includes(bare(cell('provisional'))),
    status: itemStatuses.filter((one) => status.includes(one)),
  };
}

/** The sections that a table holds; a title may stand in the first row of its section only. Says every bad row. */
export function readChecklist(rows: readonly Row[], signs: readonly string[]) {
  const faults: Fault[] = [];
  const sections = new Map<string, ChecklistSection>();
  const seen = new Map<string, number>();
  for (const one of rows) {
    const { row, cell } = one;
    const code = cell('section').toUpperCase();
    if (code !== '' && !SECTION_CODE.test(code)) {
      faults.push({ row, column: 'section', message: 'checklists:errors.section' });
    }
    const item = itemIn(one, signs, faults);
    const earlier = seen.get(item.code);
    if (earlier !== undefined && item.code !== '') {
      const values = { value: item.code, row: earlier };
      faults.push({ row, column: 'code', message: 'imports:fault.twice', values });
    }
    seen.set(item.code, earlier ?? row);
    const title = { vi: cell('section_vi'), en: cell('section_en') };
    const section = sections.get(code) ?? { code, title, items: [] };
    if (section.title.vi === '') section.title = title;
    if (section.items.push(item) === MOST_ITEMS + 1) {
      faults.push({
        row,
        column: 'section',
        message: 'checklists:errors.tooMany',
        values: { most: MOST_ITEMS },
      });
    }
    sections.set(code, section);
  }
  const [first] = rows;
  for (const { code, title } of sections.values()) {
    const row = rows.find(({ cell }) => cell('section').toUpperCase() === code)?.row ?? first?.row ?? 1;
    if (title.vi === '' && code !== '')
      faults.push({ row, column: 'section_vi', message: 'errors:required' });
  }
  const ordered = [...sections.values()].sort(byPlace);
  return { sections: ordered.map((one) => ({ ...one, items: one.items.sort(byPlace) })), faults };
}
