import { readHandlingFilter } from '../../../src/handling/handling-filter.js';
import { matchOf as handlingMatch } from '../../../src/handling/handling.queries.js';
import { spelledOut } from '../../../src/inspections/party-filter.js';
import { figuresOf, presentContent } from '../../../src/reports/report-content.js';
import { findingMatch, inspectionMatch } from '../../../src/reports/report-filters.js';
import type { CompiledReport } from '../../../src/reports/report.js';
import { loadTranslations } from '../../../src/web/translations.js';
import { matching, type World } from './world.js';

export type Listed = { label: string; figure: number; key: string; href: string };

/** Every figure of a report that is not nought, as the page prints it, with the address of its list. */
export async function figuresIn(report: CompiledReport): Promise<Listed[]> {
  const t = (await loadTranslations())('en');
  return figuresOf(presentContent({ report, language: 'en', t })).flatMap(({ label, value, key, href }) =>
    href === null ? [] : [{ label, figure: value, key, href }],
  );
}

/** Whether the list at an address is one of cases; units that were covered have a page of their own. */
export const isCaseList = ({ href }: Listed): boolean => /^\/(?:inspections|findings|handling)\?/.test(href);

/** How many rows the list at an address has for a reader with this key; `clusters` by what stands in the address. */
export function rowsAt(
  href: string,
  world: World,
  reader: string,
  clusters = new Map<string, string[]>(),
): number {
  const { pathname, searchParams } = new URL(href, 'http://localhost');
  const query = spelledOut(Object.fromEntries(searchParams), clusters);
  if (pathname === '/handling') {
    const { view: _view, ...filter } = readHandlingFilter(query);
    const match = { readers: reader, standing: 'in_force', ...handlingMatch(filter) };
    return matching(world.handlings ?? [], match).length;
  }
  const match = pathname === '/inspections' ? inspectionMatch(query) : findingMatch(query);
  const cases = pathname === '/inspections' ? world.inspections : world.findings;
  return matching<{ id: string }>(cases, { $and: [{ readers: reader }, match] }).length;
}
