import { openArchive } from '../../src/casefile/zip-reader.js';

/** Every part of an archive with its bytes. */
export async function unpacked(file: string): Promise<[string, Buffer][]> {
  const { parts: found, close } = await openArchive(file);
  const whole: [string, Buffer][] = [];
  for (const part of found) {
    const pieces: Buffer[] = [];
    for await (const piece of await part.open()) pieces.push(piece as Buffer);
    whole.push([part.name, Buffer.concat(pieces)]);
  }
  close();
  return whole;
}
