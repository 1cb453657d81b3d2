import { readParties, type PartyFilter } from '../inspections/party-filter.js';
import { parties, type Party } from '../settings/measures.js';
import type { Day } from '../shared/dates.js';
import { dayIn, oneOf, present } from '../shared/filter.js';

export const handlingViews = ['in_force', 'all'] as const;

/** What a list of handlings is narrowed to; it stands in the address. `from` and `to` are days of the decision. */
export type HandlingFilter = PartyFilter & {
  view: (typeof handlingViews)[number];
  party?: Party;
  /** The Vietnamese words of the measure, in full: the same form may stand in several texts. */
  measure?: string;
  /** Only of findings that are failures to remedy. */
  failure?: 'yes';
  from?: Day;
  to?: Day;
};

/** Reads the address; what nobody here wrote is left out. */
export const readHandlingFilter = (query: Record<string, string>): HandlingFilter => ({
  view: oneOf(handlingViews, query['view']) ?? 'in_force',
  ...readParties(query),
  ...present({
    party: oneOf(parties, query['party']),
    measure: query['measure']?.slice(0, 200),
    failure: oneOf(['yes'] as const, query['failure']),
    from: dayIn(query['from']),
    to: dayIn(query['to']),
  }),
});
