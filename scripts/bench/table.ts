const FIRST = 26;
const REST = 11;

const print = (first: string, rest: string[]): void =>
  console.log(first.padEnd(FIRST) + rest.map((text) => text.padStart(REST)).join(''));

/** Begins a table: the name of its rows and the heads of its columns. */
export function table(first: string, heads: string[]): void {
  console.log();
  print(first, heads);
}

export const row = print;
