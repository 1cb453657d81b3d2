import { z } from 'zod';
import { normalUserName, isUserName } from '../people/person.js';
import { passwordFault } from '../people/password.js';
import { Invalid, type FieldError } from '../shared/errors.js';
import { printDay } from '../shared/dates.js';
import { choice, day, optionalText, readForm, text, type Fields } from '../shared/form.js';
import { languages, type Language } from '../shared/language.js';
import { unitSets, type CityFacts, type UnitSet } from './setup.js';
import { passwordField } from '../people/account.form.js';

const shape = z.object({
  cityVi: text(100),
  cityEn: optionalText(100),
  directiveNumber: text(50),
  directiveOn: day(),
  bodyVi: text(200),
  bodyEn: optionalText(200),
  titleVi: text(500),
  titleEn: optionalText(500),
  units: choice(unitSets),
  name: text(100),
  userName: text(60).transform(normalUserName).refine(isUserName, 'people:userNameShape'),
  newPassword: passwordField,
  repeatedPassword: passwordField,
  language: choice(languages),
});

export type SetupInput = CityFacts & {
  units: UnitSet;
  administrator: { name: string; userName: string; password: string; language: Language };
};

/** Reads the setup's form, with the rules for passwords. */
export function readSetup(fields: Fields): SetupInput {
  const typed = readForm(shape, fields);
  const { name, userName, newPassword, language } = typed;
  const fault = passwordFault(newPassword, { userName, name });
  const faults: FieldError[] = [
    ...(fault === undefined ? [] : [{ field: 'newPassword', ...fault }]),
    ...(newPassword === typed.repeatedPassword
      ? []
      : [{ field: 'repeatedPassword', message: 'people:password.differ' }]),
  ];
  if (faults.length > 0) throw new Invalid(faults);
  return {
    city: { vi: typed.cityVi, en: typed.cityEn },
    directive: {
      number: typed.directiveNumber,
      on: typed.directiveOn,
      body: { vi: typed.bodyVi, en: typed.bodyEn },
      title: { vi: typed.titleVi, en: typed.titleEn },
    },
    units: typed.units,
    administrator: { name, userName, password: newPassword, language },
  };
}

/** What stands in the form at first. The date stands as people type it. */
export const fieldsOfFacts = ({ city, directive }: CityFacts, language: Language): Fields => ({
  cityVi: city.vi,
  cityEn: city.en,
  directiveNumber: directive.number,
  directiveOn: printDay(directive.on, 'vi'),
  bodyVi: directive.body.vi,
  bodyEn: directive.body.en,
  titleVi: directive.title.vi,
  titleEn: directive.title.en,
  units: 'hanoi',
  language,
});
