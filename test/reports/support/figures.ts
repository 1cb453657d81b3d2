import { findingMatch, inspectionMatch } from '../../../src/reports/report-filters.js';
import type { CompiledReport } from '../../../src/reports/report.js';
import { findingTable } from '../../../src/reports/tables/finding-table.js';
import { inspectionTable } from '../../../src/reports/tables/inspection-table.js';
import { remediationTable } from '../../../src/reports/tables/remediation-table.js';
import { rulingTable } from '../../../src/reports/tables/ruling-table.js';
import { loadTranslations } from '../../../src/web/translations.js';
import { matching, type World } from './world.js';

export type Listed = { label: string; figure: number; href: string };

/** Every figure of a report that opens a list, as the page prints it. */
export async function figuresIn(report: CompiledReport): Promise<Listed[]> {
  const t = (await loadTranslations())('en');
  const telling = { report, language: 'en' as const, t };
  const tables = [
    inspectionTable(telling),
    findingTable(telling),
    remediationTable(telling),
    rulingTable(telling),
  ];
  return tables.flatMap(({ rows }) =>
    rows.flatMap(({ label, figures }) =>
      figures.flatMap(({ text, href }) => (href === null ? [] : [{ label, figure: Number(text), href }])),
    ),
  );
}

/** How many rows the list at an address has for a reader with this key. */
export function rowsAt(href: string, world: World, reader: string): number {
  const { pathname, searchParams } = new URL(href, 'http://localhost');
  const query = Object.fromEntries(searchParams);
  const match = pathname === '/inspections' ? inspectionMatch(query) : findingMatch(query);
  const cases = pathname === '/inspections' ? world.inspections : world.findings;
  return matching<{ id: string }>(cases, { $and: [{ readers: reader }, match] }).length;
}
