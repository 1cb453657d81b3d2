import { addMonths, dayOf, monthOf } from '../../src/shared/dates.js';
import { load } from './load.js';
import { row, table } from './table.js';
import { signIn } from './visitor.js';

const SECONDS = 3;

/** The pages that gather much: the home of each role and a month's report of the whole city, one reader at a time. */
export async function homes(url: string): Promise<void> {
  const month = addMonths(monthOf(dayOf(new Date())), -1);
  const visits: [string, string, string][] = [
    ['home of an inspector', 'inspector1', '/'],
    ['home of a supervisor', 'supervisor1', '/'],
    ['home of an officer', 'officer1', '/'],
    ['home of a leader', 'leader1', '/'],
    ['report of the city', 'leader1', `/reports/01/${month}`],
    ['inbox', 'inspector1', '/notices'],
  ];
  table('page', ['p50 ms', 'p95 ms', 'p99 ms', 'pages/s']);
  for (const [name, userName, path] of visits) {
    const cookie = await signIn(url, userName);
    await load(url + path, cookie, 1, 1);
    const { p50, p95, p99, perSecond } = await load(url + path, cookie, 1, SECONDS);
    row(name, [...[p50, p95, p99].map((ms) => ms.toFixed(1)), perSecond.toFixed(1)]);
  }
}
