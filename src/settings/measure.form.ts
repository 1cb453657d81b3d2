import { z } from 'zod';
import { typedDay } from '../shared/dates.js';
import { choice, optionalDay, optionalText, readForm, text, version, type Fields } from '../shared/form.js';
import { parties, type Measure } from './measures.js';

const shape = z.object({
  version: version(),
  party: choice(parties),
  textVi: text(200),
  textEn: optionalText(200),
  legalBasis: optionalText(300),
  validFrom: optionalDay(),
  validTo: optionalDay(),
});

/** Reads a measure. Whoever saves it has gone over it. */
export function readMeasure(fields: Fields, id: string): { version: number; measure: Measure } {
  const { version: seen, textVi, textEn, validFrom, validTo, ...rest } = readForm(shape, fields);
  return {
    version: seen,
    measure: {
      id,
      ...rest,
      text: { vi: textVi, en: textEn },
      ...(validFrom === undefined ? {} : { validFrom }),
      ...(validTo === undefined ? {} : { validTo }),
      provisional: false,
    },
  };
}

export const fieldsOfMeasure = ({ party, text: words, legalBasis, validFrom, validTo }: Measure): Fields => ({
  party,
  textVi: words.vi,
  textEn: words.en,
  legalBasis,
  validFrom: typedDay(validFrom),
  validTo: typedDay(validTo),
});
