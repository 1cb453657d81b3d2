import { z } from 'zod';
import { isUserName, normalUserName } from '../people/person.js';
import { Invalid } from '../shared/errors.js';
import { optionalText, readForm, text, version, type Fields } from '../shared/form.js';
import { passwordField } from '../people/account.form.js';

const newShape = z.object({
  id: optionalText(64),
  unit: text(200),
  name: text(100),
  titleVi: text(100),
  titleEn: optionalText(100),
});
export const readInvitation = (fields: Fields) => readForm(newShape, fields);
export type InvitationInput = ReturnType<typeof readInvitation>;

/** Passwords are taken as typed: neither trimmed nor cut. */
const takenShape = z.object({
  userName: text(60).transform(normalUserName).refine(isUserName, 'people:userNameShape'),
  newPassword: passwordField,
  repeatedPassword: passwordField,
});

/** What an invited person chooses. */
export function readTaken(fields: Fields): { userName: string; password: string } {
  const { userName, newPassword, repeatedPassword } = readForm(takenShape, fields);
  if (newPassword !== repeatedPassword)
    throw new Invalid([{ field: 'repeatedPassword', message: 'people:password.differ' }]);
  return { userName, password: newPassword };
}

export const readRevocation = (fields: Fields): number =>
  readForm(z.object({ version: version() }), fields).version;
