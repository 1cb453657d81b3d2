import { addMonths, dayOf, monthOf } from '../../src/shared/dates.js';
import { at } from './load.js';
import { row, table } from './table.js';
import { signIn } from './visitor.js';

/** Milliseconds for one page, and how often it is asked for at most. */
const LONGEST = 4000;
const TIMES = 60;

/** Milliseconds for one page. Throws when it is not shown. */
export async function ask(url: string, cookie: string): Promise<number> {
  const begun = performance.now();
  const reply = await fetch(url, { headers: { cookie } });
  await reply.text();
  if (reply.status !== 200) throw new Error(`${url} answers ${reply.status}`);
  return performance.now() - begun;
}

/** The first answer reads the record; the later ones what has been kept of it since. */
export async function visitPage(name: string, url: string, cookie: string): Promise<void> {
  const first = await ask(url, cookie);
  const times: number[] = [];
  const until = performance.now() + LONGEST;
  do times.push(await ask(url, cookie));
  while (times.length < TIMES && performance.now() < until);
  times.sort((a, b) => a - b);
  row(name, [...[first, at(times, 0.5), at(times, 0.95)].map((ms) => ms.toFixed(0)), String(times.length)]);
}

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
  table('page', ['first ms', 'p50 ms', 'p95 ms', 'asked']);
  for (const [name, userName, path] of visits) await visitPage(name, url + path, await signIn(url, userName));
}
