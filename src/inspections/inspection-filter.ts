import type { Day } from '../shared/dates.js';
import { dayIn, oneOf, present } from '../shared/filter.js';
import { readParties, type PartyFilter } from './party-filter.js';
import { kinds, modes, states, type Kind, type Mode, type State } from './inspection.js';

export const views = ['all', 'mine', 'sealed'] as const;
export type View = (typeof views)[number];

/** What a list of inspections is narrowed to; it stands in the address, so that it can be kept and sent. */
export type InspectionFilter = PartyFilter & {
  view: View;
  /** A case number or its beginning, or else a unit. */
  q?: string;
  state?: State;
  mode?: Mode;
  kind?: Kind;
  /** The Vietnamese topic, in full. */
  topic?: string;
  /** Opened from … to, both included; a case that was never opened has no such day. */
  from?: Day;
  to?: Day;
  /** Taking place within these days, planned or opened: what the schedule shows. */
  visitFrom?: Day;
  visitTo?: Day;
};

/** Reads the address. What nobody here wrote is left out, not guessed. */
export function readInspectionFilter(query: Record<string, string>): InspectionFilter {
  return {
    view: oneOf(views, query['view']) ?? 'all',
    ...readParties(query),
    ...present({
      q: query['q']?.trim().slice(0, 100),
      state: oneOf(states, query['state']),
      mode: oneOf(modes, query['mode']),
      kind: oneOf(kinds, query['kind']),
      topic: query['topic']?.slice(0, 300),
      from: dayIn(query['from']),
      to: dayIn(query['to']),
      visitFrom: dayIn(query['visitFrom']),
      visitTo: dayIn(query['visitTo']),
    }),
  };
}
