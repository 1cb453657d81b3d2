import { z } from 'zod';
import { Invalid } from '../shared/errors.js';
import { choice, optionalText, readForm, wholeNumber, type Fields } from '../shared/form.js';
import { isMailAddress, mailChoices } from './mailing.js';
import { languages } from '../shared/language.js';

/** Passwords are taken as typed: neither trimmed nor cut. */
/** A password as it was typed: never trimmed. */
export const passwordField = z
  .string('errors:required')
  .min(1, 'errors:required')
  .max(1000, 'people:password.long');

const signInShape = z.object({
  userName: z.string('errors:required').trim().min(1, 'errors:required').max(200, 'people:signIn.wrong'),
  password: passwordField,
  next: optionalText(2000),
});

/** An address inside the product: neither another host (`//…`) nor a scheme. */
export const safeNext = (next: string): string => (/^\/(?![/\\])[^\s\\]*$/.test(next) ? next : '/');

export const readSignIn = (fields: Fields): { next: string } => {
  const { next } = readForm(signInShape, fields);
  return { next: safeNext(next) };
};

const passwordShape = z.object({
  currentPassword: passwordField,
  newPassword: passwordField,
  repeatedPassword: passwordField,
});

export function readPasswordChange(fields: Fields): { current: string; next: string } {
  const { currentPassword, newPassword, repeatedPassword } = readForm(passwordShape, fields);
  if (newPassword !== repeatedPassword)
    throw new Invalid([{ field: 'repeatedPassword', message: 'people:password.differ' }]);
  return { current: currentPassword, next: newPassword };
}

const languageShape = z.object({ language: choice(languages), back: optionalText(2000) });
export const readLanguage = (fields: Fields) => {
  const { language, back } = readForm(languageShape, fields);
  return { language, back: safeNext(back) };
};

const accountShape = z.object({
  language: choice(languages),
  post: wholeNumber(0, 99).catch(0),
  mailAddress: optionalText(200).refine(
    (address) => address === '' || isMailAddress(address),
    'people:mail.shape',
  ),
  mailChoice: choice(mailChoices).catch('at_once'),
});
export const readAccount = (fields: Fields) => readForm(accountShape, fields);
