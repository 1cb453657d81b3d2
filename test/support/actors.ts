import type { Actor, Role } from '../../src/policies/actor.js';
import { newId } from '../../src/shared/ids.js';
import { postOf } from './product.js';

/** Somebody in a post of this role. */
export const actorIn = (role: Role): Actor => ({
  personId: newId(),
  name: 'Nguyễn Văn An',
  post: postOf(role),
});
