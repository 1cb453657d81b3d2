import { parties, type Party } from '../settings/measures.js';
import type { Day } from '../shared/dates.js';
import { dayIn, oneOf, present } from '../shared/filter.js';

export const handlingViews = ['in_force', 'all'] as const;

/** What a list of handlings is narrowed to; it stands in the address. `from` and `to` are days of the decision. */
export type HandlingFilter = {
  view: (typeof handlingViews)[number];
  party?: Party;
  /** The Vietnamese words of the measure, in full: the same form may stand in several texts. */
  measure?: string;
  /** Only of findings that are failures to remedy. */
  failure?: 'yes';
  unit?: string;
  /** The inspecting authority, or those below a unit. */
  authority?: string;
  below?: string;
  from?: Day;
  to?: Day;
};

/** Reads the address; what nobody here wrote is left out. */
export const readHandlingFilter = (query: Record<string, string>): HandlingFilter => ({
  view: oneOf(handlingViews, query['view']) ?? 'in_force',
  ...present({
    party: oneOf(parties, query['party']),
    measure: query['measure']?.slice(0, 200),
    failure: oneOf(['yes'] as const, query['failure']),
    unit: query['unit']?.slice(0, 64),
    authority: query['authority']?.slice(0, 64),
    below: query['below']?.slice(0, 64),
    from: dayIn(query['from']),
    to: dayIn(query['to']),
  }),
});
