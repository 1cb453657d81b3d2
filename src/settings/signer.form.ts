import { z } from 'zod';
import type { Day } from '../shared/dates.js';
import { day, optionalText, readForm, text, version, type Fields } from '../shared/form.js';
import type { Signer } from './settings.js';

const signerShape = z.object({
  version: version(),
  validFrom: day(),
  name: text(100),
  postVi: text(150),
  postEn: optionalText(150),
  authorityVi: optionalText(150),
  authorityEn: optionalText(150),
});

/** Reads who signs from a day on. Titles stand on papers in capitals, however they were typed. */
export function readSigner(fields: Fields): { version: number; signer: Signer } {
  const input = readForm(signerShape, fields);
  const capitals = (vi: string, en: string) => ({ vi: vi.toUpperCase(), en: en.toUpperCase() });
  return {
    version: input.version,
    signer: {
      validFrom: input.validFrom,
      name: input.name,
      post: capitals(input.postVi, input.postEn),
      authority: capitals(input.authorityVi, input.authorityEn),
    },
  };
}

const removalShape = z.object({ version: version(), day: day() });

export const readSignerRemoval = (fields: Fields): { version: number; day: Day } =>
  readForm(removalShape, fields);
