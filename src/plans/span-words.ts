import { bare } from '../imports/columns.js';
import { isDay, monthOf } from '../shared/dates.js';
import { spanOf, type Span } from './plan-line.js';

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const QUARTERS: Record<string, number> = { '1': 1, '2': 2, '3': 3, '4': 4, i: 1, ii: 2, iii: 3, iv: 4 };

const monthAt = (month: number, year: number): Span | undefined =>
  month >= 1 && month <= 12 ? spanOf(`M${String(month).padStart(2, '0')}`, year) : undefined;

/**
 * Reads a month or quarter as people write it in a table: `3`, `T3`, `tháng 3/2026`, `Quý II`, `Q2/2026`, `March 2026`,
 * and the day into which a spreadsheet turns `3/2026`. Undefined when it is none, or one of another year.
 */
export function readSpan(typed: string, year: number): Span | undefined {
  if (isDay(typed))
    return Number(typed.slice(0, 4)) === year ? monthAt(Number(monthOf(typed).slice(5)), year) : undefined;
  const [first = '', ...rest] = bare(typed)
    .replace(/^(thang|month|t|m) ?(?=\d)/, '')
    .replace(/^(quy|quarter|q) ?/, 'q ')
    .split(' ');
  const quarter = first === 'q' ? QUARTERS[rest.shift() ?? ''] : undefined;
  const said = rest.filter((word) => word !== 'nam');
  if (said.length > 1 || (said[0] !== undefined && said[0] !== String(year))) return undefined;
  if (first === 'q') return quarter === undefined ? undefined : spanOf(`Q${quarter}`, year);
  const named = MONTHS.indexOf(first) + 1;
  return monthAt(named > 0 ? named : /^\d{1,2}$/.test(first) ? Number(first) : 0, year);
}
