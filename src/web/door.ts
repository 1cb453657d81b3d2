import type { Post } from '../policies/actor.js';
import type { Language } from '../shared/language.js';

/** What the shell must know of a person who has signed in. `mark` changes with the password and ends older sessions. */
export type KnownPerson = {
  id: string;
  name: string;
  language: Language;
  mustChangePassword: boolean;
  posts: Post[];
  mark: string;
};

/** What a page can do to the session, without knowing of one. Only pages about signing in need it. */
export type Door = {
  /** Who has signed in, if anybody. */
  personId: string | undefined;
  /** Checks the user name and password of the posted form, then lets the person in. Throws `Invalid`. */
  signIn: () => Promise<KnownPerson>;
  /** Begins a session under a new id. */
  enter: (person: KnownPerson) => Promise<void>;
  leave: () => Promise<void>;
  /** Acts in another of the person's posts from now on. */
  takePost: (index: number) => void;
  /** Keeps the language on this machine, for the pages before the sign-in. */
  rememberLanguage: (language: Language) => void;
};
