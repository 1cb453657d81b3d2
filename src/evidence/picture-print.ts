import sharp from 'sharp';

const [COLUMNS, ROWS] = [9, 8];

/**
 * What a picture looks like, in 64 bits (difference hash): for each of 8 rows of 9 grey spots, which of two neighbours
 * is lighter. It stays nearly the same when the picture is made smaller, lighter or saved anew. 16 hexadecimal digits.
 */
export async function printOf(
  data: Buffer,
  raw: { width: number; height: number; channels: 3 },
): Promise<string> {
  const spots = await sharp(data, { raw })
    .greyscale()
    .resize({ width: COLUMNS, height: ROWS, fit: 'fill' })
    .raw()
    .toBuffer();
  let bits = 0n;
  for (let row = 0; row < ROWS; row += 1)
    for (let column = 0; column < COLUMNS - 1; column += 1) {
      const at = row * COLUMNS + column;
      bits = (bits << 1n) | ((spots[at] ?? 0) > (spots[at + 1] ?? 0) ? 1n : 0n);
    }
  return bits.toString(16).padStart(16, '0');
}
