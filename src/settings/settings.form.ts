import { z } from 'zod';
import { typedDay } from '../shared/dates.js';
import {
  choice,
  day,
  optionalDay,
  optionalText,
  readForm,
  text,
  version,
  wholeNumber,
} from '../shared/form.js';
import type { Fields } from '../shared/form.js';
import { basisStatuses, type LegalBasis, type Letterhead, type Settings } from './settings.js';

/** Longest term in working days: about a year. */
const LONGEST = 250;

const general = z.object({
  version: version(),
  cityVi: text(150),
  cityEn: optionalText(150),
  directiveNumber: text(60),
  directiveOn: day(),
  bodyVi: text(200),
  bodyEn: optionalText(200),
  titleVi: text(500),
  titleEn: optionalText(500),
  superiorVi: optionalText(150),
  superiorEn: optionalText(150),
  issuerVi: text(150),
  issuerEn: optionalText(150),
  placeVi: text(60),
  placeEn: optionalText(60),
});

export type GeneralSettings = Pick<Settings, 'city' | 'directive'> & {
  letterhead: Omit<Letterhead, 'signer'>;
};

/** Reads the page of general settings. */
export function readSettings(fields: Fields): { version: number; settings: GeneralSettings } {
  const input = readForm(general, fields);
  const pair = (vi: string, en: string) => ({ vi, en });
  return {
    version: input.version,
    settings: {
      city: pair(input.cityVi, input.cityEn),
      directive: {
        number: input.directiveNumber,
        on: input.directiveOn,
        body: pair(input.bodyVi, input.bodyEn),
        title: pair(input.titleVi, input.titleEn),
      },
      letterhead: {
        superior: pair(input.superiorVi, input.superiorEn),
        issuer: pair(input.issuerVi, input.issuerEn),
        place: pair(input.placeVi, input.placeEn),
      },
    },
  };
}

export const fieldsOfSettings = (settings: Settings): Fields => ({
  cityVi: settings.city.vi,
  cityEn: settings.city.en,
  directiveNumber: settings.directive.number,
  directiveOn: typedDay(settings.directive.on),
  bodyVi: settings.directive.body.vi,
  bodyEn: settings.directive.body.en,
  titleVi: settings.directive.title.vi,
  titleEn: settings.directive.title.en,
  superiorVi: settings.letterhead.superior.vi,
  superiorEn: settings.letterhead.superior.en,
  issuerVi: settings.letterhead.issuer.vi,
  issuerEn: settings.letterhead.issuer.en,
  placeVi: settings.letterhead.place.vi,
  placeEn: settings.letterhead.place.en,
});

const termsShape = z.object({
  version: version(),
  validFrom: day(),
  minor: wholeNumber(1, LONGEST),
  moderate: wholeNumber(1, LONGEST),
  serious: wholeNumber(1, LONGEST),
});

/** Working days for a remedy by severity, from a day on. */
export function readTerms(fields: Fields) {
  const { version: seen, validFrom, ...workingDays } = readForm(termsShape, fields);
  return { version: seen, terms: { validFrom, workingDays } };
}

const basisShape = z.object({
  version: version(),
  text: text(300),
  validFrom: optionalDay(),
  validTo: optionalDay(),
  status: choice(basisStatuses),
});

/** A legal basis with the days within which it holds, where they are known. */
export function readBasis(fields: Fields, id: string): { version: number; basis: LegalBasis } {
  const input = readForm(basisShape, fields);
  const { validFrom, validTo } = input;
  return {
    version: input.version,
    basis: {
      id,
      text: input.text,
      status: input.status,
      ...(validFrom === undefined ? {} : { validFrom }),
      ...(validTo === undefined ? {} : { validTo }),
    },
  };
}

const removalShape = z.object({ version: version() });
export const readRemoval = (fields: Fields) => readForm(removalShape, fields);

export const fieldsOfBasis = (basis: LegalBasis): Fields => ({
  text: basis.text,
  validFrom: typedDay(basis.validFrom),
  validTo: typedDay(basis.validTo),
  status: basis.status,
});
