import { Readable } from 'node:stream';
import { printMoment } from '../shared/dates.js';
import type { Answer, Visit } from '../web/visit.js';
import { csvOf } from './csv.js';
import type { FileFormat, TableFile } from './table-file.js';
import { xlsxOf } from './xlsx.js';

const TYPES: Record<FileFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A list, and what it was narrowed to in words. */
export type Exported<Row> = Pick<TableFile<Row>, 'title' | 'columns' | 'rows'> & { filter: string };

/** The whole list as a file that is made while it is sent. It says itself what it holds, from when, for whom. */
export function exportAnswer<Row>(
  name: string,
  format: FileFormat,
  list: Exported<Row>,
  visit: Visit,
): Answer {
  const { t, language, now, actor } = visit;
  const about = (count: number) =>
    [
      [t('exports:filter'), list.filter],
      [t('exports:rows'), count],
      [t('exports:at'), printMoment(now, language)],
      [t('exports:by'), actor.name],
    ] as const;
  const file = { ...list, about };
  const headers = {
    'Content-Type': TYPES[format],
    'Content-Disposition': `attachment; filename="${name}.${format}"`,
    'Cache-Control': 'no-store',
  };
  const body =
    format === 'csv' ? Readable.from(csvOf(file)) : xlsxOf(file, { aboutTitle: t('exports:about'), at: now });
  return { kind: 'file', body, headers };
}
