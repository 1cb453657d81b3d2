import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';

/** Lies beside the data file from an orderly stop to the next start. */
const noteOf = (file: string): string => `${file}-stop`;

// Whoever writes to the file changes its time, and nearly always its size.
function stateOf(file: string): string {
  const { size, mtimeNs, ino } = statSync(file, { bigint: true });
  return `${size} ${mtimeNs} ${ino}\n`;
}

/** Notes how an orderly stop leaves the data file. Where that cannot be written, the next start looks at all of it. */
export function noteStop(file: string): void {
  try {
    writeFileSync(noteOf(file), stateOf(file), { mode: 0o600 });
  } catch {
    forgetStop(file);
  }
}

/** Has nobody written to the data file since the last orderly stop? */
export function isAsLeft(file: string): boolean {
  try {
    return readFileSync(noteOf(file), 'utf8') === stateOf(file);
  } catch {
    return false;
  }
}

/** From here on the file is in use: a process that is killed leaves no note. */
export function forgetStop(file: string): void {
  rmSync(noteOf(file), { force: true });
}
