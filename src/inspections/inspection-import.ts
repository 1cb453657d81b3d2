import type { Column, Fault, Row } from '../imports/import-kind.js';
import { dayIn, textIn, wordIn } from '../imports/word-cell.js';
import type { Day } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';
import type { Kind, Mode } from './inspection.js';
import { column } from '../imports/columns.js';

/** What people call the modes and kinds in a table, in either language. */
const modeWords: Record<Mode, readonly string[]> = {
  surprise: ['Đột xuất', 'Surprise'],
  scheduled: ['Theo kế hoạch', 'Scheduled'],
};
export const kindWords: Record<Kind, readonly string[]> = {
  public_service: ['Kiểm tra công vụ', 'Công vụ', 'Public service inspection'],
  specialised: ['Kiểm tra chuyên ngành', 'Chuyên ngành', 'Specialised inspection'],
  thematic: ['Kiểm tra chuyên đề', 'Chuyên đề', 'Thematic inspection'],
  administrative_reform: [
    'Kiểm tra cải cách hành chính',
    'Cải cách hành chính',
    'Administrative reform inspection',
  ],
  follow_up: ['Kiểm tra sau kết luận', 'Sau kết luận', 'Follow-up inspection'],
  directed: ['Kiểm tra theo chỉ đạo', 'Theo chỉ đạo', 'Directed inspection'],
};

export const inspectionColumns: readonly Column[] = [
  column('number', true, ['Số', 'Số cuộc kiểm tra', 'Number'], '2024/101', '2024/102'),
  column(
    'authority_code',
    true,
    ['Cơ quan kiểm tra', 'Mã cơ quan kiểm tra', 'Inspecting authority'],
    '01',
    '01',
  ),
  column(
    'unit_code',
    true,
    ['Đơn vị', 'Đơn vị được kiểm tra', 'Mã đơn vị', 'Inspected unit'],
    '004',
    '00118',
  ),
  column('mode', true, ['Hình thức', 'Mode'], 'Theo kế hoạch', 'Đột xuất'),
  column('kind', true, ['Loại', 'Loại kiểm tra', 'Kind'], 'Kiểm tra chuyên đề', 'Kiểm tra công vụ'),
  column('topic_vi', true, ['Chủ đề', 'Topic in Vietnamese'], 'Văn thư, lưu trữ', 'Tiếp công dân'),
  column('topic_en', false, ['Chủ đề bằng tiếng Anh', 'Topic in English'], 'Documents and archives', ''),
  column('opened_on', true, ['Ngày kiểm tra', 'Day of the visit'], '20/02/2024', '05/03/2024'),
  column('concluded_on', false, ['Ngày kết luận', 'Day of the conclusion'], '15/03/2024', ''),
  column('basis', false, ['Nguồn', 'Source'], 'Báo cáo số 12/BC-SNV', ''),
];

/** A past inspection as a table tells it; its units are still words. */
export type PastInspection = {
  number: string;
  mode: Mode;
  kind: Kind;
  topic: Bilingual;
  openedOn: Day;
  concludedOn?: Day;
  basis: string;
};

/** Reads a row; undefined when something that is needed cannot be read, which `faults` tells. */
export function readPastInspection(row: Row, today: Day, faults: Fault[]): PastInspection | undefined {
  const openedOn = dayIn(row, 'opened_on', faults);
  const concludedOn = dayIn(row, 'concluded_on', faults);
  const mode = wordIn(row, 'mode', modeWords, faults);
  const kind = wordIn(row, 'kind', kindWords, faults);
  const topic = { vi: textIn(row, 'topic_vi', 300, faults), en: textIn(row, 'topic_en', 300, faults) };
  const number = textIn(row, 'number', 60, faults);
  const basis = textIn(row, 'basis', 500, faults);
  if (openedOn === undefined || mode === undefined || kind === undefined) return undefined;
  const fault = (name: string, message: string) => faults.push({ row: row.row, column: name, message });
  if (openedOn > today) fault('opened_on', 'inspections:import.notPast');
  if (concludedOn !== undefined && concludedOn < openedOn)
    fault('concluded_on', 'inspections:import.endsFirst');
  if (concludedOn !== undefined && concludedOn > today) fault('concluded_on', 'inspections:import.notPast');
  return {
    number,
    mode,
    kind,
    topic,
    openedOn,
    basis,
    ...(concludedOn === undefined ? {} : { concludedOn }),
  };
}

/** Rows whose number stands in the table a second time. */
export function repeated(rows: readonly Row[], name: string): Fault[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ row, cell }): Fault[] => {
    const value = cell(name);
    const before = first.get(value);
    if (value === '') return [];
    if (before === undefined) first.set(value, row);
    const values = { value, row: before };
    return before === undefined ? [] : [{ row, column: name, message: 'imports:fault.twice', values }];
  });
}
