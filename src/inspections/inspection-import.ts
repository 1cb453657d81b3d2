import { parse } from 'csv-parse/sync';
import { isDay } from '../shared/dates.js';
import { kinds, modes, type Kind, type Mode } from './inspection.js';

/** A past inspection as a spreadsheet tells it: codes of units, days `YYYY-MM-DD`. */
export type ImportRow = {
  line: number;
  number: string;
  authorityCode: string;
  unitCode: string;
  mode: Mode;
  kind: Kind;
  topic: { vi: string; en: string };
  openedOn: string;
  concludedOn: string;
  basis: string;
};
export type ImportFault = { line: number; what: string };

const columns = [
  'number',
  'authority_code',
  'unit_code',
  'mode',
  'kind',
  'topic_vi',
  'topic_en',
  'opened_on',
  'concluded_on',
  'basis',
];

function faultsOf(record: Record<string, string>, line: number, seen: Set<string>): ImportFault[] {
  const value = (name: string) => record[name] ?? '';
  const faults: string[] = [];
  if (value('number') === '') faults.push('number is missing');
  if (seen.has(value('number'))) faults.push(`number ${value('number')} is there twice`);
  if (!modes.some((mode) => mode === value('mode'))) faults.push(`mode “${value('mode')}” is unknown`);
  if (!kinds.some((kind) => kind === value('kind'))) faults.push(`kind “${value('kind')}” is unknown`);
  if (value('topic_vi') === '') faults.push('topic_vi is missing');
  if (!isDay(value('opened_on'))) faults.push(`opened_on “${value('opened_on')}” is no day`);
  if (value('concluded_on') !== '' && !isDay(value('concluded_on'))) {
    faults.push(`concluded_on “${value('concluded_on')}” is no day`);
  }
  return faults.map((what) => ({ line, what }));
}

/** Reads a CSV (UTF-8, with a header line). Every bad row is listed with its line; rows are only usable without any. */
export function readInspectionCsv(text: string): { rows: ImportRow[]; faults: ImportFault[] } {
  let records: Record<string, string>[];
  try {
    records = parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    return { rows: [], faults: [{ line: 1, what: (error as Error).message }] };
  }
  const missing = columns.filter((column) => records[0] !== undefined && !(column in records[0]));
  if (missing.length > 0) {
    return { rows: [], faults: [{ line: 1, what: `columns are missing: ${missing.join(', ')}` }] };
  }
  const seen = new Set<string>();
  const faults: ImportFault[] = [];
  const rows = records.map((record, index) => {
    const line = index + 2;
    faults.push(...faultsOf(record, line, seen));
    seen.add(record['number'] ?? '');
    return {
      line,
      number: record['number'] ?? '',
      authorityCode: record['authority_code'] ?? '',
      unitCode: record['unit_code'] ?? '',
      mode: record['mode'] as Mode,
      kind: record['kind'] as Kind,
      topic: { vi: record['topic_vi'] ?? '', en: record['topic_en'] ?? '' },
      openedOn: record['opened_on'] ?? '',
      concludedOn: record['concluded_on'] ?? '',
      basis: record['basis'] ?? '',
    };
  });
  return { rows, faults };
}
