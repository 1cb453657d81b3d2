import { authorOf, type Author, type Post, type Role } from '../policies/actor.js';
import type { Mailing } from './mailing.js';
import type { Language } from '../shared/language.js';

export type Person = {
  id: string;
  version: number;
  /** As it is compared: composed accents, lower case. */
  userName: string;
  name: string;
  language: Language;
  passwordHash: string;
  /** The password was given by an administrator and works once. */
  mustChangePassword: boolean;
  disabled: boolean;
  posts: Post[];
  createdAt: Date;
  /** Where mail goes; none for whoever reads the inbox only. */
  mail?: Mailing;
};

/** User names are compared without case; accents count, however they were encoded. */
export const normalUserName = (typed: string): string => typed.normalize('NFC').trim().toLowerCase();

/** Letters and figures of any script with . _ - @ between them, so that an e-mail address will do. */
export const isUserName = (text: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N}._@-]{2,59}$/u.test(text);

export const holds = (person: Person, role: Role): boolean => person.posts.some((post) => post.role === role);

export const postIn = (person: Person, role: Role, unitId: string): Post | undefined =>
  person.posts.find((post) => post.role === role && post.unitId === unitId);

/** The person in a post, as cases and histories name people. */
export const authorIn = ({ id, name }: Person, post: Post): Author => authorOf({ personId: id, name, post });

const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();

/** The words by which a list finds a person, without accents: the user name and each part of the name. */
export const wordsOf = ({ userName, name }: Pick<Person, 'userName' | 'name'>): string[] => [
  ...new Set([folded(userName), folded(name), ...folded(name).split(/\s+/)]),
];

export const searchWord = (typed: string): string => folded(typed).trim().replace(/\s+/g, ' ');
