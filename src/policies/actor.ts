import type { Bilingual } from '../shared/language.js';

export const roles = ['inspector', 'supervisor', 'officer', 'leader', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** What a person does in a unit. Permissions come from the post, never from the person. */
export type Post = { role: Role; unitId: string; unitName: Bilingual; title: Bilingual };

/** Who acts: a signed-in person in one post. */
export type Actor = { personId: string; name: string; post: Post };

/** Who did something, as it is kept in histories: the name and post as they were then. */
export type Author = { personId: string; name: string; post: string };

export const authorOf = (actor: Actor): Author => ({
  personId: actor.personId,
  name: actor.name,
  post: `${actor.post.title.vi}, ${actor.post.unitName.vi}`,
});
