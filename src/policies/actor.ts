import { inLanguage, type Bilingual, type Language } from '../shared/language.js';

export const roles = ['inspector', 'supervisor', 'officer', 'leader', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** What a person does in a unit. Permissions come from the post, never from the person. */
export type Post = {
  role: Role;
  unitId: string;
  unitName: Bilingual;
  title: Bilingual;
  /** Of an officer who answers for the unit: its head, or who stands in for the head. */
  signs?: Signing;
};

export const signings = ['head', 'stand_in'] as const;
export type Signing = (typeof signings)[number];

/** Whether a post answers for its unit: whoever leads it, or signs for it as its head or in the head's place. */
export const leadsUnit = ({ role, signs }: Pick<Post, 'role' | 'signs'>): boolean =>
  role === 'leader' || (role === 'officer' && signs !== undefined);

/** A post as it is told something: a role, or whoever answers for the unit. */
export type PostName = Role | 'head';

/** Who acts: a signed-in person in one post. */
export type Actor = { personId: string; name: string; post: Post };

/** Who did something, as it is kept in histories: the name and post as they were then, in English where it had one. */
export type Author = { personId: string; name: string; post: string; postEnglish?: string };

const lineOf = ({ title, unitName }: Pick<Post, 'title' | 'unitName'>, language: Language): string =>
  `${inLanguage(title, language)}, ${inLanguage(unitName, language)}`;

export const authorOf = (actor: Actor): Author => ({
  personId: actor.personId,
  name: actor.name,
  post: lineOf(actor.post, 'vi'),
  ...(actor.post.title.en === '' ? {} : { postEnglish: lineOf(actor.post, 'en') }),
});

/** The post that an author held, as the reader reads it. */
export const postOf = ({ post, postEnglish }: Author, language: Language): string =>
  (language === 'en' ? postEnglish : undefined) ?? post;
