import { postOf } from '../policies/actor.js';
import { printMoment } from '../shared/dates.js';
import type { Language, Translate } from '../shared/language.js';
import type { TimelineEvent } from '../web/parts.js';
import { canonical, type Change, type Event } from './event.js';
import { printValue } from './timeline.presenter.js';

/** How the edits of settings, calendars and units are told: by the words of their feature. */
export type EditWords = {
  /** The feature whose wordings `action.…` and `field.…` are used. */
  feature: string;
  /** Fields that follow from others, or that say nothing to a reader. */
  hidden?: readonly string[];
  print?: (value: unknown, language: Language) => string;
};

/** Of two lists only what came and went; of anything else both sides. */
function sides({ before, after }: Change): { before: unknown; after: unknown } {
  if (!Array.isArray(before) || !Array.isArray(after)) return { before, after };
  const without = (list: unknown[], others: unknown[]) => {
    const known = new Set(others.map(canonical));
    return list.filter((item) => !known.has(canonical(item)));
  };
  return { before: without(before, after), after: without(after, before) };
}

/** The history of something that an administrator keeps, newest first. */
export function presentEdits(
  events: readonly Event[],
  { feature, hidden = [], print = printValue }: EditWords,
  { t, language }: { t: Translate; language: Language },
): { events: TimelineEvent[] } {
  // What is entered for the first time has no sides to compare.
  const listed = ({ changes }: Event) => (changes.some((change) => 'before' in change) ? changes : []);
  const changesOf = (event: Event) =>
    listed(event)
      .filter((change) => !hidden.includes(change.field))
      .map((change) => {
        const { before, after } = sides(change);
        const label = t(`${feature}:field.${change.field}`);
        return { label, before: print(before, language), after: print(after, language) };
      });
  return {
    events: [...events].reverse().map((event) => ({
      at: printMoment(event.at, language),
      iso: event.at.toISOString(),
      title: t(`${feature}:action.${event.action}`),
      by: event.by.name,
      post: postOf(event.by, language),
      reason: event.reason ?? '',
      tone: 'plain',
      changes: changesOf(event),
      files: [],
    })),
  };
}
