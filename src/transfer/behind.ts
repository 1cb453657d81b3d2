import type { Document } from 'mongodb';
import { decode } from './raw.js';

/** BSON's types in MongoDB's order, as far as an _id may have them; those in a row compare with each other. */
const RANKS = [[-1], [10, 6], [1, 16, 18, 19], [2, 14], [3], [5], [7], [8], [9], [17], [13], [15], [127]];

/** The type of a stored document's first field, which is its _id. */
const typeOfId = (bytes: Uint8Array): number => (bytes[4] === 255 ? -1 : (bytes[4] ?? 0));

/**
 * Finds what comes after a stored document in the order of _id. `$gt` alone would compare values of the same type only,
 * and ids may be of several.
 */
export function behind(last: Uint8Array): Document {
  const rank = RANKS.findIndex((types) => types.includes(typeOfId(last)));
  const later = RANKS.slice(rank + 1).flat();
  const same: Document = { _id: { $gt: decode(last)._id as unknown } };
  return later.length === 0 ? same : { $or: [same, { _id: { $type: later } }] };
}
