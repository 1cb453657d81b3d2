import type { Event, Journaled } from '../history/event.js';
import type { Person } from './person.js';

/**
 * What the record keeps of an account: who could do what, and when. Passwords and the choice of a language are nobody
 * else's business; they change without an event.
 */
export type PersonRecord = Pick<Person, 'userName' | 'name' | 'posts' | 'disabled'> & Journaled;

export const recordOf = (
  { id, version, userName, name, posts, disabled }: Person,
  history: Event[],
): PersonRecord => ({ id, version, userName, name, posts, disabled, history });
