import type { Progress } from '../../src/transfer/progress.js';

const WIDTH = 24;
const EVERY = 100; // milliseconds

const number = (value: number): string => value.toLocaleString('en-GB');

function bar(what: string, done: number, of: number): string {
  const share = of > 0 ? Math.min(done / of, 1) : 0;
  const full = Math.round(share * WIDTH);
  const drawn =
    of > 0 ? `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${Math.floor(share * 100)} % ` : '';
  return `${drawn}${what} ${number(done)}${of > 0 ? ` of ${number(Math.max(done, of))}` : ''}`;
}

/** A bar on a terminal; elsewhere a line for each step that begins. On standard error, beside the results. */
export function progressOn(stream: NodeJS.WriteStream = process.stderr): {
  progress: Progress;
  clear(): void;
} {
  let last = '';
  let drawn = 0;
  const clear = () => {
    if (drawn > 0) stream.write('\r\x1b[K');
    drawn = 0;
  };
  const progress: Progress = (what, done, of) => {
    if (!stream.isTTY) {
      // Its first word: a line for each collection would bury what matters.
      const [step = ''] = what.split(' ');
      if (step !== last) stream.write(`${step} …\n`);
      last = step;
      return;
    }
    const now = performance.now();
    if (what === last && now - drawn < EVERY) return;
    stream.write(`\r\x1b[K${bar(what, done, of).slice(0, stream.columns - 1)}`);
    [last, drawn] = [what, now];
  };
  return { progress, clear };
}
