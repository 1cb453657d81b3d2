/** Rows under their headings, for a fixed-width font; columns of numbers are set to the right. */
export function table(headings: string[], rows: string[][]): string {
  const all = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const isNumbers = headings.map((_, column) => rows.every((row) => /^\d+$/.test(row[column] ?? '')));
  const line = (row: string[]) =>
    row
      .map((cell, i) => (isNumbers[i] === true ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return all.map(line).join('\n');
}
