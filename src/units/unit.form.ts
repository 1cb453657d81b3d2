import { z } from 'zod';
import { choice, optionalDay, optionalText, readForm, text, version, type Fields } from '../shared/form.js';
import { typedDay } from '../shared/dates.js';
import { unitKinds, type Unit } from './unit.js';

const names = { nameVi: text(150), nameEn: optionalText(150) };
const validity = { validFrom: optionalDay(), validTo: optionalDay() };

const newUnit = z.object({
  code: text(20),
  kind: choice(unitKinds),
  ...names,
  parent: optionalText(200),
  ...validity,
  source: optionalText(200),
});
export type NewUnit = z.output<typeof newUnit>;

const correction = z.object({ version: version(), ...names, ...validity });
export type Correction = z.output<typeof correction>;

export const readNewUnit = (fields: Fields): NewUnit => readForm(newUnit, fields);
export const readCorrection = (fields: Fields): Correction => readForm(correction, fields);

/** The form as it stands for a unit that exists. */
export const fieldsOfUnit = (unit: Unit): Fields => ({
  nameVi: unit.name.vi,
  nameEn: unit.name.en,
  validFrom: typedDay(unit.validFrom),
  validTo: typedDay(unit.validTo),
});
