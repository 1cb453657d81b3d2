import autocannon from 'autocannon';

/** Milliseconds, and requests in a second. */
export type Measured = { perSecond: number; p50: number; p95: number; p99: number };

/** The value below which this share of the sorted values lies. */
export const at = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Asks for one page over and over. Throws when any answer is not a page. */
export async function load(
  url: string,
  cookie: string,
  connections: number,
  seconds: number,
): Promise<Measured> {
  const times: number[] = [];
  const begun = performance.now();
  const headers = { cookie, 'accept-encoding': 'gzip' };
  await new Promise<void>((resolve, reject) => {
    const ended = (error: unknown, result?: { errors: number }) =>
      error || result?.errors ? reject(new Error(`${url} does not answer every request`)) : resolve();
    const run = autocannon({ url, connections, duration: seconds, headers }, ended);
    run.on('response', (_client: unknown, status: number, _bytes: number, time: number) => {
      if (status !== 200) reject(new Error(`${url} answers ${status}`));
      times.push(time);
    });
  });
  const elapsed = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  return {
    perSecond: times.length / elapsed,
    p50: at(times, 0.5),
    p95: at(times, 0.95),
    p99: at(times, 0.99),
  };
}

const median = (values: number[]): number =>
  at(
    [...values].sort((a, b) => a - b),
    0.5,
  );

/** The middle of several rounds, value by value. */
export const middle = (rounds: Measured[]): Measured => ({
  perSecond: median(rounds.map((one) => one.perSecond)),
  p50: median(rounds.map((one) => one.p50)),
  p95: median(rounds.map((one) => one.p95)),
  p99: median(rounds.map((one) => one.p99)),
});
