import { createHmac } from 'node:crypto';

const RANGE = 1n << 256n;

/**
 * A whole number from 0 to `total` - 1, each as likely as the other: HMAC-SHA256 under the seed, of the text
 * `<fingerprint>:<place>:<attempt>`, read as a number of 256 bits. A value beyond the last whole multiple of `total`
 * is thrown away and the next attempt (from 0) taken, so that the remainder is exactly even.
 */
function evenly(seed: Buffer, fingerprint: string, place: number, total: bigint): bigint {
  const fair = RANGE - (RANGE % total);
  for (let attempt = 0; ; attempt += 1) {
    const text = `${fingerprint}:${place}:${attempt}`;
    const value = BigInt(`0x${createHmac('sha256', seed).update(text).digest('hex')}`);
    if (value < fair) return value % total;
  }
}

/**
 * Draws by weight, without putting back. For each place (from 1) the weights of those still there are laid end to end
 * in the order of the list, and an even number points into them. Whole numbers only, so that every implementation
 * comes to the same ids. `seed` is 64 hexadecimal digits; the fingerprint of the list is part of what is drawn from.
 */
export function sample(
  seed: string,
  fingerprint: string,
  candidates: readonly { id: string; weight: number }[],
  count: number,
): string[] {
  const key = Buffer.from(seed, 'hex');
  const left = [...candidates];
  const drawn: string[] = [];
  while (drawn.length < count && left.length > 0) {
    const total = left.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
    let rest = evenly(key, fingerprint, drawn.length + 1, total);
    const at = left.findIndex(({ weight }) => {
      if (rest < BigInt(weight)) return true;
      rest -= BigInt(weight);
      return false;
    });
    drawn.push(...left.splice(at, 1).map(({ id }) => id));
  }
  return drawn;
}
