import { statfs } from 'node:fs/promises';

/** The disk under a folder. Bytes. */
export type Disk = { free: number; size: number };

/** What is free for the product, as root’s reserve is not, and the whole of it. */
export async function diskUnder(folder: string): Promise<Disk> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free: bavail * bsize, size: blocks * bsize };
}
