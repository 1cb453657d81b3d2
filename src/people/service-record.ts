import type { Event } from '../history/event.js';
import type { Post } from '../policies/actor.js';
import { dayOf, type Day } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';

/** That somebody held a post in a unit: since when is not known for what was there before the record began. */
export type Term = { unitId: string; unitName: Bilingual; from?: Day; to?: Day };
export type ServiceRecord = { personId: string; name: string; terms: Term[] };

type Step = { on: Day | undefined; posts: readonly Post[] };

/** The posts of a person after each change of them, as the history of the account kept them. */
function stepsOf(posts: readonly Post[], history: readonly Event[]): Step[] {
  const steps: Step[] = [];
  for (const { at, changes } of history) {
    const change = changes.find(({ field }) => field === 'posts');
    if (change === undefined) continue;
    // An account that was there before its record began held these posts since nobody knows when.
    if (steps.length === 0 && change.before !== undefined)
      steps.push({ on: undefined, posts: change.before as Post[] });
    steps.push({ on: dayOf(at), posts: (change.after ?? []) as Post[] });
  }
  return steps.length === 0 ? [{ on: undefined, posts }] : steps;
}

/** Where a person holds or held posts, in the order in which they began; a return to a unit is a term of its own. */
export function termsOf(posts: readonly Post[], history: readonly Event[]): Term[] {
  const terms: Term[] = [];
  for (const { on, posts: held } of stepsOf(posts, history)) {
    const ids = new Set(held.map(({ unitId }) => unitId));
    for (const term of terms)
      if (term.to === undefined && on !== undefined && !ids.has(term.unitId)) term.to = on;
    for (const { unitId, unitName } of held) {
      if (terms.some((term) => term.unitId === unitId && term.to === undefined)) continue;
      terms.push({ unitId, unitName, ...(on === undefined ? {} : { from: on }) });
    }
  }
  return terms;
}
