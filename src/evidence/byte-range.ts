/** Bytes of a file, both ends included. */
export type ByteRange = { start: number; end: number };

/**
 * The part of a file that a player asks for (RFC 9110, 14.2). Undefined: the whole file, also for several parts, which
 * a server may answer with everything; `none` when the file has no such part.
 */
export function rangeOf(header: string, size: number): ByteRange | 'none' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim()) ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || (first === '' && Number(last) === 0) ? 'none' : { start, end };
}
