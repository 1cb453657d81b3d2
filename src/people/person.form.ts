import { z } from 'zod';
import { roles, signings, type Role, type Signing } from '../policies/actor.js';
import { Invalid, type FieldError } from '../shared/errors.js';
import { choice, optionalText, readForm, text, type Fields } from '../shared/form.js';
import { languages, type Language } from '../shared/language.js';
import { isMailAddress } from './mailing.js';
import { isUserName, normalUserName, type Person } from './person.js';

/** How many posts one form can hold; hardly anybody holds three. */
export const POST_ROWS = [1, 2, 3] as const;

/** A post as typed: the unit is still a text. `row` is where it stands in the form, from 1. */
export type PostInput = {
  row: number;
  role: Role;
  unit: string;
  titleVi: string;
  titleEn: string;
  signs?: Signing | undefined;
};
export type PersonInput = {
  userName: string;
  name: string;
  language: Language;
  /** Empty for none; left out, it stays as it is. */
  mailAddress?: string;
  posts: PostInput[];
};

const userName = text(60).transform(normalUserName).refine(isUserName, 'people:userNameShape');

const mailAddress = optionalText(200).refine(
  (address) => address === '' || isMailAddress(address),
  'people:mail.shape',
);
const personShape = z.object({
  userName,
  name: text(100),
  language: choice(languages),
  mailAddress,
});
const rowShape = z.object({
  role: choice(roles),
  unit: text(200),
  titleVi: text(100),
  titleEn: optionalText(100),
  signs: z.enum(['', ...signings], 'errors:choose').transform((typed) => (typed === '' ? undefined : typed)),
});

type Row = Record<keyof z.input<typeof rowShape>, string>;

const rowIn = (fields: Fields, row: number): Row => {
  const typed = (name: string) => [fields[`${name}${row}`]].flat()[0]?.trim() ?? '';
  return {
    role: typed('role'),
    unit: typed('unit'),
    titleVi: typed('titleVi'),
    titleEn: typed('titleEn'),
    signs: typed('signs'),
  };
};

const isBlank = (row: Row): boolean => Object.values(row).every((value) => value === '');

/** Reads a part of the form; what is wrong is gathered, so that every field is told at once. */
function gather<T>(errors: FieldError[], read: () => T, rename: (field: string) => string): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    errors.push(...error.errors.map((item) => ({ ...item, field: rename(item.field) })));
    return undefined;
  }
}

/** Reads the form of a person. Rows of posts that are empty throughout are left out; one post there must be. */
export function readPerson(fields: Fields): PersonInput {
  const errors: FieldError[] = [];
  const person = gather(
    errors,
    () => readForm(personShape, fields),
    (field) => field,
  );
  const posts: PostInput[] = [];
  for (const row of POST_ROWS) {
    const typed = rowIn(fields, row);
    if (isBlank(typed) && row > 1) continue;
    const post = gather(
      errors,
      () => readForm(rowShape, typed),
      (field) => `${field}${row}`,
    );
    if (post?.signs !== undefined && post.role !== 'officer')
      errors.push({ field: `signs${row}`, message: 'people:errors.signs' });
    if (post === undefined) continue;
    const { signs, ...rest } = post;
    posts.push({ row, ...rest, ...(signs === undefined ? {} : { signs }) });
  }
  if (person === undefined || errors.length > 0) throw new Invalid(errors);
  return { ...person, posts };
}

/** The form of a person as it is stored. `unitLabels` stand beside the posts, as the field of a unit takes them. */
export function fieldsOfPerson(person: Person, unitLabels: string[]): Fields {
  const fields: Fields = {
    userName: person.userName,
    name: person.name,
    language: person.language,
    mailAddress: person.mail?.address ?? '',
  };
  person.posts.slice(0, POST_ROWS.length).forEach((post, index) => {
    fields[`role${index + 1}`] = post.role;
    fields[`unit${index + 1}`] = unitLabels[index] ?? '';
    fields[`titleVi${index + 1}`] = post.title.vi;
    fields[`titleEn${index + 1}`] = post.title.en;
    fields[`signs${index + 1}`] = post.signs ?? '';
  });
  return fields;
}
