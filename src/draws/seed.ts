import { randomBytes } from 'node:crypto';

/** 256 bits that nobody can know before or choose, as hexadecimal digits; made at the moment of the draw. */
export const newSeed = (): string => randomBytes(32).toString('hex');
