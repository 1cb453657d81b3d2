/** What a typed number means: a case, or with an ordinal one of its findings. */
export type Numbered = { number: string; ordinal?: number };

/** `kt-2026-31` is KT-2026-0031, `KT-2026-003` the beginning of one; the number of a case that was taken over stands as it is. */
function spelled(typed: string): string {
  const [, year, count = ''] = /^(?:KT-)?(\d{4})-(\d{4,6}|[1-9]\d{0,2})$/i.exec(typed) ?? [];
  return year === undefined ? typed.toUpperCase() : `KT-${year}-${count.padStart(4, '0')}`;
}

/** What a search may mean by a number, the likeliest first: `2024/101` is a case, or the finding 101 of a case “2024”. */
export function numbersIn(typed: string): Numbered[] {
  if (!/^(KT-)?\d{4}[-/]\d/i.test(typed)) return [];
  const [, before, ordinal] = /^(.+)\/(\d{1,4})$/.exec(typed) ?? [];
  const finding = before === undefined ? [] : [{ number: spelled(before), ordinal: Number(ordinal) }];
  return [{ number: spelled(typed) }, ...finding];
}
